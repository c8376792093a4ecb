/** An entry of the glossary: the term in both languages, what it means, its formula and where that was first written so. */
import { html, nothing } from 'lit';
import '../figures/calculation/formula.js';
import { language } from '../i18n/t.js';
import { en } from './en.js';
import { ko } from './ko.js';
import { PAPERS, TERMS } from './terms.js';

const WORDS = { en, ko };

/** @param {string} name */
export function entry(name) {
  const { tex, paper, where } = TERMS[name];
  const lang = language();
  const other = lang === 'ko' ? 'en' : 'ko';
  return html`<p class="gloss-name"><b>${WORDS[lang][name].name}</b> <span lang=${other}>${WORDS[other][name].name}</span></p>
    <p class="gloss-text">${WORDS[lang][name].text}</p>
    ${tex ? html`<p class="gloss-formula"><see-formula .tex=${tex}></see-formula></p>` : nothing}
    <a class="gloss-paper" href=${PAPERS[paper].url} target="_blank" rel="noopener">${PAPERS[paper].name}, ${where}</a>`;
}

/** The terms in whose names or words a text occurs. @param {string} query */
export function found(query) {
  const wanted = query.trim().toLowerCase();
  return Object.keys(TERMS).filter((name) =>
    [en, ko].some((words) => `${words[name].name} ${words[name].text}`.toLowerCase().includes(wanted)),
  );
}
