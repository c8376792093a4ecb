/** Copies the link to what is seen now; where the browser does not let it, the link stands there to be copied. */
import { html, nothing } from 'lit';
import { t } from '../i18n/t.js';
import { Part } from '../drawing/part.js';

/** How long the page says that the link was copied. */
const SAID_MS = 2500;

export class CopyLink extends Part {
  static properties = { address: { attribute: false }, copied: { state: true }, shown: { state: true } };

  constructor() {
    super();
    /** The link to what is seen now. @type {() => string} */
    this.address = () => location.href;
    this.copied = false;
    /** The link that could not be copied. @type {string|null} */
    this.shown = null;
    this.timer = 0;
  }

  render() {
    return html`<button type="button" class="pill" data-testid="copy-link" @click=${this.#copy}>
        ${this.copied ? html`✓ ${t('link.copied')}` : t('link.copy')}</button>
      <span class="hidden" role="status">${this.copied ? t('link.copied') : ''}</span>
      ${
        this.shown === null
          ? nothing
          : html`<label class="link-field"><span>${t('link.select')}</span>
        <input type="text" readonly data-testid="link" .value=${this.shown} @focus=${(/** @type {Event} */ { target }) => /** @type {HTMLInputElement} */ (target).select()} /></label>`
      }`;
  }

  async #copy() {
    const link = this.address();
    clearTimeout(this.timer);
    try {
      await navigator.clipboard.writeText(link);
      this.copied = true;
      this.shown = null;
      this.timer = setTimeout(() => (this.copied = false), SAID_MS);
    } catch {
      // No permission, or no clipboard outside a secure context: the reader copies it himself.
      this.copied = false;
      this.shown = link;
      await this.updateComplete;
      /** @type {HTMLInputElement|null} */ (this.querySelector('input'))?.focus();
    }
  }
}

customElements.define('see-copy-link', CopyLink);
