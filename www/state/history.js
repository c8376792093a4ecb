/**
 * Keeps link and store the same. Another sentence, mechanism or view is a place to come back to; what is typed is one new
 * place however many keys it takes, and how a place is looked at only changes the address.
 */
import { linkOf, readLink, writeLink } from './link.js';

/** The address follows at leisure: browsers limit how often it may change. */
const LEISURE_MS = 400;
const PLACE = /** @type {const} */ (['text', 'mechanism', 'view']);

/**
 * @param {import('./store.js').Store} store
 * @param {import('./store.js').Link} defaults
 * @param {(link: import('./store.js').Link) => void} visited called after back or forward has changed the store
 */
export function followHistory(store, defaults, visited) {
  let timer = 0;
  let visiting = false;
  /** Whether something has been typed that the address does not have yet; whether its newest entry is of what is still typed. */
  let typed = false;
  let draft = false;
  const read = () => readLink(location.search, defaults, store.state.mechanisms);
  /** @param {'pushState'|'replaceState'} how @param {import('./store.js').State} [state] */
  const write = (how, state = store.state) => {
    clearTimeout(timer);
    timer = 0;
    const query = writeLink(linkOf(state), defaults, location.search);
    const now = writeLink(read(), defaults, location.search);
    if (query !== now) history[how](null, '', location.pathname + query + location.hash);
    draft = state.typing && (typed || draft);
    typed = false;
  };

  store.subscribe((state, before) => {
    const stopped = before.playing && !state.playing;
    if (visiting || (same(linkOf(state), linkOf(before)) && !stopped)) return;
    if (state.typing && state.text !== before.text) typed = true;
    const moved = PLACE.some((key) => state[key] !== before[key]) && !state.typing;
    // What the address still waits for belongs to the place that is left.
    if (moved && timer) write(typed && !draft ? 'pushState' : 'replaceState', before);
    if (moved) return write('pushState');
    clearTimeout(timer);
    timer = 0;
    // A new address has the browser look for the page's icon again, which would cost the player frames.
    if (!state.playing) timer = setTimeout(() => write(typed && !draft ? 'pushState' : 'replaceState'), LEISURE_MS);
  });
  addEventListener('popstate', () => {
    clearTimeout(timer);
    timer = 0;
    const link = read();
    const { step, ...linked } = link;
    visiting = true;
    store.set({ ...linked, past: [], typing: false });
    visiting = false;
    visited(link);
  });
}

/** @param {import('./store.js').Link} a @param {import('./store.js').Link} b */
const same = (a, b) => /** @type {(keyof typeof a)[]} */ (Object.keys(a)).every((key) => a[key] === b[key]);
