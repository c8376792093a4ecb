/**
 * A message with words of another language in it: each is isolated from the text around it, whose order a word written from
 * right to left would change, and carries its language, by which a screen reader speaks it.
 */
import { html, nothing } from 'lit';
import { tell } from './t.js';

/** @typedef {'fr'|'ko'|'en'|null} Lang null: unknown */

/** @type {readonly Lang[]} */
const LANGS = [null, 'fr', 'ko', 'en'];
/** Letters of private use, which no text has: they open a word of the language at that place, and close it. */
const OPEN = 0xe100;
const CLOSE = '\ue0ff';
const PIECE = /([\ue100-\ue103][^\ue0ff]*\ue0ff)/;

/**
 * @param {string} key @param {Record<string, unknown>} details
 * @param {Record<string, Lang>} langs the details that are such words, and their languages
 */
export const quoted = (key, details, langs) =>
  pieces(key, details, langs).map(({ text, lang }) => (lang === undefined ? text : html`<bdi lang=${lang ?? nothing}>${text}</bdi>`));

/**
 * The message in pieces; `lang` is there where a piece is such a word.
 * @param {string} key @param {Record<string, unknown>} details @param {Record<string, Lang>} langs
 * @returns {{ text: string, lang?: Lang }[]}
 */
export function pieces(key, details, langs) {
  const marked = Object.entries(langs).map(([name, lang]) => [
    name,
    String.fromCharCode(OPEN + LANGS.indexOf(lang)) + details[name] + CLOSE,
  ]);
  return tell(key, { ...details, ...Object.fromEntries(marked) })
    .split(PIECE)
    .filter(Boolean)
    .map(piece);
}

/** @param {string} text */
function piece(text) {
  const lang = LANGS[text.charCodeAt(0) - OPEN];
  return lang === undefined ? { text } : { text: text.slice(1, -1), lang };
}
