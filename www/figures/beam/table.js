/** The table behind the tree of a beam search: every hypothesis kept, with all digits. */
import { html } from 'lit';
import { t } from '../../i18n/t.js';
import { exact } from '../../drawing/scale.js';

/** @param {import('./beam.js').Branch[][]} rows */
export const beamTable = (rows) => html`<table data-testid="beam-table">
  <caption>${t('beam.table')}</caption>
  <thead><tr>${/** @type {const} */ (['step', 'rank', 'text', 'token', 'logProb', 'sum', 'scoreName', 'fate']).map((name) => html`<th scope="col">${t(`beam.${name}`)}</th>`)}</tr></thead>
  <tbody>${rows.flat().map(
    ({ step, rank, text, label, logProb, sum, score, fate }) => html`<tr data-fate=${fate}>
      <td>${step + 1}</td><td>${rank + 1}</td><th scope="row" lang="en">${text || t('compare.empty')}</th><td lang="en">${label}</td>
      <td>${exact(logProb)}</td><td>${exact(sum)}</td><td>${exact(score)}</td><td>${t(`beam.fate.${fate}`)}</td></tr>`,
  )}</tbody>
</table>`;
