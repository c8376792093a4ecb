/** A heatmap with its words: columns above, rows at the left; what is masked is hatched. */
import { html, svg } from 'lit';
import { inkOn, short, weightColour } from '../drawing/scale.js';

/** Pixels: the least and most of a cell, room for the rows' words, and above for the columns'. */
const CELL = { least: 24, most: 52 };
const LEFT = 84;
const TOP = 62;

/**
 * @param {object} drawn
 * @param {string[]} drawn.rows @param {string[]} drawn.columns
 * @param {ArrayLike<number>[]} drawn.values from 0 to 1; a row that is shorter is masked behind its end
 * @param {number} drawn.width @param {boolean} drawn.dark @param {string} drawn.label @param {number} [drawn.framed]
 * @param {'enc'|'dec'} drawn.rowSide @param {'enc'|'dec'} drawn.columnSide
 */
export function grid({ rows, columns, values, width, dark, label, framed = -1, rowSide, columnSide }) {
  const cell = Math.max(CELL.least, Math.min(CELL.most, (width - LEFT - 8) / columns.length));
  const high = Math.min(cell, 34);
  const [wide, tall] = [LEFT + columns.length * cell + 40, TOP + rows.length * high + 4];
  const colour = weightColour(dark);
  const one = (/** @type {number|undefined} */ value, /** @type {number} */ i, /** @type {number} */ j) => {
    const place = { x: LEFT + j * cell + 1, y: TOP + i * high + 1 };
    if (value === undefined) return svg`<rect class="masked" x=${place.x} y=${place.y} width=${cell - 2} height=${high - 2} rx="3"></rect>`;
    const fill = colour(Math.max(0, value));
    return svg`<rect x=${place.x} y=${place.y} width=${cell - 2} height=${high - 2} rx="3" style="fill:${fill}"></rect>
      ${cell >= 34 && value >= 0.1 ? svg`<text class="in" x=${place.x + cell / 2 - 1} y=${place.y + high / 2 + 3.5} text-anchor="middle" style="fill:${inkOn(fill)}">${short(value)}</text>` : ''}`;
  };
  return html`<div class="figure-scroll" tabindex="0" role="region" aria-label=${label}><svg class="labelled-heat" viewBox="0 0 ${wide} ${tall}" width=${wide} height=${tall} role="img" aria-label=${label}>
    ${columns.map((text, j) => svg`<text class=${columnSide} transform="rotate(-38 ${LEFT + (j + 0.5) * cell} ${TOP - 8})" x=${LEFT + (j + 0.5) * cell - 4} y=${TOP - 8}>${text}</text>`)}
    ${rows.map((text, i) => svg`<text class="${rowSide} ${i === framed ? 'lit' : ''}" x=${LEFT - 10} y=${TOP + (i + 0.5) * high + 4} text-anchor="end">${text}</text>${columns.map((_, j) => one(values[i][j], i, j))}`)}
    ${framed >= 0 ? svg`<rect class="frame" x=${LEFT - 1} y=${TOP + framed * high - 1} width=${columns.length * cell + 2} height=${high + 2} rx="4"></rect>` : ''}
  </svg></div>`;
}
