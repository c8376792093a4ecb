/** Where the page looks when nobody has chosen a step. */
import { isEnd } from './words.js';

/** The word whose choice was least certain: there the rivals are worth a look. Marks count only where there is no word.
 * @param {import('./types.js').Step[]} steps */
export function restingStep(steps) {
  const made = steps.filter((step) => !isEnd(step));
  const words = made.filter(({ piece }) => /\p{L}|\p{N}/u.test(piece));
  const [first, ...others] = words.length ? words : made;
  const least = others.reduce((least, step) => (step.logProb < least.logProb ? step : least), first);
  return least ? steps.indexOf(least) : 0;
}
