/**
 * The calculation of one decoder step, opened: stage after stage in the order in which the network takes
 * them, each with its formula and this run's numbers. The source token, the unit and the candidate looked at are
 * chosen once and hold for all stages.
 */
import { html, nothing } from 'lit';
import './encoder-cell.js';
import './stages.css';
import { anatomyOf, madeOf } from './anatomy.js';
import { symbols } from './notation.js';
import { rowOf } from '../../drawing/matrix.js';
import { largestAt, mostMoved, sumOfProducts } from './terms.js';
import { scoreFactors, vectorsOf } from './vectors.js';
import { t, tell } from '../../i18n/t.js';
import { choices } from '../../drawing/choices.js';
import { Part } from '../../drawing/part.js';
import { OperandStore } from '../operands.js';
import { sourceGroups, START_LABEL, targetGroups } from '../../text/words.js';
import { contextStage, scoreStage, softmaxStage } from './attention-stages.js';
import { cellStage, handedStage, outputStage, readoutStage } from './decoder-stages.js';
import { numbersTable } from './numbers-table.js';
import { stageNav, toTop } from './stage-nav.js';
import { picker } from './picker.js';
import './words.js';

/**
 * @typedef {import('../../networks/types.js').Run} Run
 * @typedef {import('../../networks/types.js').Part} Wanted
 * @typedef {import('./vectors.js').StepOperands} StepOperands
 * @typedef {import('./vectors.js').Vector} Vector
 * @typedef {{ tex: string[], body: unknown, note?: string }} StageView
 *
 * @typedef {object} Look what the stages draw
 * @property {Run} run
 * @property {import('../../networks/types.js').Step} step
 * @property {import('./anatomy.js').Anatomy} anatomy
 * @property {import('./notation.js').Symbols} y
 * @property {StepOperands} operands
 * @property {Record<string, Vector>} vectors
 * @property {string[]} labels of the source's tokens
 * @property {string} read the word that the step reads: the one made before, or, without encoder and decoder, one of the source
 * @property {number} token the source token looked at
 * @property {number} candidate id of the candidate looked at
 * @property {(space: string) => number} unit the unit looked at in a space
 * @property {boolean} dark
 */

/** Here one stage fills the screen. */
const NARROW = matchMedia('(max-width: 800px)');

const STAGES = {
  handed: handedStage,
  score: scoreStage,
  softmax: softmaxStage,
  context: contextStage,
  cell: cellStage,
  readout: readoutStage,
  output: outputStage,
};

export class CalculationSteps extends Part {
  static properties = {
    run: { attribute: false },
    step: { attribute: false },
    stale: { attribute: false },
    dark: { attribute: false },
    token: { attribute: false },
    hoverToken: { state: true },
    units: { state: true },
    candidate: { state: true },
    lit: { state: true },
    at: { state: true },
    chosen: { state: true },
    table: { state: true },
    encoder: { state: true },
  };

