/**
 * The keys of a lesson: Space and → go on, ← goes back, letters choose, F makes it large. What has the focus and uses a key
 * itself keeps it.
 *
 * @typedef {'on'|'back'|'large'|string} Command a single capital letter: that choice
 */

const OWN_ARROWS =
  'input, textarea, select, [contenteditable], [role="application"], [role="listbox"], [role="radiogroup"], [role="tablist"], .table-scroll, .figure-scroll, dialog';
const OWN_SPACE = `${OWN_ARROWS}, button, a[href], summary, [role="button"]`;
const OWN_LETTERS = 'input:not([type="range"], [type="radio"], [type="checkbox"]), textarea, select, [contenteditable], dialog';

/**
 * @param {{ key: string, target: EventTarget|null, defaultPrevented?: boolean, ctrlKey?: boolean, metaKey?: boolean, altKey?: boolean, repeat?: boolean }} event
 * @returns {Command|undefined}
 */
export function commandOf({ key, target, defaultPrevented, ctrlKey, metaKey, altKey, repeat }) {
  if (defaultPrevented || ctrlKey || metaKey || altKey || repeat) return undefined;
  const within = (/** @type {string} */ places) => !!(/** @type {Element|null} */ (target)?.closest?.(places));
  if (key === ' ') return within(OWN_SPACE) ? undefined : 'on';
  if (key === 'ArrowRight') return within(OWN_ARROWS) ? undefined : 'on';
  if (key === 'ArrowLeft') return within(OWN_ARROWS) ? undefined : 'back';
  if (/^[a-hA-H]$/.test(key) && key.toLowerCase() !== 'f') return within(OWN_LETTERS) ? undefined : key.toUpperCase();
  return key.toLowerCase() === 'f' && !within(OWN_LETTERS) ? 'large' : undefined;
}
