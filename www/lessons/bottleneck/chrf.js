/** chrF (Popović 2015) of one sentence, as sacreBLEU computes it by default: character n-grams up to 6, recall counted twice, spaces left out. */

const ORDER = 6;
const BETA2 = 4;

/** From 0 to 100. @param {string} made @param {string} reference */
export function chrf(made, reference) {
  const [a, b] = [made, reference].map((text) => [...text.replace(/\s+/g, '')]);
  let [precision, recall, orders] = [0, 0, 0];
  for (let n = 1; n <= ORDER; n++) {
    const [hypothesis, wanted] = [grams(a, n), grams(b, n)];
    if (!hypothesis.total || !wanted.total) continue;
    let same = 0;
    for (const [gram, count] of hypothesis.counts) same += Math.min(count, wanted.counts.get(gram) ?? 0);
    precision += same / hypothesis.total;
    recall += same / wanted.total;
    orders += 1;
  }
  if (!orders || precision + recall === 0) return 0;
  const [p, r] = [precision / orders, recall / orders];
  return (100 * (1 + BETA2) * p * r) / (BETA2 * p + r);
}

/** @param {string[]} letters @param {number} n */
function grams(letters, n) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  const total = Math.max(0, letters.length - n + 1);
  for (let k = 0; k < total; k++) {
    const gram = letters.slice(k, k + n).join('');
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return { counts, total };
}

/** Words as they are counted: what stands between spaces and marks, in small letters. @param {string} text @returns {string[]} */
export const words = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? [];

/** Which share of one text's words still stands in another, each as often as it is there. @param {string} text @param {string} other */
export function kept(text, other) {
  const left = words(other);
  const all = words(text);
  const found = all.filter((word) => {
    const at = left.indexOf(word);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  return all.length ? found.length / all.length : 0;
}
