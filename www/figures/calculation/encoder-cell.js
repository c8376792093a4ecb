/**
 * The cell of a recurrent encoder at one token of the source, opened as the decoder's is: what it reads, its gates, the state
 * that it leaves, with this run's numbers. A bidirectional encoder has a cell for each direction.
 */
import { html, nothing } from 'lit';
import { choices } from '../../drawing/choices.js';
import { Part } from '../../drawing/part.js';
import { quoted } from '../../i18n/quoted.js';
import { t, tell } from '../../i18n/t.js';
import { sourceGroups } from '../../text/words.js';
import { OperandStore } from '../operands.js';
import { cellNumbers } from './cell-numbers.js';
import { cellTex, encoderSymbols } from './notation.js';
import './encoder-cell.css';
import { equation, strip } from './parts.js';
import { mostMoved } from './terms.js';
import { vectorsOf } from './vectors.js';
import './words.js';

/**
 * @typedef {'forward'|'backward'} Direction
 * @typedef {{ run: import('../../networks/types.js').Run, token: number, direction: Direction }} Place
 */

/** @type {readonly Direction[]} */
const DIRECTIONS = ['forward', 'backward'];

export class EncoderCell extends Part {
  static properties = {
    run: { attribute: false },
    token: { attribute: false },
    cell: { attribute: false },
    dark: { attribute: false },
    chooses: { attribute: false },
    direction: { state: true },
    unit: { state: true },
  };

  constructor() {
    super();
    /** @type {import('../../networks/types.js').Run|null} */
    this.run = null;
    /** The source token whose cell is open. */
    this.token = 0;
    /** @type {import('./anatomy.js').Anatomy['cell']} */
    this.cell = 'gru';
    this.dark = false;
    /** Whether its token is chosen here, and not for all stages together. */
    this.chooses = true;
    /** @type {Direction} */
    this.direction = 'forward';
    /** The newest place whose operands have come. @type {(Place & { gates: import('../../networks/types.js').Operands })|null} */
    this.loaded = null;
    this.operands = new OperandStore(() => this.requestUpdate());
    /** The unit chosen; null: the one that moved most. @type {number|null} */
    this.unit = null;
    this.addEventListener('see-unit', (event) => this.#unit(/** @type {CustomEvent} */ (event)));
  }

  willUpdate() {
    const { run } = this;
    if (!run) return;
    if (this.direction === 'backward' && !run.source.encoder.backward) this.direction = 'forward';
    const { token, direction } = this;
    const gates = this.operands.get(run, { gates: [0, { kind: 'encoderGates', position: token, direction }] })?.gates;
    if (gates) this.loaded = { run, token, direction, gates };
  }

  render() {
    const { run, loaded } = this;
    if (!run) return nothing;
    const fresh = !!loaded && loaded.run === run && loaded.token === this.token && loaded.direction === this.direction;
    return html`<div class="calc-encoder" data-testid="encoder-cell" data-token=${this.token} data-direction=${this.direction} data-fresh=${fresh}>
      <div class="calc-how">${this.chooses ? this.#tokens(run) : nothing}${this.#directions(run)}</div>
      ${loaded ? this.#cell(loaded) : html`<p class="quiet">${t('calc.wait')}</p>`}
    </div>`;
  }

  /** @param {import('../../networks/types.js').Run} run */
  #tokens(run) {
    return html`<div class="chips" role="group" aria-label=${t('calc.encoderToken')}>${sourceGroups(run.source.tokens, false).map(
      ({ label }, j) =>
        html`<button type="button" class="chip" aria-pressed=${j === this.token} data-token=${j} @click=${() => this.tell('see-token', j)}>${label}</button>`,
    )}</div>`;
  }

  /** @param {import('../../networks/types.js').Run} run */
  #directions(run) {
    if (!run.source.encoder.backward) return nothing;
    return choices({
      name: 'encoder-direction',
      of: this.unique,
      label: t('calc.encoderDirection'),
      chosen: this.direction,
      all: DIRECTIONS.map((value) => ({ value, label: t(`calc.encoder.${value}`) })),
      choose: (direction) => (this.direction = direction),
    });
  }

  /** @param {NonNullable<EncoderCell['loaded']>} loaded */
  #cell({ run, token, direction, gates }) {
    /** @type {import('./anatomy.js').Anatomy} */
    const anatomy = { cell: this.cell, score: null, source: 'read', luong: false, stages: [] };
    const backwards = direction === 'backward' || run.source.readingOrder[0] > 0;
    const y = encoderSymbols(run.source.encoder.backward ? direction : null, backwards);
    const vectors = vectorsOf({ gates, attention: null, readout: null }, anatomy, y, token);
    for (const vector of Object.values(vectors)) vector.part = 'enc';
    const labels = sourceGroups(run.source.tokens, false).map(({ label }) => label);
    const unit = this.unit ?? mostMoved(vectors.state.values, vectors.before.values);
    const look = { anatomy, labels, token, read: labels[token], dark: this.dark, unit: () => unit };
    const lines = cellTex(anatomy, y);
    const read = [vectors.input, vectors.before, vectors.memorybefore].filter(Boolean);
    return html`<p>${quoted('calc.encoderReads', { word: labels[token] }, {})}</p>
      <div class="calc-vectors calc-pair-of">${read.map((vector) => strip(look, vector))}</div>
      ${cellNumbers(this.cell, gates, unit).map(
        (line, k) => html`<div class="calc-gate">${strip(look, { ...vectors[line.term], tex: lines[k].tex })}${equation(line)}</div>`,
      )}
      <p class="calc-note">${tell(`calc.say.cell-${this.cell}`)}</p>`;
  }

  /** The unit is the same in all of its strips, and in no others. @param {CustomEvent<{ unit: number|null, pinned: boolean }>} event */
  #unit(event) {
    event.stopPropagation();
    const { unit, pinned } = event.detail;
    if (unit !== null && pinned) this.unit = unit;
  }
}

customElements.define('see-encoder-cell', EncoderCell);
