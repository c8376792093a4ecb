/** Keeps link and store the same: what is done goes into the history, what is typed only into the address. */
import { readLink, writeLink } from './state.js';

/** After typing, the address follows at leisure: browsers limit how often it may change. */
const TYPING_MS = 400;

/**
 * @param {import('./state.js').Store} store
 * @param {import('./state.js').Link} defaults
 * @param {() => void} visited called after back or forward has changed the store
 */
export function followHistory(store, defaults, visited) {
  let timer = 0;
  const write = (/** @type {'pushState'|'replaceState'} */ how) => {
    const query = writeLink(store.state, defaults, location.search);
    const now = writeLink(read(), defaults, location.search);
    if (query !== now) history[how](null, '', location.pathname + query + location.hash);
  };
  const read = () => readLink(location.search, defaults, store.state.mechanisms);

  store.subscribe((state, before) => {
    const same = ['text', 'mechanism', 'backend', 'lang'].every(
      (key) => state[/** @type {'text'} */ (key)] === before[/** @type {'text'} */ (key)],
    );
    if (same) return;
    clearTimeout(timer);
    if (state.typing) timer = setTimeout(write, TYPING_MS, 'replaceState');
    else write('pushState');
  });
  addEventListener('popstate', () => {
    clearTimeout(timer);
    store.set({ ...read(), typing: false });
    visited();
  });
}
