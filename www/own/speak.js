/** Reads a text aloud, and stops; there only where this machine has a voice for its language. */
import { html, nothing, svg } from 'lit';
import { ownEn } from '../i18n/en-own.js';
import { ownKo } from '../i18n/ko-own.js';
import { language } from '../i18n/t.js';
import { Part } from '../drawing/part.js';
import { voiceFor } from './speech.js';

const ICON = svg`<path d="M2 6v4h3l4 3.5v-11L5 6z"></path><path class="wave" d="M11 5.2a4 4 0 0 1 0 5.6M12.9 3.3a6.6 6.6 0 0 1 0 9.4"></path>`;

export class Speak extends Part {
  static properties = { text: { attribute: false }, tongue: { attribute: false }, speaking: { state: true } };

  constructor() {
    super();
    this.text = '';
    /** The text's language; null: none that is known. @type {string|null} */
    this.tongue = null;
    this.speaking = false;
  }

  connectedCallback() {
    super.connectedCallback();
    // Voices come late, and may be installed while the page is open.
    globalThis.speechSynthesis?.addEventListener?.('voiceschanged', this.#voices);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    globalThis.speechSynthesis?.removeEventListener?.('voiceschanged', this.#voices);
    this.#hush();
  }

  #voices = () => this.requestUpdate();

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('text')) this.#hush();
  }

  render() {
    if (!this.tongue || !this.text.trim() || !this.#voice) return nothing;
    const words = language() === 'ko' ? ownKo : ownEn;
    const label = this.speaking ? words.hush : words.speak({ lang: this.tongue });
    return html`<button type="button" class="speak" aria-label=${label} title=${label} aria-pressed=${this.speaking} @click=${this.#toggle}>
      <svg viewBox="0 0 16 16" aria-hidden="true">${ICON}</svg></button>`;
  }

  get #voice() {
    return voiceFor(globalThis.speechSynthesis?.getVoices() ?? [], this.tongue ?? '');
  }

  #toggle() {
    if (this.speaking) return this.#hush();
    const said = new SpeechSynthesisUtterance(this.text);
    said.voice = /** @type {SpeechSynthesisVoice|null} */ (this.#voice);
    said.lang = said.voice?.lang ?? '';
    said.onend = said.onerror = () => (this.speaking = false);
    speechSynthesis.cancel();
    speechSynthesis.speak(said);
    this.speaking = true;
  }

  #hush() {
    if (this.speaking) speechSynthesis.cancel();
    this.speaking = false;
  }
}

customElements.define('see-speak', Speak);
