/**
 * The one store of the page.
 *
 * @typedef {import('../networks/types.js').Run} Run
 * @typedef {'auto'|'cpu'|'gpu'} Backend
 * @typedef {'en'|'ko'} Interface
 * @typedef {'translate'|'compare'|'learn'} View
 * @typedef {'history'|'probability'|'time'} Order of the cards that compare
 * @typedef {import('../figures/transformer/steps.js').StepOf['id']} Stage of the Transformer's walk
 *
 * @typedef {object} Linked what a link carries as the state holds it; `link.js` writes and reads it
 * @property {string} text
 * @property {string} mechanism
 * @property {Backend} backend
 * @property {Interface} lang
 * @property {View} view
 * @property {number|null} head row of the weights drawn; null for the usual one
 * @property {boolean} whole whole words in figures, not sub-words
 * @property {boolean} numbers whether the heatmap's cells have their numbers in them
 * @property {boolean} terms whether every term of the calculation is shown
 * @property {Stage} stage the step of the Transformer's walk that is open
 * @property {import('./options.js').Options} options how the translation is to differ from the network's own
 * @property {Order} order
 * @property {string|null} pinned the mechanism that the others are compared with
 *
 * @typedef {Linked & { step: number|null }} Link `step`: the step looked at; null: where the run comes to rest by itself
 * @typedef {{ code: string, details?: Record<string, unknown> }} Notice something to tell the reader; `code` keys its sentence
 *
 * @typedef {object} Drawn
 * @property {string} passage what stands in the box where it is more than one sentence: `text` is the one of them in work; else empty
 * @property {boolean} untouched whether `text` is still the one that the page itself put into the box
 * @property {boolean} typing whether the text is being typed, and not yet worth a place in the history
 * @property {'auto'|'light'|'dark'} theme
 * @property {boolean} dark whether the page is dark now
 * @property {string[]} mechanisms checkpoints that are there
 * @property {Record<string, import('../networks/mechanism.js').Mechanism>} networks what each of them is
 * @property {'loading'|'running'|'done'|'error'} status of the newest request
 * @property {string} asked the sentence of the newest request
 * @property {Run|null} run what is drawn: the newest run once it has a word, else the one before
 * @property {boolean} stale whether `run` belongs to an older request than `status`
 * @property {number} step the step looked at
 * @property {number} moment where the run is looked at, its encoder's part included: see `playback.js`
 * @property {boolean} playing
 * @property {boolean} unasked whether it plays by itself, as on a first visit
 * @property {boolean} stepping whether the run is gone through from moment to moment: nothing is shown that is not made yet
 * @property {number} speed at which it plays
 * @property {import('./options.js').Options[]} past the options before, for undoing
 * @property {import('./comparison.js').Comparison|null} comparison the newest one, as far as it has come
 * @property {Notice|null} notice
 * @property {{ what: string, name: string, loaded: number, total: number }|null} progress of a download
 * @property {import('../networks/gpu.js').Availability} gpu
 * @property {{ backend: 'cpu'|'gpu', adapter: string }|null} device that runs now
 * @property {Partial<Record<'cpu'|'gpu', { msPerToken: number, adapter: string }>>} measured last of each
 *
 * @typedef {Linked & Drawn} State
 */

import { changed, forOther, NONE } from './options.js';
import { sentences } from '../text/sentences.js';

/** What a page without a query shows. @type {Link} */
export const DEFAULTS = {
  text: 'Je suis très fatigué ce soir.',
  mechanism: 'additive',
  backend: 'auto',
  lang: 'en',
  view: 'translate',
  step: null,
  head: null,
  whole: false,
  numbers: true,
  terms: false,
  stage: 'embed',
  options: NONE,
  order: 'history',
  pinned: null,
};

/** @type {readonly Backend[]} */
export const BACKENDS = ['auto', 'cpu', 'gpu'];
/** @type {readonly Interface[]} */
export const INTERFACES = ['en', 'ko'];
/** @type {readonly View[]} */
export const VIEWS = ['translate', 'compare', 'learn'];
/** @type {readonly Order[]} */
export const ORDERS = ['history', 'probability', 'time'];
/** @type {readonly Stage[]} */
export const STAGES = ['embed', 'project', 'attend', 'concat', 'norm', 'feed', 'causal', 'cross', 'word'];

export class Store {
  /** @type {Set<(state: State, before: State) => void>} */
  #listeners = new Set();
  /** @type {State} */
  #state;

  /** @param {Link} link @param {Pick<State, 'mechanisms'|'theme'|'dark'> & Partial<Pick<State, 'untouched'|'networks'>>} surroundings */
  constructor(link, surroundings) {
    this.#state = {
      ...link,
      untouched: false,
      networks: {},
      ...surroundings,
      passage: '',
      typing: false,
      asked: link.text,
      status: 'loading',
      run: null,
      stale: false,
      step: link.step ?? 0,
      moment: 0,
      playing: false,
      unasked: false,
      stepping: false,
      speed: 1,
      past: [],
      comparison: null,
      notice: null,
      progress: null,
      gpu: { availability: 'checking' },
      device: null,
      measured: {},
    };
  }

  get state() {
    return this.#state;
  }

  /** Replaces parts of the state and tells all listeners. @param {Partial<State>} patch */
  set(patch) {
    const before = this.#state;
    const next = { ...before, ...patch };
    next.untouched &&= next.text === before.text;
    this.#state = settled(withPassage(next, before), before);
    for (const listener of this.#listeners) listener(this.#state, before);
  }

  /** @param {(state: State, before: State) => void} listener */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/**
 * What stands in the box stays with a sentence of it, and goes with another text.
 * @param {State} state @param {State} before @returns {State}
 */
function withPassage(state, before) {
  if (state.passage !== before.passage || state.text === before.text || !state.passage) return state;
  return sentences(state.passage).some(({ text }) => text === state.text) ? state : { ...state, passage: '' };
}

/**
 * What was changed by hand belongs to one sentence and one network, and goes with them. Options that come
 * from elsewhere, as out of the history, have no past here.
 * @param {State} state @param {State} before @returns {State}
 */
function settled(state, before) {
  const other = state.text !== before.text || state.mechanism !== before.mechanism;
  if (state.options !== before.options) return state.past === before.past ? { ...state, past: [] } : state;
  if (!other) return state;
  return { ...state, options: changed(state.options) ? forOther(state.options) : state.options, past: [] };
}
