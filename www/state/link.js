/** The link: what it carries of the page's state, written as a query and read from one. */
import { readOptions, writeOptions } from './link-options.js';
import { forcedSteps } from './options.js';
import { restingStep } from './resting-step.js';
import { OWN } from '../networks/own.js';
import { BACKENDS, DEFAULTS, INTERFACES, ORDERS, STAGES, VIEWS } from './store.js';

/** @typedef {import('./store.js').Link} Link */

/**
 * @template T
 * @typedef {object} Field of the state, as a parameter of the link
 * @property {string} name of the parameter
 * @property {(value: string|null, mechanisms: readonly string[]) => T|undefined} read nothing of what is missing, unknown or broken
 * @property {(value: T) => string|null} write
 */

/** Letters of the longest text in a link: more than any sentence has that a network reads. */
const LONGEST = 400;

/** @template {string} T @param {string} name @param {readonly T[]} all @returns {Field<T>} */
const choice = (name, all) => ({ name, read: (value) => oneOf(value, all), write: (value) => value });

/** @param {string} name @returns {Field<boolean>} */
const flag = (name) => ({
  name,
  read: (value) => (value === '1' ? true : value === '0' ? false : undefined),
  write: (value) => (value ? '1' : '0'),
});

/** A number from 0 to 999. @param {string} name @returns {Field<number|null>} */
const count = (name) => ({
  name,
  read: (value) => (value !== null && /^\d{1,3}$/.test(value) ? Number(value) : undefined),
  write: (value) => (value === null ? null : String(value)),
});

/** A checkpoint that is there. @param {string} name */
const checkpoint = (name) => ({
  name,
  read: (/** @type {string|null} */ value, /** @type {readonly string[]} */ mechanisms) => oneOf(value, mechanisms),
});

/** What of the state a link carries beside the options, in the order in which it is written. @type {{ [K in Exclude<keyof Link, 'options'>]: Field<Link[K]> }} */
const FIELDS = {
  // No network reads a longer text, and no server takes such an address.
  text: { name: 'text', read: (value) => fitting(value), write: (text) => fitting(text) ?? null },
  mechanism: { ...checkpoint('mechanism'), write: (mechanism) => mechanism },
  backend: choice('backend', BACKENDS),
  lang: choice('lang', INTERFACES),
  view: choice('view', VIEWS),
  order: choice('order', ORDERS),
  stage: choice('stage', STAGES),
  step: count('step'),
  head: count('head'),
  whole: flag('words'),
  numbers: flag('numbers'),
  terms: flag('terms'),
  pinned: { ...checkpoint('pin'), write: (pinned) => pinned },
};

/** The same for code that goes through them all. @type {[keyof typeof FIELDS, Field<any>][]} */
const ALL = /** @type {any} */ (Object.entries(FIELDS));

/** Parameters of the lessons and of the bench. */
const OF_LEARN = ['learn', 'card', 'present', 'quiz', 'embed', 'task', 'cell', 'attention', 'seed'];

/** What of the state a link carries. @param {import('./store.js').State} state @returns {Link} */
export function linkOf(state) {
  const fields = /** @type {any} */ (Object.fromEntries(ALL.map(([key]) => [key, state[key]])));
  // The reader's own network is nowhere but in his page.
  const mechanism = state.mechanism === OWN ? DEFAULTS.mechanism : state.mechanism;
  return { ...fields, mechanism, step: chosenStep(state), options: state.options };
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
  const there = oneOf(defaults.mechanism, mechanisms) ?? mechanisms[0] ?? defaults.mechanism;
  const usual = { ...defaults, mechanism: there };
  const fields = ALL.map(([key, { name, read }]) => [key, read(query.get(name), mechanisms) ?? usual[key]]);
  const link = /** @type {Link} */ (Object.fromEntries(fields));
  if (query.has('learn') || query.has('embed')) link.view = 'learn';
  return { ...link, options: readOptions(query, defaults.options) };
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
  for (const [key, { name, write }] of ALL) {
    const value = link[key] === defaults[key] ? null : write(link[key]);
    if (value === null) query.delete(name);
    else query.set(name, value);
  }
  writeLearn(link.view, query);
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
