/** All numbers of the vectors drawn, unit by unit: one table for each space. */
import { html } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { t, tell } from '../../i18n/t.js';
import { exact } from '../../drawing/scale.js';
import { headed, vectorWords } from './parts.js';

/** @param {import('./steps.js').Look} look */
export function numbersTable(look) {
  const { vectors, operands, token } = look;
  const spaces = Map.groupBy(Object.values(vectors), ({ space }) => space);
  return guard([operands, token], () =>
    [...spaces].map(
      ([space, columns]) => html`
    <div class="table-scroll" tabindex="0" role="region" aria-label=${tell(`calc.space.${space}`)}><table data-testid="calc-table-${space}">
      <caption>${tell(`calc.space.${space}`)}</caption>
      <thead><tr><th scope="col">${t('calc.unitHead')}</th>${columns.map(({ name, tex }) => html`<th scope="col">${headed(tex, vectorWords(look, name))}</th>`)}</tr></thead>
      <tbody>${Array.from(
        columns[0].values,
        (_, unit) => html`<tr><th scope="row">${unit}</th>
        ${columns.map(({ values }) => html`<td>${exact(values[unit])}</td>`)}</tr>`,
      )}</tbody>
    </table></div>`,
    ),
  );
}
