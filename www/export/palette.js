/** The page's colours, light or dark, whichever it shows. */

/**
 * Reads styles as they are on a light or on a dark page. The page is back as it was before it is drawn again: nobody sees it.
 * @template T
 * @param {boolean} dark @param {() => T} read
 * @returns {T}
 */
export function themed(dark, read) {
  const { dataset } = document.documentElement;
  const before = dataset.theme;
  dataset.theme = dark ? 'dark' : 'light';
  try {
    return read();
  } finally {
    if (before === undefined) delete dataset.theme;
    else dataset.theme = before;
  }
}

/** @param {boolean} dark @returns {import('./sheet.js').Colours} */
export const colours = (dark) =>
  themed(dark, () => {
    const probe = document.body.appendChild(document.createElement('i'));
    const colour = (/** @type {string} */ name) => {
      probe.style.color = `var(--${name})`;
      return getComputedStyle(probe).color;
    };
    const all = { card: colour('card'), ink: colour('ink'), mut: colour('mut'), line: colour('line') };
    probe.remove();
    return all;
  });
