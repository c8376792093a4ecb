/**
 * Attention as ribbons: as wide as the weight. A row of many small weights is thinned to its largest
 * ones, which together hold most of it.
 *
 * @typedef {object} Ribbon
 * @property {number} token what is read
 * @property {number} weight
 * @property {number} width pixels: `weight × full`
 * @property {number} at where its middle meets the reader, in pixels from the reader's middle
 */

/** The share of a row that is drawn unless all of it is asked for. */
export const MASS = 0.75;

/**
 * The largest weights that together hold `mass` of the row.
 * @param {ArrayLike<number>} row @param {number} [mass]
 * @returns {number[]} their indices, in the order of the row
 */
export function thinned(row, mass = MASS) {
  const weights = Array.from(row);
  const enough = mass * weights.reduce((sum, weight) => sum + weight, 0);
  const byWeight = weights.map((_, j) => j).sort((a, b) => weights[b] - weights[a]);
  let held = 0;
  const last = byWeight.findIndex((j) => (held += weights[j]) >= enough);
  return byWeight.slice(0, last < 0 ? byWeight.length : last + 1).sort((a, b) => a - b);
}

/**
 * The ribbons of one row, side by side where they meet the reader, in the order of the columns.
 * @param {ArrayLike<number>} row `src_len` weights
 * @param {object} drawn
 * @param {number} drawn.full width of a ribbon of weight 1, in pixels
 * @param {number[]} drawn.columns column of each token
 * @param {boolean} drawn.all whether nothing is left out
 * @returns {Ribbon[]}
 */
export function ribbons(row, { full, columns, all }) {
  const tokens = all ? Array.from(row, (_, j) => j) : thinned(row);
  tokens.sort((a, b) => columns[a] - columns[b]);
  let edge = -tokens.reduce((sum, j) => sum + row[j] * full, 0) / 2;
  return tokens.map((token) => {
    const width = row[token] * full;
    edge += width;
    return { token, weight: row[token], width, at: edge - width / 2 };
  });
}

/**
 * The mean of some rows of a table.
 * @param {import('../../networks/types.js').Matrix} matrix @param {number} first @param {number} count @param {number} [apart] rows from one to the next
 * @returns {Float32Array}
 */
export function meanRow({ data, cols }, first, count, apart = 1) {
  const mean = new Float32Array(cols);
  for (let r = 0; r < count; r++) for (let c = 0; c < cols; c++) mean[c] += data[(first + r * apart) * cols + c] / count;
  return mean;
}

/** The way of a ribbon: down from `from`, down into `to`. @param {[number, number]} from @param {[number, number]} to */
export function way([x1, y1], [x2, y2]) {
  const bend = (y2 - y1) * 0.55;
  return `M${px(x1)} ${px(y1)}C${px(x1)} ${px(y1 + bend)} ${px(x2)} ${px(y2 - bend)} ${px(x2)} ${px(y2)}`;
}

/** @param {number} x */
export const px = (x) => String(Math.round(x * 10) / 10);
