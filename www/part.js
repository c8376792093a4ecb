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

  /** So many frames it follows behind a change. */
  late = 0;

  scheduleUpdate() {
    return this.late ? frames(this.late).then(() => super.scheduleUpdate()) : super.scheduleUpdate();
  }

  /** Tells the page what the reader did. @param {string} name @param {unknown} [detail] */
  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}

/** @param {number} count */
async function frames(count) {
  for (let n = 0; n < count; n++) await new Promise((resolve) => requestAnimationFrame(resolve));
}
