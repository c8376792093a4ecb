/**
 * A row of attention weights changed by hand.
 *
 * Some of its weights get a new sum, shared among them as before; those that are free to change share
 * the rest as before, so that the row sums to 1 again. Where there was nothing to share by, all get as much.
 *
 * @param {ArrayLike<number>} row weights that sum to 1
 * @param {number[]} members indices whose weights get the new sum
 * @param {number} sum from 0 to 1
 * @param {number[]} [masked] indices that stay at 0
 * @returns {number[]}
 */
export function withWeight(row, members, sum, masked = []) {
  const set = members.filter((j) => !masked.includes(j));
  const free = Array.from(row, (_, j) => j).filter((j) => !members.includes(j) && !masked.includes(j));
  const wanted = !set.length ? 0 : !free.length ? 1 : Math.max(0, Math.min(1, sum));
  const result = Array.from(row, () => 0);
  share(row, set, wanted, result);
  share(row, free, 1 - wanted, result);
  return result;
}

/** @param {ArrayLike<number>} row @param {number[]} indices @param {number} sum @param {number[]} result */
function share(row, indices, sum, result) {
  const before = indices.reduce((total, j) => total + row[j], 0);
  for (const j of indices) result[j] = before > 0 ? (row[j] / before) * sum : sum / indices.length;
}
