/** All terms, and a search among them; a part of the dialog about the page. */
import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { glossaryEn } from '../i18n/en-glossary.js';
import { glossaryKo } from '../i18n/ko-glossary.js';
import { language } from '../i18n/t.js';
import { Part } from '../drawing/part.js';
import { entry, found } from './entry.js';

export class Glossary extends Part {
  static properties = { query: { state: true } };

  constructor() {
    super();
    this.query = '';
  }

  render() {
    const words = language() === 'ko' ? glossaryKo : glossaryEn;
    const names = found(this.query);
    return html`<input type="search" class="gloss-search" aria-label=${words.search} placeholder=${words.search} .value=${this.query}
        @input=${(/** @type {Event} */ { target }) => (this.query = /** @type {HTMLInputElement} */ (target).value)} />
      <p class="quiet" role="status">${words.count({ n: names.length })}</p>
      <ul class="gloss-list" data-testid="glossary">${repeat(
        names,
        (name) => name,
        (name) => html`<li>${entry(name)}</li>`,
      )}</ul>`;
  }
}

customElements.define('see-glossary', Glossary);
