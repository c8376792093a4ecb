/**
 * A heatmap as a picture that stands by itself: sentence, translation, network, labels, numbers, legend. One function from
 * data to the text of an SVG file; the exact weight of a cell is its `<title>`.
 *
 * @typedef {{ label: string }} Label
 * @typedef {object} Figure
 * @property {Label[]} rows words made
 * @property {Label[]} columns words read
 * @property {ArrayLike<number>[]} weights `[rows, columns]`
 * @property {string} sentence
 * @property {string} translation
 * @property {string} about which network, which weights
 * @property {{ axes: string, legend: string }} words
 * @property {boolean} dark
 * @property {import('./sheet.js').Colours} colours
 * @property {import('./sheet.js').Measure} measure
 */
import { exact, inkOn, short, weightColour } from '../drawing/scale.js';
import { escaped, heading, NARROWEST, PAD, round, sheet, SIZE, text } from './sheet.js';

/** Pixels. */
const GAP = 2;
/** Of a label at 45°: its part to the right and upwards. */
const LEAN = Math.SQRT1_2;
/** Where the legend's words begin. */
const LEGEND = 202;
/** As in the page: smaller weights have no number in their cell, and small cells have none. */
const NUMBER_FROM = 0.045;
const NUMBER_CELL = 27;

/** @param {Figure} figure @returns {{ svg: string, width: number, height: number }} sizes in pixels */
export function heatmapSvg(figure) {
  const { rows, columns, measure, colours, words } = figure;
  const cell = cellSize(Math.max(rows.length, columns.length));
  const longest = (/** @type {Label[]} */ labels) => Math.max(0, ...labels.map(({ label }) => measure(label, SIZE.label)));
  const left = PAD + longest(rows) + 10;
  // A leaning label reaches as far to the right as it does upwards, whichever column it stands over.
  const reach = columns.map(({ label }, j) => left + (j + 0.5) * cell + LEAN * measure(label, SIZE.label));
  const foot = Math.max(measure(words.axes, SIZE.about), LEGEND + measure(words.legend, SIZE.about));
  const width = Math.ceil(Math.max(NARROWEST, left + foot + PAD, left + columns.length * cell + PAD, ...reach.map((right) => right + PAD)));
  const over = heading(figure, width - 2 * PAD);
  const top = PAD + over.height + 14 + LEAN * (longest(columns) + SIZE.label) + 12;
  const bottom = top + rows.length * cell;
  const height = Math.ceil(bottom + 94);
  const body = [
    over.svg,
    columns.map(({ label }, j) => columnLabel(label, left + (j + 0.5) * cell, top - 7, colours.ink)).join(''),
    rows
      .map(({ label }, i) =>
        text(label, left - 9, top + (i + 0.5) * cell, SIZE.label, colours.ink, 'text-anchor="end" dominant-baseline="central"'),
      )
      .join(''),
    cells(figure, left, top, cell),
    legend(figure, left, bottom + 16),
    text(words.axes, left, bottom + 56, SIZE.about, colours.mut),
    text('seq2see', width - PAD, height - 18, SIZE.about, colours.mut, 'text-anchor="end"'),
  ];
  const title = `${figure.sentence} → ${figure.translation}`;
  return { svg: sheet({ width, height, title, body, colours }), width, height };
}

/** @param {number} count */
const cellSize = (count) => (count <= 18 ? 36 : count <= 30 ? 28 : 18);

/** @param {Figure} figure @param {number} left @param {number} top @param {number} size */
function cells({ rows, columns, weights, dark, colours }, left, top, size) {
  const colour = weightColour(dark);
  const one = (/** @type {number} */ weight, /** @type {number} */ i, /** @type {number} */ j) => {
    const [x, y, fill] = [left + j * size, top + i * size, colour(weight)];
    const name = escaped(`${rows[i].label} ← ${columns[j].label}: ${exact(weight)}`);
    const shown =
      size >= NUMBER_CELL && weight >= NUMBER_FROM
        ? text(short(weight), x + size / 2, y + size / 2, SIZE.number, inkOn(fill), 'text-anchor="middle" dominant-baseline="central"')
        : '';
    const side = size - GAP;
    return `<g><title>${name}</title><rect x="${round(x + GAP / 2)}" y="${round(y + GAP / 2)}" width="${side}" height="${side}" rx="${size > 20 ? 5 : 3}" fill="${fill}" stroke="${colours.line}" stroke-width=".7"/>${shown}</g>`;
  };
  return weights.flatMap((row, i) => Array.from(row, (weight, j) => one(weight, i, j))).join('\n');
}

/** The colours from 0 to 1. @param {Figure} figure @param {number} x @param {number} y */
function legend({ dark, colours, words }, x, y) {
  const colour = weightColour(dark);
  const stops = Array.from({ length: 11 }, (_, k) => `<stop offset="${k / 10}" stop-color="${colour(k / 10)}"/>`).join('');
  const label = (/** @type {string} */ words, /** @type {number} */ at) => text(words, at, y + 8, SIZE.about, colours.mut);
  return `<defs><linearGradient id="weight">${stops}</linearGradient></defs>${label('0', x)}
<rect x="${round(x + 14)}" y="${round(y)}" width="160" height="9" rx="3" fill="url(#weight)" stroke="${colours.line}" stroke-width=".7"/>${label('1', x + 182)}${label(words.legend, x + LEGEND)}`;
}

/** @param {string} label @param {number} x @param {number} y @param {string} fill */
const columnLabel = (label, x, y, fill) => text(label, x, y, SIZE.label, fill, `transform="rotate(-45 ${round(x)} ${round(y)})"`);
