/** What the page is, whose work is in it, and its keys: a dialog that is fetched when it is asked for. */
import { html, nothing } from 'lit';
import pack from '../../package.json' with { type: 'json' };
import '../glossary/list.js';
import './offline.js';
import { language, t } from '../i18n/t.js';
import { aboutEn } from '../i18n/en-about.js';
import { aboutKo } from '../i18n/ko-about.js';
import { Part } from '../drawing/part.js';
import credits from './credits.json' with { type: 'json' };

/** @typedef {'what'|'terms'|'about'|'keys'} Topic */

/** The link to the source is shown where the package names one. @type {{ version: string, description: string, homepage?: string }} */
const { version, description, homepage } = pack;

/** @type {readonly Topic[]} */
const TOPICS = ['what', 'terms', 'about', 'keys'];
/** What a reader of a paper or a lesson cites. */
const BIBTEX = `@software{seq2see,
  title   = {seq2see: see sequence to sequence},
  note    = {${description}},
  version = {${version}},
  year    = {2026}
}`;

export class About extends Part {
  static properties = { topic: { state: true }, report: { attribute: false }, copied: { state: true } };

  constructor() {
    super();
    /** @type {Topic} */
    this.topic = 'what';
    /** What a report of a wrong translation begins with. @type {() => string} */
    this.report = () => '';
    this.copied = '';
  }

  /** Opens the dialog at a topic. @param {Topic} topic */
  async open(topic) {
    this.topic = topic;
    this.copied = '';
    await this.updateComplete;
    this.querySelector('dialog')?.showModal();
  }

  render() {
    const words = language() === 'ko' ? aboutKo : aboutEn;
    return html`<dialog class="about card" aria-labelledby="about-title" data-testid="about" @click=${this.#outside}>
      <div class="about-bar">
        <h2 id="about-title">${words[`${this.topic}.title`]}</h2><span class="space"></span>
        <form method="dialog"><button class="round" aria-label=${t('message.close')}>×</button></form>
      </div>
      <nav class="about-topics" aria-label=${words.topics}>${TOPICS.map(
        (topic) => html`<button type="button" class="chip" aria-pressed=${topic === this.topic}
        @click=${() => (this.topic = topic)}>${words[`${topic}.tab`]}</button>`,
      )}</nav>
      ${{ what: this.#what, terms: () => html`<see-glossary></see-glossary>`, about: this.#about, keys: this.#keys }[this.topic].call(this, words)}
    </dialog>`;
  }

  /** @param {typeof aboutEn} words */
  #what(words) {
    return html`<ol class="about-steps">${words.steps.map(([name, text]) => html`<li><b>${name}</b> ${text}</li>`)}</ol>
      <p>${words.limits}</p>`;
  }

  /** @param {typeof aboutEn} words */
  #about(words) {
    return html`${words.models.map((text) => html`<p>${text}</p>`)}
      <see-offline></see-offline>
      <h3>${words.credits}</h3>
      <ul class="about-credits">${credits.map(([name, terms]) => html`<li><span>${name}</span> <small>${terms}</small></li>`)}</ul>
      <p>${words.licence}</p>
      <h3>${words.cite}</h3>
      <pre class="about-code" tabindex="0">${BIBTEX}</pre>
      <p>${this.#copy('cite', words.copyCite, BIBTEX, words)} ${this.#copy('report', words.copyReport, this.report(), words)}</p>
      <p class="quiet">seq2see ${version}${homepage ? html` · <a href=${homepage}>${words.source}</a>` : nothing}</p>`;
  }

  /** @param {string} what @param {string} label @param {string} text @param {typeof aboutEn} words */
  #copy(what, label, text, words) {
    const copy = async () => {
      await navigator.clipboard.writeText(text).catch(() => prompt(label, text));
      this.copied = what;
    };
    return html`<button type="button" class="chip" data-copy=${what} data-text=${text} @click=${copy}>${this.copied === what ? words.copied : label}</button>`;
  }

  /** @param {typeof aboutEn} words */
  #keys(words) {
    return html`<table class="about-keys"><thead><tr><th scope="col">${words.key}</th><th scope="col">${words.does}</th></tr></thead>
      <tbody>${words.keys.map(([key, does]) => html`<tr><th scope="row"><kbd>${key}</kbd></th><td>${does}</td></tr>`)}</tbody></table>`;
  }

  /** A press beside the dialog closes it. @param {MouseEvent} event */
  #outside(event) {
    const dialog = /** @type {HTMLDialogElement} */ (event.currentTarget);
    if (event.target === dialog) dialog.close();
  }
}

customElements.define('see-about', About);
