/** What to see in a comparison: which words of one translation other networks have lost. */

/** Words of a translation, as they are compared. @param {string} text */
const words = (text) => Array.from(text.toLowerCase().matchAll(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu), ([word]) => word);

/** Words that say little: no loss that a reader should look for. */
const LITTLE = new Set('a an the i you he she it we they to of in on at for with and is are was were be am do did his her my'.split(' '));

/**
 * The word of the first translation that most of the others lack, and who lacks it; null where all have all.
 * @param {string} text the translation that the others are compared with
 * @param {{ mechanism: string, text: string }[]} others
 * @returns {{ word: string, lost: string[] }|null}
 */
export function mostLost(text, others) {
  const own = [...new Set(words(text))].filter((word) => !LITTLE.has(word));
  const losses = own.map((word) => ({
    word,
    lost: others.filter((other) => !words(other.text).includes(word)).map(({ mechanism }) => mechanism),
  }));
  // The later of two that are lost alike: what stands far from the beginning is what a single vector loses.
  const most = losses.reduce(
    (best, each) => (each.lost.length >= (best?.lost.length ?? 1) ? each : best),
    /** @type {typeof losses[number]|null} */ (null),
  );
  return most?.lost.length ? most : null;
}
