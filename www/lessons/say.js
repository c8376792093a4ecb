/** The words of Learn's frame in the reader's language. */
import { en } from './words-en.js';
import { ko } from './words-ko.js';

const WORDS = { en, ko };

/** @param {'en'|'ko'} lang @returns {import('./words-en.js').Words} */
export const say = (lang) => WORDS[lang];

/** @param {'en'|'ko'} lang @param {string} name of a lesson */
export const titleOf = (lang, name) => say(lang)[/** @type {'title.tour'} */ (`title.${name}`)];
