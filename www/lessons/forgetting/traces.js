/** Bars for each piece, a row for each network, on a logarithmic axis of one decade. */
import { html, nothing } from 'lit';
import { short } from '../../drawing/scale.js';
import { onAxis } from './axis.js';
import './traces.css';

/**
 * @param {object} drawn
 * @param {string[]} drawn.labels @param {string} drawn.label
 * @param {{ name: string, note: string, side: 'enc'|'att', shares: (number|null)[] }[]} drawn.rows null: not computed yet
 * @param {string} drawn.waiting
 */
export const traces = ({ labels, label, rows, waiting }) => html`<div class="figure-scroll" tabindex="0" role="region" aria-label=${label}>
  <div class="traces" style="--n:${labels.length}">
    <div class="trace-row heads"><span></span>${labels.map((text) => html`<span>${text}</span>`)}</div>
    ${rows.map(
      ({ name, note, side, shares }) => html`<div class="trace-row ${side}"><span class="who"><b>${name}</b><small>${note}</small></span>
      ${shares.every((share) => share === null) ? html`<span class="trace-wait">${waiting}</span>` : shares.map((share) => html`<span class="trace">${share === null ? nothing : html`<em>${short(share)}</em><i class=${share > 0.999 ? 'most' : ''} style="--h:${onAxis(share)}"></i>`}</span>`)}</div>`,
    )}
  </div></div>`;