  constructor() {
    super();
    /** @type {Run|null} */
    this.run = null;
    this.step = 0;
    /** Whether a newer run is on its way. */
    this.stale = false;
    this.dark = false;
    /** The token chosen; null: the one read most. @type {number|null} */
    this.token = null;
    /** @type {number|null} */
    this.hoverToken = null;
    /** Units chosen, and the one under the pointer. @type {{ chosen: Record<string, number>, hover: Record<string, number> }} */
    this.units = { chosen: {}, hover: {} };
    /** The candidate chosen; null: the one that was taken. @type {number|null} */
    this.candidate = null;
    /** The term looked at. */
    this.lit = '';
    this.table = false;
    /** Whether the encoder's cell is open. */
    this.encoder = false;
    /** The stage shown where one is shown at a time. */
    this.at = 0;
    /** Whether one stage is shown at a time; null: as the page's width has it. @type {boolean|null} */
    this.chosen = null;
    /** The stage whose heading takes the focus once it is shown. @type {number|null} */
    this.awaited = null;
    /** The newest step whose operands have come. @type {{ run: Run, index: number, operands: StepOperands }|null} */
    this.loaded = null;
    /** Whether it is drawn for the first time. */
    this.fresh = false;
    this.operands = new OperandStore(() => this.requestUpdate());
    this.addEventListener('see-unit', (event) => this.#unit(/** @type {CustomEvent} */ (event)));
    this.addEventListener('pointerover', (event) => this.#light(event));
    this.addEventListener('pointerleave', () => (this.lit = ''));
    this.addEventListener('focusin', (event) => this.#light(event));
    this.addEventListener('focusout', () => (this.lit = ''));
  }

  /** Whether one stage is shown at a time. */
  get single() {
    return this.chosen ?? NARROW.matches;
  }

  connectedCallback() {
    super.connectedCallback();
    NARROW.addEventListener('change', this.#turned);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    NARROW.removeEventListener('change', this.#turned);
  }

  #turned = () => this.requestUpdate();

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    const { run, step, stale } = this;
    const before = /** @type {Run|null|undefined} */ (changed.get('run'));
    if (changed.has('run') && before?.source !== run?.source) this.hoverToken = this.candidate = null;
    if (stale || !run?.steps[step]) return;
    const operands = stepOperands(this.operands.get(run, needs(run, step)));
    // A newer sentence may have taken its place: then the figure before stays until that one is there.
    if (operands && !(this.loaded?.run === run && this.loaded.index === step)) {
      this.loaded = { run, index: step, operands };
      this.fresh = true;
    }
  }

  render() {
    if (!this.loaded) return html`<p class="quiet calc-wait">${t('calc.wait')}</p>`;
    const look = this.#look(this.loaded);
    const { stages, score } = look.anatomy;
    const { lit } = this;
    const fresh = this.loaded.run === this.run && this.loaded.index === this.step;
    return html`<div class="calc-steps ${fresh ? '' : 'stale'}" data-testid="calculation-steps" data-step=${this.loaded.index} data-mechanism=${look.run.mechanism}
        data-fresh=${fresh} data-lit=${lit ? [lit, ...(madeOf(look.anatomy)[lit] ?? [])].join(' ') : nothing}>
      ${score ? picker(look, (token, pinned) => this.#token(token, pinned)) : nothing}
      <div class="calc-how"><p class="calc-legend">${t('calc.legend')}</p>${this.#amount()}</div>
      <ol class=${this.single ? 'single' : ''}>${stages.map((name, k) => (this.single && k !== this.#shown(stages) ? this.#folded(name, k, look) : this.#stage(name, look)))}</ol>
      ${
        this.single
          ? stageNav(
              stages.map((name) => tell(`calc.stage.${wordsOf(name, look.anatomy).title}`)),
              this.#shown(stages),
              (to) => this.#go(to),
            )
          : nothing
      }
      ${look.anatomy.source === 'read' ? nothing : this.#encoder(look)}
      ${this.#foot(look)}
    </div>`;
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (this.awaited !== null)
      toTop(
        this.querySelectorAll('.calc-steps li')[this.awaited]?.querySelector('h3') ?? null,
        this.querySelectorAll('.calc-steps li')[this.awaited],
      );
    this.awaited = null;
    if (this.fresh || changed.has('token')) this.#reveal();
    this.fresh = false;
  }

  /** Brings the token chosen into sight in the rows that scroll, without moving the page. */
  #reveal() {
    for (const chosen of this.querySelectorAll('.calc-tokens [aria-checked="true"], .calc-softmax thead .chosen')) {
      const row = /** @type {HTMLElement} */ (chosen.closest('.calc-tokens, .calc-scroll'));
      const [at, room] = [chosen.getBoundingClientRect(), row.getBoundingClientRect()];
      row.scrollLeft += at.left - room.left - (room.width - at.width) / 2;
    }
  }

  /** All stages under each other, or one at a time. */
  #amount() {
    return choices({
      name: 'calc-amount',
      of: this.unique,
      label: t('calc.stagesLabel'),
      chosen: this.single,
      all: [
        { value: false, label: t('calc.allStages') },
        { value: true, label: t('calc.oneStage') },
      ],
      choose: (one) => (this.chosen = one),
    });
  }

  /** The stage shown, of a network that may have fewer than the one before. @param {unknown[]} stages */
  #shown(stages) {
    return Math.min(this.at, stages.length - 1);
  }

