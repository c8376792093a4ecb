/** A small heatmap: rows are output pieces, columns source pieces. */
import { html, svg } from 'lit';
import { weightColour } from '../drawing/scale.js';

/**
 * @param {ArrayLike<number>[]} rows
 * @param {{ dark: boolean, label: string, framed?: number, cell?: number }} how `framed`: the row that is looked at
 */
export function heat(rows, { dark, label, framed = -1, cell = 10 }) {
  const colour = weightColour(dark);
  const [width, height] = [(rows[0]?.length ?? 0) * cell, rows.length * cell];
  return html`<svg class="mini-heat" viewBox="-1 -1 ${width + 2} ${height + 2}" style="--wide:${width}" role="img" aria-label=${label}>
    ${rows.map((row, i) => Array.from(row, (weight, j) => svg`<rect x=${j * cell + 0.5} y=${i * cell + 0.5} width=${cell - 1} height=${cell - 1} rx="2" style="fill:${colour(weight)}"></rect>`))}
    ${framed >= 0 && framed < rows.length ? svg`<rect class="frame" x="-0.5" y=${framed * cell - 0.5} width=${width + 1} height=${cell + 1} rx="3"></rect>` : ''}
  </svg>`;
}
