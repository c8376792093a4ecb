/** The sentence box: what is typed, the language it seems to be in, sentences to try. */
import { html, nothing } from 'lit';
import { detect } from '../detect.js';
import { CHIPS, EXAMPLES } from '../examples.js';
import { t, tell } from '../i18n/t.js';
import { Part } from '../part.js';

export class SourceBox extends Part {
  static properties = { text: { attribute: false }, open: { state: true } };

  constructor() {
    super();
    this.text = '';
    this.open = false;
  }

  render() {
    return html`
      <label class="label" for="source">
        <i class="dot enc"></i><span class="hidden">${t('source.label')}: </span
        ><span aria-live="polite">${this.#languageLabel()}</span>
      </label>
      <textarea
        id="source" class="big ${isLong(this.text) ? 'long' : ''}" data-testid="source" rows="1" spellcheck="false" autocapitalize="sentences"
        placeholder=${t('source.placeholder')} .value=${this.text}
        @input=${this.#input} @keydown=${this.#key}></textarea>
      <div class="chips" role="group" aria-label=${t('source.try')}>
        ${CHIPS.filter((text) => text !== this.text).slice(0, 2).map((text) => this.#chip(text))}
        <span class="more" @focusout=${this.#left} @keydown=${this.#escape}>
          <button type="button" class="chip" aria-expanded=${this.open} aria-controls="examples"
            @click=${() => (this.open = !this.open)}>${t('source.more')}</button>
          ${this.open ? this.#examples() : nothing}
        </span>
      </div>`;
  }

  #languageLabel() {
    if (!/\p{L}/u.test(this.text)) return t('source.none');
    const { language, certain } = detect(this.text);
    if (certain) return tell(`source.${language}`);
    return language === 'ko' ? t('source.ko?') : t('source.fr?');
  }

  #examples() {
    return html`<div id="examples" class="popover card">
      ${/** @type {const} */ (['fr', 'ko']).map(
        (language) => html`<div role="group" aria-label=${t(`examples.${language}`)}>
          <small aria-hidden="true">${t(`examples.${language}`)}</small>
          ${EXAMPLES[language].map(
            (text) => html`<button type="button" lang=${language} @click=${() => this.#choose(text)}>${text}</button>`,
          )}
        </div>`,
      )}
    </div>`;
  }

  /** @param {string} text */
  #chip(text) {
    const lang = EXAMPLES.ko.includes(text) ? 'ko' : 'fr';
    return html`<button type="button" class="chip" lang=${lang} @click=${() => this.#choose(text)}>${text}</button>`;
  }

  /** @param {string} text */
  #choose(text) {
    this.open = false;
    this.tell('see-example', text);
  }

  /** @param {Event} event */
  #input(event) {
    this.tell('see-typed', /** @type {HTMLTextAreaElement} */ (event.target).value);
  }

  /** A sentence has one line: Enter runs it. @param {KeyboardEvent} event */
  #key(event) {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    this.tell('see-run');
  }

  /** @param {FocusEvent} event */
  #left(event) {
    const within = /** @type {Element} */ (event.currentTarget).contains(/** @type {Node|null} */ (event.relatedTarget));
    if (!within) this.open = false;
  }

  /** @param {KeyboardEvent} event */
  #escape(event) {
    if (event.key !== 'Escape' || !this.open) return;
    this.open = false;
    /** @type {HTMLElement|null} */ (this.querySelector('.more > button'))?.focus();
  }

  updated() {
    fit(/** @type {HTMLTextAreaElement} */ (this.querySelector('textarea')));
  }
}

/** Whether a sentence is so long that smaller letters serve it better. @param {string} text */
export const isLong = (text) => text.length > 110;

/** Grows the box with its text where the browser does not by itself. @param {HTMLTextAreaElement} box */
function fit(box) {
  if (CSS.supports('field-sizing', 'content')) return;
  box.style.height = 'auto';
  box.style.height = `${box.scrollHeight}px`;
}

customElements.define('see-source', SourceBox);
