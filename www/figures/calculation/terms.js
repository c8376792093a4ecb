/**
 * Sums taken apart: the products of two operands, the largest of them first, and a softmax in its
 * parts. Operands are the network's; only products of two that are shown are taken here.
 *
 * @typedef {{ index: number, a: number, b: number, product: number }} Term
 * @typedef {object} Sum `Σ_k a_k b_k (+ bias)` of a run
 * @property {Term[]} terms the largest products, by size
 * @property {{ count: number, sum: number }} above the other products above zero together
 * @property {{ count: number, sum: number }} below those below zero
 * @property {number[]} running the sum so far after each product, in the order of the units
 * @property {number} bias added to the products; 0 where there is none
 * @property {number} value what the network itself found for the sum
 *
 * @typedef {object} Softmax
 * @property {number[]} exps `exp(score)`; 0 for a place that is masked out
 * @property {number} total their sum
 */

/**
 * The products of two vectors of the same length, largest first.
 * @param {ArrayLike<number>} a @param {ArrayLike<number>} b
 * @param {number} value the network's own number for the sum
 * @param {{ keep?: number, also?: number, bias?: number }} [options] how many products to name, and one to name in any case
 * @returns {Sum}
 */
export function sumOfProducts(a, b, value, { keep = 6, also, bias = 0 } = {}) {
  const all = Array.from(a, (each, index) => ({ index, a: each, b: b[index], product: each * b[index] }));
  all.sort((one, other) => Math.abs(other.product) - Math.abs(one.product));
  // One left over is named rather than called "the other".
  const named = all.length === keep + 1 ? all.length : Math.min(keep, all.length);
  const wanted = all.findIndex(({ index }) => index === also);
  if (wanted >= named) all.splice(named - 1, 0, ...all.splice(wanted, 1));
  const others = all.slice(named);
  return {
    terms: all.slice(0, named),
    above: together(others.filter(({ product }) => product >= 0)),
    below: together(others.filter(({ product }) => product < 0)),
    running: runningSum(all),
    bias,
    value,
  };
}

/** @param {Term[]} terms */
const together = (terms) => ({ count: terms.length, sum: terms.reduce((sum, { product }) => sum + product, 0) });

/** @param {Term[]} terms in any order @returns {number[]} in the order of their index */
function runningSum(terms) {
  /** @type {number[]} */
  const products = [];
  for (const { index, product } of terms) products[index] = product;
  let sum = 0;
  return products.map((product) => (sum += product));
}

/**
 * The parts of a softmax over all places but those masked out.
 * @param {ArrayLike<number>} scores @param {readonly number[]} masked
 * @returns {Softmax}
 */
export function softmaxParts(scores, masked = []) {
  const exps = Array.from(scores, (score, j) => (masked.includes(j) ? 0 : Math.exp(score)));
  return { exps, total: exps.reduce((sum, each) => sum + each, 0) };
}

/** Logarithm of `Σ exp(x)`, however large the numbers. @param {ArrayLike<number>} logits */
export function logSumExp(logits) {
  const all = Array.from(logits);
  const most = all.reduce((max, each) => Math.max(max, each), -Infinity);
  return most + Math.log(all.reduce((sum, each) => sum + Math.exp(each - most), 0));
}

/** Where the largest of some numbers stands. @param {ArrayLike<number>} values */
export function largestAt(values) {
  let at = 0;
  for (let k = 1; k < values.length; k++) if (values[k] > values[at]) at = k;
  return at;
}

/** Where two vectors differ most. @param {ArrayLike<number>} a @param {ArrayLike<number>} b */
export const mostMoved = (a, b) => largestAt(Array.from(a, (each, k) => Math.abs(each - b[k])));

/** The largest absolute value. @param {ArrayLike<number>} values */
export const reach = (values) => Array.from(values).reduce((max, each) => Math.max(max, Math.abs(each)), 0);
