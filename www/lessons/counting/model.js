/**
 * IBM Model 1 (Brown et al. 1993): word translation probabilities t(e|f) by expectation and maximisation over sentence pairs. Every
 * source has besides its words the empty word NULL, from which come the words that none of its words explains. And a bigram
 * language model, which knows in which order words stand.
 *
 * @typedef {{ source: string[], target: string[] }} Pair
 * @typedef {Map<string, Map<string, number>>} Translation t(e|f): by f, then e
 */

export const NULL = 'NULL';

/** Reads `source|target` lines. @param {string} text @returns {Pair[]} */
export const readPairs = (text) =>
  text.split('\n').map((line) => {
    const [source, target] = line.split('|');
    return { source: source.split(/[ ·]/), target: target.split(' ') };
  });

/** Nothing known: every English word as likely for every source word. @param {Pair[]} pairs @returns {Translation} */
export function uniform(pairs) {
  const english = new Set(pairs.flatMap(({ target }) => target));
  const sources = new Set([NULL, ...pairs.flatMap(({ source }) => source)]);
  return new Map([...sources].map((f) => [f, new Map([...english].map((e) => [e, 1 / english.size]))]));
}

/**
 * For each English word of a pair where it may come from: a row over NULL and the source's words, summing to 1.
 * @param {Pair} pair @param {Translation} t @returns {number[][]}
 */
export function alignments({ source, target }, t) {
  return target.map((e) => {
    const row = [NULL, ...source].map((f) => t.get(f)?.get(e) ?? 0);
    const sum = row.reduce((total, value) => total + value, 0);
    return row.map((value) => (sum ? value / sum : 0));
  });
}

/** One step of expectation and maximisation. @param {Pair[]} pairs @param {Translation} t @returns {Translation} */
export function step(pairs, t) {
  /** @type {Translation} */
  const counts = new Map();
  for (const pair of pairs) {
    const sources = [NULL, ...pair.source];
    alignments(pair, t).forEach((row, i) => {
      row.forEach((share, j) => {
        const of = counts.get(sources[j]) ?? new Map();
        of.set(pair.target[i], (of.get(pair.target[i]) ?? 0) + share);
        counts.set(sources[j], of);
      });
    });
  }
  return new Map([...counts].map(([f, of]) => [f, normalised(of)]));
}

/** @param {Map<string, number>} counts */
function normalised(counts) {
  const sum = [...counts.values()].reduce((total, count) => total + count, 0);
  return new Map([...counts].map(([e, count]) => [e, count / sum]));
}

/** After so many steps. @param {Pair[]} pairs @param {number} steps */
export function learned(pairs, steps) {
  let t = uniform(pairs);
  for (let n = 0; n < steps; n++) t = step(pairs, t);
  return t;
}

/** The likeliest English words of a source word. @param {Translation} t @param {string} f @param {number} [most] @returns {{ e: string, p: number }[]} */
export const best = (t, f, most = 5) =>
  [...(t.get(f) ?? [])]
    .map(([e, p]) => ({ e, p }))
    .sort((a, b) => b.p - a.p)
    .slice(0, most);

/** P(e|f) of Model 1 but for its constant: every word may come from any. @param {Pair} pair @param {Translation} t */
export const translationModel = ({ source, target }, t) =>
  target.reduce((p, e) => (p * [NULL, ...source].reduce((sum, f) => sum + (t.get(f)?.get(e) ?? 0), 0)) / (source.length + 1), 1);

/** P(e) of bigrams, one added to every count. @param {Pair[]} pairs @param {string[]} words */
export function languageModel(pairs, words) {
  const size = new Set(pairs.flatMap(({ target }) => target)).size + 1;
  const sentences = pairs.map(({ target }) => ['<s>', ...target, '</s>']);
  const count = (/** @type {string} */ a, /** @type {string|null} */ b) =>
    sentences.reduce(
      (sum, sentence) => sum + sentence.slice(0, -1).filter((each, k) => each === a && (b === null || sentence[k + 1] === b)).length,
      0,
    );
  const all = ['<s>', ...words, '</s>'];
  return all.slice(1).reduce((p, word, k) => (p * (count(all[k], word) + 1)) / (count(all[k], null) + size), 1);
}
