/** The heatmap's legend: its colours from 0 to 1. */
import { html } from 'lit';
import { withTerms } from '../glossary/with-terms.js';
import { t } from '../i18n/t.js';
import { weightColour } from './scale.js';

/** @param {boolean} dark */
export function legend(dark) {
  const colour = weightColour(dark);
  const stops = Array.from({ length: 11 }, (_, k) => colour(k / 10)).join(',');
  return html`<div class="legend"><span class="number">0</span>
    <i style="background:linear-gradient(to right,${stops})"></i>
    <span class="number">1</span><span>${withTerms(t('heatmap.legend'))}</span></div>`;
}
