/** Sentences that the reader had translated, the newest first. They stay in his browser. */
import { EXAMPLES } from '../text/examples.js';
import { forget, recall, remember } from './preferences.js';

const NAME = 'recent';
const MOST = 12;
/** How long a sentence stands before it counts as one: a pause between two words is shorter. */
const REST_MS = 2500;

/** @type {Set<() => void>} */
const listeners = new Set();

/** @returns {string[]} */
export function recent() {
  try {
    const list = JSON.parse(recall(NAME) ?? '[]');
    return Array.isArray(list) ? list.filter((each) => typeof each === 'string').slice(0, MOST) : [];
  } catch {
    return []; // not written by us
  }
}

/** @param {string[]} list @param {string} text @returns {string[]} the list with a text at its head; a beginning of it falls away */
export function withRecent(list, text) {
  const [newest, ...others] = list.filter((each) => each !== text);
  const beginning = newest !== undefined && text.startsWith(newest);
  return [text, ...(newest === undefined || beginning ? [] : [newest]), ...others].slice(0, MOST);
}

/** Forgets all of them. */
export function forgetRecent() {
  forget(NAME);
  tellAll();
}

/** @param {() => void} listener @returns {() => void} ends it */
export function onRecent(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Has a component drawn anew when there are other ones. */
export class RecentSentences {
  #host;
  /** @type {(() => void)|undefined} */
  #end;

  /** @param {import('lit').ReactiveControllerHost} host */
  constructor(host) {
    this.#host = host;
  }

  hostConnected() {
    this.#end = onRecent(() => this.#host.requestUpdate());
  }

  hostDisconnected() {
    this.#end?.();
  }
}

/** Keeps from now on what is translated and stands for a while, but for the page's own examples. @param {import('./store.js').Store} store */
export function followRecent(store) {
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let timer;
  store.subscribe((state, before) => {
    if (state.text === before.text && state.status === before.status && state.run === before.run) return;
    clearTimeout(timer);
    if (isKept(state)) timer = setTimeout(() => keep(state.text.trim()), REST_MS);
  });
}

/** @param {import('./store.js').State} state */
const isKept = ({ status, run, comparison, text }) =>
  status === 'done' && (run?.text === text || comparison?.text === text) && !!text.trim() && !OURS.has(text);

const OURS = new Set(Object.values(EXAMPLES).flat());

/** @param {string} text */
function keep(text) {
  remember(NAME, JSON.stringify(withRecent(recent(), text)));
  tellAll();
}

function tellAll() {
  for (const listener of listeners) listener();
}
