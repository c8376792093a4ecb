/** Small figures that the nine steps share: a vector as a labelled strip, a caption with a formula, a table of a row's numbers. */
import { html, nothing } from 'lit';
import { t } from '../../i18n/t.js';
import { exact } from '../../drawing/scale.js';
import '../calculation/formula.js';
import './matrix.js';
import { figure, reach } from './numbers.js';

/**
 * A vector drawn as one row of cells, with its name before it.
 * @param {{ name: unknown, values: ArrayLike<number>, tone: 'enc'|'dec'|'att', dark: boolean, note?: unknown, plain?: boolean, of?: number|null, label?: string }} strip
 *   `plain`: alone, with nothing to stand under; `of`: the number drawn in full colour, where strips are to be compared
 */
export function strip({ name, values, tone, dark, note = nothing, plain = false, of = null, label }) {
  const value = rowMatrix(values);
  const said = label ?? (typeof name === 'string' ? name : '');
  const range = t('former.vector', { n: values.length, reach: figure(reach(values)) });
  return html`<div class="fm-strip ${plain ? 'plain' : ''}"><span class="fm-strip-name">${name}</span>
    <see-matrix .value=${value} .height=${18} .tone=${tone} .dark=${dark} .reach=${of} .label=${`${said}: ${range}`}></see-matrix>
    <span class="fm-strip-note number">${note}</span></div>`;
}

/** @type {WeakMap<object, import('./numbers.js').Matrix>} */
const wrapped = new WeakMap();

/** A vector as a matrix of one row, the same for the same vector. @param {ArrayLike<number>} values */
export function rowMatrix(values) {
  const known = wrapped.get(values) ?? { rows: 1, cols: values.length, data: Float32Array.from(values) };
  wrapped.set(values, known);
  return known;
}

/** @param {string} tex @param {boolean} [display] */
export const formula = (tex, display = false) => html`<see-formula .tex=${tex} ?display=${display}></see-formula>`;

/** A text whose `W_Q` and `d_k` are set with their subscripts. @param {string} text */
export const prose = (text) =>
  text.split(/(\b[A-Za-z]_[A-Za-z])/).map((part, i) => (i % 2 ? html`<i>${part[0]}</i><sub>${part[2]}</sub>` : part));

/** A word of the sentence, or of its translation, inside a text. @param {string} label @param {'enc'|'dec'} tone @param {string|null} lang of the sentence */
export const word = (label, tone, lang) =>
  html`<b class="fm-token ${tone}"><bdi lang=${(tone === 'dec' ? 'en' : lang) ?? nothing}>${label}</bdi></b>`;

/**
 * Numbers behind a figure, folded away until they are asked for.
 * @param {{ title: string, head: string[], rows: { name: string, values: (number|string)[] }[], testid?: string }} table
 */
export const numbersTable = ({ title, head, rows, testid }) => html`<details class="fm-numbers">
  <summary>${title}</summary>
  <div class="table-scroll" tabindex="0" role="region" aria-label=${title}><table data-testid=${testid ?? nothing}>
    <thead><tr>${head.map((each) => html`<th scope="col">${each}</th>`)}</tr></thead>
    <tbody>${rows.map(
      ({ name, values }) =>
        html`<tr><th scope="row">${name}</th>${values.map(
          (value) => html`<td>${typeof value === 'number' ? exact(value) : value}</td>`,
        )}</tr>`,
    )}</tbody>
  </table></div>
</details>`;
