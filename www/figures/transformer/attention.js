/**
 * One head's attention as a row of pictures: q·k, over √d_k, softmax, the weighted sum of the values; the
 * chosen cell's numbers stand under each, and the cell opens below.
 *
 * @typedef {import('./scene.js').AttentionView} AttentionView
 * @typedef {{ row: number, column: number, open: boolean, dark: boolean, numbers: boolean, lang: string|null }} Look `lang`: of the sentence
 */
import { html, nothing } from 'lit';
import { t } from '../../i18n/t.js';
import { openCell } from './cell.js';
import { gutterOf } from './matrix.js';
import { rowOf } from '../../drawing/matrix.js';
import { figure, reach, weighted } from './numbers.js';
import { mostRead, shareOf } from './scene.js';
import { formula, numbersTable, rowMatrix, word } from './strip.js';

/** @param {AttentionView} view @param {Look} look */
export function attentionFigure(view, look) {
  const { row, column } = look;
  const dk = view.key.cols;
  const common = { view, look };
  const cut = view.masked?.(row, column) ?? false;
  const at = row * view.columns.length + column;
  const [product, score, weight] = [view.products, view.scores, view.weights].map(({ data }) => data[at]);
  return html`<div class="fm-stages" data-testid="former-stages">
      ${stage({
        ...common,
        tex: 'QK^\\top',
        name: t('former.stage.products'),
        value: view.products,
        keys: true,
        under: known(
          product,
          cut && view.kind !== 'encoder',
          () => html`${formula('q\\cdot k')} = <b data-testid="former-product" data-value=${product}>${figure(product)}</b>`,
        ),
      })}
      ${stage({
        ...common,
        tex: `\\big/\\sqrt{${dk}}${view.masked ? ' + M' : ''}`,
        name: t('former.stage.scores'),
        value: view.scores,
        under: cut
          ? html`<b>−∞</b> ${t('former.masked')}`
          : known(
              score,
              false,
              () =>
                html`${figure(product)} / ${figure(Math.sqrt(dk), 0)} = <b data-testid="former-score" data-value=${score}>${figure(score)}</b>`,
            ),
      })}
      ${stage({
        ...common,
        tex: '\\mathrm{softmax}',
        name: t('former.stage.weights'),
        value: view.weights,
        kind: 'weight',
        under: cut
          ? html`<b>0</b>`
          : html`${shareOf(view, row, column).kept ? html`${formula(`e^{${figure(score)}} / \\textstyle\\sum e`)} =` : html`${t('former.byHand')}:`} <b data-testid="former-weight" data-value=${weight}>${figure(weight, 3)}</b>`,
      })}
      ${valueStage(view, look)}
    </div>
    ${rowSentence(view, look)}
    <div aria-live="polite">${look.open && !cut ? openCell(view, look) : nothing}</div>
    ${rowTable(view, row)}
    <span class="hidden" role="status">${cut ? t('former.masked') : t('former.cell', { query: view.rows[row], key: view.columns[column], score: figure(score), weight: figure(weight, 3) })}</span>
`;
}

/** @param {number} value @param {boolean} absent @param {() => unknown} text */
const known = (value, absent, text) => (absent || Number.isNaN(value) ? nothing : text());

/**
 * One picture of the row.
 * @param {{ view: AttentionView, look: Look, tex: string, name: string, value: import('./numbers.js').Matrix, kind?: 'weight'|'signed', keys?: boolean, under: unknown }} stage
 */
function stage({ view, look, tex, name, value, kind = 'signed', keys = false, under }) {
  const { row, column, dark, numbers } = look;
  const masked = name === t('former.stage.products') ? null : view.masked;
  return html`<figure><figcaption>${formula(tex)}<span>${name}</span></figcaption>
    <see-matrix square .value=${value} .kind=${kind} .tone=${'att'} .rowLabels=${view.rows} .columnLabels=${view.columns}
      .masked=${masked} .chosen=${{ row, column }} .pickable=${keys ? 'keys' : 'click'} .dark=${dark} .numbers=${numbers}
      .label=${keys ? t('former.keys', { name }) : t('former.map', { name, rows: view.rows.length, columns: view.columns.length })}></see-matrix>
    <p class="fm-under number">${under}</p></figure>`;
}

