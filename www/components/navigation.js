/** The page's views, as links: each leads to the same sentence, also when opened in a window of its own. */
import { html } from 'lit';
import { t } from '../i18n/t.js';
import { Part } from '../part.js';
import { VIEWS } from '../state.js';

export class Navigation extends Part {
  static properties = { view: { attribute: false }, address: { attribute: false } };

  constructor() {
    super();
    /** @type {import('../state.js').View} */
    this.view = 'translate';
    /** Where a view lies. @type {(view: import('../state.js').View) => string} */
    this.address = () => '';
  }

  render() {
    return html`<nav aria-label=${t('nav.label')} data-testid="views">
      ${VIEWS.map(
        (view) => html`<a href=${this.address(view)} aria-current=${view === this.view ? 'page' : 'false'} data-view=${view}
          @click=${(/** @type {MouseEvent} */ event) => this.#go(event, view)}>${t(`nav.${view}`)}</a>`,
      )}
    </nav>`;
  }

  /** @param {MouseEvent} event @param {import('../state.js').View} view */
  #go(event, view) {
    // In a new tab or window the browser goes by itself.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.tell('see-view', { view });
  }
}

customElements.define('see-navigation', Navigation);
