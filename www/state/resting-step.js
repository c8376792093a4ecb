/** Where the page looks when nobody has chosen a step, and whether that says something of the step. */
import { forcedSteps } from './options.js';
import { isEnd } from '../text/words.js';

/** The word whose choice was least certain: there the rivals are worth a look. Marks count only where there is no word,
 * words that the reader forced where there is no other.
 * @param {import('../networks/types.js').Step[]} steps @param {number[]} [forced] */
export function restingStep(steps, forced = []) {
  const written = steps.filter((step) => !isEnd(step));
  const own = written.filter((step) => !forced.includes(steps.indexOf(step)));
  const made = own.length ? own : written;
  const words = made.filter(({ piece }) => /\p{L}|\p{N}/u.test(piece));
  const [first, ...others] = words.length ? words : made;
  const least = others.reduce((least, step) => (step.logProb < least.logProb ? step : least), first);
  return least ? steps.indexOf(least) : 0;
}

/**
 * Whether a step made the word that the network was least sure of, which can be told where there are several; a word that the reader holds says nothing.
 * @param {import('../networks/types.js').Run} run @param {number} step
 */
export const isLeastSure = ({ steps, options }, step) =>
  steps.filter((each) => !isEnd(each)).length > 1 && step === restingStep(steps, forcedSteps(options)) && step >= options.prefix.length;
