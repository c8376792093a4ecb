/** One network's part of a comparison: what it said, how sure it was, what it looked at, what it took. */
import { html, nothing } from 'lit';
import { meanProbability, totalLogProb } from '../../state/comparison.js';
import { doubt } from '../../state/doubt.js';
import { differences } from './differences.js';
import { t } from '../../i18n/t.js';
import { kinOf, labelOf, nameOf } from '../../networks/mechanism-name.js';
import { Part } from '../../drawing/part.js';
import { groupWeights, sourceGroups, targetGroups } from '../../text/words.js';
import { milliseconds } from '../../controls/backend-switch.js';
import { vectorFigure } from '../flow/context-vector.js';
import { errorText } from '../../controls/message.js';
import { inWords, smallHeatmap } from '../heatmap/small-heatmap.js';

/** @typedef {import('../../state/comparison.js').Entry} Entry */
/** @typedef {{ mechanism: string, text: string|null }} Pinned what is compared with; `text`: null as long as it is not there */

export class CompareCard extends Part {
  static properties = {
    entry: { attribute: false },
    attends: { attribute: false },
    pinned: { attribute: false },
    whole: { attribute: false },
    dark: { attribute: false },
    percent: { attribute: false },
    busy: { attribute: false },
  };

  constructor() {
    super();
    /** @type {Entry|null} */
    this.entry = null;
    /** Whether its network has attention. */
    this.attends = false;
    /** @type {Pinned|null} */
    this.pinned = null;
    this.whole = false;
    this.dark = false;
    /** How much of its weights has arrived; null: nothing is on its way. @type {number|null} */
    this.percent = null;
    /** Whether the comparison goes on. */
    this.busy = false;
  }

