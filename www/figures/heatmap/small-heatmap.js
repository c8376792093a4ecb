/** Attention as a still figure of any size: for cards, where the heatmap with its keys and numbers has no room. */
import { html, nothing, svg } from 'lit';
import { t } from '../../i18n/t.js';
import { exact, short, weightColour } from '../../drawing/scale.js';

/** Units of the drawing: a cell, the room of a letter in a label, and the most letters that one gets. */
const CELL = 20;
const LETTER = 6.4;
const LETTERS = 12;
/** From so many columns or rows on, labels would be smaller than can be read. */
const LABELLED = 18;

/** @typedef {import('../../text/words.js').Group} Group */

/**
 * @param {object} figure
 * @param {Group[]} figure.rows words made
 * @param {Group[]} figure.columns words read
 * @param {ArrayLike<number>[]} figure.weights `[rows, columns]`
 * @param {boolean} figure.dark
 */
export function smallHeatmap({ rows, columns, weights, dark }) {
  const labelled = Math.max(rows.length, columns.length) <= LABELLED;
  const left = labelled ? room(rows) : 0;
  const top = labelled ? room(columns) * 0.8 : 0;
  // The last of the slanting labels leans over the right edge.
  const lean = labelled ? letters(columns.at(-1)?.label ?? '') * LETTER * 0.8 : 0;
  const width = left + columns.length * CELL + lean;
  const height = top + rows.length * CELL;
  const colour = weightColour(dark);
  return html`<svg class="small-heatmap" preserveAspectRatio="xMinYMin meet" viewBox="0 0 ${width.toFixed(1)} ${height.toFixed(1)}" style="--units:${width.toFixed(0)}"
      role="img" aria-label=${t('compare.heatmap')}>
    ${labelled ? columns.map(({ label }, j) => columnLabel(label, left + (j + 0.5) * CELL, top - 5)) : nothing}
    ${rows.map(
      ({ label }, i) => svg`
      ${labelled ? rowLabel(label, left - 6, top + (i + 0.5) * CELL) : nothing}
      ${Array.from(
        weights[i],
        (weight, j) => svg`<rect x=${(left + j * CELL + 0.75).toFixed(2)} y=${(top + i * CELL + 0.75).toFixed(2)}
        width="18.5" height="18.5" rx="3" fill=${colour(weight)} data-weight=${exact(weight)}></rect>`,
      )}`,
    )}
  </svg>`;
}

/** What each word made reads most: the figure in words. @param {{ rows: Group[], columns: Group[], weights: ArrayLike<number>[] }} figure */
export function inWords({ rows, columns, weights }) {
  const parts = rows.map(({ label }, i) => {
    const j = strongest(weights[i]);
    return t('heatmap.cell', { made: label, read: columns[j].label, weight: short(weights[i][j]) });
  });
  return parts.join('; ');
}

/** @param {ArrayLike<number>} weights */
const strongest = (weights) => Array.from(weights).reduce((best, weight, j, all) => (weight > all[best] ? j : best), 0);

/** @param {string} label @param {number} x @param {number} y */
const columnLabel = (label, x, y) =>
  svg`<text x=${x.toFixed(1)} y=${y.toFixed(1)} transform="rotate(-45 ${x.toFixed(1)} ${y.toFixed(1)})">${cut(label)}</text>`;

/** @param {string} label @param {number} x @param {number} y */
const rowLabel = (label, x, y) =>
  svg`<text x=${x.toFixed(1)} y=${y.toFixed(1)} text-anchor="end" dominant-baseline="central">${cut(label)}</text>`;

/** @param {Group[]} groups */
const room = (groups) => 12 + LETTER * Math.max(0, ...groups.map(({ label }) => letters(cut(label))));

/** Widths of a label in letters: a syllable of Hangul is as wide as two. @param {string} label */
const letters = (label) => Array.from(label).reduce((sum, letter) => sum + (/\p{Script=Hangul}/u.test(letter) ? 1.9 : 1), 0);

/** @param {string} label */
const cut = (label) =>
  letters(label) <= LETTERS
    ? label
    : `${Array.from(label)
        .slice(0, letters(label) > label.length ? 5 : LETTERS - 2)
        .join('')}…`;
