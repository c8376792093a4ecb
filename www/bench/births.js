/** How a source is read, look after look: small figures in a row, and one that is looked at. */
import { html, svg } from 'lit';
import { exact, short, weightColour } from '../drawing/scale.js';
import { say } from './say.js';

const CELL = 26;
/** Most small figures in the row, and most units of a state that are drawn. */
const ROW = 5;
const UNITS = 24;

/** @typedef {import('./types.js').Look} Look */

/**
 * @param {object} figure
 * @param {Look[]} figure.looks that have a reading
 * @param {number} figure.at which of them is looked at
 * @param {boolean} figure.dark
 * @param {'en'|'ko'} figure.lang
 */
export function births({ looks, at, dark, lang }) {
  const words = say(lang);
  const look = looks[at];
  const reading = look.reading;
  if (!reading) return html``;
  const weighted = reading.weights.length > 0;
  return html`<div class="births">
    ${weighted ? html`<div class="row" aria-hidden="true">${someOf(at, ROW).map((n) => html`<figure>${grid(looks[n], { cell: 9, dark, labels: false, end: words.end })}<figcaption>${looks[n].updates}</figcaption></figure>`)}</div>` : ''}
    <figure class="big">${grid(look, { cell: CELL, dark, labels: true, end: words.end })}<figcaption>${words.at(look.updates)}</figcaption></figure>
    ${weighted ? html`<details class="figure-table"><summary>${words.table}</summary>${table(reading, words)}</details>` : ''}
  </div>`;
}

/** Looks before the one that is looked at, evenly. @param {number} at @param {number} most */
function someOf(at, most) {
  const count = Math.min(most, at);
  return Array.from({ length: count }, (_, n) => Math.round((n * at) / count));
}

/** @param {Look} look @param {{ cell: number, dark: boolean, labels: boolean, end: string }} how */
function grid({ reading }, { cell, dark, labels, end }) {
  if (!reading) return html``;
  const weighted = reading.weights.length > 0;
  const rows = weighted ? reading.weights : reading.states.map((row) => row.slice(0, UNITS));
  const columns = rows[0]?.length ?? 0;
  const size = weighted ? cell : labels ? 15 : cell / 3;
  const left = labels ? 34 : 0;
  const top = labels && weighted ? 24 : 0;
  const named = (/** @type {string} */ piece) => (piece === '' ? end : piece === ' ' ? '␣' : piece);
  const rowNames = weighted ? reading.target : reading.source;
  const colour = weightColour(dark);
  return html`<svg class="grid" viewBox="0 0 ${left + columns * size} ${top + rows.length * size}" style="--units:${left + columns * size}" role=${labels ? 'img' : 'presentation'} aria-label=${inWords(reading, named)}>
    ${labels && weighted ? reading.source.map((piece, j) => svg`<text class="read" x=${left + (j + 0.5) * size} y=${top - 8} text-anchor="middle">${named(piece)}</text>`) : ''}
    ${rows.map(
      (
        row,
        i,
      ) => svg`${labels ? svg`<text class=${weighted ? 'written' : 'read'} x=${left - 6} y=${top + (i + 0.5) * size} text-anchor="end" dominant-baseline="central">${named(rowNames[i] ?? '')}</text>` : ''}
      ${row.map(
        (
          value,
          j,
        ) => svg`<rect x=${left + j * size + 0.5} y=${top + i * size + 0.5} width=${size - 1} height=${size - 1} rx=${size > 12 ? 3 : 1}
        class=${weighted ? 'weight' : value < 0 ? 'state below' : 'state'} style=${weighted ? `fill:${colour(value)}` : `opacity:${Math.min(1, Math.abs(value)).toFixed(2)}`}>${labels ? svg`<title>${weighted ? exact(value) : value.toFixed(3)}</title>` : ''}</rect>`,
      )}`,
    )}
  </svg>`;
}

/** The figure in a sentence: where each token written looks most. @param {import('./types.js').Reading} reading @param {(piece: string) => string} named */
function inWords({ source, target, weights }, named) {
  const strongest = (/** @type {number[]} */ row) => row.reduce((best, value, j) => (value > row[best] ? j : best), 0);
  return (
    weights.map((row, i) => `${named(target[i])} ← ${named(source[strongest(row)])} ${short(row[strongest(row)])}`).join('; ') ||
    source.map(named).join(' ')
  );
}

/** @param {import('./types.js').Reading} reading @param {import('./words-en.js').Words} words */
const table = ({ source, target, weights }, words) => html`<div class="scroll" tabindex="0" role="region" aria-label=${words.table}><table>
  <thead><tr><td></td>${source.map((piece) => html`<th scope="col">${piece || words.end}</th>`)}</tr></thead>
  <tbody>${weights.map((row, i) => html`<tr><th scope="row">${target[i] || words.end}</th>${row.map((weight) => html`<td>${exact(weight)}</td>`)}</tr>`)}</tbody></table></div>`;
