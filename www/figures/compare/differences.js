/**
 * Where one translation says something else than another.
 *
 * @typedef {{ gap: string, words: string, differs: boolean }} Stretch words that all differ, or none of them; `gap`: the space before
 */

/** @param {string} text @returns {{ gap: string, word: string }[]} */
const words = (text) =>
  Array.from(text.matchAll(/(\s*)([\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*|[^\s])/gu), ([, gap, word]) => ({ gap, word }));

/**
 * The text in stretches, those marked whose words are not in a longest common row of words with `other`.
 * @param {string} text @param {string|null} other null: nothing to compare with
 * @returns {{ stretches: Stretch[], count: number }} `count`: words that differ
 */
export function differences(text, other) {
  const own = words(text);
  const kept =
    other === null
      ? null
      : commonRow(
          own.map(({ word }) => word),
          words(other).map(({ word }) => word),
        );
  /** @type {Stretch[]} */
  const stretches = [];
  own.forEach(({ gap, word }, i) => {
    const differs = kept !== null && !kept.has(i);
    const last = stretches.at(-1);
    if (last?.differs === differs) last.words += gap + word;
    else stretches.push({ gap, words: word, differs });
  });
  return { stretches, count: kept ? own.length - kept.size : 0 };
}

/**
 * Indices in `a` of a longest common subsequence with `b`.
 * @param {string[]} a @param {string[]} b
 */
function commonRow(a, b) {
  // longest[i][j]: length of the longest common row of a from i and b from j.
  const longest = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      longest[i][j] = a[i] === b[j] ? 1 + longest[i + 1][j + 1] : Math.max(longest[i + 1][j], longest[i][j + 1]);
    }
  }
  /** @type {Set<number>} */
  const kept = new Set();
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      kept.add(i++);
      j++;
    } else if (longest[i + 1][j] >= longest[i][j + 1]) i++;
    else j++;
  }
  return kept;
}