/** @type {WeakMap<AttentionView, Map<number, import('./numbers.js').Matrix>>} */
const shares = new WeakMap();

/** `α_j v_j` for all keys, and under them their sum. @param {AttentionView} view @param {Look} look */
function valueStage(view, { row, column, dark }) {
  const head = view.head(row);
  if (!head) return nothing;
  const ofView = shares.get(view) ?? new Map();
  shares.set(view, ofView);
  const parts = ofView.get(row) ?? weighted(view.value, weightsOf(view, row));
  ofView.set(row, parts);
  const of = Math.max(reach(head), reach(parts.data));
  const gutter = gutterOf(view.columns);
  const height = Math.max(4, Math.min(24, 230 / parts.rows));
  return html`<figure><figcaption>${formula('\\textstyle\\sum_j \\alpha_{ij}\\,v_j')}<span>${t('former.stage.values')}</span></figcaption>
    <see-matrix class="fm-values" .value=${parts} .tone=${view.columnTone} .rowLabels=${view.columns} .gutter=${gutter} .chosen=${{ row: column, column: -1 }} .masked=${hiddenRows(view, row)}
      .height=${height} .reach=${of} .dark=${dark} .label=${t('former.values', { n: view.columns.length })}></see-matrix>
    <see-matrix class="fm-total" .value=${rowMatrix(head)} .tone=${'att'} .rowLabels=${SIGMA} .gutter=${gutter} .height=${Math.max(16, height)} .reach=${of} .dark=${dark}
      .label=${t('former.sum', { query: view.rows[row] })}></see-matrix>
    <p class="fm-under">${t('former.sum', { query: view.rows[row] })}</p></figure>`;
}

const SIGMA = ['Σ'];

/** Values that may not be read. @param {AttentionView} view @param {number} row */
const hiddenRows = ({ masked }, row) => masked && ((/** @type {number} */ j) => masked(row, j));

/** The weights of one query for the keys that there are values of. @param {AttentionView} view @param {number} row */
const weightsOf = (view, row) => rowOf(view.weights, row).slice(0, view.value.rows);

/** What the chosen query reads most. @param {AttentionView} view @param {Look} look */
function rowSentence(view, { row, lang }) {
  const weights = rowOf(view.weights, row);
  const cut = view.columns.filter((_, j) => view.masked?.(row, j));
  const best = mostRead(view, row);
  return html`<p class="fm-reads">${word(view.rows[row], view.rowTone, lang)} ${t('former.reads')} ${best.map(
    (j, k) => html`${k ? ' · ' : ''}${word(view.columns[j], view.columnTone, lang)} <span class="number">${figure(weights[j])}</span>`,
  )}${cut.length ? html` <span class="fm-cut">${t('former.notRead')} <s>${cut.join(' ')}</s></span>` : nothing}</p>`;
}

/** All numbers of the chosen query's row. @param {AttentionView} view @param {number} row */
function rowTable(view, row) {
  const cut = (/** @type {number} */ j) => view.masked?.(row, j) ?? false;
  const values = (/** @type {import('./numbers.js').Matrix} */ matrix) =>
    Array.from(rowOf(matrix, row), (value, j) => (cut(j) ? '×' : Number.isNaN(value) ? '' : value));
  return numbersTable({
    title: t('former.rowTable', { query: view.rows[row] }),
    testid: 'former-row-table',
    head: [t('former.key'), ...view.columns],
    rows: [
      { name: 'q·k', values: values(view.products) },
      { name: 'q·k / √d_k', values: values(view.scores) },
      { name: 'softmax', values: values(view.weights) },
    ],
  });
}
