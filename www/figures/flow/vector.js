/**
 * A vector between the rows of the flow's figure: its name, its first numbers, beside it what it is called.
 *
 * @typedef {import('./geometry.js').Frame} Frame
 */
import { nothing, svg } from 'lit';
import { px } from './ribbons.js';
import { textWidth } from '../../drawing/text-width.js';
import { strip } from './parts.js';

/** Width and height of the box, room for the name in it, for its edges, and beside it; in pixels. */
export const VECTOR = { width: 150, height: 36 };
const ROOM = { name: 40, edge: 10, beside: 10 };
/** A bar of its strip is about so wide. */
const BAR = 4;
/** Size of what stands beside the box. */
const FONT = 13;

/** The left edge of a box that is to have its middle at `middle`, within the columns. @param {Frame} at @param {number} middle */
export const boxLeft = (at, middle) =>
  Math.max(at.start + ROOM.edge, Math.min(middle - VECTOR.width / 2, at.width - VECTOR.width - ROOM.edge));

/**
 * @param {Frame} at
 * @param {object} vector
 * @param {number} vector.x left edge, as `boxLeft` gives it @param {number} vector.y top
 * @param {string} vector.name as formulas write it @param {import('./labels.js').Name} vector.term what it is called
 * @param {ArrayLike<number>} vector.values @param {number} vector.range the value of the strongest colour
 * @param {'enc'|'att'|'dec'} vector.side
 */
export function vectorBox(at, { x, y, name, term, values, range, side }) {
  const { width, height } = VECTOR;
  const place = { x: x + ROOM.name, y: y + ROOM.edge, width: width - ROOM.name - ROOM.edge, height: height - 2 * ROOM.edge };
  return svg`<g class="node box-of ${side}">
    <rect class="box" x=${px(x)} y=${px(y)} width=${width} height=${height} rx="8"></rect>
    <text class="symbol inside ${side}" x=${px(x + 12)} y=${px(y + height / 2 + 5)}>${name}</text>
    <g class="strip past" data-name=${name}>${strip(values, 2 * Math.floor(place.width / BAR / 2), range, place)}</g>
    ${termOf(at, x, y + height / 2 + 4, term, side)}
  </g>`;
}

/** What the vector is called: right of its box, else left of it, where there is room. @param {Frame} at @param {number} x @param {number} y @param {import('./labels.js').Name} term @param {string} side */
function termOf(at, x, y, { text, name }, side) {
  const width = textWidth(text, FONT) * 1.08;
  const right = x + VECTOR.width + ROOM.beside;
  if (right + width <= at.width) return svg`<text class="term ${side}" x=${px(right)} y=${px(y)} name=${name ?? nothing}>${text}</text>`;
  const left = x - ROOM.beside;
  return left - width >= at.start
    ? svg`<text class="term ends ${side}" x=${px(left)} y=${px(y)} name=${name ?? nothing}>${text}</text>`
    : nothing;
}