  /** @param {number} to */
  #go(to) {
    this.at = this.awaited = to;
  }

  /** A stage that is not shown: its name, which shows it. @param {keyof typeof STAGES} name @param {number} k @param {Look} look */
  #folded(name, k, look) {
    return html`<li class="folded" data-stage=${name}><button type="button" aria-expanded="false" @click=${() => this.#go(k)}>${tell(`calc.stage.${wordsOf(name, look.anatomy).title}`)}</button></li>`;
  }

  /** @param {keyof typeof STAGES} name @param {Look} look */
  #stage(name, look) {
    const { tex, body, note } = STAGES[name](look, this);
    const { title, say } = wordsOf(name, look.anatomy);
    return html`<li data-stage=${name}>
      <div class="calc-say">
        <h3 tabindex=${this.single ? -1 : nothing}>${tell(`calc.stage.${title}`)}</h3>
        ${tex.map((each) => html`<p class="calc-tex"><see-formula .tex=${each}></see-formula></p>`)}
        <p>${tell(`calc.say.${say}`, { n: look.vectors.state.values.length })}</p>
        ${note ? html`<p class="calc-note">${note}</p>` : nothing}
      </div>
      <div class="calc-show">${body}</div>
    </li>`;
  }

  /** The encoder's cell at the token looked at: asked for once it is opened. @param {Look} look */
  #encoder({ run, anatomy, token, dark }) {
    return html`<details class="calc-encoder-fold" data-testid="encoder-open" ?open=${this.encoder} @toggle=${(/** @type {Event} */ { target }) => (this.encoder = /** @type {HTMLDetailsElement} */ (target).open)}>
      <summary>${t('calc.encoderTitle', { word: sourceGroups(run.source.tokens, false)[token].label })}</summary>
      ${this.encoder ? html`<see-encoder-cell .run=${run} .token=${token} .cell=${anatomy.cell} .dark=${dark} .chooses=${!anatomy.score}></see-encoder-cell>` : nothing}
    </details>`;
  }

  /** @param {Look} look */
  #foot(look) {
    return html`<div class="calc-foot">
      <p class="calc-note">${differs(look.anatomy)}</p>
      ${look.anatomy.score ? html`<p class="calc-note">${t('calc.caveat')}</p>` : nothing}
      <button type="button" class="link" aria-expanded=${this.table} aria-controls="${this.unique}-table" @click=${() => (this.table = !this.table)}>
        ${this.table ? t('calc.hideTable') : t('calc.showTable')}</button>
      <div id="${this.unique}-table">${this.table ? numbersTable(look) : nothing}</div>
    </div>`;
  }

  /** Puts together what the stages draw. @param {NonNullable<CalculationSteps['loaded']>} loaded @returns {Look} */
  #look({ run, index, operands }) {
    const step = run.steps[index];
    const anatomy = /** @type {Look['anatomy']} */ (anatomyOf(run.network));
    const y = symbols(anatomy);
    const weights = operands.attention?.weights.data;
    const token = Math.min(this.hoverToken ?? this.token ?? (weights ? largestAt(weights) : 0), run.source.tokens.length - 1);
    const vectors = vectorsOf(operands, anatomy, y, token);
    const candidate = step.candidates.find(({ id }) => id === this.candidate)?.id ?? step.id;
    return {
      run,
      step,
      anatomy,
      y,
      operands,
      vectors,
      token,
      candidate,
      read:
        anatomy.source === 'read'
          ? sourceGroups(run.source.tokens, false)[index].label
          : index
            ? targetGroups(run.steps, false)[index - 1].label
            : START_LABEL,
      labels: sourceGroups(run.source.tokens, false).map(({ label }) => label),
      dark: this.dark,
      unit: (/** @type {string} */ space) =>
        this.units.hover[space] ?? this.units.chosen[space] ?? usual(space, anatomy, vectors, operands.readout, candidate),
    };
  }

  /** @param {CustomEvent<{ space: string, unit: number|null, pinned: boolean }>} event */
  #unit({ detail: { space, unit, pinned } }) {
    const { chosen } = this.units;
    if (unit === null) this.units = { chosen, hover: {} };
    else if (pinned) this.units = { chosen: { ...chosen, [space]: unit }, hover: {} };
    else this.units = { chosen, hover: { [space]: unit } };
  }

  /** @param {number|null} token @param {boolean} pinned */
  #token(token, pinned) {
    if (!pinned) return void (this.hoverToken = token);
    this.hoverToken = null;
    this.token = token;
    this.tell('see-token', token);
  }

  /** Lights the term under the pointer or the focus. @param {Event} event */
  #light(event) {
    const term = /** @type {Element} */ (event.target).closest?.('[class^="t-"], [class*=" t-"]');
    const name = [...(term?.classList ?? [])].find((each) => /^t-/.test(each));
    this.lit = name?.slice(2) ?? '';
  }
}

