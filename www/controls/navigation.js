/** The page's views, as links: each leads to the same sentence, also when opened in a window of its own. */
import { html, nothing } from 'lit';
import { t } from '../i18n/t.js';
import { addressOf } from '../state/link.js';
import { Part } from '../drawing/part.js';
import { VIEWS } from '../state/store.js';

export class Navigation extends Part {
  static properties = { state: { attribute: false } };

  constructor() {
    super();
    /** @type {import('../state/store.js').State|null} */
    this.state = null;
  }

  render() {
    const { state } = this;
    if (!state) return nothing;
    return html`<nav aria-label=${t('nav.label')} data-testid="views">
      ${VIEWS.map(
        (view) => html`<a href=${addressOf({ ...state, view })} aria-current=${view === state.view ? 'page' : 'false'} data-view=${view}
          @click=${(/** @type {MouseEvent} */ event) => this.#go(event, view)}>${t(`nav.${view}`)}</a>`,
      )}
    </nav>`;
  }

  /** @param {MouseEvent} event @param {import('../state/store.js').View} view */
  #go(event, view) {
    // In a new tab or window the browser goes by itself.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.tell('see-view', { view });
  }
}

customElements.define('see-navigation', Navigation);
