/** What lessons compute themselves from numbers that they show. */

/** Scores over a temperature, as weights that sum to 1. @param {ArrayLike<number>} scores @param {number} [temperature] @returns {number[]} */
export function softmax(scores, temperature = 1) {
  const scaled = Array.from(scores, (score) => score / temperature);
  const most = Math.max(...scaled);
  const powers = scaled.map((score) => Math.exp(score - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** How much of one share-out lies where the other has its own, from 0 to 1. @param {ArrayLike<number>} a @param {ArrayLike<number>} b */
export const overlap = (a, b) => Array.from(a, (value, j) => Math.min(value, b[j])).reduce((sum, value) => sum + value, 0);

/**
 * Kendall's rank correlation, τ-b: how far two orders agree, from −1 to 1; ties count for neither.
 * @param {ArrayLike<number>} a @param {ArrayLike<number>} b
 */
export function kendall(a, b) {
  let [agree, tiedA, tiedB, pairs] = [0, 0, 0, 0];
  for (let i = 0; i < a.length; i++)
    for (let j = 0; j < i; j++) {
      const [x, y] = [Math.sign(a[i] - a[j]), Math.sign(b[i] - b[j])];
      pairs += 1;
      agree += x * y;
      if (x === 0) tiedA += 1;
      if (y === 0) tiedB += 1;
    }
  const of = Math.sqrt((pairs - tiedA) * (pairs - tiedB));
  return of === 0 ? 0 : agree / of;
}

/** @param {ArrayLike<number>} a @param {ArrayLike<number>} b */
export const dot = (a, b) => Array.from(a, (value, k) => value * b[k]).reduce((sum, value) => sum + value, 0);

/** @param {ArrayLike<number>} a */
export const norm = (a) => Math.sqrt(dot(a, a));
