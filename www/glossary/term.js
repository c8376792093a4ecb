/**
 * A term of the field in a text: `<see-term name="context-vector">context vector</see-term>`. A press, or Enter, says what
 * it means; what says it is fetched then. It is a span that acts as a button, so that a line can break in it.
 */

import { lazily } from '../drawing/lazily.js';

const popover = lazily(() => import('./popover.js'));

/** Nothing but a name where there is no document. */
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

export class TermElement extends Base {
  connectedCallback() {
    this.setAttribute('role', 'button');
    this.setAttribute('aria-haspopup', 'dialog');
    this.tabIndex = 0;
    this.onclick = (/** @type {Event} */ event) => this.#explain(event);
    // Not `&&`: a handler that gives back false would take every other key away, Tab among them.
    this.onkeydown = (/** @type {KeyboardEvent} */ event) => {
      if (event.key === 'Enter' || event.key === ' ') this.#explain(event);
    };
  }

  /** Nothing around the term takes the press for its own. @param {Event} event */
  async #explain(event) {
    event.preventDefault();
    event.stopPropagation();
    const { explain } = await popover();
    explain(this);
  }
}

globalThis.customElements?.define('see-term', TermElement);
