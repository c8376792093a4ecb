/** What a piece leaves in the states that come after it: the encoder is run with it and without it, and the states are compared. */
import { norm } from '../softmax.js';
import { rowOf } from '../../drawing/matrix.js';

/** @typedef {import('../model.js').Run} Run */

/** @param {Run} run @returns {import('../../networks/types.js').Matrix} the states in the order of the text */
const states = ({ source: { encoder } }) => /** @type {import('../../networks/types.js').Matrix} */ (encoder.forward);

/** How far two states are apart, measured by the size of the first. @param {ArrayLike<number>} a @param {ArrayLike<number>} b */
export const apart = (a, b) => norm(Array.from(a, (value, k) => value - b[k])) / Math.max(1e-12, norm(a));

/**
 * What is left of a piece in each state after it.
 * @param {Run} run @param {Run} without the same with the piece hidden @param {number} j
 * @returns {{ t: number, left: number }[]} in reading order, from the piece on
 */
export function leftOf(run, without, j) {
  const order = run.source.readingOrder;
  return order.slice(order.indexOf(j)).map((t) => ({ t, left: t === j ? 1 : apart(rowOf(states(run), t), rowOf(states(without), t)) }));
}

/** How much a piece counts in the state that is handed over. @param {Run} run @param {Run} without @returns {number} */
export function inLast(run, without) {
  const last = run.source.readingOrder[run.source.readingOrder.length - 1];
  return apart(rowOf(states(run), last), rowOf(states(without), last));
}

/** Shares of the largest. @param {number[]} values */
export function shares(values) {
  const most = Math.max(1e-12, ...values);
  return values.map((value) => value / most);
}
