/** Tells a screen reader of the finished translation once it has stood for a moment: what is still being typed is not announced. */
import { html } from 'lit';
import { Part } from '../drawing/part.js';

/** How long a text stands before it is told, in milliseconds. */
const REST = 1000;

export class Announcer extends Part {
  static properties = { text: { attribute: false }, told: { state: true } };
  #timer = 0;

  constructor() {
    super();
    this.text = '';
    this.told = '';
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('text')) return;
    clearTimeout(this.#timer);
    if (this.text) this.#timer = setTimeout(() => (this.told = this.text), REST);
  }

  render() {
    return html`<div class="hidden" role="status">${this.told}</div>`;
  }
}

customElements.define('see-announcer', Announcer);
