/**
 * The English words as they come, underlined the stronger the more probable they were. Hover, focus
 * and arrow keys choose the step that the rest of the page looks at.
 */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { OWN } from '../networks/own.js';
import { tellsNothing } from '../text/detect.js';
import { doubt } from '../state/doubt.js';
import { t } from '../i18n/t.js';
import { chosenSteps } from '../state/options.js';
import { Part } from '../drawing/part.js';
import { lastMade } from '../state/playback.js';
import { isLeastSure } from '../state/resting-step.js';
import { alongRow } from '../drawing/grid-keys.js';
import { textWidth } from '../drawing/text-width.js';
import { surfaces } from '../text/words.js';
import { gpuState } from './backend-switch.js';
import './announcer.js';
import './search-control.js';
import { isLong } from './source-box.js';

export class TranslationLine extends Part {
  static properties = { state: { attribute: false } };

  constructor() {
    super();
    /** @type {import('../state/store.js').State|null} */
    this.state = null;
    /** Words of the run drawn before and of this one: only what differs appears anew. */
    this.words = { before: /** @type {string[]} */ ([]), now: /** @type {string[]} */ ([]) };
    /** Changes with each run drawn. */
    this.count = 0;
    /** @type {import('../networks/types.js').SourceTrace|undefined} */
    this.source = undefined;
  }

  willUpdate() {
    const run = this.state?.run;
    if (run?.source !== this.source) {
      this.words.before = this.words.now;
      this.source = run?.source;
      this.count += 1;
    }
    this.words.now = run ? surfaces(run.steps).map(({ word }) => word) : [];
  }

  render() {
    if (!this.state) return nothing;
    const { run, status, stale, step } = this.state;
    const words = run ? surfaces(run.steps) : [];
    const doubt = this.#doubt();
    const made = lastMade(this.state);
    const there = words.length && made >= 0;
    const fresh = firstDifference(this.words.before, this.words.now);
    return html`
      <div class="label"><i class="dot dec"></i>${t('translation.label')}<span class="space"></span>${this.#loading()}${doubt === null && !this.#untold() ? nothing : html`<span class="doubt" aria-hidden="true">${t('translation.doubt')}</span>`}
        <see-speak .text=${status === 'done' && run && !stale ? (run.steps.at(-1)?.text ?? '') : ''} .tongue=${'en'}></see-speak><see-search .options=${this.state.options}></see-search></div>
      <div class="big translation ${stale ? 'stale' : ''} ${isLong(this.state.text) ? 'long' : ''}" lang="en" data-testid="translation"
        data-state=${status} data-source=${status === 'error' ? this.state.asked : (run?.text ?? this.state.asked)} data-mechanism=${run?.mechanism ?? nothing}
        data-backend=${run?.hood?.backend ?? nothing}
        role=${there ? 'listbox' : nothing} aria-label=${there ? t('translation.words') : nothing}
        aria-orientation=${there ? 'horizontal' : nothing} aria-busy=${status !== 'done' && status !== 'error'}
        @keydown=${this.#key}>${repeat(
          words,
          (_, i) => (i < fresh ? i : `${this.count}:${i}`),
          (each, i) => this.#word(each, i, i === step, i - fresh, made),
        )}</div>
      ${this.#below(words.length)}
      ${status === 'done' && run && words.some(({ word }) => word) ? this.#lit(run) : nothing}
      ${this.#why(doubt)}
      ${this.#cut()}
      <see-announcer .text=${status === 'done' && run && !stale ? t('translation.done', { text: run.steps.at(-1)?.text ?? '' }) : ''}></see-announcer>`;
  }

