/** The interface's language: a button named in the language it leads to. */
import { html } from 'lit';
import { t } from '../i18n/t.js';
import { Part } from '../drawing/part.js';

export class LanguageButton extends Part {
  static properties = { to: { attribute: false } };

  constructor() {
    super();
    /** @type {import('../state/store.js').Interface} */
    this.to = 'ko';
  }

  render() {
    return html`<button type="button" class="pill" lang=${this.to} title=${t('language.switch')}
      @click=${() => this.tell('see-language', this.to)}>${t('language.other')}</button>`;
  }
}

customElements.define('see-language', LanguageButton);
