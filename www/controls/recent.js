/** The sentences of before, behind a button beside the examples; nothing while there are none. */
import { html, nothing } from 'lit';
import { langOf } from '../text/detect.js';
import { t } from '../i18n/t.js';
import { Part } from '../drawing/part.js';
import { forgetRecent, recent, RecentSentences } from '../state/recent.js';
import { popover } from './popover.js';

export class Recent extends Part {
  static properties = { open: { state: true } };

  constructor() {
    super();
    this.open = false;
    this.addController(new RecentSentences(this));
  }

  render() {
    const list = recent();
    return list.length
      ? popover(this, { id: 'recent', label: t('recent.title'), testid: 'recent', content: () => this.#list(list) })
      : nothing;
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
}

customElements.define('see-recent', Recent);