  render() {
    const { entry } = this;
    if (!entry) return nothing;
    const { mechanism, status } = entry;
    return html`<article class="card entry" data-testid="compare-card" data-mechanism=${mechanism} data-state=${status}
      aria-labelledby="${this.unique}-name" aria-busy=${status === 'loading' || status === 'running'}>
      ${this.#name(mechanism)}
      ${entry.fault ? this.#failed(entry.fault) : entry.steps.length ? this.#result(entry) : html`<p class="quiet state">${this.#state(status)}</p>`}
    </article>`;
  }

  /** @param {string} mechanism */
  #name(mechanism) {
    const on = this.pinned?.mechanism === mechanism;
    return html`<div class="name">
      <i class="dot ${this.attends ? 'att' : 'enc'}" aria-hidden="true"></i>
      <h2 id="${this.unique}-name">${labelOf(mechanism)}<em>${kinOf(mechanism)}</em></h2>
      <button type="button" class="pill pin" aria-pressed=${on} aria-label=${t('compare.pin', { name: nameOf(mechanism) })} title=${t('compare.pin', { name: nameOf(mechanism) })}
        @click=${() => this.tell('see-pin', on ? null : mechanism)}>${on ? t('compare.pinned') : t('compare.pinShort')}</button>
    </div>`;
  }

  /** @param {Entry['status']} status */
  #state(status) {
    if (status === 'loading' && this.percent !== null) return t('compare.percent', { percent: this.percent });
    return t(`compare.${/** @type {'waiting'} */ (status)}`);
  }

  /** @param {NonNullable<Entry['fault']>} fault */
  #failed(fault) {
    return html`<p class="fault">${errorText(fault)}</p>
      ${this.busy ? nothing : html`<button type="button" class="chip plain" @click=${() => this.tell('see-on')}>${t('error.retry')}</button>`}`;
  }

  /** @param {Entry} entry */
  #result(entry) {
    return html`${this.#words(entry)}
      <div class="glance">${this.#figure(entry)}</div>
      ${entry.hood ? this.#numbers(entry, entry.hood) : html`<p class="quiet state">${t('compare.running')}</p>`}
      <button type="button" class="link" aria-label=${t('compare.openAs', { name: nameOf(entry.mechanism) })}
        @click=${() => this.tell('see-view', { view: 'translate', mechanism: entry.mechanism })}>${t('compare.open')} →</button>`;
  }

  /** The translation; once complete, with what differs from the pinned one. @param {Entry} entry */
  #words(entry) {
    const { mechanism, steps, status } = entry;
    const text = steps.at(-1)?.text ?? '';
    const other = status === 'done' && this.pinned && this.pinned.mechanism !== mechanism ? this.pinned.text : null;
    const { stretches, count } = differences(text, other);
    return html`<p class="said" lang="en" data-testid="compare-text">${
      stretches.length
        ? stretches.map(({ gap, words, differs }) => html`${gap}${differs ? html`<mark>${words}</mark>` : words}`)
        : html`<span class="quiet">${t('compare.empty')}</span>`
    }</p>
      ${this.#doubt(entry)}
      ${other === null ? this.#reference(mechanism) : this.#difference(text === other, count)}`;
  }

  /** Said of a translation that is not to be trusted, as in the view that translates. @param {Entry} entry */
  #doubt(entry) {
    const p = entry.status === 'done' ? doubt(entry) : null;
    return p === null ? nothing : html`<p class="doubt" data-testid="compare-doubt">${t('compare.doubt', { p: p.toFixed(2) })}</p>`;
  }

  /** Said of the pinned card. @param {string} mechanism */
  #reference(mechanism) {
    return this.pinned?.mechanism === mechanism ? html`<p class="difference quiet">${t('compare.reference')}</p>` : nothing;
  }

  /** @param {boolean} same @param {number} n words that differ */
  #difference(same, n) {
    const name = nameOf(String(this.pinned?.mechanism));
    return html`<p class="difference quiet">${same ? t('compare.same', { name }) : t('compare.different', { name, n })}</p>`;
  }

  /** @param {Entry} entry */
  #figure({ steps, source }) {
    if (!source) return nothing;
    const attentions = steps.flatMap(({ attention }) => (attention ? [attention] : []));
    if (attentions.length < steps.length) return contextFigure(source.encoder.firstState?.data);
    const rows = targetGroups(steps, this.whole);
    const columns = sourceGroups(source.tokens, this.whole);
    const weights = groupWeights(
      attentions.map(({ row }) => row),
      rows,
      columns,
    );
    const { heads } = attentions[0];
    return html`<p class="quiet caption">${heads > 1 ? t('compare.mean', { heads }) : t('compare.attention')}</p>
      ${smallHeatmap({ rows, columns, weights, dark: this.dark })}
      <p class="hidden">${t('compare.heatmapWords', { words: inWords({ rows, columns, weights }) })}</p>`;
  }

  /** @param {Entry} entry @param {import('../../networks/client.js').Hood} hood */
  #numbers(entry, hood) {
    const total = totalLogProb(entry);
    return html`<dl class="numbers" data-log-prob=${total} data-ms-per-token=${hood.msPerToken} data-tokens=${entry.steps.length}>
      ${number(t('compare.logProb'), minus(total.toFixed(2)))}
      ${number(t('compare.p'), meanProbability(entry).toFixed(2))}
      ${number(t('compare.time', { backend: t(`backend.${hood.backend}`) }), t('hood.ms', { ms: milliseconds(hood.msPerToken) }))}
      ${number(t('compare.pieces'), String(entry.steps.length), t('compare.piecesWhy'))}
    </dl>`;
  }
}

/** What a network without attention hands over. @param {ArrayLike<number>|undefined} vector */
function contextFigure(vector) {
  if (!vector?.length) return html`<p class="quiet caption">${t('compare.nothing')}</p>`;
  return html`<p class="quiet caption">${t('compare.vector', { n: vector.length })}</p>${vectorFigure(vector)}`;
}

/** @param {string} term @param {string} value @param {string} [why] */
const number = (term, value, why) => html`<div title=${why ?? nothing}><dt>${term}</dt><dd class="number">${value}</dd></div>`;

/** With the sign that is as wide as a digit. @param {string} number */
const minus = (number) => number.replace('-', '−');

customElements.define('see-compare-card', CompareCard);
