/** The view that compares: the sentence, how far the networks are with it, and a card for each of them. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { choices } from '../drawing/choices.js';
import '../figures/compare/card.js';
import '../figures/compare/panel.js';
import { unitChoice } from '../figures/heatmap/unit-choice.js';
import '../controls/copy-link.js';
import { legend } from '../drawing/legend.js';
import { tell } from '../drawing/actions.js';
import '../controls/message.js';
import '../controls/source-box.js';
import { arranged } from '../state/comparison.js';
import { t } from '../i18n/t.js';
import { attends } from '../networks/mechanism.js';
import { nameOf } from '../networks/mechanism-name.js';
import { shipped } from '../networks/own.js';
import { ORDERS } from '../state/store.js';

/** @type {import('./views.js').Draw} */
export const compareView = (state, { address }) => html`
  <section class="card pair">
    <see-source .text=${state.text} .passage=${state.passage} .tokens=${sourceOf(state)?.tokens ?? null} .readAs=${sourceOf(state)?.readAs ?? null}></see-source>
    <div class="beside" id="comparison">
      <see-compare-panel .comparison=${state.comparison} .count=${shipped(state.mechanisms).length} .pinned=${state.pinned} .percent=${percent(state)}></see-compare-panel>
      <see-message .notice=${state.notice}></see-message>
    </div>
  </section>
  <div class="compare-bar">
    <span class="quiet" aria-hidden="true">${t('compare.orderIs')}</span>
    ${choices({
      name: 'order',
      label: t('compare.order'),
      chosen: state.order,
      all: ORDERS.map((value) => ({ value, label: t(`compare.by.${value}`) })),
      choose: (order, target) => tell(target, 'see-order', order),
    })}
    ${unitChoice({ whole: state.whole, choose: (whole, target) => tell(target, 'see-whole', whole) })}
    ${legend(state.dark)}
    <span class="space"></span>
    <see-copy-link .address=${address}></see-copy-link>
  </div>
  ${state.comparison ? cards(state, state.comparison) : nothing}
`;

/** How the sentence was read, which is the same for all networks. @param {import('../state/store.js').State} state */
const sourceOf = ({ comparison, text }) => (comparison?.text === text ? comparison.entries.find(({ source }) => source)?.source : null);

/** @param {import('../state/store.js').State} state @param {import('../state/comparison.js').Comparison} comparison */
function cards({ order, pinned, whole, dark, ...state }, { entries, running }) {
  const text = entries.find(({ mechanism, status }) => mechanism === pinned && status === 'done')?.steps.at(-1)?.text ?? null;
  return html`${list(arranged(entries, order, pinned))}
  <section class="entries" aria-label=${t('compare.cards')}>
    ${repeat(
      arranged(entries, order, pinned),
      ({ mechanism }) => mechanism,
      (
        entry,
      ) => html`<see-compare-card .entry=${entry} .attends=${attends(state.networks[entry.mechanism])} .pinned=${pin(pinned, text)} .whole=${whole} .dark=${dark} .busy=${running}
        .percent=${state.progress?.name === entry.mechanism ? percent(state) : null}></see-compare-card>`,
    )}
  </section>`;
}

/** On a phone first: a line for each network. @param {import('../state/comparison.js').Entry[]} entries */
const list = (entries) =>
  html`<ul class="card entry-list" aria-label=${t('compare.cards')}>${entries.map(
    ({ mechanism, steps }) => html`<li><b>${nameOf(mechanism)}</b><span lang="en">${steps.at(-1)?.text ?? '…'}</span></li>`,
  )}</ul>`;

/** The same object as long as it says the same, so that a card is drawn anew only when something is. */
const pin = (() => {
  /** @type {{ mechanism: string, text: string|null }|null} */
  let last = null;
  return (/** @type {string|null} */ mechanism, /** @type {string|null} */ text) => {
    if (mechanism === null) return null;
    if (last?.mechanism !== mechanism || last.text !== text) last = { mechanism, text };
    return last;
  };
})();

/** @param {Pick<import('../state/store.js').State, 'progress'>} state */
const percent = ({ progress }) => (progress?.total ? Math.round((100 * progress.loaded) / progress.total) : null);
