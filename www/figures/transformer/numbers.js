/**
 * What the figures of the Transformer compute themselves: products of shown operands, their sums, and
 * how a number is written. No DOM.
 *
 * @typedef {import('../../networks/types.js').Matrix} Matrix
 */

/** Rows put under each other. @param {ArrayLike<number>[]} rows of the same length @returns {Matrix} */
export function stacked(rows) {
  const cols = rows[0]?.length ?? 0;
  const data = new Float32Array(rows.length * cols);
  rows.forEach((row, i) => data.set(row, i * cols));
  return { rows: rows.length, cols, data };
}

/** Rows of growing length, filled up with zeros. @param {ArrayLike<number>[]} rows @param {number} cols @returns {Matrix} */
export const padded = (rows, cols) => stacked(rows.map((row) => Float32Array.from({ length: cols }, (_, j) => row[j] ?? 0)));

/** `a_i b_i` of two vectors. @param {ArrayLike<number>} a @param {ArrayLike<number>} b */
export const products = (a, b) => Array.from(a, (value, i) => value * b[i]);

/** @param {ArrayLike<number>} values */
export function sum(values) {
  let total = 0;
  for (let i = 0; i < values.length; i += 1) total += values[i];
  return total;
}

/** `factor × row` for every row. @param {Matrix} matrix @param {ArrayLike<number>} factors one a row @returns {Matrix} */
export function weighted({ rows, cols, data }, factors) {
  return { rows, cols, data: data.map((value, at) => value * factors[Math.floor(at / cols)]) };
}

/** Indices of the `n` values furthest from zero, furthest first. @param {ArrayLike<number>} values @param {number} n */
export const furthest = (values, n) =>
  Array.from(values, (_, i) => i)
    .sort((a, b) => Math.abs(values[b]) - Math.abs(values[a]))
    .slice(0, n);

/** Index of the largest value. @param {ArrayLike<number>} values */
export const largest = (values) => Array.from(values).reduce((best, value, i, all) => (value > all[best] ? i : best), 0);

/** Mean and standard deviation over all values, as a layer norm takes them. @param {ArrayLike<number>} values */
export function moments(values) {
  const mean = sum(values) / values.length;
  const variance = sum(Array.from(values, (value) => (value - mean) ** 2)) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}

/** Largest distance from zero; at least a hair, so that it can divide. @param {ArrayLike<number>} values */
export function reach(values) {
  let most = 1e-9;
  for (let i = 0; i < values.length; i += 1) most = Math.max(most, Math.abs(values[i]));
  return most;
}

/** Share of values that are zero, as ReLU leaves them. @param {ArrayLike<number>} values */
export const shareOfZeros = (values) => Array.from(values).filter((value) => value === 0).length / values.length;

/** A number as it stands in a figure: two places, a true minus, and none before a zero. @param {number} value @param {number} [places] */
export function figure(value, places = 2) {
  const text = value.toFixed(places);
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−');
}

/** As [`figure`](figure), in brackets where a sum would else read `+ −`. @param {number} value */
export const term = (value) => (value < 0 ? `(${figure(value)})` : figure(value));

/**
 * The waves of Vaswani et al. 2017, §3.5: `PE(pos, 2i) = sin(pos / 10000^(2i / d))`, `PE(pos, 2i + 1) = cos` of the same.
 * @param {number} positions @param {number} d @returns {Matrix} `[positions, d]`
 */
export function sinusoids(positions, d) {
  const data = Float32Array.from({ length: positions * d }, (_, at) => {
    const i = at % d;
    const angle = Math.floor(at / d) / 10_000 ** ((i - (i % 2)) / d);
    return i % 2 ? Math.cos(angle) : Math.sin(angle);
  });
  return { rows: positions, cols: d, data };
}
