/** The page's colours: those of the system, light, dark, in turn. */
import { html } from 'lit';
import { t } from '../i18n/t.js';
import { Part } from '../drawing/part.js';

const NEXT = /** @type {const} */ ({ auto: 'light', light: 'dark', dark: 'auto' });
const SIGN = { auto: '◐', light: '○', dark: '●' };

export class ThemeButton extends Part {
  static properties = { theme: { attribute: false } };

  constructor() {
    super();
    /** @type {keyof typeof NEXT} */
    this.theme = 'auto';
  }

  render() {
    const label = t(`theme.${this.theme}`);
    return html`<button type="button" class="pill round" aria-label=${label} title=${label}
      @click=${() => this.tell('see-theme', NEXT[this.theme])}>${SIGN[this.theme]}</button>`;
  }
}

customElements.define('see-theme', ThemeButton);
