/** What the reader changed in this translation: one chip a change, each taken back by a press; undo, and all of it back. */
import { html, nothing } from 'lit';
import { langOf } from '../text/detect.js';
import { differences } from '../figures/compare/differences.js';
import { quoted } from '../i18n/quoted.js';
import { t, tell } from '../i18n/t.js';
import { changed, changes, forOther, same, without } from '../state/options.js';
import { Part } from '../drawing/part.js';
import { pieceLabel, sourceGroups, targetGroups } from '../text/words.js';

/** @typedef {import('../state/options.js').Change} Change */
/** @typedef {import('../networks/types.js').Run} Run */
/** @typedef {Parameters<typeof quoted>} Said what a change is called, its words and their languages */

export class Changes extends Part {
  static properties = { state: { attribute: false } };

  constructor() {
    super();
    /** @type {import('../state/store.js').State|null} */
    this.state = null;
    /** The chips of the last run that was complete enough to name them. @type {{ said: Said, change: Change }[]} */
    this.chips = [];
    /** The last complete run in which nothing was changed. @type {Run|null} */
    this.plain = null;
  }

  willUpdate() {
    const { run, stale } = this.state ?? {};
    if (!run || stale) return;
    this.chips = named(run);
    if (run.hood && !changed(run.options)) this.plain = run;
  }

  render() {
    const { options, past } = this.state ?? {};
    if (!options || !changed(options)) return nothing;
    return html`<div class="changes" role="group" aria-label=${t('whatif.changes')} data-testid="changes">
      ${this.chips.map(
        ({
          said,
          change,
        }) => html`<button type="button" class="chip change" aria-label=${t('whatif.remove', { change: tell(said[0], said[1]) })}
        @click=${() => this.#to(without(options, change))}><span>${quoted(...said)}</span><span aria-hidden="true">×</span></button>`,
      )}
      ${past?.length ? html`<button type="button" class="link" title="Ctrl+Z" @click=${() => this.#act('see-undo')}>${t('whatif.undo')}</button>` : nothing}
      <button type="button" class="link" @click=${() => this.#to(forOther(options))}>${t('whatif.reset')}</button>
    </div>${this.#beforeAndNow()}`;
  }

  /** The translation before the changes and the one now, with the words that differ marked. */
  #beforeAndNow() {
    const { run, stale } = this.state ?? {};
    const { plain: before } = this;
    if (!run?.hood || stale || !before || !changed(run.options) || !differsOnlyByHand(before, run)) return nothing;
    const [was, is] = [before, run].map(({ steps }) => steps.at(-1)?.text ?? '');
    if (was === is) return html`<p class="why-doubt" data-testid="before-after">${t('whatif.sameText')}</p>`;
    return html`<dl class="before-after" data-testid="before-after">
      <dt>${t('whatif.before')}</dt><dd class="before" lang="en">${marked(was, is)}</dd>
      <dt>${t('whatif.now')}</dt><dd lang="en">${marked(is, was)}</dd></dl>`;
  }

  /** @param {import('../state/options.js').Options} options */
  #to(options) {
    this.#act('see-options', options);
  }

  /**
   * The focus stays near: what was pressed may be gone.
   * @template {'see-options'|'see-undo'} K @param {K} name @param {import('../drawing/actions.js').Actions[K]} [detail]
   */
  async #act(name, detail) {
    this.tell(name, detail);
    await this.updateComplete;
    if (document.activeElement === document.body) {
      /** @type {HTMLElement|null} */ (this.querySelector('button') ?? document.querySelector('.word[tabindex="0"]'))?.focus();
    }
  }
}

/** Whether two runs are of one sentence, network and search. @param {Run} a @param {Run} b */
const differsOnlyByHand = (a, b) => a.text === b.text && a.mechanism === b.mechanism && same(forOther(a.options), forOther(b.options));

/** @param {string} text @param {string} other */
const marked = (text, other) =>
  differences(text, other).stretches.map(({ gap, words, differs }) => html`${gap}${differs ? html`<mark>${words}</mark>` : words}`);

/** The changes of a run with what they are called; hidden tokens by words. @param {Run} run */
function named(run) {
  const all = changes(run.options);
  const hidden = sourceGroups(run.source.tokens, true)
    .map(({ label, members }) => ({ label, members: members.filter((j) => run.options.masked.includes(j)) }))
    .filter(({ members }) => members.length)
    .map(({ label, members }) => ({
      said: /** @type {Said} */ (['whatif.hidden', { word: label }, { word: langOf(run.text) }]),
      change: /** @type {Change} */ ({ kind: 'masked', members }),
    }));
  const steps = all.flatMap((change) => (change.kind === 'masked' ? [] : [{ said: stepLabel(run, change.kind, change.position), change }]));
  return [...hidden, ...steps];
}

/** @param {Run} run @param {'word'|'row'} kind @param {number} position @returns {Said} */
function stepLabel(run, kind, position) {
  const step = run.steps[position];
  if (!step) return ['whatif.step', { step: position + 1 }, {}];
  const word = targetGroups(run.steps, false)[position].label;
  if (kind === 'row') return ['whatif.row', { word }, { word: 'en' }];
  const [best] = step.candidates;
  return best.id === step.id
    ? ['whatif.held', { word }, { word: 'en' }]
    : ['whatif.instead', { word, best: pieceLabel(best.piece) }, { word: 'en', best: 'en' }];
}

customElements.define('see-changes', Changes);
