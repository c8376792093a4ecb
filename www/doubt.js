/** When a translation is not to be trusted. */
import { meanProbability } from './comparison.js';

/**
 * Below this mean probability of its pieces a translation is marked as doubtful: there it is more likely poor than good.
 * How often it is, checkpoint by checkpoint, `seq2see export` measures; models/REPORT.md has the numbers.
 */
export const DOUBTFUL = 0.55;

/**
 * The mean probability of the pieces, where it is so low that the reader should know; else null.
 * @param {Parameters<typeof meanProbability>[0]} run
 */
export function doubt(run) {
  const p = run.steps.length ? meanProbability(run) : 1;
  return p < DOUBTFUL ? p : null;
}
