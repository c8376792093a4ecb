/** What many measurements come to. */

/** The value below which a share of the numbers lies, between neighbours in proportion. @param {number[]} numbers @param {number} share 0 to 1 */
export function quantile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
}

/** @param {number[]} numbers */
export const median = (numbers) => quantile(numbers, 0.5);

/** @param {number[]} numbers */
export const sum = (numbers) => numbers.reduce((total, n) => total + n, 0);

/** The straight line through points by least squares: `y = at0 + slope · x`. @param {[number, number][]} points */
export function line(points) {
  const [meanX, meanY] = [0, 1].map((axis) => sum(points.map((point) => point[axis])) / points.length);
  const slope = sum(points.map(([x, y]) => (x - meanX) * (y - meanY))) / sum(points.map(([x]) => (x - meanX) ** 2));
  return { slope, at0: meanY - slope * meanX };
}

/**
 * The same translation made several times, as if nothing had run beside it: the fastest of every part.
 * @param {import('./peers/main.js').Translated[]} times @returns {{ msEncoder: number, msSteps: number[], msPerToken: number }}
 */
export function undisturbed(times) {
  const msEncoder = Math.min(...times.map((time) => time.msEncoder));
  const msSteps = times[0].msSteps.map((_, step) => Math.min(...times.map((time) => time.msSteps[step])));
  return { msEncoder, msSteps, msPerToken: (msEncoder + sum(msSteps)) / msSteps.length };
}