/**
 * What is to be known of one step.
 * @param {Run} run @param {number} index @returns {Record<'gates'|'readout', [number, Wanted]> & { attention?: [number, Wanted] }}
 */
const needs = (run, index) => ({
  gates: [index, { kind: 'gates' }],
  ...(run.steps[index].attention ? { attention: [index, { kind: 'attention' }] } : {}),
  readout: [index, { kind: 'readout' }],
});

/** @param {ReturnType<OperandStore['get']>} found @returns {StepOperands|null} */
function stepOperands(found) {
  if (!found) return null;
  const { gates, readout, attention = null } = found;
  const complete = gates && readout && !('attention' in found && !attention);
  return complete ? { gates, readout, attention } : null;
}

/** The keys of a stage's words. @param {keyof typeof STAGES} name @param {Look['anatomy']} anatomy */
function wordsOf(name, { cell, score, source }) {
  if (name === 'cell') return { title: `cell-${cell}`, say: `cell-${cell}` };
  if (name === 'score') return { title: name, say: `score-${score}` };
  if (name === 'softmax' && score === 'local-p') return { title: name, say: 'softmax-local-p' };
  return { title: name, say: name === 'readout' && source === 'first' ? 'readout-first' : name };
}

/** Where this network is not as its paper says. @param {Look['anatomy']} anatomy */
function differs({ luong, score, cell, source }) {
  if (source === 'read') return t('calc.differs.rnn');
  if (luong) return t('calc.differs.luong');
  if (score) return t('calc.differs.additive');
  return `${t('calc.differs.seq2seq')} ${cell === 'gru' ? t('calc.differs.gru') : ''}`;
}

/**
 * The unit to begin with: where a sum is taken the largest product, else the unit of the state that moved most.
 * @param {string} space @param {Look['anatomy']} anatomy @param {Record<string, Vector>} vectors
 * @param {import('../../networks/types.js').Operands} readout @param {number} candidate
 */
function usual(space, anatomy, vectors, { ids, embedding, readout }, candidate) {
  const largest = (/** @type {ArrayLike<number>} */ a, /** @type {ArrayLike<number>} */ b) =>
    sumOfProducts(a, b, 0, { keep: 1 }).terms[0].index;
  if (space === 'energy') {
    const { a, b } = scoreFactors(anatomy, vectors);
    return largest(a.values, b.values);
  }
  const row = ids.data.indexOf(candidate);
  if (space === 'readout' && row >= 0) return largest(readout.data, rowOf(embedding, row));
  if (space === 'hidden') return mostMoved(vectors.state.values, vectors.before.values);
  return largestAt(Array.from(vectors.input.values, Math.abs));
}

customElements.define('see-calculation-steps', CalculationSteps);
