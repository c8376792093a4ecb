/** Which network translates: one radio group, in groups of kin. */
import { html, nothing } from 'lit';
import { withTerms } from '../glossary/with-terms.js';
import { t, tell } from '../i18n/t.js';
import { labelOf } from '../networks/mechanism-name.js';
import { GROUPS } from '../networks/mechanisms.js';
import { Part } from '../drawing/part.js';

export class MechanismToggle extends Part {
  static properties = { mechanisms: { attribute: false }, chosen: { attribute: false } };

  constructor() {
    super();
    /** Checkpoints that are there. @type {string[]} */
    this.mechanisms = [];
    this.chosen = '';
  }

  render() {
    return html`
      <div class="mechanisms" role="radiogroup" aria-label=${t('mechanism.label')} data-testid="mechanism">
        ${GROUPS.map((group) => this.#group(group))}
      </div>
      <p class="about" id="about-mechanism">${withTerms(tell(`mechanism.${this.chosen}`))}</p>`;
  }

  /** On a narrow screen the choices scroll: the one chosen is brought into sight. @param {Map<string, unknown>} changed */
  updated(changed) {
    const row = this.querySelector('.mechanisms');
    const chosen = row?.querySelector('input:checked')?.closest('label');
    if (!row || !chosen || !(changed.has('chosen') || changed.has('mechanisms'))) return;
    const [box, place] = [row.getBoundingClientRect(), chosen.getBoundingClientRect()];
    if (place.left < box.left || place.right > box.right) row.scrollLeft += (place.left + place.right - box.left - box.right) / 2;
  }

  /** @param {(typeof GROUPS)[number]} group */
  #group({ key, mechanisms }) {
    const there = mechanisms.filter(({ name }) => this.mechanisms.includes(name));
    if (!there.length) return nothing;
    return html`<div class="kin" role="group" aria-label=${t(key)}>
      <small aria-hidden="true">${t(key)}</small>
      <div class="segments">${there.map((each) => this.#option(each))}</div>
    </div>`;
  }

  /** @param {{ name: string }} mechanism */
  #option({ name }) {
    return html`<label>${labelOf(name)}<input type="radio" name="mechanism" value=${name} .checked=${name === this.chosen}
        aria-describedby=${name === this.chosen ? 'about-mechanism' : nothing}
        @change=${() => this.tell('see-mechanism', name)} />
    </label>`;
  }
}

customElements.define('see-mechanism', MechanismToggle);
