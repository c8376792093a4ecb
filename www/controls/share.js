/** Share and save: the link, the figures as pictures, the heatmap's numbers, the whole run. */
import { html, nothing } from 'lit';
import { t } from '../i18n/t.js';
import { Part } from '../drawing/part.js';
import './copy-link.js';

/** @typedef {import('../export/save.js').What} What */
/** @typedef {import('../export/save.js').Ending} Ending */

/** What can be saved, under which endings. @type {Record<What, Ending[]>} */
const FILES = { heatmap: ['svg', 'png', 'csv'], flow: ['svg', 'png'], beam: ['svg', 'png'], run: ['json'] };
/** The handle of a file, and of its label. @param {What} what @param {Ending} ending */
const key = (what, ending) =>
  /** @type {Ending|'flow-svg'|'flow-png'|'beam-svg'|'beam-png'} */ (what === 'flow' || what === 'beam' ? `${what}-${ending}` : ending);

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
    /** @type {import('../networks/types.js').Run|null} */
    this.run = null;
    /** The heatmap as it is shown; null: there is none. @type {import('../export/save.js').Shown|null} */
    this.shown = null;
    /** The link to what is seen now. @type {() => string} */
    this.address = () => location.href;
    this.open = false;
    this.failed = false;
  }

  render() {
    return html`<button type="button" class="link" data-testid="share" aria-expanded=${this.open} aria-controls=${this.unique}
        @click=${() => (this.open = !this.open)}>${t('save.title')}</button>
      ${this.open ? this.#choices() : nothing}`;
  }

  #choices() {
    // What is still being made would be saved in part.
    const ready = !!this.run?.hood;
    const there = { heatmap: !!this.shown, flow: true, beam: !!this.run?.beam, run: true };
    const whats = /** @type {What[]} */ (Object.keys(FILES)).filter((what) => there[what]);
    const button = (
      /** @type {What} */ what,
      /** @type {Ending} */ ending,
    ) => html`<button type="button" class="pill" data-save=${key(what, ending)}
      ?disabled=${!ready} @click=${() => this.#save(what, ending)}>${t(`save.${key(what, ending)}`)}</button>`;
    return html`<div id=${this.unique} class="share" role="group" aria-label=${t('save.title')}>
      <see-copy-link .address=${this.address}></see-copy-link>
      ${whats.map((what) => FILES[what].map((ending) => button(what, ending)))}
      ${this.failed ? html`<p role="alert">${t('save.failed')}</p>` : nothing}
    </div>`;
  }

  /** What makes the files is fetched when the first is asked for. @param {What} what @param {Ending} ending */
  async #save(what, ending) {
    const { run, shown } = this;
    if (!run) return;
    try {
      const { save } = await import('../export/save.js');
      await save(what, ending, run, shown);
      this.failed = false;
    } catch (error) {
      console.error(error);
      this.failed = true;
    }
  }
}

customElements.define('see-share', Share);
