/** The bench's words in the reader's language. */
import { en } from './words-en.js';
import { ko } from './words-ko.js';

const WORDS = { en, ko };

/** @param {'en'|'ko'} lang @returns {import('./words-en.js').Words} */
export const say = (lang) => WORDS[lang];
