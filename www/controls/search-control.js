/** How the words are searched for: greedily, or with a beam of some width and a length penalty. */
import { html, nothing } from 'lit';
import { t } from '../i18n/t.js';
import { Part } from '../drawing/part.js';

const BEAMS = [1, 2, 4, 8];
const PENALTIES = [0, 0.6, 1, 1.5];

export class SearchControl extends Part {
  static properties = { options: { attribute: false } };

  constructor() {
    super();
    /** @type {import('../state/options.js').Options|null} */
    this.options = null;
  }

  render() {
    if (!this.options) return nothing;
    const { options } = this;
    const { beamSize, lengthPenalty } = options;
    const beams = withOwn(BEAMS, beamSize).map((n) => ({ value: n, label: n === 1 ? t('search.greedy') : t('search.beam', { n }) }));
    const penalties = withOwn(PENALTIES, lengthPenalty).map((value) => ({ value, label: t('search.penalty', { value }) }));
    return html`${this.#choice(t('search.label'), 'beam', beams, beamSize, (value) => ({ ...options, beamSize: value }))}
      ${beamSize > 1 ? this.#choice(t('search.penaltyLabel'), 'length-penalty', penalties, lengthPenalty, (value) => ({ ...options, lengthPenalty: value })) : nothing}`;
  }

  /**
   * @param {string} label @param {string} id @param {{ value: number, label: string }[]} all @param {number} chosen
   * @param {(value: number) => import('../state/options.js').Options} changed
   */
  #choice(label, id, all, chosen, changed) {
    const change = (/** @type {Event} */ event) => {
      const { value } = /** @type {HTMLSelectElement} */ (event.target);
      this.tell('see-options', changed(Number(value)));
    };
    return html`<label class="pick"><span class="hidden">${label}</span>
      <select data-testid=${id} @change=${change}>
        ${all.map((each) => html`<option value=${each.value} ?selected=${each.value === chosen}>${each.label}</option>`)}
      </select></label>`;
  }
}

/** The values offered, and the one that is there already, as out of a link. @param {number[]} values @param {number} own */
const withOwn = (values, own) => [...new Set([...values, own])].sort((a, b) => a - b);

customElements.define('see-search', SearchControl);
