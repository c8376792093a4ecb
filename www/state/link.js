/** The link: what it carries of the page's state, written as a query and read from one. */
import { readOptions, writeOptions } from './link-options.js';
import { forcedSteps } from './options.js';
import { restingStep } from './resting-step.js';
import { OWN } from '../networks/own.js';
import { BACKENDS, DEFAULTS, INTERFACES, ORDERS, STAGES, VIEWS } from './store.js';

/**
 * @typedef {import('./store.js').Link} Link
 * @typedef {{ [K in keyof Link]: Link[K] extends string ? K : never }[keyof Link]} Word a field that is a plain word
 */

/** Letters of the longest text in a link: more than any sentence has that a network reads. */
const LONGEST = 400;

/** Fields that stand in a link as they are. @type {readonly Word[]} */
const WORDS = ['text', 'mechanism', 'backend', 'lang', 'view', 'order', 'stage'];

/** Parameters of the lessons and of the bench. */
const OF_LEARN = ['learn', 'card', 'present', 'quiz', 'embed', 'task', 'cell', 'attention', 'seed'];

/** What of the state a link carries. @param {import('./store.js').State} state @returns {Link} */
export function linkOf(state) {
  const { text, backend, lang, view, head, whole, numbers, terms, stage, options, order, pinned } = state;
  // The reader's own network is nowhere but in his page.
  const mechanism = state.mechanism === OWN ? DEFAULTS.mechanism : state.mechanism;
  return { text, mechanism, backend, lang, view, step: chosenStep(state), head, whole, numbers, terms, stage, options, order, pinned };
}

/** The whole link to what is seen now; it says the same to every reader, whatever his browser's language. @param {import('./store.js').State} state */
export const addressOf = (state) => new URL(writeLink(linkOf(state), {}, location.search), location.href).href;

/** The step that the reader chose to look at, once its run is there. @param {import('./store.js').State} state */
function chosenStep({ run, stale, status, step, text, mechanism }) {
  const there = run && status === 'done' && !stale && run.text === text && run.mechanism === mechanism;
  return there && step !== restingStep(run.steps, forcedSteps(run.options)) ? step : null;
}

/**
 * Reads a link's query. What is missing, unknown or broken comes from `defaults`.
 *
 * @param {string} search
 * @param {Link} defaults
 * @param {readonly string[]} mechanisms
 * @returns {Link}
 */
export function readLink(search, defaults, mechanisms) {
  const query = new URLSearchParams(search);
  return {
    text: fitting(query.get('text')) ?? defaults.text,
    mechanism: oneOf(query.get('mechanism'), mechanisms) ?? oneOf(defaults.mechanism, mechanisms) ?? mechanisms[0] ?? defaults.mechanism,
    backend: oneOf(query.get('backend'), BACKENDS) ?? defaults.backend,
    lang: oneOf(query.get('lang'), INTERFACES) ?? defaults.lang,
    view: query.has('learn') || query.has('embed') ? 'learn' : (oneOf(query.get('view'), VIEWS) ?? defaults.view),
    step: count(query.get('step')) ?? defaults.step,
    head: count(query.get('head')) ?? defaults.head,
    whole: flag(query.get('words')) ?? defaults.whole,
    numbers: flag(query.get('numbers')) ?? defaults.numbers,
    terms: flag(query.get('terms')) ?? defaults.terms,
    stage: oneOf(query.get('stage'), STAGES) ?? defaults.stage,
    options: readOptions(query, defaults.options),
    order: oneOf(query.get('order'), ORDERS) ?? defaults.order,
    pinned: oneOf(query.get('pin'), mechanisms) ?? defaults.pinned,
  };
}

/**
 * The query of a link: only what differs from what the page shows without one.
 *
 * @param {Link} link
 * @param {Partial<Link>} defaults what is not in it is written whatever it is
 * @param {string} search the query before, whose other parameters stay
 * @returns {string} empty, or with its `?`
 */
export function writeLink(link, defaults, search = '') {
  const query = new URLSearchParams(search);
  /** @param {string} name @param {string|null} value @param {boolean} usual */
  const put = (name, value, usual) => (usual || value === null ? query.delete(name) : query.set(name, value));
  for (const key of WORDS) put(key, link[key], link[key] === defaults[key]);
  // No network reads so much, and no server such an address.
  if (link.text.length > LONGEST) query.delete('text');
  writeLearn(link.view, query);
  put('step', number(link.step), link.step === defaults.step);
  put('head', number(link.head), link.head === defaults.head);
  put('words', link.whole ? '1' : '0', link.whole === defaults.whole);
  put('numbers', link.numbers ? '1' : '0', link.numbers === defaults.numbers);
  put('terms', link.terms ? '1' : '0', link.terms === defaults.terms);
  put('pin', link.pinned, link.pinned === defaults.pinned);
  writeOptions(link.options, query);
  // Commas and colons mean nothing in a query: a link reads better with them as they are.
  const text = query.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
  return text && `?${text}`;
}

/** `?learn=NAME` and what its lessons and the bench add to it, which belongs to that view alone. @param {import('./store.js').View} view @param {URLSearchParams} query */
function writeLearn(view, query) {
  if (view !== 'learn') return OF_LEARN.forEach((name) => query.delete(name));
  query.delete('view');
  if (!query.has('learn')) query.set('learn', 'index');
}

/**
 * @template {string} T
 * @param {string|null} value
 * @param {readonly T[]} known
 * @returns {T|undefined}
 */
function oneOf(value, known) {
  return known.find((each) => each === value);
}

/** A text that a link may carry. @param {string|null} text */
const fitting = (text) => (text !== null && text.length <= LONGEST ? text : undefined);

/** A number from 0 to 999. @param {string|null} value */
const count = (value) => (value !== null && /^\d{1,3}$/.test(value) ? Number(value) : undefined);

/** @param {string|null} value */
const flag = (value) => (value === '1' ? true : value === '0' ? false : undefined);

/** @param {number|null} value */
const number = (value) => (value === null ? null : String(value));