  /**
   * @param {{ gap: string, word: string }} surface
   * @param {number} i @param {boolean} on
   * @param {number} age how many new words stand before it; negative for a word that stood there already
   * @param {number} made the last step that is shown as made: in place of later ones is room for them
   */
  #word({ gap, word }, i, on, age, made) {
    // The end mark adds nothing to the text; a piece can be a gap alone.
    if (!word) return gap;
    if (i > made) return html`${gap}<span class="word later" aria-hidden="true" style="--room:${room(word)}em"></span>`;
    const { steps, options } = /** @type {import('../networks/types.js').Run} */ (
      /** @type {import('../state/store.js').State} */ (this.state).run
    );
    const p = Math.exp(steps[i].logProb);
    const held = i >= options.prefix.length ? '' : chosenSteps(options).includes(i) ? 'held chosen' : 'held';
    // Gone through, a word comes at once; else those of a run come one after another.
    const style = `--p:${p.toFixed(3)};--age:${made < Infinity ? 0 : Math.min(Math.max(age, 0), 12)}`;
    return html`${gap}<span class="word ${on ? 'on' : ''} ${age >= 0 ? 'new' : ''} ${held}" style=${style} role="option"
      aria-selected=${on} tabindex=${on ? 0 : -1} data-step=${i}
      aria-label=${t(held ? 'translation.held' : 'translation.option', { word, p: p.toFixed(2) })} title=${held ? t('whatif.heldWhy') : nothing}
      @mouseenter=${() => made < Infinity || this.tell('see-look', i)} @click=${() => this.tell('see-look', i)} @focus=${() => this.tell('see-look', i)}>${word}</span>`;
  }

  /** Why a word is lit, and what can be done. Its place stays while the run is gone through. @param {import('../networks/types.js').Run} run */
  #lit(run) {
    const { step, stepping } = /** @type {import('../state/store.js').State} */ (this.state);
    return html`<p class="why-lit">${stepping ? html`&nbsp;` : t(isLeastSure(run, step) ? 'translation.leastSure' : 'translation.choose')}</p>`;
  }

  /** Whether the sentence told no language, so that what was made of it may mean anything. */
  #untold() {
    const { run, status, stale } = /** @type {import('../state/store.js').State} */ (this.state);
    return status === 'done' && !!run && !stale && run.mechanism !== OWN && tellsNothing(run.text);
  }

  /** Why the translation is not to be trusted. @param {number|null} doubt */
  #why(doubt) {
    if (this.#untold()) return html`<p class="why-doubt" data-testid="untold">${t('translation.untold')}</p>`;
    return doubt === null
      ? nothing
      : html`<p class="why-doubt" data-testid="doubt">${t('translation.doubtWhy', { p: doubt.toFixed(2) })}</p>`;
  }

  /** How probable the translation is, where it is done and doubtful; else null. */
  #doubt() {
    const { run, status } = /** @type {import('../state/store.js').State} */ (this.state);
    return status === 'done' && run ? doubt(run) : null;
  }

  /** Why the translation ends where it does, if the network did not end it. */
  #cut() {
    const ended = this.state?.run?.steps.at(-1)?.ended;
    if (ended !== 'repeats' && ended !== 'length') return nothing;
    return html`<p class="why-doubt" data-testid="ended" data-ended=${ended}>${t(`translation.ended.${ended}`)}</p>`;
  }

  /** What the translation waits for, if it waits long enough to be asked. */
  #loading() {
    const { status, progress, backend, gpu } = /** @type {import('../state/store.js').State} */ (this.state);
    if (status !== 'loading') return nothing;
    const percent = progress?.total ? Math.round((100 * progress.loaded) / progress.total) : 100;
    if (percent < 100) return html`<span class="late number">${t('progress.weights', { percent })}</span>`;
    const awaited = backend === 'gpu' && gpu.availability !== 'ready';
    return html`<span class="late">${awaited ? `${t('backend.gpu')}: ${gpuState(gpu)}` : t('translation.loading')}</span>`;
  }

  /** What stands there while there are no words. @param {number} count */
  #below(count) {
    const { status, asked, notice, run, stale } = /** @type {import('../state/store.js').State} */ (this.state);
    if (status === 'done' && run && !stale && !run.steps.at(-1)?.text.trim())
      return html`<p class="quiet" data-testid="empty">${t('translation.empty')}</p>`;
    if (count) return nothing;
    if (!asked.trim()) return html`<p class="quiet">${t('translation.hint')}</p>`;
    if (notice || status === 'error' || status === 'done') return nothing;
    return html`<p class="quiet late">${t('translation.running')}</p>`;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const words = /** @type {HTMLElement[]} */ ([...this.querySelectorAll('.word:not(.later)')]);
    const at = words.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const to = alongRow(event.key, at, words.length);
    if (to === undefined || at < 0) return;
    event.preventDefault();
    words[to].focus();
  }
}

/** How wide a word is, as a share of its letters' size. @param {string} word */
const room = (word) => (textWidth(word, 100) / 100).toFixed(2);

/** @param {string[]} a @param {string[]} b @returns {number} where they part */
function firstDifference(a, b) {
  const at = b.findIndex((word, i) => word !== a[i]);
  return at < 0 ? b.length : at;
}

customElements.define('see-translation', TranslationLine);
