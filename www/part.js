/**
 * What all components of the page share: they render into the page itself, so that one set of
 * styles, labels and identifiers holds for all, and they follow the interface's language.
 */
import { LitElement } from 'lit';
import { onLanguage } from './i18n/t.js';

export class Part extends LitElement {
  /** @type {(() => void)|undefined} */
  #forget;

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#forget = onLanguage(() => this.requestUpdate());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#forget?.();
  }

  /** Tells the page what the reader did. @param {string} name @param {unknown} [detail] */
  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}
