/**
 * Where things stand in the figure of the flow, in pixels: columns share one pitch, so that the
 * n-th word made stands under the n-th word read.
 *
 * @typedef {object} Frame
 * @property {number} width
 * @property {number} start where the columns begin; left of them stand the rows' names and what the decoder starts from
 * @property {boolean} roomy whether there is room for more than a name beside a row
 * @property {number} pitch from a column to the next
 * @property {number} cell a cell's width
 * @property {number} units how many units of a state a strip shows
 * @property {(column: number) => number} left a cell's left edge
 * @property {(column: number) => number} middle
 */

/** Room beside the columns: on the left for the rows' names and what the decoder starts from; less where the figure is no wider than `narrow`. */
const MARGIN = { left: 128, least: 92, narrow: 480, right: 20 };
/** The pitch goes as low as the labels allow, but no lower than the first and no lower than needed up to the second. */
const PITCH = { least: 40, roomy: 54, most: 96 };
/** Label size when columns are many, as a share of the usual one; and the room between two labels. */
const NARROW = { label: 0.86, gap: 6 };
/** Share of a column that its cell fills. */
const FILL = 0.78;
/** A unit of a state is a bar of about this width; its number is even. */
const BAR = { width: 3.2, most: 16, least: 8, padding: 8 };

/**
 * @param {object} wanted
 * @param {number} wanted.columns
 * @param {number} wanted.width what there is; a figure that needs more scrolls
 * @param {number} wanted.longest width of the longest label
 * @returns {Frame}
 */
export function frame({ columns, width, longest }) {
  const least = clamp(longest * NARROW.label + NARROW.gap, PITCH.least, PITCH.roomy);
  const roomy = width > MARGIN.narrow;
  const start = roomy ? MARGIN.left : MARGIN.least;
  const room = (width - start - MARGIN.right) / Math.max(columns, 1);
  const pitch = Math.floor(clamp(room, least, PITCH.most));
  const cell = Math.round(pitch * FILL);
  const left = (/** @type {number} */ column) => start + column * pitch + (pitch - cell) / 2;
  return {
    width: start + columns * pitch + MARGIN.right,
    start,
    roomy,
    pitch,
    cell,
    units: clamp(2 * Math.floor((cell - BAR.padding) / BAR.width / 2), BAR.least, BAR.most),
    left,
    middle: (column) => left(column) + cell / 2,
  };
}

/**
 * Where each token stands: in the order in which it is read.
 * @param {number[]} readingOrder token read at each turn
 * @returns {number[]} column of each token
 */
export function columnsOf(readingOrder) {
  const columns = new Array(readingOrder.length).fill(0);
  readingOrder.forEach((token, turn) => (columns[token] = turn));
  return columns;
}

/** @param {number} value @param {number} low @param {number} high */
const clamp = (value, low, high) => Math.max(low, Math.min(value, high));
