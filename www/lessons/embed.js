/** The code by which another page shows a lesson, or its figure alone; it is copied, or stands there to be copied. */
import { html, nothing } from 'lit';
import { Part } from '../drawing/part.js';
import { writePlace } from './place.js';
import { say, titleOf } from './say.js';

/** @typedef {'lesson'|'figure'} What */

/** How long the page says that the code was copied. */
const SAID_MS = 2500;
/** Pixels of the frame. */
const HEIGHT = { lesson: 760, figure: 560 };

export class Embed extends Part {
  static properties = { place: { attribute: false }, text: {}, lang: {}, copied: { state: true }, shown: { state: true } };

  constructor() {
    super();
    /** @type {import('./place.js').Place|null} */
    this.place = null;
    this.text = '';
    /** @type {'en'|'ko'} */
    this.lang = 'en';
    /** @type {What|null} */
    this.copied = null;
    /** The code that could not be copied. @type {string|null} */
    this.shown = null;
    this.timer = 0;
  }

  render() {
    const words = say(this.lang);
    const button = (/** @type {What} */ what, /** @type {string} */ label) =>
      html`<button type="button" data-testid="lesson-embed-${what}" @click=${() => this.#copy(what)}>${this.copied === what ? `✓ ${words['card.copied']}` : label}</button>`;
    return html`${button('lesson', words['card.embed'])} ${button('figure', words['card.embed.figure'])}
      <span class="hidden" role="status">${this.copied ? words['card.copied'] : ''}</span>
      ${this.shown === null ? nothing : html`<textarea readonly rows="3" aria-label=${words['card.embed']} .value=${this.shown}></textarea>`}`;
  }

  /** @param {What} what */
  async #copy(what) {
    if (!this.place) return;
    const search = `?${new URLSearchParams({ text: this.text, lang: this.lang })}`;
    const address = new URL(writePlace({ ...this.place, present: false, embed: what }, search), document.baseURI);
    const code = frame(address.href, titleOf(this.lang, this.place.name), what);
    clearTimeout(this.timer);
    try {
      await navigator.clipboard.writeText(code);
      this.copied = what;
      this.shown = null;
      this.timer = setTimeout(() => (this.copied = null), SAID_MS);
    } catch {
      this.copied = null; // no permission, or no secure context: the reader copies it himself
      this.shown = code;
      await this.updateComplete;
      /** @type {HTMLTextAreaElement|null} */ (this.querySelector('textarea'))?.select();
    }
  }
}

/** @param {string} address @param {string} title @param {What} what */
export const frame = (address, title, what) =>
  `<iframe src="${quoted(address)}" title="seq2see: ${quoted(title)}" width="100%" height="${HEIGHT[what]}" style="border:0" loading="lazy" allow="clipboard-write"></iframe>`;

/** @param {string} text */
const quoted = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

globalThis.customElements?.define('see-embed', Embed);
