/**
 * The page's words in the reader's language.
 *
 * @typedef {import('./en.js').Messages} Messages
 * @typedef {keyof Messages} Key
 */
import { en } from './en.js';
import { ko } from './ko.js';
import { particles } from './particles.js';

/** @type {Record<'en'|'ko', Messages>} */
const MESSAGES = { en: /** @type {Messages} */ (en), ko: /** @type {Messages} */ (ko) };
/** @type {Set<() => void>} */
const listeners = new Set();
let messages = MESSAGES.en;

/** The language that the page speaks now. @returns {'en'|'ko'} */
export const language = () => (messages === MESSAGES.ko ? 'ko' : 'en');

/** Takes the words of a part of the page that is fetched only when it is asked for. @param {Record<'en'|'ko', Partial<Messages>>} words */
export function addWords(words) {
  Object.assign(MESSAGES.en, words.en);
  Object.assign(MESSAGES.ko, words.ko);
}

/** Switches the language and tells who listens. @param {'en'|'ko'} lang */
export function setLanguage(lang) {
  if (messages === MESSAGES[lang]) return;
  messages = MESSAGES[lang];
  for (const listener of listeners) listener();
}

/** @param {() => void} listener @returns {() => void} ends it */
export function onLanguage(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * A sentence, with details where it has any.
 *
 * @template {Key} K
 * @param {K} key
 * @param {Messages[K] extends (details: infer D) => string ? [D] : []} details
 * @returns {string}
 */
export function t(key, ...details) {
  const message = /** @type {string | ((details: unknown) => string)} */ (messages[key]);
  return typeof message === 'string' ? message : spoken(message(isolated(details[0])));
}

/** Whether there is a sentence for a key made at run time. @param {string} key @returns {key is Key} */
export const has = (key) => key in messages;

/** A sentence for a key made at run time. @param {string} key @param {unknown} [details] */
export function tell(key, details = {}) {
  const message = /** @type {Record<string, string | ((details: unknown) => string)>} */ (messages)[key];
  return typeof message === 'function' ? spoken(message(isolated(details))) : (message ?? key);
}

/** Letters that are written from right to left. */
const LEFTWARDS = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * Details that would turn the order of the sentence around them stand in marks of their own (U+2068, U+2069), which attributes
 * can hold, too.
 * @param {unknown} details
 */
function isolated(details) {
  const entries = Object.entries(/** @type {Record<string, unknown>} */ (details ?? {}));
  if (!entries.some(([, value]) => typeof value === 'string' && LEFTWARDS.test(value))) return details;
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === 'string' && LEFTWARDS.test(value) ? `\u2068${value}\u2069` : value]),
  );
}

/** A sentence with its details in it, as it is said. @param {string} text */
const spoken = (text) => (language() === 'ko' ? particles(text) : text);
