/**
 * Which labels of a line have room beside each other.
 *
 * @typedef {{ at: number, width: number }} Label where it has its middle, and how wide it is, in pixels
 */

/** What is left free between two labels, in pixels. */
const GAP = 8;

/**
 * As many labels as can stand on one line, the shortest first, and one that stands there in any case: those which it would cover give way.
 * @param {Label[]} labels
 * @param {number} [now] the one in any case; none: -1
 * @returns {boolean[]} for each, whether it is shown
 */
export function readable(labels, now = -1) {
  /** @type {Set<number>} */
  const shown = new Set();
  const shortest = [...labels.keys()].sort((a, b) => labels[a].width - labels[b].width);
  for (const i of shortest) if ([...shown].every((j) => apart(labels[i], labels[j]))) shown.add(i);
  return labels.map((label, i) => i === now || (shown.has(i) && (now < 0 || apart(label, labels[now]))));
}

/** @param {Label} a @param {Label} b */
const apart = (a, b) => Math.abs(a.at - b.at) >= (a.width + b.width) / 2 + GAP;

/**
 * Where the segments of a line have their middles.
 * @param {number[]} shares of the line that each takes @param {number} width of the line @param {number} gap between two segments, in pixels
 */
export function middles(shares, width, gap) {
  const unit = (width - gap * (shares.length - 1)) / shares.reduce((sum, share) => sum + share, 0);
  let left = 0;
  return shares.map((share) => {
    const middle = left + (share * unit) / 2;
    left += share * unit + gap;
    return middle;
  });
}
