/**
 * Draws a table of numbers into a canvas: weights in the heatmap's colours, signed numbers in one colour
 * above zero and grey below, what is masked struck through.
 *
 * @typedef {object} Look
 * @property {import('../../networks/types.js').Matrix} value
 * @property {'weight'|'signed'} kind
 * @property {number} reach the number drawn in full colour, for `signed`
 * @property {((row: number, column: number) => boolean)|null} masked
 * @property {boolean} dark
 * @property {boolean} numbers whether cells with room for them have their numbers in them
 */
import { inkOn, short, weightColour } from '../../drawing/scale.js';
import { figure } from './numbers.js';

/** Pixels: cells of this size have room for a number; those of the other, for a gap between them. */
const NUMBER = { width: 27, height: 17 };
const GAP_FROM = 8;

/** @param {HTMLCanvasElement} canvas its style's width and height are set @param {Look} look */
export function paint(canvas, look) {
  const { clientWidth: width, clientHeight: height } = canvas;
  const context = canvas.getContext('2d');
  if (!context || !width || !height) return;
  const ratio = devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  context.scale(ratio, ratio);
  const { rows, cols } = look.value;
  const size = { width: width / cols, height: height / rows };
  const colours = coloursOf(canvas, context, look);
  for (let i = 0; i < rows; i += 1) {
    for (let j = 0; j < cols; j += 1) cell(context, i, j, size, look, colours);
  }
}

/** @typedef {{ fill: (value: number) => [string, number], ink: (value: number) => string, hatch: string|CanvasPattern }} Colours */

/** The page's own colours, as its style sheet gives them to the canvas. @param {HTMLCanvasElement} canvas @param {CanvasRenderingContext2D} context @param {Look} look @returns {Colours} */
function coloursOf(canvas, context, { kind, reach, dark, masked }) {
  const { color, borderTopColor, columnRuleColor, outlineColor, caretColor } = getComputedStyle(canvas);
  const hatch = masked ? hatching(context, columnRuleColor) : columnRuleColor;
  if (kind === 'weight') {
    const colour = weightColour(dark);
    return { fill: (value) => [colour(value), 1], ink: (value) => inkOn(colour(value)), hatch };
  }
  const strength = (/** @type {number} */ value) => 0.04 + 0.96 * Math.min(1, Math.abs(value) / reach) ** 0.8;
  return {
    fill: (value) => [value >= 0 ? color : borderTopColor, strength(value)],
    ink: (value) => (strength(value) > 0.55 ? outlineColor : caretColor),
    hatch,
  };
}

/**
 * @param {CanvasRenderingContext2D} context @param {number} i @param {number} j
 * @param {{ width: number, height: number }} size @param {Look} look @param {Colours} colours
 */
function cell(context, i, j, { width, height }, { value, kind, masked, numbers }, colours) {
  const gap = Math.min(width, height) >= GAP_FROM ? 1 : 0;
  const [x, y, w, h] = [j * width, i * height, width - gap, height - gap];
  if (masked?.(i, j)) {
    context.fillStyle = colours.hatch;
    return context.fillRect(x, y, w, h);
  }
  const number = value.data[i * value.cols + j];
  const [fill, alpha] = colours.fill(number);
  context.globalAlpha = alpha;
  context.fillStyle = fill;
  context.fillRect(x, y, w, h);
  context.globalAlpha = 1;
  if (!numbers || width < NUMBER.width || height < NUMBER.height || (kind === 'weight' && number < 0.045)) return;
  context.fillStyle = colours.ink(number);
  context.font = `11px ${getFamily(context.canvas)}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(kind === 'weight' ? short(number) : figure(number, Math.abs(number) < 9.95 ? 1 : 0), x + w / 2, y + h / 2 + 0.5);
}

/** Side of the tile that masked cells are struck through with, in pixels. */
const TILE = 5;

/** @param {CanvasRenderingContext2D} context @param {string} colour */
function hatching(context, colour) {
  const tile = document.createElement('canvas');
  tile.width = tile.height = TILE;
  const lines = tile.getContext('2d');
  if (!lines) return colour;
  lines.strokeStyle = colour;
  lines.globalAlpha = 0.8;
  // The corners too, so that the lines of tiles meet.
  for (const shift of [-TILE, 0, TILE]) {
    lines.moveTo(shift, TILE);
    lines.lineTo(shift + TILE, 0);
  }
  lines.stroke();
  return context.createPattern(tile, 'repeat') ?? colour;
}

let family = '';
/** @param {Element} element */
const getFamily = (element) => (family ||= getComputedStyle(element).fontFamily);
