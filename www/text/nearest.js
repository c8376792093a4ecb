/** The sentence nearest to what was typed in English that a visitor can ask for in French or Korean. */
import askable from './askable.json' with { type: 'json' };

/** @typedef {{ english: string, fr: string, ko: string, likeness: number }} Askable `likeness` from 0 to 1 */

/** @param {string} text @returns {Askable} */
export function nearest(text) {
  const typed = trigrams(text);
  let best = { at: 0, likeness: -1 };
  askable.forEach(([english], at) => {
    const likeness = dice(typed, trigrams(english));
    if (likeness > best.likeness) best = { at, likeness };
  });
  const [english, fr, ko] = askable[best.at];
  return { english, fr, ko, likeness: best.likeness };
}

/** Three letters in a row, the spaces around words included, each as often as it stands there. @param {string} text */
function trigrams(text) {
  const letters = ` ${(text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? []).join(' ')} `;
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (let at = 0; at + 3 <= letters.length; at += 1) {
    const three = letters.slice(at, at + 3);
    counts.set(three, (counts.get(three) ?? 0) + 1);
  }
  return counts;
}

/** The share that two counts have in common (Dice 1945). @param {Map<string, number>} a @param {Map<string, number>} b */
function dice(a, b) {
  const size = (/** @type {Map<string, number>} */ counts) => [...counts.values()].reduce((sum, n) => sum + n, 0);
  const shared = [...a].reduce((sum, [three, n]) => sum + Math.min(n, b.get(three) ?? 0), 0);
  return (2 * shared) / Math.max(1, size(a) + size(b));
}
