/**
 * A text of a lesson as the page shows it: `**strong**`, `_a word of the sentence_`, `$a formula$`; in Korean the particles
 * that fit; terms of the field can be asked what they mean.
 */
import { html } from 'lit';
import '../figures/calculation/formula.js';
import { withTerms } from '../glossary/with-terms.js';
import { particles } from '../i18n/particles.js';

const MARKED = /(\*\*[^*]+\*\*|_[^_]+_|\$[^$]+\$)/;

/** @param {string} text @param {'en'|'ko'} lang @param {boolean} [terms] whether terms can be asked */
export const rich = (text, lang, terms = true) =>
  parts(lang === 'ko' ? particles(text) : text).map(({ kind, text: part }) => {
    if (kind === 'strong') return html`<b>${part}</b>`;
    if (kind === 'word') return html`<i class="w">${part}</i>`;
    if (kind === 'formula') return html`<see-formula .tex=${part}></see-formula>`;
    return terms ? withTerms(part) : part;
  });

/** @param {string} text @returns {{ kind: 'plain'|'strong'|'word'|'formula', text: string }[]} */
export const parts = (text) =>
  text
    .split(MARKED)
    .filter(Boolean)
    .map((part) => {
      if (/^\*\*.+\*\*$/.test(part)) return { kind: 'strong', text: part.slice(2, -2) };
      if (/^_.+_$/.test(part)) return { kind: 'word', text: part.slice(1, -1) };
      if (/^\$.+\$$/.test(part)) return { kind: 'formula', text: part.slice(1, -1) };
      return { kind: 'plain', text: part };
    });

/** The same text without its marks, as it is kept and printed. @param {string} text @param {'en'|'ko'} lang */
export const plain = (text, lang) =>
  parts(lang === 'ko' ? particles(text) : text)
    .map((part) => part.text)
    .join('');

/** A word of the visitor's sentence, which must not look like a mark. @param {string} text */
export const word = (text) => text.replace(/[*_$]/g, '·');
