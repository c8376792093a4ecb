/**
 * A beam search as a tree: a column for each step, the most probable hypothesis on top, the way to the
 * translation strong and what was dropped pale. Hover, focus and arrow keys tell a hypothesis whole, with its score.
 */
import { html, nothing, svg } from 'lit';
import { branchesOf, neighbour } from './beam.js';
import { t } from '../../i18n/t.js';
import { Part } from '../../drawing/part.js';
import { tableBehind } from '../../drawing/table-behind.js';
import { textWidth } from '../../drawing/text-width.js';
import { beamTable } from './table.js';

/** Pixels: a node's height, the rise from rank to rank, the room for an edge, the least width of a node, and the margin. */
const NODE = 37;
const RISE = 46;
const EDGE = 36;
const LEAST = 46;
const MARGIN = 6;
const FONT = 13;

/** @typedef {import('./beam.js').Branch} Branch */

export class BeamTree extends Part {
  static properties = {
    run: { attribute: false },
    step: { attribute: false },
    stale: { attribute: false },
    at: { state: true },
    table: { state: true },
  };

  constructor() {
    super();
    /** @type {import('../../networks/types.js').Run|null} */
    this.run = null;
    this.step = 0;
    this.stale = false;
    /** The hypothesis looked at. @type {Branch|null} */
    this.at = null;
    /** Whether the table is shown to all. */
    this.table = false;
    /** @type {Branch[][]} */
    this.rows = [];
    /** The beam that the rows are of. @type {import('../../networks/types.js').BeamTrace|null} */
    this.beam = null;
  }

  willUpdate() {
    const beam = this.run?.beam ?? null;
    if (beam === this.beam) return;
    this.beam = beam;
    this.rows = beam ? branchesOf(beam) : [];
    this.at = null;
  }

  render() {
    const { beam, run, rows } = this;
    if (!beam || !run) return nothing;
    const { beamSize, lengthPenalty } = run.options;
    const words = { show: t('heatmap.showTable'), hide: t('heatmap.hideTable'), label: t('beam.table') };
    const { button, table } = tableBehind(this, words, beamTable(rows));
    return html`<div class="heading"><h2>${t('beam.title')}<em>${t('beam.sub', { n: beamSize })}</em></h2></div>
      <div class="beam-scroll ${this.stale ? 'stale' : ''}">${this.#tree()}</div>
      <p class="beam-told" role="status">${this.#told()}</p>
      <div class="foot"><span class="quiet small">${t('beam.score', { penalty: lengthPenalty })}</span><span class="space"></span>
        ${button}</div>${table}`;
  }

