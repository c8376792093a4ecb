/** Where the page looks when nobody has chosen a step. */
import { isEnd } from './words.js';

/** The step whose choice was least certain, the end mark aside: there the rivals are worth a look.
 * @param {import('./types.js').Step[]} steps */
export function restingStep(steps) {
  let least = 0;
  steps.forEach((step, i) => {
    if (!isEnd(step) && step.logProb < steps[least].logProb) least = i;
  });
  return least;
}
