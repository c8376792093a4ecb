/** The source token whose part is followed: one for all stages, with its weight. */
import { html } from 'lit';
import { alongRow } from '../../drawing/grid-keys.js';
import { t } from '../../i18n/t.js';
import { number } from './parts.js';

/**
 * @param {import('./steps.js').Look} look
 * @param {(token: number|null, pinned: boolean) => void} choose
 */
export function picker({ labels, token, operands }, choose) {
  const weights = /** @type {import('../../networks/types.js').Operands} */ (operands.attention).weights.data;
  const key = (/** @type {KeyboardEvent} */ event) => {
    const next = alongRow(event.key, token, labels.length);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    choose(next, true);
    const group = /** @type {HTMLElement} */ (event.currentTarget);
    /** @type {HTMLElement} */ (group.children[next]).focus();
  };
  // A mouse that moves over a word shows what it would be; one that only stands where a word comes to lie does not.
  const preview = (/** @type {PointerEvent} */ event, /** @type {number} */ j) => {
    if (event.pointerType === 'mouse' && j !== token && (event.movementX || event.movementY)) choose(j, false);
  };
  return html`<div class="calc-picker">
    <span aria-hidden="true">${t('calc.token')}</span>
    <div class="calc-tokens" role="radiogroup" aria-label=${t('calc.token')} data-testid="calc-tokens" @keydown=${key}
      @pointerleave=${() => choose(null, false)}>
      ${labels.map(
        (label, j) => html`<button type="button" role="radio" aria-checked=${j === token} tabindex=${j === token ? 0 : -1} data-token=${j}
        @click=${() => choose(j, true)} @pointermove=${(/** @type {PointerEvent} */ event) => preview(event, j)}>
        <span class="t-key enc">${label}</span> ${number(weights[j], 'weight', 'att')}
        <i style="--w:${(100 * weights[j]).toFixed(2)}%"></i></button>`,
      )}
    </div>
  </div>`;
}
