/** Share and save: the link, the heatmap as a picture, its numbers, the whole run. */
import { html, nothing } from 'lit';
import { t } from '../i18n/t.js';
import { Part } from '../part.js';
import './copy-link.js';

const OF_THE_HEATMAP = /** @type {const} */ (['svg', 'png', 'csv']);

export class Share extends Part {
  static properties = {
    run: { attribute: false },
    shown: { attribute: false },
    address: { attribute: false },
    open: { state: true },
    failed: { state: true },
  };

  constructor() {
    super();
    /** @type {import('../types.js').Run|null} */
    this.run = null;
    /** The heatmap as it is shown; null: there is none. @type {import('../export/save.js').Shown|null} */
    this.shown = null;
    /** The link to what is seen now. @type {() => string} */
    this.address = () => location.href;
    this.open = false;
    this.failed = false;
  }

  render() {
    return html`<button type="button" class="link" data-testid="share" aria-expanded=${this.open} aria-controls="share"
        @click=${() => (this.open = !this.open)}>${t('save.title')}</button>
      ${this.open ? this.#choices() : nothing}`;
  }

  #choices() {
    // What is still being made would be saved in part.
    const ready = !!this.run?.hood;
    const button = (/** @type {import('../export/save.js').Kind} */ kind) => html`<button type="button" class="pill" data-save=${kind}
      ?disabled=${!ready} @click=${() => this.#save(kind)}>${t(`save.${kind}`)}</button>`;
    return html`<div id="share" class="share" role="group" aria-label=${t('save.title')}>
      <see-copy-link .address=${this.address}></see-copy-link>
      ${this.shown ? OF_THE_HEATMAP.map(button) : nothing}${button('json')}
      ${this.failed ? html`<p role="alert">${t('save.failed')}</p>` : nothing}
    </div>`;
  }

  /** What makes the files is fetched when the first is asked for. @param {import('../export/save.js').Kind} kind */
  async #save(kind) {
    const { run, shown } = this;
    if (!run) return;
    try {
      const { save } = await import('../export/save.js');
      await save(kind, run, shown);
      this.failed = false;
    } catch (error) {
      console.error(error);
      this.failed = true;
    }
  }
}

customElements.define('see-share', Share);
