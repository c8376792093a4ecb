/**
 * What the figures of the flow are drawn of: cells with their states as strips, arrows, ribbons. A part
 * that is not made yet has the class `later`, the one at work `now`, all others `past`.
 *
 * @typedef {'past'|'now'|'later'} When
 * @typedef {{ values: ArrayLike<number>, name: string, when: When }} State a state vector to show, and its name
 */
import { nothing, svg } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { px, way } from './ribbons.js';
import { textWidth } from '../../drawing/text-width.js';

/** Room between a cell's edge and its strips, and between two strips, in pixels. */
const PADDING = { x: 5, y: 8, between: 5 };
/** How strong a bar is: never quite unseen, and small values, of which there are many, spread out. */
export const strength = (/** @type {number} */ share) => 0.05 + 0.95 * Math.min(1, share) ** 0.7;
export const FONT = 14;

/** Before, at or after what is at work. @param {number} index @param {number} now @returns {When} */
export const when = (index, now) => (index < now ? 'past' : index === now ? 'now' : 'later');

/**
 * A cell with one strip for each of its states.
 * @param {object} drawn
 * @param {number} drawn.x left edge @param {number} drawn.y top edge
 * @param {number} drawn.width @param {number} drawn.height
 * @param {'enc'|'dec'} drawn.side
 * @param {When} drawn.when
 * @param {boolean} [drawn.stack] whether it is one of several layers
 * @param {number|null} drawn.moment where a click leads
 * @param {number} [drawn.token] the token of the source that it reads
 * @param {State[]} drawn.states
 * @param {number} drawn.units how many units of a state are shown
 * @param {number} drawn.range the value of the strongest colour
 */
export const cell = ({ x, y, width, height, side, when, moment, states, units, range, token, stack = false }) => {
  const each = (height - 2 * PADDING.y - (states.length - 1) * PADDING.between) / Math.max(states.length, 1);
  const box = (/** @type {number} */ by) =>
    svg`<rect class="box" x=${px(x + by)} y=${px(y - by)} width=${width} height=${height} rx="8"></rect>`;
  return svg`<g class="node ${side} ${when}" data-moment=${moment ?? nothing} data-token=${token ?? nothing}>
    ${stack ? [box(6), box(3)] : nothing}${box(0)}
    ${states.map((state, k) => {
      const place = { x: x + PADDING.x, y: y + PADDING.y + k * (each + PADDING.between), width: width - 2 * PADDING.x, height: each };
      return svg`<g class="strip ${state.when}" data-name=${state.name}>
        ${guard([state.values, units, range, ...Object.values(place)], () => strip(state.values, units, range, place))}</g>`;
    })}
  </g>`;
};

/**
 * The first units of a state, a bar each: its hue is the sign, its strength the size. Each bar has its place in the
 * figure itself: a transform, even of their group, would cost a layer's work in every frame.
 * @param {ArrayLike<number>} values @param {number} units @param {number} range
 * @param {{ x: number, y: number, width: number, height: number }} place
 */
export function strip(values, units, range, { x, y, width, height }) {
  const each = width / units;
  return svg`<rect class="backing" x=${px(x)} y=${px(y)} width=${px(width)} height=${px(height)}></rect>
    ${Array.from(
      { length: Math.min(units, values.length) },
      (_, k) => svg`<rect class=${values[k] < 0 ? 'neg' : 'pos'}
      data-value=${values[k]} data-unit=${k} x=${px(x + k * each)} y=${px(y)} width=${px(each - 0.5)} height=${px(height)}
      fill-opacity=${strength(Math.abs(values[k]) / range).toFixed(3)}></rect>`,
    )}`;
}

/** A straight arrow. @param {number} x1 @param {number} y1 @param {number} x2 @param {number} y2 @param {string} classes */
export function arrow(x1, y1, x2, y2, classes) {
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [dx, dy] = [(x2 - x1) / length, (y2 - y1) / length];
  return svg`<path class="arrow ${classes}" d="M${px(x1)} ${px(y1)}L${px(x2)} ${px(y2)}${head(x2, y2, dx, dy)}"></path>`;
}

/** The two strokes of an arrow's head, at a point, in a direction. @param {number} x @param {number} y @param {number} dx @param {number} dy */
export const head = (x, y, dx, dy) =>
  `M${px(x - 4.5 * dx - 3.2 * dy)} ${px(y - 4.5 * dy + 3.2 * dx)}L${px(x)} ${px(y)}L${px(x - 4.5 * dx + 3.2 * dy)} ${px(y - 4.5 * dy - 3.2 * dx)}`;

/**
 * The attention of one step.
 * @param {import('./ribbons.js').Ribbon[]} drawn
 * @param {object} place
 * @param {(token: number) => number} place.from middle of a token's cell
 * @param {number} place.to middle of the reader
 * @param {[number, number]} place.between the heights that the ribbons join
 * @param {When} place.when @param {number} place.step
 */
export const ribbonsOf = (drawn, { from, to, between: [top, bottom], when, step }) => svg`<g class="ribbons ${when}" data-step=${step}>
  ${drawn.map(
    ({ token, weight, width, at }) => svg`<path d=${way([from(token), top], [to + at, bottom])}
    stroke-width=${width.toFixed(3)} data-token=${token} data-value=${weight}></path>`,
  )}</g>`;

/**
 * A word over or under a column, smaller where the column is narrow.
 * @param {number} x middle @param {number} y baseline @param {string} text @param {number} room @param {string} [classes]
 */
export function word(x, y, text, room, classes = '') {
  const size = Math.max(10, Math.min(FONT, (FONT * (room - 3)) / textWidth(text, FONT)));
  return svg`<text class="word-label ${classes}" x=${px(x)} y=${px(y)} font-size=${px(size)}>${text}</text>`;
}

/** Room for a word that is not made yet. @param {number} x middle @param {number} y baseline of the word */
export const wordRoom = (x, y) => svg`<rect class="word-room" x=${px(x - 14)} y=${px(y - 9)} width="28" height="8" rx="4"></rect>`;
