/** The run in one picture: pieces, encoder states, what is read, decoder states, words. What is not told of yet is faint. */
import { html, svg } from 'lit';
import { rowOf } from '../../drawing/matrix.js';
import { rangeOf, strip } from '../strip.js';
import { sourceLabels, targetLabels, weightsAt } from '../reading.js';

/** Pixels: of the rows from the top, of all of them, and of a box; less where the figure is to leave room for the card; the least of a column. */
const WIDE = { label: 52, enc: 62, ribbons: 114, dec: 252, word: 328, height: 356, box: 52, most: 82 };
const NARROW = { label: 46, enc: 54, ribbons: 88, dec: 150, word: 202, height: 226, box: 34, most: 60 };
const LEAST = 36;
/** Below this a ribbon could not be seen. */
const SEEN = 0.03;

/**
 * @param {object} drawn
 * @param {import('../../networks/types.js').Run} drawn.run
 * @param {number} drawn.shown so many steps are made @param {number} drawn.step the one looked at
 * @param {number} drawn.lit from 1, words, to 5, the next word: how far it is told
 * @param {number} drawn.width @param {string} drawn.label
 */
export function journey({ run, shown, step, lit, width, label }) {
  const rows = width < 560 ? NARROW : WIDE;
  const sources = sourceLabels(run);
  const targets = targetLabels(run).slice(0, shown);
  const wide = Math.max(width, LEAST * Math.max(sources.length, targets.length));
  const x = (/** @type {number} */ k, /** @type {number} */ of) => ((k + 0.5) * wide) / of;
  const source = { count: sources.length, at: (/** @type {number} */ j) => x(j, sources.length), box: boxOf(rows, wide, sources.length) };
  // The words stand where all of them will stand, so that none moves when another is made.
  const target = { at: (/** @type {number} */ i) => x(i, run.steps.length), box: boxOf(rows, wide, run.steps.length) };
  const turned = wide / Math.max(sources.length, run.steps.length) < 58;
  return html`<div class="figure-scroll" tabindex="0" role="region" aria-label=${label}><svg class="journey" viewBox="0 0 ${wide} ${rows.height}" width=${wide} height=${rows.height} role="img" aria-label=${label}>
    ${lit >= 3 && run.steps[step] ? ribbons(run, { step, shown, from: source.at, to: target.at, rows }) : ''}
    ${sources.map((text, j) => svg`<g class="j-source ${lit === 1 ? 'lit' : ''}">${caption(text, source.at(j), rows.label, turned)}</g>`)}
    ${lit >= 2 ? sources.map((_, j) => box(rows, source.at(j), rows.enc, source.box, 'enc', encoderState(run, j), lit === 2)) : ''}
    ${lit >= 4 ? targets.map((_, i) => box(rows, target.at(i), rows.dec, target.box, 'dec', [run.steps[i].hidden], i === step)) : ''}
    ${lit >= 3 ? targets.map((text, i) => svg`<g class="j-target ${i === step ? 'lit' : ''}">${caption(text, target.at(i), rows.word, false, turned && i % 2 === 1)}</g>`) : ''}
  </svg></div>`;
}

/** @typedef {typeof WIDE} Rows */

/** @param {Rows} rows @param {number} wide @param {number} count */
const boxOf = ({ most }, wide, count) => Math.min(most, wide / count - 8);

/** What the encoder keeps of a piece: both directions, where there are two. @param {import('../../networks/types.js').Run} run @param {number} j @returns {ArrayLike<number>[]} */
function encoderState({ source: { encoder } }, j) {
  const rows = [encoder.forward, encoder.backward, encoder.states].flatMap((matrix) => (matrix ? [rowOf(matrix, j)] : []));
  return rows;
}

/** @param {Rows} rows @param {number} x @param {number} y @param {number} width @param {'enc'|'dec'} side @param {ArrayLike<number>[]} states @param {boolean} lit */
function box({ box: height }, x, y, width, side, states, lit) {
  const each = (height - 12 - (states.length - 1) * 3) / Math.max(1, states.length);
  const range = rangeOf(states);
  return svg`<g class="l-box ${side} ${lit ? 'lit' : ''}"><rect class="edge" x=${x - width / 2} y=${y} width=${width} height=${height} rx="8"></rect>
    ${states.map((values, k) => strip(values, { x: x - width / 2 + 5, y: y + 6 + k * (each + 3), width: width - 10, height: each, units: 10, side, range }))}</g>`;
}

/** @param {string} text @param {number} x @param {number} y @param {boolean} turned @param {boolean} [lower] */
const caption = (text, x, y, turned, lower = false) =>
  turned
    ? svg`<text x=${x} y=${y} transform="rotate(-38 ${x} ${y})" text-anchor="start" dx="-4">${text}</text>`
    : svg`<text x=${x} y=${y + (lower ? 18 : 0)} text-anchor="middle">${text}</text>`;

/**
 * @param {import('../../networks/types.js').Run} run
 * @param {{ step: number, shown: number, from: (j: number) => number, to: (i: number) => number, rows: Rows }} drawn
 */
function ribbons(run, { step, shown, from, to, rows }) {
  const of = (/** @type {number} */ i, /** @type {boolean} */ strong) =>
    weightsAt(run, i).map((weight, j) => {
      if (weight < SEEN) return '';
      const middle = (rows.ribbons + rows.dec) / 2;
      return svg`<path class="j-ribbon ${strong ? 'strong' : ''}" style="stroke-width:${(1 + 13 * weight).toFixed(1)}" data-weight=${weight} d="M${from(j)} ${rows.ribbons}C${from(j)} ${middle} ${to(i)} ${middle} ${to(i)} ${rows.dec}"></path>`;
    });
  const others = Array.from({ length: shown }, (_, i) => i).filter((i) => i !== step);
  return [others.map((i) => of(i, false)), step < shown ? of(step, true) : ''];
}
