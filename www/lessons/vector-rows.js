/** Vectors of every piece of a sentence, a row for each kind of vector, on one scale a row. */
import { html, svg } from 'lit';
import { rangeOf, strip } from './strip.js';

/**
 * @param {object} drawn
 * @param {string[]} drawn.labels of the pieces @param {string} drawn.label of all
 * @param {{ name: unknown, side: 'enc'|'dec'|'att', vectors: ArrayLike<number>[], notes?: string[] }[]} drawn.rows
 */
export const vectorRows = ({ labels, label, rows }) => html`<div class="figure-scroll" tabindex="0" role="region" aria-label=${label}>
  <div class="vector-rows" style="--n:${labels.length};min-width:${104 + labels.length * 42}px">
    <div><span></span>${labels.map((text) => html`<span class="piece">${text}</span>`)}</div>
    ${rows.map(({ name, side, vectors, notes }) => {
      const range = rangeOf(vectors);
      return html`<div><span class="name">${name}</span>${vectors.map((values, j) => html`<span>${one(values, side, range)}${notes ? html`<small>${notes[j]}</small>` : ''}</span>`)}</div>`;
    })}
  </div></div>`;

/** @param {ArrayLike<number>} values @param {'enc'|'dec'|'att'} side @param {number} range */
const one = (
  values,
  side,
  range,
) => svg`<svg viewBox="0 0 60 40" preserveAspectRatio="none" aria-hidden="true"><g class="l-box ${side}"><rect class="edge" x="1" y="1" width="58" height="38" rx="6"></rect>
  ${strip(values, { x: 5, y: 6, width: 50, height: 28, units: 12, side, range })}</g></svg>`;
