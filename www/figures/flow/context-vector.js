/** What a network without attention hands over, in place of the heatmap: one vector, drawn whole. */
import { html, svg } from 'lit';
import { withTerms } from '../../glossary/with-terms.js';
import { t } from '../../i18n/t.js';
import { strength } from './parts.js';

/** Cells in a row. */
const ACROSS = 32;

/** @param {ArrayLike<number>} vector the decoder's first state, of this run */
export function contextVector(vector) {
  return html`<div class="context">
    <p>${withTerms(t('context.text', { n: vector.length }))}</p>
    ${vectorFigure(vector)}
    <div class="legend"><i class="patch enc"></i>${t('context.positive')}<i class="patch mut"></i>${t('context.negative')}</div>
  </div>`;
}

/** The vector's numbers as squares. @param {ArrayLike<number>} vector */
export function vectorFigure(vector) {
  const values = Array.from(vector);
  const down = Math.ceil(values.length / ACROSS);
  const low = Math.min(...values).toFixed(2);
  const high = Math.max(...values).toFixed(2);
  return html`<svg viewBox="0 0 ${ACROSS * 10} ${down * 10}" role="img" aria-label=${t('context.alt', { n: values.length, low, high })}>
    ${values.map((value, k) => square(value, k))}
  </svg>`;
}

/** @param {number} value @param {number} k */
const square = (value, k) => svg`<rect x=${(k % ACROSS) * 10} y=${Math.floor(k / ACROSS) * 10} width="9" height="9" rx="2"
  class=${value >= 0 ? 'enc' : 'mut'} fill-opacity=${strength(Math.abs(value)).toFixed(2)} />`;
