/** A text of the page in which every term of the field, where it stands first, can be asked what it means. */
import { html } from 'lit';
import { language } from '../i18n/t.js';
import { FORMS } from './forms.js';
import './term.js';

/** @typedef {{ text: string, name: string|null }} Stretch `name`: the term that it is */

const PATTERNS = { en: pattern('en'), ko: pattern('ko') };

/** @param {string} text */
export const withTerms = (text) =>
  stretches(text, language()).map(({ text: part, name }) => (name ? html`<see-term name=${name}>${part}</see-term>` : part));

/**
 * The text in stretches, each term marked once.
 * @param {string} text @param {'en'|'ko'} lang @returns {Stretch[]}
 */
export function stretches(text, lang) {
  const names = new Map(FORMS[lang].map(([form, name]) => [form.toLowerCase(), name]));
  /** @type {Set<string>} */
  const told = new Set();
  /** @type {Stretch[]} */
  const parts = [];
  for (const part of text.split(PATTERNS[lang])) {
    const name = names.get(part.toLowerCase()) ?? names.get(part.toLowerCase().replace(/s$/, '')) ?? null;
    if (part) parts.push({ text: part, name: name && !told.has(name) ? name : null });
    if (name) told.add(name);
  }
  return parts;
}

/** English words stand alone and may be plural; Korean ones take endings. @param {'en'|'ko'} lang */
function pattern(lang) {
  const forms = FORMS[lang].map(([form]) => form).join('|');
  return lang === 'en' ? new RegExp(`(?<![\\p{L}-])((?:${forms})s?)(?![\\p{L}-])`, 'iu') : new RegExp(`(${forms})`, 'u');
}
