/**
 * How the word of the step looked at was made, for networks with a recurrent decoder: its formula in one
 * line and the weights of its attention; opened, every stage with the numbers of this run. It tells `see-terms`: the reader opens
 * or closes it.
 */
import { html, nothing } from 'lit';
import { anatomyOf, paperOf } from './anatomy.js';
import { chainTex } from './notation.js';
import { quoted } from '../../i18n/quoted.js';
import { t, tell } from '../../i18n/t.js';
import { chosenSteps } from '../../state/options.js';
import { phaseOf } from '../../state/playback.js';
import { lazily } from '../../drawing/lazily.js';
import { Part } from '../../drawing/part.js';
import { pieceLabel, sourceGroups, surfaces } from '../../text/words.js';
import './formula.js';

/** Words named in the card; the others are told of together. */
const NAMED = 8;

/** The code of the opened card. */
const opened = lazily(() => import('./steps.js'));

export class Calculation extends Part {
  static properties = {
    run: { attribute: false },
    step: { attribute: false },
    moment: { attribute: false },
    awaited: { attribute: false },
    terms: { attribute: false },
    whole: { attribute: false },
    numbers: { attribute: false },
    stale: { attribute: false },
    dark: { attribute: false },
    built: { state: true },
    token: { state: true },
  };

  constructor() {
    super();
    /** What is drawn; none: the figure waits. @type {import('../../networks/types.js').Run|null} */
    this.run = null;
    this.step = 0;
    /** Where the run is looked at: at a token that the encoder reads, that token is followed. */
    this.moment = 0;
    /** What the network is whose first run is on its way. @type {import('../../networks/mechanism.js').Mechanism|null} */
    this.awaited = null;
    /** Whether it is opened. */
    this.terms = false;
    /** Whole words, not sub-words. */
    this.whole = false;
    /** Whether the weights are told in numbers. */
    this.numbers = true;
    /** Whether a newer run is on its way. */
    this.stale = false;
    this.dark = false;
    /** Whether the code of the opened card is there. */
    this.built = false;
    /** What the reader has just asked for: open, or closed. @type {boolean|null} */
    this.wanted = null;
    /** The source token whose part is followed; null: the one read most. @type {number|null} */
    this.token = null;
    /** The moment that was followed last; null: none yet. @type {number|null} */
    this.followed = null;
    /** Whether a translation has been completed: formulas may be fetched now. */
    this.ready = false;
    /** @type {import('../../networks/types.js').SourceTrace|undefined} */
    this.source = undefined;
    this.addEventListener('see-token', (event) => (this.token = /** @type {CustomEvent} */ (event).detail));
  }

  get open() {
    return this.built && this.terms;
  }

  willUpdate() {
    const { run } = this;
    if (run?.source !== this.source) this.token = null;
    this.source = run?.source;
    this.#read();
    // While another kind of network is on its way, what is drawn stays.
    const there = !!(run?.network ?? this.awaited)?.cell;
    this.toggleAttribute('hidden', !there);
    // Its place in the layout is kept only while it is there.
    this.classList.toggle('at-calculation', there);
    this.classList.toggle('open', there && this.open);
    if (there && this.terms && !this.built) opened().then(() => (this.built = true));
  }

