/** One cell of an attention map, opened: query and key, their products dimension by dimension, and what becomes of the sum. */
import { html, nothing, svg } from 'lit';
import { t } from '../../i18n/t.js';
import { rowOf } from '../../drawing/matrix.js';
import { figure, furthest, products, reach, sum, term } from './numbers.js';
import { shareOf } from './scene.js';
import { formula, numbersTable, prose, strip, word } from './strip.js';

/** @typedef {import('./scene.js').AttentionView} AttentionView */

/** @param {AttentionView} view @param {Pick<import('./attention.js').Look, 'row'|'column'|'dark'|'lang'>} look */
export function openCell(view, { row, column, dark, lang }) {
  const query = view.query(row);
  if (!query || column >= view.key.rows) return html``;
  const key = rowOf(view.key, column);
  const terms = products(query, key);
  const of = Math.max(reach(query), reach(key));
  const [q, k] = [word(view.rows[row], view.rowTone, lang), word(view.columns[column], view.columnTone, lang)];
  return html`<section class="fm-cell-open" data-testid="former-cell">
    <h4>${t('former.open.title')} <span>${q} → ${k}</span>
      <button type="button" class="pill round" data-close aria-label=${t('former.open.close')}>×</button></h4>
    ${strip({ name: html`${formula('q')} ${q}`, values: query, tone: view.rowTone, dark, of, label: `q, ${view.rows[row]}` })}
    ${strip({ name: html`${formula('k')} ${k}`, values: key, tone: view.columnTone, dark, of, label: `k, ${view.columns[column]}` })}
    <div class="fm-strip"><span class="fm-strip-name">${formula('q_d\\,k_d')}</span>${bars(terms)}
      <span class="fm-strip-note number">Σ = <b data-testid="former-sum" data-value=${sum(terms)}>${figure(sum(terms))}</b></span></div>
    <p class="fm-terms number">${longhand(query, key, terms)}</p>
    ${chain(view, row, column, sum(terms))}
    ${numbersTable({
      title: t('former.open.table', { n: terms.length }),
      testid: 'former-terms',
      head: ['d', 'q', 'k', 'q × k'],
      rows: terms.map((product, d) => ({ name: String(d + 1), values: [query[d], key[d], product] })),
    })}
  </section>`;
}

/** The largest terms written out, then what the others sum to. @param {ArrayLike<number>} query @param {ArrayLike<number>} key @param {number[]} terms */
function longhand(query, key, terms) {
  const first = furthest(terms, 3);
  const rest = sum(terms) - sum(first.map((d) => terms[d]));
  return html`${first.map((d, i) => html`${i ? ' + ' : ''}<span class="fm-term">${figure(query[d])} × ${term(key[d])}<sub>d = ${d + 1}</sub></span>`)}
    + <span class="fm-term">${term(rest)}<sub>${t('former.open.rest', { n: terms.length - first.length })}</sub></span>
    = <b>${figure(sum(terms))}</b>`;
}

/** Over √d_k, through the softmax, to the weight. @param {AttentionView} view @param {number} row @param {number} column @param {number} total */
function chain(view, row, column, total) {
  const score = total / Math.sqrt(view.key.cols);
  const { one, all, keys, kept } = shareOf(view, row, column);
  const weight = view.weights.data[row * view.columns.length + column];
  return html`<ol class="fm-chain number">
    <li><small>${prose(t('former.open.scale'))}</small>${figure(total)} / √${view.key.cols} = <b>${figure(score)}</b></li>
    <li><small>${t('former.open.mask')}</small>${t('former.open.free')}</li>
    <li><small>${t('former.open.exp')}</small>${formula(`e^{${figure(score)}}`)} = <b>${figure(one)}</b></li>
    <li><small>${kept ? t('former.open.share', { n: keys }) : t('former.byHand')}</small>${kept ? `${figure(one)} / ${figure(all)} = ` : nothing}<b data-testid="former-share" data-value=${one / all}>${figure(weight, 3)}</b></li>
  </ol>`;
}

/** Products as bars about zero, one below each dimension. @param {number[]} terms */
function bars(terms) {
  const most = reach(terms);
  const n = terms.length;
  return html`<svg class="fm-bars" viewBox="0 0 ${n * 10} 60" preserveAspectRatio="none" role="img" aria-label=${t('former.open.bars', { n, sum: figure(sum(terms)) })}>
    <line x1="0" x2=${n * 10} y1="30" y2="30" />
    ${terms.map((product, d) => {
      const height = (28 * Math.abs(product)) / most;
      return svg`<rect x=${d * 10 + 1} width="8" y=${product >= 0 ? 30 - height : 30} height=${height} class=${product >= 0 ? 'above' : 'below'}><title>${`[${d + 1}] ${figure(product, 4)}`}</title></rect>`;
    })}</svg>`;
}
