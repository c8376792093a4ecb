/** The sentences of before, behind a button beside the examples; nothing while there are none. */
import { html, nothing } from 'lit';
import { langOf } from '../text/detect.js';
import { t } from '../i18n/t.js';
import { Part } from '../drawing/part.js';
import { forgetRecent, onRecent, recent } from '../state/recent.js';

export class Recent extends Part {
  static properties = { open: { state: true } };
  /** @type {(() => void)|undefined} */
  #end;

  constructor() {
    super();
    this.open = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#end = onRecent(() => this.requestUpdate());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#end?.();
  }

  render() {
    const list = recent();
    if (!list.length) return nothing;
    return html`<span class="more" @focusout=${this.#left} @keydown=${this.#escape}>
      <button type="button" class="chip" data-testid="recent" aria-expanded=${this.open} aria-controls="recent" @click=${() => (this.open = !this.open)}>${t('recent.title')}</button>
      ${this.open ? this.#list(list) : nothing}
    </span>`;
  }

  /** @param {string[]} list */
  #list(list) {
    return html`<div id="recent" class="popover card" role="group" aria-label=${t('recent.group')}>
      ${list.map((text) => html`<button type="button" class="example" lang=${langOf(text) ?? nothing} dir="auto" @click=${() => this.#choose(text)}>${text}</button>`)}
      <small>${t('recent.local')}</small>
      <button type="button" data-testid="forget" @click=${this.#forget}>${t('recent.forget')}</button>
    </div>`;
  }

  /** @param {string} text */
  #choose(text) {
    this.open = false;
    this.tell('see-example', text);
  }

  /** What was pressed is gone: the focus goes to the sentence. */
  #forget = () => {
    this.open = false;
    forgetRecent();
    /** @type {HTMLElement|null} */ (document.querySelector('[data-testid=source]'))?.focus();
  };

  /** @param {FocusEvent} event */
  #left(event) {
    const within = /** @type {Element} */ (event.currentTarget).contains(/** @type {Node|null} */ (event.relatedTarget));
    if (!within) this.open = false;
  }

  /** @param {KeyboardEvent} event */
  #escape(event) {
    if (event.key !== 'Escape' || !this.open) return;
    this.open = false;
    this.querySelector('button')?.focus();
  }
}

customElements.define('see-recent', Recent);
