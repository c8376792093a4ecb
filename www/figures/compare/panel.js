/** How far a comparison is, with a way to stop it and to go on; then what its numbers mean. */
import { html, nothing } from 'lit';
import { tellsNothing } from '../../text/detect.js';
import { quoted } from '../../i18n/quoted.js';
import { t } from '../../i18n/t.js';
import { mostLost } from './losses.js';
import { nameOf } from '../../networks/mechanism-name.js';
import { Part } from '../../drawing/part.js';

export class ComparePanel extends Part {
  static properties = {
    comparison: { attribute: false },
    count: { attribute: false },
    pinned: { attribute: false },
    percent: { attribute: false },
  };

  constructor() {
    super();
    /** @type {import('../../state/comparison.js').Comparison|null} */
    this.comparison = null;
    /** The network that the others are compared with. @type {string|null} */
    this.pinned = null;
    /** Networks that are there. */
    this.count = 0;
    /** How much of the weights awaited has arrived; null: nothing is on its way. @type {number|null} */
    this.percent = null;
  }

  render() {
    return html`<h2>${t('compare.title', { n: this.count })}</h2>
      ${this.comparison ? html`${this.#progress(this.comparison)}${this.#guess(this.comparison)}${this.#look(this.comparison)}` : html`<p class="quiet">${t('compare.hint')}</p>`}
      <p class="quiet explain">${t('compare.explain')}</p>`;
  }

  /** @param {import('../../state/comparison.js').Comparison} comparison */
  #progress({ entries, running }) {
    const of = entries.length;
    const done = entries.filter(({ status }) => status === 'done').length;
    const ended = entries.filter(({ status }) => status === 'done' || status === 'failed').length;
    const stopped = !running && ended < of;
    return html`<div class="progress">
      <progress max=${of} value=${ended} aria-label=${t('compare.progress', { done: ended, of })}></progress>
      <p role="status" data-testid="compare-status" data-state=${running ? 'running' : stopped ? 'stopped' : 'done'}>
        ${running ? t('compare.progress', { done: ended, of }) : stopped ? t('compare.halted', { done, of }) : this.#end(of - done)}</p>
      ${running ? html`<p class="quiet late" aria-hidden="true">${this.#now(entries)}</p>` : nothing}
      ${running ? this.#button('see-cancel', t('compare.cancel')) : stopped ? this.#button('see-on', t('compare.goOn')) : nothing}
    </div>`;
  }

  /** Said where the sentence tells no language. @param {import('../../state/comparison.js').Comparison} comparison */
  #guess({ text }) {
    return tellsNothing(text) ? html`<p class="why-doubt" data-testid="untold">${t('translation.untold')}</p>` : nothing;
  }

  /** What to look for, from what the networks have made. @param {import('../../state/comparison.js').Comparison} comparison */
  #look({ entries, running }) {
    const textOf = (/** @type {import('../../state/comparison.js').Entry} */ entry) => entry.steps.at(-1)?.text ?? '';
    const done = entries.filter(({ status }) => status === 'done');
    const pinned = done.find(({ mechanism }) => mechanism === this.pinned);
    if (running || !pinned) return nothing;
    const others = done.filter((entry) => entry !== pinned).map((entry) => ({ mechanism: entry.mechanism, text: textOf(entry) }));
    const found = mostLost(textOf(pinned), others);
    const name = nameOf(pinned.mechanism);
    return html`<p class="look" data-testid="compare-look">${
      found
        ? quoted(
            'compare.look',
            { name, word: found.word, n: found.lost.length, of: others.length, who: found.lost.map(nameOf).join(', ') },
            { word: 'en' },
          )
        : t('compare.alike', { name })
    }</p>`;
  }

  /** @param {number} failed */
  #end(failed) {
    return failed ? t('compare.failures', { n: failed }) : t('compare.finished');
  }

  /** Which network is at work, and at what. @param {import('../../state/comparison.js').Entry[]} entries */
  #now(entries) {
    const entry = entries.find(({ status }) => status === 'loading' || status === 'running');
    if (!entry) return nothing;
    const { status, mechanism } = entry;
    const percent = status === 'loading' ? this.percent : null;
    const doing = percent === null ? t(`compare.${/** @type {'loading'} */ (status)}`) : t('compare.percent', { percent });
    return t('compare.now', { name: nameOf(mechanism), doing });
  }

  /** @param {import('../../drawing/actions.js').Bare} name @param {string} label */
  #button(name, label) {
    return html`<button type="button" class="chip plain" @click=${() => this.tell(name)}>${label}</button>`;
  }
}

customElements.define('see-compare-panel', ComparePanel);
