/** How a translation of the reader's own stands beside the network's, by their probabilities under it. */
import { surfaces } from '../text/words.js';

/** @typedef {Pick<import('../networks/types.js').ScoredToken, 'added'|'logProb'|'rank'>} Token */
/** @typedef {{ kind: 'same'|'more'|'far' } | { kind: 'less', times: string }} Verdict `times`: how many times as probable the network's own is */

/** Beyond this many times, the number itself says nothing more. */
const FAR = 1e6;
/** Products of float32 probabilities on two ways through the network: nearer than this they are one. */
const CLOSE = 1e-3;

/** The tokens that the network wrote, as a score has them. @param {import('../networks/types.js').Step[]} steps @returns {Token[]} */
export function written(steps) {
  const words = surfaces(steps);
  return steps.map(({ id, candidates, logProb }, i) => ({
    added: words[i].gap + words[i].word,
    logProb,
    rank: candidates.findIndex((each) => each.id === id) + 1,
  }));
}

/** @param {Token[]} tokens */
export const sum = (tokens) => tokens.reduce((total, { logProb }) => total + logProb, 0);

/** The geometric mean of the tokens' probabilities. @param {Token[]} tokens */
export const mean = (tokens) => Math.exp(sum(tokens) / tokens.length);

/** The token that the network would least have written there. @param {Token[]} tokens */
export const least = (tokens) => tokens.reduce((at, { logProb }, i) => (logProb < tokens[at].logProb ? i : at), 0);

/** @param {Token[]} given @param {Token[]} own @returns {Verdict} */
export function verdict(given, own) {
  const text = (/** @type {Token[]} */ tokens) =>
    tokens
      .map(({ added }) => added)
      .join('')
      .trim();
  if (text(given) === text(own)) return { kind: 'same' };
  const difference = sum(own) - sum(given);
  if (difference < -CLOSE) return { kind: 'more' };
  const times = Math.exp(difference);
  if (times > FAR) return { kind: 'far' };
  return { kind: 'less', times: times < 10 ? times.toFixed(1) : Math.round(times).toLocaleString('en') };
}
