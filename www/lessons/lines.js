/** Lines over a number of words, each named at its end. */
import { html, svg } from 'lit';
import { scaleLinear } from 'd3-scale';

const AREA = { left: 40, right: 172, top: 14, bottom: 40, high: 250 };
/** Two names stand at least so far apart. */
const APART = 17;

/** @typedef {{ name: string, kind: 'plain'|'dashed'|'att'|'att-dashed', points: { x: number, y: number }[] }} Line */

/**
 * @param {object} drawn
 * @param {Line[]} drawn.lines @param {number} drawn.width @param {string} drawn.label @param {string} drawn.axis
 * @param {number} drawn.most of x @param {number} [drawn.at] a mark on the axis
 * @param {(value: number) => string} [drawn.format]
 */
export function lines({ lines: all, width, label, axis, most, at, format = (value) => String(Math.round(value)) }) {
  const narrow = width < 560;
  const right = narrow ? 40 : AREA.right;
  const high = narrow ? 168 : AREA.high;
  const x = scaleLinear([0, most], [AREA.left, width - right]);
  const y = scaleLinear([0, 100], [high - AREA.bottom, AREA.top]);
  return html`<svg class="lines" viewBox="0 0 ${width} ${high}" width=${width} height=${high} role="img" aria-label=${label}>
    ${[0, 50, 100].map((tick) => svg`<line class="grid" x1=${AREA.left} x2=${width - right} y1=${y(tick)} y2=${y(tick)}></line><text x=${AREA.left - 8} y=${y(tick) + 4} text-anchor="end">${tick}</text>`)}
    ${x.ticks(narrow ? 4 : 6).map((tick) => svg`<text x=${x(tick)} y=${high - AREA.bottom + 18} text-anchor="middle">${tick}</text>`)}
    <text x=${width - right} y=${high - 5} text-anchor="end">${axis}</text>
    ${at === undefined ? '' : svg`<line class="at" x1=${x(at)} x2=${x(at)} y1=${AREA.top} y2=${high - AREA.bottom}></line>`}
    ${all.map(
      ({
        kind,
        points,
      }) => svg`<path class="line ${kind}" d=${points.map((point, n) => `${n ? 'L' : 'M'}${x(point.x).toFixed(1)} ${y(point.y).toFixed(1)}`).join('')}></path>
      ${points.map((point) => svg`<circle class="line-dot ${kind}" cx=${x(point.x)} cy=${y(point.y)} r="3"></circle>`)}`,
    )}
    ${ends(all, y).map(({ name, kind, point, place }) => svg`<text class="end ${kind}" x=${x(point.x) + 9} y=${place + 4}>${narrow ? format(point.y) : `${name} ${format(point.y)}`}</text>`)}
  </svg>${narrow && all.length > 1 ? html`<p class="line-names">${all.map(({ name, kind }) => html`<span><i class=${kind}></i>${name}</span>`)}</p>` : ''}`;
}

/** Where the names stand: none over another. @param {Line[]} all @param {(value: number) => number} y */
function ends(all, y) {
  const placed = all
    .filter(({ points }) => points.length)
    .map((line) => ({ ...line, point: line.points[line.points.length - 1], place: 0 }));
  placed.sort((a, b) => y(a.point.y) - y(b.point.y));
  let free = -Infinity;
  for (const each of placed) {
    each.place = Math.max(y(each.point.y), free);
    free = each.place + APART;
  }
  return placed;
}
