/** The table behind the flow's figure: the moments in order, what goes in, what comes out, what is read. */
import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { langOf } from '../../text/detect.js';
import { sourceGroups, START_LABEL, targetGroups } from '../../text/words.js';
import { rowOf } from '../../drawing/matrix.js';
import { joinOf, weightsOf } from './story.js';
import { thinned } from './ribbons.js';
import { t } from '../../i18n/t.js';
import { exact } from '../../drawing/scale.js';

/** Units of a state that the table tells. */
const UNITS = 8;

/** @typedef {import('../../networks/types.js').Run} Run */

/** Rows of steps that are not made yet are not there. @param {Run} run @param {number|null} head @param {number} made the last step that is shown as made */
export function flowTable(run, head, made = Infinity) {
  const tokens = sourceGroups(run.source.tokens, false);
  const targets = targetGroups(run.steps, false);
  const lang = langOf(run.text) ?? nothing;
  return html`<table data-testid="flow-table">
    <caption>${t('flow.table')}</caption>
    <thead><tr>${['flow.part', 'flow.in', 'flow.out', 'flow.p', 'flow.reads', 'flow.state'].map((key) => html`<th scope="col">${t(/** @type {any} */ (key), ...(key === 'flow.state' ? [{ n: UNITS }] : []))}</th>`)}</tr></thead>
    <tbody>
      ${guard([run, t('flow.table')], () => (joinOf(run) === 'none' ? nothing : run.source.readingOrder.map((j) => html`<tr><th scope="row">${t('flow.encoder')}</th><td lang=${lang}>${tokens[j].label}</td><td></td><td></td><td></td><td>${numbers(stateOf(run, j))}</td></tr>`)))}
      ${run.steps.slice(0, made + 1).map((step, i) =>
        guard(
          [step, head, targets[i].label, t('flow.table')],
          () => html`<tr><th scope="row">${t('flow.decoder')}</th><td lang="en">${i ? targets[i - 1].label : START_LABEL}</td><td lang="en">${targets[i].label}</td>
        <td>${Math.exp(step.logProb).toFixed(4)}</td><td lang=${lang}>${step.attention ? reads(weightsOf(step.attention, head), tokens) : ''}</td><td>${numbers(step.hidden)}</td></tr>`,
        ),
      )}
    </tbody>
  </table>`;
}

/** @param {import('../../networks/types.js').Run} run @param {number} token @returns {ArrayLike<number>} */
function stateOf({ source }, token) {
  const { forward, states } = source.encoder;
  const matrix = forward ?? states;
  return matrix ? rowOf(matrix, token) : [];
}

/** What holds most of a row, the largest first. @param {ArrayLike<number>} row @param {import('../../text/words.js').Group[]} tokens */
const reads = (row, tokens) =>
  thinned(row)
    .sort((a, b) => row[b] - row[a])
    .map((j) => `${tokens[j].label} ${exact(row[j])}`)
    .join(', ');

/** @param {ArrayLike<number>} values */
const numbers = (values) =>
  Array.from(values)
    .slice(0, UNITS)
    .map((value) => value.toFixed(4))
    .join(' ');
