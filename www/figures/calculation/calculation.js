/**
 * How the word of the step looked at was made, for networks with a recurrent decoder: its formula in one
 * line and the weights of its attention; opened, every stage with the numbers of this run.
 */
import { html, nothing } from 'lit';
import { anatomyOf, isRecurrent, paperOf } from './anatomy.js';
import { kindOf } from '../../networks/kinds.js';
import { chainTex } from './notation.js';
import { quoted } from '../../i18n/quoted.js';
import { t, tell } from '../../i18n/t.js';
import { chosenSteps } from '../../state/options.js';
import { phaseOf } from '../../state/playback.js';
import { Part } from '../../drawing/part.js';
import { pieceLabel, sourceGroups, surfaces } from '../../text/words.js';
import './formula.js';

/** Words named in the card; the others are told of together. */
const NAMED = 8;

export class Calculation extends Part {
  static properties = { state: { attribute: false }, built: { state: true }, token: { state: true } };

  constructor() {
    super();
    /** @type {import('../../state/store.js').State|null} */
    this.state = null;
    /** Whether the code of the opened card is there. */
    this.built = false;
    /** What the reader has just asked for: open, or closed. @type {boolean|null} */
    this.wanted = null;
    /** The source token whose part is followed; null: the one read most. @type {number|null} */
    this.token = null;
    /** The moment that was followed last; null: none yet. @type {number|null} */
    this.moment = null;
    /** Whether a translation has been completed: formulas may be fetched now. */
    this.ready = false;
    /** @type {import('../../networks/types.js').SourceTrace|undefined} */
    this.source = undefined;
    this.addEventListener('see-token', (event) => (this.token = /** @type {CustomEvent} */ (event).detail));
  }

  get open() {
    return this.built && !!this.state?.terms;
  }

  willUpdate() {
    const run = this.state?.run;
    if (run?.source !== this.source) this.token = null;
    this.source = run?.source;
    this.#read();
    // While another kind of network is on its way, what is drawn stays.
    const there = isRecurrent(run?.mechanism ?? this.state?.mechanism);
    this.toggleAttribute('hidden', !there);
    // Its place in the layout is kept only while it is there.
    this.classList.toggle('at-calculation', there);
    this.classList.toggle('open', there && this.open);
    if (there && this.state?.terms && !this.built) import('./steps.js').then(() => (this.built = true));
  }

  /** Where the flow stands at a token that the encoder reads, that token is followed. */
  #read() {
    const { run, moment = 0 } = this.state ?? {};
    if (!run?.steps.length || this.moment === moment) return;
    const phase = phaseOf(run, moment);
    if (this.moment !== null && phase.kind === 'read') this.token = run.source.readingOrder[phase.turn];
    this.moment = moment;
  }

  render() {
    const run = this.state?.run;
    const step = this.state && run?.steps[this.state.step];
    if (!run || !step || !isRecurrent(run.mechanism)) {
      return html`<div class="heading"><h2>${t('calc.empty')}</h2></div>`;
    }
    const anatomy = anatomyOf(run.mechanism, !!step.context);
    return html`<div class="heading">
        <h2>${this.#title(run)}<em>${t('calc.step', { step: step.position + 1, of: run.steps.length })}</em></h2>
        ${this.open ? html`<div class="controls">${this.#toggle()}</div>` : nothing}
      </div>
      <div class="calc-card ${this.state?.stale ? 'stale' : ''}" data-testid="calculation" data-mechanism=${run.mechanism} data-step=${step.position}>
        <p class="calc-chain">${this.#chain(run, anatomy)}</p>
        ${this.open ? nothing : this.#weights(run, step)}
        <p class="calc-paper">${tell(`calc.paper.${paperOf(run.mechanism)}`)}</p>
        ${this.open ? nothing : this.#toggle()}
      </div>
      <div id="calc-steps">${this.open ? html`<see-calculation-steps .state=${this.state} .token=${this.token}></see-calculation-steps>` : nothing}</div>`;
  }

  /** @param {import('../../networks/types.js').Run} run */
  #title(run) {
    const { step } = /** @type {import('../../state/store.js').State} */ (this.state);
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
    if (!attention)
      return html`<p class="calc-words">${t(kindOf(run.mechanism)?.enters === 'read' ? 'calc.oneByOne' : 'calc.noWeights')}</p>`;
    const { whole, numbers } = /** @type {import('../../state/store.js').State & { numbers?: boolean }} */ (this.state);
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
        ${label}${numbers === false ? nothing : html` <span class="number">${weight.toFixed(2)}</span>`}</button>`,
      )}
      ${others.length ? html`<span class="quiet">${t('calc.others', { count: others.length, weight: rest.toFixed(2) })}</span>` : nothing}</p>`;
  }

  #toggle() {
    return html`<button type="button" class="pill" data-testid="calculation-open" aria-expanded=${this.open} aria-controls="calc-steps" @click=${() => this.#show(!this.open)}>
      ${this.open ? t('calc.close') : t('calc.open')}</button>`;
  }

  /** Opens at one token. @param {number} token */
  #follow(token) {
    this.token = token;
    this.#show(true);
  }

  /** @param {boolean} open */
  async #show(open) {
    if (open) await import('./steps.js');
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
