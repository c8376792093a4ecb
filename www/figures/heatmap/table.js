/** The table behind the heatmap: the same numbers with all their digits, for screen readers and for all. */
import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { t } from '../../i18n/t.js';
import { exact } from '../../drawing/scale.js';

/**
 * @param {import('../../text/words.js').Group[]} rows
 * @param {import('../../text/words.js').Group[]} columns
 * @param {ArrayLike<number>[]} weights `[rows, columns]`
 * @param {string|null} lang the language of the columns
 */
export const heatmapTable = (rows, columns, weights, lang) => html`<table data-testid="heatmap-table">
  <caption>${t('heatmap.table')}</caption>
  <thead>
    <tr><th scope="col">${t('heatmap.made')}</th>${columns.map(({ label }) => html`<th scope="col" lang=${lang ?? nothing}>${label}</th>`)}</tr>
  </thead>
  <tbody>
    ${rows.map(({ label }, i) =>
      guard(
        [label, weights[i]],
        () => html`<tr>
        <th scope="row" lang="en">${label}</th>${Array.from(weights[i], (weight) => html`<td>${exact(weight)}</td>`)}
      </tr>`,
      ),
    )}
  </tbody>
</table>`;
