/**
 * What lessons ask of a run: its words as they are shown, the piece that was read most, the probability of what was written.
 *
 * @typedef {import('../networks/types.js').Run} Run
 */
import { isEnd, sourceGroups, targetGroups } from '../text/words.js';
import { word } from './rich.js';

/** The pieces of the source. @param {Run} run @returns {string[]} */
export const sourceLabels = ({ source }) => sourceGroups(source.tokens, false).map(({ label }) => label);

/** The pieces written. @param {Run} run @returns {string[]} */
export const targetLabels = ({ steps }) => targetGroups(steps, false).map(({ label }) => label);

/** The weights of a step over the source. @param {Run} run @param {number} step @returns {number[]} */
export const weightsAt = ({ steps }, step) => Array.from(steps[step].attention?.row ?? []);

/** Where a row is largest. @param {ArrayLike<number>} row */
export const largest = (row) => Array.from(row).reduce((best, value, j, all) => (value > all[best] ? j : best), 0);

/** What was written before a step. @param {Run} run @param {number} step */
export const before = ({ steps }, step) => (step === 0 ? '' : word(steps[step - 1].text));

/**
 * The step that shows most: a word of some length that reads one piece of the source above all.
 * @param {Run} run @returns {number}
 */
export function telling(run) {
  const labels = targetLabels(run);
  const worth = run.steps.map((step, i) => {
    const row = weightsAt(run, i);
    const at = largest(row);
    const ends = isEnd(step) || isEnd(run.source.tokens[at] ?? step);
    return ends ? -1 : (row[at] ?? 0) + Math.min(labels[i].length, 6) / 6 + (i > 0 ? 0.3 : 0);
  });
  return Math.max(0, largest(worth));
}

/**
 * Pieces to choose among: the right one and the longest others, in the order of the sentence.
 * @param {Run} run @param {number} right @param {number} [most] @returns {number[]} positions
 */
export function among(run, right, most = 3) {
  const labels = sourceLabels(run);
  const others = labels
    .map((label, j) => ({ j, length: label.length }))
    .filter(({ j }) => j !== right && !isEnd(run.source.tokens[j]) && labels[j] !== labels[right])
    .sort((a, b) => b.length - a.length)
    .slice(0, most - 1);
  return [...others.map(({ j }) => j), right].sort((a, b) => a - b);
}

/** Two places, as it stands in a text. @param {number} value */
export const two = (value) => (value > 0 && value < 0.005 ? '< 0.01' : value.toFixed(2).replace('-', '−'));
