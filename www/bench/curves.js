/** Curves of runs side by side over the updates, on shared axes. */
import { html, nothing, svg } from 'lit';
import { scaleLinear } from 'd3-scale';

const HEIGHT = 150;
const RIGHT = 74;
/** Room for a letter of an axis' labels, and beside them. */
const LETTER = 8.5;
const BESIDE = 12;
const TOP = 12;
const BOTTOM = 22;

/**
 * @typedef {{ x: number, y: number }} Point
 * @typedef {{ name: string, kind: 'with'|'without'|'kept', line: Point[], dots: Point[], last: string }} Curve
 */

/**
 * @param {object} figure
 * @param {string} figure.label
 * @param {Curve[]} figure.curves
 * @param {number} figure.end of the updates
 * @param {number} figure.top of the values
 * @param {(value: number) => string} figure.format
 * @param {number} [figure.width] in units, as wide as the letters of the labels are to be
 */
export function curves({ label, curves, end, top, format, width = 560 }) {
  const y = scaleLinear([0, top], [HEIGHT - BOTTOM, TOP]);
  const left = BESIDE + LETTER * Math.max(...y.ticks(3).map((tick) => format(tick).length));
  const x = scaleLinear([0, Math.max(1, end)], [left, width - RIGHT]);
  return html`<svg class="curves" viewBox="0 0 ${width} ${HEIGHT}" role="img" aria-label=${label}>
    ${y.ticks(3).map(
      (tick) => svg`<line class="grid" x1=${left} x2=${width - RIGHT} y1=${y(tick)} y2=${y(tick)}></line>
      <text x=${left - 8} y=${y(tick)} text-anchor="end" dominant-baseline="central">${format(tick)}</text>`,
    )}
    ${x.ticks(4).map((tick) => svg`<text x=${x(tick)} y=${HEIGHT - 5} text-anchor="middle">${tick}</text>`)}
    ${curves.map((curve) => one(curve, x, y))}
    ${apart(curves, y).map(({ kind, last, at, place }) => (last ? svg`<text class="end ${kind}" x=${x(at) + 8} y=${place} dominant-baseline="central">${last}</text>` : nothing))}
  </svg>`;
}

/** @typedef {import('d3-scale').ScaleLinear<number, number>} Scale */

/** @param {Curve} curve @param {Scale} x @param {Scale} y */
const one = ({ kind, line, dots }, x, y) => svg`
  <path class=${kind} d=${path(line, x, y)} fill="none"></path>
  ${dots.map((dot) => svg`<circle class=${kind} cx=${x(dot.x).toFixed(1)} cy=${y(Math.min(dot.y, y.domain()[1])).toFixed(1)} r="2.2"></circle>`)}`;

/** A line of at most some points: more could not be told apart. @param {Point[]} points @param {Scale} x @param {Scale} y */
function path(points, x, y) {
  const every = Math.ceil(points.length / 300);
  const kept = points.filter((_, n) => n % every === 0 || n === points.length - 1);
  const top = y.domain()[1];
  return kept.map((point, n) => `${n ? 'L' : 'M'}${x(point.x).toFixed(1)} ${y(Math.min(point.y, top)).toFixed(1)}`).join('');
}

/** Height of a line of text, and the lowest place where one is written. */
const LINE = 15;
const LOWEST = HEIGHT - BOTTOM;

/** Where the curves' last values are written: none over another. @param {Curve[]} curves @param {Scale} y */
function apart(curves, y) {
  const ends = curves.map(({ kind, last, line, dots }) => {
    const end = line.at(-1) ?? dots.at(-1) ?? { x: 0, y: 0 };
    return { kind, last, at: end.x, place: y(Math.min(end.y, y.domain()[1])) };
  });
  const told = ends.filter(({ last }) => last).sort((a, b) => a.place - b.place);
  for (let n = 1; n < told.length; n++) told[n].place = Math.max(told[n].place, told[n - 1].place + LINE);
  // What was pushed over the edge pushes back.
  let most = LOWEST;
  for (const end of told.reverse()) {
    end.place = Math.min(end.place, most);
    most = end.place - LINE;
  }
  return ends;
}
