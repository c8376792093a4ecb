/** The numbers behind a figure, as a table. */
import { html, nothing } from 'lit';
import { say } from './say.js';

/** @param {import('./model.js').Table|null} table @param {'en'|'ko'} lang */
export const numbersTable = (table, lang) =>
  table
    ? html`<details class="lesson-table" data-testid="lesson-table"><summary>${say(lang)['card.table']}</summary>
    <div class="table-scroll" tabindex="0" role="region" aria-label=${table.caption}><table><caption class="hidden">${table.caption}</caption>
      <thead><tr>${table.columns.map((name) => (name ? html`<th scope="col">${name}</th>` : html`<td></td>`))}</tr></thead>
      <tbody>${table.rows.map(([head, ...cells]) => html`<tr><th scope="row">${head}</th>${cells.map((cell) => html`<td data-value=${cell}>${written(cell)}</td>`)}</tr>`)}</tbody>
    </table></div></details>`
    : nothing;

/** Four significant digits; what is exact is in `data-value`. @param {string|number} cell */
function written(cell) {
  if (typeof cell === 'string') return cell;
  if (Number.isInteger(cell)) return String(cell).replace('-', '−');
  const size = Math.abs(cell);
  const text = size !== 0 && size < 1e-4 ? cell.toExponential(2) : size >= 1000 ? cell.toFixed(0) : String(Number(cell.toPrecision(4)));
  return text.replace('-', '−');
}
