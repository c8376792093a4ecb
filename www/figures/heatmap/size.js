/** How large the heatmap's cells and labels can be in the room there is. */
import { textWidth } from '../../drawing/text-width.js';

/** Pixels: a cell is never narrower, never wider; one of this width has room for a number. */
const CELL = { min: 15, max: 70, number: 27 };
/** Sizes of labels, the most room that those of the rows get, and the gap between cells, in pixels. */
const FONT = { row: 14, column: 13.5 };
const ROW_LABEL = 116;
const GAP = 2;

/** @typedef {import('../../text/words.js').Group} Group */

/**
 * @param {Group[]} rows @param {Group[]} columns
 * @param {number} room in pixels @param {boolean} numbers whether the reader wants numbers in the cells
 */
export function heatmapSize(rows, columns, room, numbers) {
  const n = columns.length;
  const labels = Math.min(ROW_LABEL, 20 + longestOf(rows, FONT.row));
  const each = (room - labels - GAP) / Math.max(n, 1) - GAP;
  const width = Math.floor(Math.min(CELL.max, Math.max(CELL.min, each)));
  const longest = longestOf(columns, FONT.column);
  const heading = longest <= width ? 'level' : width >= 24 ? 'slant' : 'upright';
  const head = { level: 26, slant: 26 + longest * 0.65, upright: 14 + longest }[heading];
  const height = Math.round(Math.max(17, Math.min(width, 38, 560 / Math.max(rows.length, 1))));
  return {
    heading,
    numbers: numbers && width >= CELL.number && height >= 17,
    small: width < 24,
    style: {
      'grid-template-columns': `${Math.ceil(labels)}px repeat(${n}, ${width}px)`,
      '--head': `${Math.round(head)}px`,
      '--cell-width': `${width}px`,
      '--cell-height': `${height}px`,
    },
  };
}

/** Width of the longest label. @param {Group[]} groups @param {number} font */
const longestOf = (groups, font) => Math.max(0, ...groups.map(({ label }) => textWidth(label, font)));
