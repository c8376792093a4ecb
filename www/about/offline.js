/** What this browser keeps for visits without a network, and buttons that keep more or nothing. */
import { html, nothing } from 'lit';
import { Part } from '../drawing/part.js';
import { aboutEn } from '../i18n/en-about.js';
import { aboutKo } from '../i18n/ko-about.js';
import { language } from '../i18n/t.js';
import { canKeep, holding, keepAll, removeAll } from '../networks/offline.js';

/** @typedef {Awaited<ReturnType<typeof holding>>} Holding */

export class Offline extends Part {
  static properties = { held: { state: true }, progress: { state: true }, failed: { state: true } };

  constructor() {
    super();
    /** @type {Holding|null} */
    this.held = null;
    /** Of what is being kept. @type {{ loaded: number, total: number }|null} */
    this.progress = null;
    this.failed = false;
  }

  connectedCallback() {
    super.connectedCallback();
    if (canKeep()) this.#look();
  }

  render() {
    const { held, progress } = this;
    if (!held) return nothing;
    const words = (language() === 'ko' ? aboutKo : aboutEn).offline;
    return html`<h3>${words.title}</h3>
      <p>${words.first}</p>
      <p role="status" data-testid="offline" data-networks=${held.networks} data-bytes=${held.bytes}>${
        progress
          ? words.keeping({ loaded: megabytes(progress.loaded), total: megabytes(progress.total) })
          : words.held({ ...held, size: megabytes(held.bytes) })
      } ${held.missing ? nothing : words.all}</p>
      ${progress ? html`<progress max=${progress.total} value=${progress.loaded} aria-label=${words.title}></progress>` : nothing}
      ${this.failed ? html`<p role="alert">${words.failed}</p>` : nothing}
      <p>${held.missing && !progress ? html`<button type="button" class="chip" data-testid="offline-keep" @click=${this.#keep}>${words.keep({ size: megabytes(held.missing) })}</button> ` : nothing}
        ${held.bytes && !progress ? html`<button type="button" class="chip" data-testid="offline-remove" @click=${this.#remove}>${words.remove}</button>` : nothing}</p>`;
  }

  async #look() {
    this.held = await holding();
  }

  async #keep() {
    this.failed = false;
    this.progress = { loaded: 0, total: 1 };
    await keepAll((loaded, total) => (this.progress = { loaded, total })).catch(() => (this.failed = true));
    this.progress = null;
    await this.#look();
    this.failed ||= !!this.held?.missing;
  }

  async #remove() {
    await removeAll();
    await this.#look();
  }
}

/** @param {number} bytes */
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

customElements.define('see-offline', Offline);