  #tree() {
    const { rows } = this;
    const columns = columnsOf(rows);
    const last = columns.at(-1) ?? { x: 0, width: 0 };
    const [width, height] = [last.x + last.width + MARGIN, Math.max(...rows.map((row) => row.length)) * RISE + MARGIN];
    const all = rows.flat();
    // What is strong is drawn last, over the rest.
    const ordered = [...all.filter(({ fate }) => fate !== 'best'), ...all.filter(({ fate }) => fate === 'best')];
    const now = columns[this.step];
    return html`<svg class="beam" width=${width} height=${height} viewBox="0 0 ${width} ${height}" role="application" tabindex="0"
      aria-label=${t('beam.keys')} data-testid="beam-tree" @keydown=${this.#key} @focus=${() => (this.at ??= this.#onPath())}
      @mouseover=${this.#hover} @click=${this.#click}>
      ${now ? svg`<rect class="now" x=${now.x - 5} y="0" width=${now.width + 10} height=${height} rx="8" />` : nothing}
      ${ordered.map((branch) => edge(branch, columns))}
      ${ordered.map((branch) => node(branch, columns[branch.step], branch === this.at))}
    </svg>`;
  }

  /** The hypothesis looked at, else the one that won. */
  #told() {
    const { at } = this;
    const branch = at ?? this.#winner();
    if (!branch) return nothing;
    const { text, logProb, sum, score, fate, label } = branch;
    return html`<b lang="en">${text || label}</b> <span class="fate ${fate}">${t(`beam.fate.${fate}`)}</span>
      <span class="number">${t('beam.numbers', { token: label, p: Math.exp(logProb).toFixed(3), sum: sum.toFixed(3), score: score.toFixed(3) })}</span>`;
  }

  #winner() {
    return this.rows.flat().findLast(({ fate }) => fate === 'best') ?? null;
  }

  /** The hypothesis of the step looked at that leads to the translation. */
  #onPath() {
    return this.rows[this.step]?.find(({ fate }) => fate === 'best') ?? this.#winner();
  }

  /** @param {Event} event @returns {Branch|null} */
  #branch(event) {
    const target = /** @type {SVGElement|null} */ (/** @type {Element} */ (event.target).closest('[data-rank]'));
    return target ? this.rows[Number(target.dataset.step)][Number(target.dataset.rank)] : null;
  }

  /** @param {MouseEvent} event */
  #hover(event) {
    this.at = this.#branch(event) ?? this.at;
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const branch = this.#branch(event);
    if (branch) this.#look(branch);
  }

  /** @param {Branch} branch */
  #look(branch) {
    this.at = branch;
    const steps = this.run?.steps.length ?? 0;
    if (branch.step < steps && branch.step !== this.step) this.tell('see-look', branch.step);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (!event.key.startsWith('Arrow') || !this.at) return;
    event.preventDefault();
    event.stopPropagation();
    const to = neighbour(this.rows, this.at, event.key);
    if (to) this.#look(to);
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (!changed.has('at') && !changed.has('step')) return;
    const scroll = /** @type {HTMLElement|null} */ (this.querySelector('.beam-scroll'));
    const column = columnsOf(this.rows)[this.step];
    if (!scroll || !column || scroll.matches(':hover')) return;
    const outside = column.x < scroll.scrollLeft || column.x + column.width > scroll.scrollLeft + scroll.clientWidth;
    if (outside) scroll.scrollLeft = column.x - scroll.clientWidth / 2;
  }
}

/** Where the columns stand, and how wide they are. @param {Branch[][]} rows */
function columnsOf(rows) {
  let x = MARGIN;
  return rows.map((row) => {
    const width = Math.max(LEAST, 16 + Math.max(...row.map(({ label }) => textWidth(label, FONT))));
    const column = { x, width };
    x += width + EDGE;
    return column;
  });
}

/** @param {number} rank */
const middle = (rank) => MARGIN / 2 + rank * RISE + RISE / 2;

/** @param {Branch} branch @param {{ x: number, width: number }[]} columns */
function edge({ step, rank, parent, fate }, columns) {
  if (!parent) return nothing;
  const before = columns[step - 1];
  const [x0, x1] = [before.x + before.width, columns[step].x];
  const [y0, y1] = [middle(parent.rank), middle(rank)];
  const bend = (x0 + x1) / 2;
  return svg`<path class="edge ${fate}" d="M${x0} ${y0} C${bend} ${y0} ${bend} ${y1} ${x1} ${y1}" />`;
}

/** @param {Branch} branch @param {{ x: number, width: number }} column @param {boolean} on */
const node = (
  { step, rank, label, score, fate },
  { x, width },
  on,
) => svg`<g class="node ${fate} ${on ? 'on' : ''}" data-step=${step} data-rank=${rank} aria-hidden="true">
  <rect x=${x} y=${middle(rank) - NODE / 2} width=${width} height=${NODE} rx="7" />
  <text x=${x + width / 2} y=${middle(rank) - 2} text-anchor="middle" lang="en">${label}</text>
  <text class="score" x=${x + width / 2} y=${middle(rank) + 12} text-anchor="middle">${score.toFixed(2)}</text></g>`;

customElements.define('see-beam', BeamTree);
