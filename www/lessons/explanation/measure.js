/**
 * How much a word hangs on each piece of the source: the piece is hidden, the words before are held, and the network is asked
 * again how probable the word is.
 *
 * @typedef {import('../model.js').Run} Run
 * @typedef {{ p: number, written: string, change: number }} Hidden `p`: of the same word; `written`: what the network writes instead; `change`: |log p| moved
 */
import { isEnd } from '../../text/words.js';

/** The pieces that can be hidden. @param {Run} run @returns {number[]} */
export const hideable = ({ source: { tokens } }) => [...tokens.keys()].filter((j) => !isEnd(tokens[j]));

/**
 * What becomes of a step's word with a piece hidden.
 * @param {Run} run @param {Run} forced the same with the piece hidden and the words up to and with this one held
 * @param {number} step @returns {Hidden}
 */
export function hiddenAt(run, forced, step) {
  const { logProb, candidates } = forced.steps[step];
  return {
    p: Math.exp(logProb),
    written: candidates[0].piece.replaceAll('▁', '') || '␣',
    change: Math.abs(logProb - run.steps[step].logProb),
  };
}

/** The options that hide a piece and hold the words up to and with a step's. @param {Run} run @param {number} step @param {number} j */
export const hiding = (run, step, j) => ({ masked: [j], prefix: run.steps.slice(0, step + 1).map(({ id }) => id) });

/** Every piece read alike. @param {number} n */
export const uniform = (n) => Array.from({ length: n }, () => 1 / n);

/** The weights handed on by one place, so that none stays where it was. @param {ArrayLike<number>} row */
export const shifted = (row) => Array.from(row, (_, j) => row[(j + row.length - 1) % row.length]);
