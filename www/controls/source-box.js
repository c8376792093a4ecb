/** The sentence box: what is typed, the language it seems to be in, sentences to try. */
import { html, nothing } from 'lit';
import { detect, isBeginning, langOf, tellsNothing } from '../text/detect.js';
import { CHIPS, EXAMPLES, SENTENCES_TO_TRY } from '../text/examples.js';
import { language, t, tell } from '../i18n/t.js';
import { Part } from '../drawing/part.js';
import { recent, RecentSentences } from '../state/recent.js';
import { sentences } from '../text/sentences.js';
import { popover } from './popover.js';
import './recent.js';

/** The longest sentence in tokens, its end mark included; from here on the reader is told how much is left. */
const LIMIT = 64;
const NEAR = 48;

export class SourceBox extends Part {
  static properties = {
    text: { attribute: false },
    passage: { attribute: false },
    taught: { attribute: false },
    tokens: { attribute: false },
    readAs: { attribute: false },
    open: { state: true },
  };

  constructor() {
    super();
    this.text = '';
    /** All that stands in the box, where it is more than the sentence in work. */
    this.passage = '';
    /** Whether it is read by the reader's own network, which knows what it was taught and no language. */
    this.taught = false;
    /** Tokens of the sentence in work, once they are known. @type {import('../networks/types.js').SourceToken[]|null} */
    this.tokens = null;
    /** What the networks read in place of what was typed. @type {string|null} */
    this.readAs = null;
    this.open = false;
    this.addController(new RecentSentences(this));
  }

  render() {
    return html`
      <label class="label" for="source">
        <i class="dot enc"></i><span class="hidden">${t('source.label')}: </span
        ><span>${this.#languageLabel()}</span>
      </label>
      <textarea
        id="source" class="big ${isLong(this.#whole) ? 'long' : ''}" lang=${langOf(this.text) ?? nothing} dir="auto" data-testid="source" rows="1" spellcheck="false" autocapitalize="sentences"
        placeholder=${t('source.placeholder')} .value=${this.#whole}
        @input=${this.#input} @keydown=${this.#key}></textarea>
      ${this.#whole ? html`<button type="button" class="clear" aria-label=${t('source.clear')} title=${t('source.clear')} @click=${this.#clear}>×</button>` : nothing}
      <see-speak .text=${this.text} .tongue=${langOf(this.text)}></see-speak>
      ${this.#asRead()}
      ${this.passage ? this.#sentences() : nothing}
      <div class="chips" role="group" aria-label=${t('source.try')}>
        ${CHIPS[language()]
          .filter((text) => text !== this.text)
          .slice(0, recent().length ? 1 : 2)
          .map((text) => this.#chip(text))}
        ${popover(this, { id: 'examples', label: t('source.more'), content: () => this.#examples() })}
        <see-recent></see-recent>
      </div>`;
  }

  /** What stands in the box. */
  get #whole() {
    return this.passage || this.text;
  }

  #languageLabel() {
    if (!/\p{L}/u.test(this.text) || isBeginning(this.text)) return t('source.none');
    if (this.taught) return t('source.taught');
    if (tellsNothing(this.text)) return t('source.untold');
    const { language, certain } = detect(this.text);
    if (certain) return tell(`source.${language}`);
    return language === 'ko' ? t('source.ko?') : t('source.fr?');
  }

  /** What the reader should know of how his sentence was read. */
  #asRead() {
    const unread = [...new Set(this.tokens?.filter(({ unknown }) => unknown).map(({ text }) => text))];
    const length = this.tokens?.length ?? 0;
    return html`${this.readAs ? html`<p class="counter" data-testid="read-as">${t('source.readAs')} <q lang=${langOf(this.text) ?? nothing}>${this.readAs}</q></p>` : nothing}
      ${unread.length ? html`<p class="counter" data-testid="unread">${t('source.unread')} <bdi>${unread.join(' ')}</bdi></p>` : nothing}
      ${length >= NEAR ? html`<p class="counter" data-testid="counter">${t('source.counter', { len: length, limit: LIMIT })}</p>` : nothing}`;
  }

  /** All sentences of the passage; one is translated at a time. */
  #sentences() {
    return html`<div class="sentences" role="group" aria-label=${t('source.sentences')} data-testid="sentences">
      <small>${t('source.sentencesWhy')}</small>
      ${sentences(this.passage).map(
        ({ text }) => html`<button type="button" class="chip" lang=${langOf(text) ?? nothing} dir="auto"
        aria-pressed=${text === this.text} @click=${() => this.tell('see-sentence', text)}>${text}</button>`,
      )}
    </div>`;
  }

  #clear = () => {
    this.tell('see-typed', { text: '' });
    this.querySelector('textarea')?.focus();
  };

  #examples() {
    return html`<div id="examples" class="popover card">
      ${(language() === 'ko' ? /** @type {const} */ (['ko', 'fr']) : /** @type {const} */ (['fr', 'ko'])).map(
        (source) => html`<div role="group" aria-label=${t(`examples.${source}`)}>
          <small aria-hidden="true">${t(`examples.${source}`)}</small>
          ${SENTENCES_TO_TRY[source].map(({ text, means }) => this.#example(source, text, means[language() === source ? 'en' : language()]))}
        </div>`,
      )}
    </div>`;
  }

  /** A sentence, and under it what it says. @param {'fr'|'ko'} source @param {string} text @param {string} means */
  #example(source, text, means) {
    return html`<button type="button" class="example" @click=${() => this.#choose(text)}><span lang=${source}>${text}</span> <small lang=${language() === source ? 'en' : language()}>${means}</small></button>`;
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

  /** @param {InputEvent} event */
  #input(event) {
    const { value, selectionStart } = /** @type {HTMLTextAreaElement} */ (event.target);
    this.tell('see-typed', { text: value, caret: selectionStart, composing: event.isComposing });
  }

  /** A sentence has one line: Enter runs it. @param {KeyboardEvent} event */
  #key(event) {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    this.tell('see-run');
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
