/** When a translation is not to be trusted. */

/**
 * Below this mean probability of its pieces a translation is marked as doubtful: there it is more likely poor than good.
 * How often it is, checkpoint by checkpoint, `seq2see export` measures; models/REPORT.md has the numbers.
 */
export const DOUBTFUL = 0.55;

/**
 * The mean probability of the pieces, the geometric one; null where nothing was written.
 * @param {{ logProb: number }[]} steps
 */
export function meanProbability(steps) {
  return steps.length ? Math.exp(steps.reduce((sum, { logProb }) => sum + logProb, 0) / steps.length) : null;
}
