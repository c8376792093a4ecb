/** When a translation is not to be trusted. */
import { meanProbability } from './comparison.js';
import { forcedSteps } from './options.js';

/**
 * Below this mean probability of its pieces a translation is marked as doubtful: there it is more likely poor than good.
 * How often it is, checkpoint by checkpoint, `seq2see export` measures; models/REPORT.md has the numbers.
 */
export const DOUBTFUL = 0.55;

/**
 * The mean probability of the pieces that the network chose, where it is so low that the reader should know; else null. A word
 * that the reader chose, or made by attention that he set, is no doubt of the network's.
 * @param {Parameters<typeof meanProbability>[0] & { options?: import('./options.js').Options }} run
 */
export function doubt({ steps, options }) {
  const forced = options ? forcedSteps(options) : [];
  const own = steps.filter((_, i) => !forced.includes(i));
  const p = own.length ? meanProbability({ steps: own }) : 1;
  return p < DOUBTFUL ? p : null;
}