  /** Where the flow stands at a token that the encoder reads, that token is followed. */
  #read() {
    const { run, moment } = this;
    if (!run?.steps.length || this.followed === moment) return;
    const phase = phaseOf(run, moment);
    if (this.followed !== null && phase.kind === 'read') this.token = run.source.readingOrder[phase.turn];
    this.followed = moment;
  }

  render() {
    const { run } = this;
    const step = run?.steps[this.step];
    const anatomy = run && anatomyOf(run.network);
    if (!run || !step || !anatomy) {
      return html`<div class="heading"><h2>${t('calc.empty')}</h2></div>`;
    }
    return html`<div class="heading">
        <h2>${this.#title(run)}<em>${t('calc.step', { step: step.position + 1, of: run.steps.length })}</em></h2>
        ${this.open ? html`<div class="controls">${this.#toggle()}</div>` : nothing}
      </div>
      <div class="calc-card ${this.stale ? 'stale' : ''}" data-testid="calculation" data-mechanism=${run.mechanism} data-step=${step.position}>
        <p class="calc-chain">${this.#chain(run, anatomy)}</p>
        ${this.open ? nothing : this.#weights(run, step)}
        <p class="calc-paper">${tell(`calc.paper.${paperOf(run)}`)}</p>
        ${this.open ? nothing : this.#toggle()}
      </div>
      <div id="${this.unique}-steps">${this.open ? html`<see-calculation-steps .run=${run} .step=${this.step} .stale=${this.stale} .dark=${this.dark} .token=${this.token}></see-calculation-steps>` : nothing}</div>`;
  }

  /** @param {import('../../networks/types.js').Run} run */
  #title(run) {
    const { step } = this;
    const key = chosenSteps(run.options).includes(step) ? 'calc.titleYours' : 'calc.title';
    return quoted(key, { word: surfaces(run.steps)[step].word || pieceLabel(run.steps[step].piece) }, { word: 'en' });
  }

  /** The formula, link after link, once the first translation is there. @param {import('../../networks/types.js').Run} run @param {import('./anatomy.js').Anatomy} anatomy */
  #chain(run, anatomy) {
    this.ready ||= !!run.hood;
    if (!this.ready) return nothing;
    return chainTex(anatomy).map(
      (tex, k) => html`<span>${k ? html`<i aria-hidden="true">→</i>` : nothing}<see-formula .tex=${tex}></see-formula></span>`,
    );
  }

  /** The weights of this step, in words. @param {import('../../networks/types.js').Run} run @param {import('../../networks/types.js').Step} step */
  #weights(run, { attention }) {
    if (!attention) return html`<p class="calc-words">${t(run.network.source === 'read' ? 'calc.oneByOne' : 'calc.noWeights')}</p>`;
    const { whole, numbers } = this;
    const words = sourceGroups(run.source.tokens, whole).map(({ label, members }) => ({
      label,
      token: members[0],
      weight: members.reduce((sum, j) => sum + attention.row[j], 0),
    }));
    const most = [...words].sort((a, b) => b.weight - a.weight).slice(0, words.length > NAMED + 1 ? NAMED : words.length);
    const others = words.filter((each) => !most.includes(each));
    const rest = others.reduce((sum, { weight }) => sum + weight, 0);
    return html`<p class="calc-words" data-testid="calc-words">${words
      .filter((each) => most.includes(each))
      .map(
        ({ label, token, weight }) => html`
      <button type="button" class=${weight === most[0].weight ? 'most' : ''} data-token=${token} data-value=${weight} @click=${() => this.#follow(token)}>
        ${label}${!numbers ? nothing : html` <span class="number">${weight.toFixed(2)}</span>`}</button>`,
      )}
      ${others.length ? html`<span class="quiet">${t('calc.others', { count: others.length, weight: rest.toFixed(2) })}</span>` : nothing}</p>`;
  }

  #toggle() {
    return html`<button type="button" class="pill" data-testid="calculation-open" aria-expanded=${this.open} aria-controls="${this.unique}-steps" @click=${() => this.#show(!this.open)}>
      ${this.open ? t('calc.close') : t('calc.open')}</button>`;
  }

  /** Opens at one token. @param {number} token */
  #follow(token) {
    this.token = token;
    this.#show(true);
  }

  /** @param {boolean} open */
  async #show(open) {
    if (open) await opened();
    this.built ||= open;
    this.wanted = open;
    this.tell('see-terms', open);
  }

  updated() {
    if (this.wanted !== this.open) return;
    this.wanted = null;
    // The button has moved: the focus stays with it.
    /** @type {HTMLElement|null} */ (this.querySelector('[data-testid="calculation-open"]'))?.focus({ preventScroll: true });
    if (this.open) this.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }
}

customElements.define('see-calculation', Calculation);
