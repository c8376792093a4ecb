/** What the page has to tell its reader when a sentence cannot be translated, or a device is gone. */
import { html, nothing } from 'lit';
import { EXAMPLES } from '../text/examples.js';
import { has, t, tell } from '../i18n/t.js';
import { Part } from '../drawing/part.js';

/** Faults that mean the same to a reader. */
const SAME = new Map([
  ['device-lost', 'device'],
  ['device-unavailable', 'device'],
  ['crashed', 'internal'],
  ['worker', 'internal'],
  ['misuse', 'internal'],
  ['record', 'internal'],
]);
/** Notices that offer sentences to try, those that a second try may mend, those that may be closed. */
const OFFERS = new Set(['language-en', 'language-other', 'nothing-known', 'mostly-unknown']);
const RETRIES = new Set(['network', 'weights', 'tokenizer', 'config', 'device', 'internal']);
const CLOSES = new Set(['gpu-none', 'gpu-lost']);

export class Message extends Part {
  static properties = { notice: { attribute: false } };

  constructor() {
    super();
    /** @type {import('../state/store.js').Notice|null} */
    this.notice = null;
  }

  render() {
    const brief = CLOSES.has(this.notice?.code ?? '') ? 'brief' : '';
    return html`<div class="message ${brief}" role="alert" data-testid="message" data-code=${this.notice?.code ?? nothing}
      ?hidden=${!this.notice}>${this.notice ? this.#content(this.notice) : nothing}</div>`;
  }

  /** @param {import('../state/store.js').Notice} notice */
  #content(notice) {
    const code = SAME.get(notice.code) ?? notice.code;
    return html`<p>${errorText(notice)}</p>
      <div class="chips">
        ${this.#nearest(notice)}
        ${OFFERS.has(code) ? offers().map((each) => this.#offer(each)) : nothing}
        ${code.startsWith('language-') ? this.#button('see-anyway', t('message.anyway')) : nothing}
        ${RETRIES.has(code) ? this.#button('see-run', t('error.retry')) : nothing}
        ${CLOSES.has(code) ? this.#button('see-close', t('message.close')) : nothing}
      </div>`;
  }

  /** What can be asked that says nearly the same as the English typed in. @param {import('../state/store.js').Notice} notice */
  #nearest({ details }) {
    const found = /** @type {import('../text/nearest.js').Askable|undefined} */ (details?.nearest);
    if (!found) return nothing;
    return html`<span class="nearest">${t('error.nearest')} <q lang="en">${found.english}</q></span>
      ${this.#offer({ text: found.fr, lang: 'fr' })}${this.#offer({ text: found.ko, lang: 'ko' })}`;
  }

  /** @param {{ text: string, lang: string }} offer */
  #offer({ text, lang }) {
    return html`<button type="button" class="chip" lang=${lang} @click=${() => this.tell('see-example', text)}>${text}</button>`;
  }

  /** @param {import('../drawing/actions.js').Bare} name @param {string} label */
  #button(name, label) {
    return html`<button type="button" class="chip plain" @click=${() => this.tell(name)}>${label}</button>`;
  }
}

/** What a fault is to a reader. @param {import('../state/store.js').Notice} notice */
export function errorText({ code, details }) {
  const key = `error.${SAME.get(code) ?? code}`;
  return tell(has(key) ? key : 'error.internal', details ?? {});
}

/** A few sentences of each language. */
const offers = () => [
  { text: EXAMPLES.fr[0], lang: 'fr' },
  { text: EXAMPLES.ko[2], lang: 'ko' },
  { text: EXAMPLES.fr[4], lang: 'fr' },
];

customElements.define('see-message', Message);
