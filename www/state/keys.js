/**
 * The keys that play a run, where the focus is in the flow or the player: elsewhere they scroll the page and press what they press.
 *
 * @typedef {'toggle'|'back'|'on'|'first'|'last'} Command
 */
import { lastMoment } from './playback.js';

/** Where the keys play. */
const PLAYS = 'see-flow, see-player';
/** Places that use arrow keys themselves. */
const OWN_ARROWS =
  'input, textarea, select, [contenteditable], [role="application"], [role="listbox"], [role="region"], [role="radiogroup"], [role="tablist"], [role="menu"]';
/** Places where the space bar presses something. */
const OWN_SPACE = `${OWN_ARROWS}, button, a[href], summary, [role="button"]`;

/** @type {Record<string, Command>} */
const COMMANDS = { ' ': 'toggle', ArrowLeft: 'back', ArrowRight: 'on', Home: 'first', End: 'last' };

/**
 * What a key asks of the player.
 * @param {{ key: string, target: EventTarget|null, defaultPrevented?: boolean, ctrlKey?: boolean, metaKey?: boolean, altKey?: boolean, shiftKey?: boolean }} event
 * @returns {Command|undefined}
 */
export function commandOf({ key, target, defaultPrevented, ctrlKey, metaKey, altKey, shiftKey }) {
  const command = COMMANDS[key];
  if (!command || defaultPrevented || ctrlKey || metaKey || altKey || shiftKey) return undefined;
  const own = command === 'toggle' ? OWN_SPACE : OWN_ARROWS;
  const place = /** @type {Element|null} */ (target);
  return place?.closest?.(PLAYS) && !place.closest(own) ? command : undefined;
}

/**
 * Listens to the keys of flow and player.
 * @param {import('./store.js').Store} store @param {import('./playback.js').Playback} playback
 */
export function followKeys(store, playback) {
  const last = () => (store.state.view === 'translate' && store.state.run?.steps.length ? lastMoment(store.state.run) : -1);
  /** @type {Record<Command, () => void>} */
  const actions = {
    toggle: () => playback.toggle(),
    back: () => playback.move(-1),
    on: () => playback.move(1),
    first: () => playback.seek(0),
    last: () => playback.seek(last()),
  };
  addEventListener('keydown', (event) => {
    const command = commandOf(event);
    if (!command || last() < 0) return;
    event.preventDefault();
    actions[command]();
  });
  // Who walks through words or weights by keys looks there, not at what plays.
  addEventListener('keydown', (event) => walks(event) && playback.pause(), { capture: true });
}

/** @param {KeyboardEvent} event */
const walks = ({ key, target }) =>
  /^(Arrow|Page|Home|End)/.test(key) && !!(/** @type {Element} */ (target).closest?.('[role="application"], [role="listbox"]'));
