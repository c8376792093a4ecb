/**
 * What all components of the page share: they render into the page itself, so that one set of
 * styles, labels and identifiers holds for all, and they follow the interface's language.
 */
import { LitElement } from 'lit';
import { tell } from './actions.js';
import { putBack } from '../text/foreign.js';
import { onLanguage } from '../i18n/t.js';

/** How many have been made. */
let parts = 0;

export class Part extends LitElement {
  /** Tells it from others of its kind, which can stand on the same page: for identifiers and radio groups. */
  unique = `part-${++parts}`;
  /** @type {(() => void)|undefined} */
  #forget;
  #late = 0;
  /** Ends its rest. @type {() => void} */
  #wake = () => {};

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#forget = onLanguage(() => this.requestUpdate());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#forget?.();
  }

  /**
   * While a run is played: how many frames it follows behind a change; out of sight it rests until it is seen or
   * the playing is over, and follows then. 0: it follows at once.
   */
  get late() {
    return this.#late;
  }

  set late(count) {
    if (!count) frames(this.#late).then(() => this.#wake());
    this.#late = count;
  }

  scheduleUpdate() {
    return this.late ? this.#rest().then(() => super.scheduleUpdate()) : super.scheduleUpdate();
  }

  performUpdate() {
    putBack();
    super.performUpdate();
  }

  async #rest() {
    await frames(this.late);
    if (this.late) await this.#seen();
  }

  /** Done when it is in sight, or need not wait for that. */
  async #seen() {
    const watcher = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && this.#wake());
    watcher.observe(this);
    await new Promise((/** @type {(done: void) => void} */ wake) => (this.#wake = wake));
    watcher.disconnect();
  }

  /**
   * Tells the page what the reader did.
   * @template {keyof import('./actions.js').Actions} K @param {K} name @param {import('./actions.js').Actions[K]} [detail]
   */
  tell(name, detail) {
    tell(this, name, detail);
  }
}

/** Done in the frame that is so many on. @param {number} count 1: the next one */
export async function frames(count) {
  for (let n = 0; n < count; n++) await new Promise((resolve) => requestAnimationFrame(resolve));
}
