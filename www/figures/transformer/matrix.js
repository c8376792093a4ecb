/**
 * A table of numbers as a picture with labelled rows and columns. Hovering tells a number exactly; where
 * it is `pickable`, click, arrows and Enter choose a cell (events `cell-choose`, `cell-open`).
 */
import { html, nothing } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { inGrid } from '../../drawing/grid-keys.js';
import { Part } from '../../drawing/part.js';
import { Room } from '../../drawing/room.js';
import { rounded } from '../../drawing/scale.js';
import { textWidth } from '../../drawing/text-width.js';
import { reach } from './numbers.js';
import { paint } from './paint.js';

/** Pixels: the type size of labels, which shrinks with the cells; the least a cell needs for one; the most that row labels get. */
const FONT = 13;
const LABEL_FROM = 9;
const ROW_LABEL = 140;

/** Properties that the painted numbers do not depend on. */
const OVERLAID = new Set(['chosen', 'hovered', 'label', 'pickable', 'marked']);

/** @typedef {{ row: number, column: number }} Cell */

/** @param {Cell|null} now @param {Cell|null|undefined} before */
const otherCell = (now, before) => now?.row !== before?.row || now?.column !== before?.column;

export class MatrixFigure extends Part {
  static properties = {
    value: { attribute: false },
    kind: { attribute: false },
    tone: { attribute: false },
    rowLabels: { attribute: false },
    columnLabels: { attribute: false },
    masked: { attribute: false },
    chosen: { attribute: false, hasChanged: otherCell },
    height: { attribute: false },
    square: { type: Boolean },
    pickable: { attribute: false },
    reach: { attribute: false },
    marked: { attribute: false },
    gutter: { attribute: false },
    label: { attribute: false },
    dark: { attribute: false },
    numbers: { attribute: false },
    hovered: { state: true },
    width: { state: true },
  };

  constructor() {
    super();
    /** @type {import('../../networks/types.js').Matrix} */
    this.value = { rows: 0, cols: 0, data: new Float32Array() };
    /** @type {'weight'|'signed'} */
    this.kind = 'signed';
    /** Colour of what is above zero. @type {'enc'|'dec'|'att'} */
    this.tone = 'att';
    /** @type {string[]|null} */
    this.rowLabels = null;
    /** @type {string[]|null} */
    this.columnLabels = null;
    /** @type {((row: number, column: number) => boolean)|null} */
    this.masked = null;
    /** A chosen cell; a column of -1 stands for the whole row. @type {Cell|null} */
    this.chosen = null;
    /** Height of a row in pixels, where it is not `square`. */
    this.height = 20;
    this.square = false;
    /** What can be chosen, and how it is reached: `keys` with the keyboard too. @type {'no'|'click'|'keys'} */
    this.pickable = 'no';
    /** @type {number|null} */
    this.reach = null;
    /** How many rows from the first are marked as those of the sentence; 0: none. */
    this.marked = 0;
    /** Room for row labels, in pixels, where several figures stand under each other. @type {number|null} */
    this.gutter = null;
    this.label = '';
    this.dark = false;
    /** Whether cells with room for them have their numbers in them. */
    this.numbers = false;
    /** @type {Cell|null} */
    this.hovered = null;
    this.width = 0;
    new Room(this, (width) => (this.width = Math.floor(width)));
  }

  render() {
    const size = this.#size();
    const keys = this.pickable === 'keys';
    return html`<div class="mx ${this.pickable === 'no' ? '' : 'mx-pick'}" role=${keys ? 'application' : 'img'} aria-label=${this.label}
        tabindex=${keys ? 0 : nothing} @keydown=${keys ? this.#key : nothing}
        style=${styleMap({ paddingLeft: `${size.left}px`, paddingTop: `${size.head}px` })}>
      ${this.rowLabels?.map((label, i) => this.#rowLabel(label, i, size))}
      ${this.columnLabels?.map((label, j) => this.#columnLabel(label, j, size))}
      <canvas class="tone-${this.tone}" style=${styleMap({ width: `${size.width}px`, height: `${size.height}px` })} aria-hidden="true"
        @mousemove=${this.#hover} @mouseleave=${() => (this.hovered = null)} @click=${this.#click}></canvas>
      ${this.#mark(size)}${this.#frame(size)}${this.#tip(size)}
    </div>`;
  }

  /** Places of everything, in pixels. */
  #size() {
    const { rows, cols } = this.value;
    const left = Math.min(this.width / 2, this.gutter ?? (this.rowLabels ? gutterOf(this.rowLabels) : 0));
    const room = Math.max(0, this.width - left);
    const cell = this.square ? Math.min(34, room / Math.max(cols, 1)) : room / Math.max(cols, 1);
    const row = this.square ? cell : this.height;
    const head = this.columnLabels ? Math.min(80, Math.ceil(8 + 1.1 * longest(this.columnLabels))) : 0;
    return { left, head, cell, row, width: cell * cols, height: row * rows };
  }

  /** @typedef {{ left: number, head: number, cell: number, row: number, width: number, height: number }} Size */

  /** @param {string} label @param {number} i @param {Size} size */
  #rowLabel(label, i, { left, head, row }) {
    const on = this.chosen?.row === i;
    if (row < LABEL_FROM && !on) return nothing;
    const style = { top: `${head + (i + 0.5) * row}px`, width: `${left - 8}px`, fontSize: fontOf(row, on) };
    return html`<span class="mx-row ${on ? 'on' : ''}" style=${styleMap(style)} aria-hidden="true" title=${label}>${label}</span>`;
  }

  /** @param {string} label @param {number} j @param {Size} size */
  #columnLabel(label, j, { left, head, cell }) {
    const on = this.chosen?.column === j;
    if (cell < LABEL_FROM && !on) return nothing;
    const style = { left: `${left + (j + 0.5) * cell}px`, height: `${head - 5}px`, fontSize: fontOf(cell, on) };
    return html`<span class="mx-column ${on ? 'on' : ''}" style=${styleMap(style)} aria-hidden="true">${label}</span>`;
  }

  /** @param {Size} size */
  #mark({ left, head, row, width }) {
    if (!this.marked) return nothing;
    return html`<i class="mx-mark" style=${styleMap({ left: `${left}px`, top: `${head}px`, width: `${width}px`, height: `${this.marked * row}px` })}></i>`;
  }

  /** @param {Size} size */
  #frame({ left, head, cell, row, width }) {
    const { chosen } = this;
    if (!chosen || chosen.row >= this.value.rows || chosen.column >= this.value.cols) return nothing;
    const whole = chosen.column < 0;
    const at = (/** @type {number} */ px) => `${px}px`;
    const rowStyle = { left: at(left - 2), top: at(head + chosen.row * row - 2), width: at(width + 3), height: at(row + 3) };
    const cellStyle = {
      left: at(left + chosen.column * cell - 2),
      top: at(head + chosen.row * row - 2),
      width: at(cell + 3),
      height: at(row + 3),
    };
    return html`<i class="mx-frame ${!whole ? 'faint' : row < 8 ? 'thin' : ''}" style=${styleMap(rowStyle)}></i>
      ${whole ? nothing : html`<i class="mx-frame" style=${styleMap(cellStyle)}></i>`}`;
  }

  /** @param {Size} size */
  #tip({ left, head, cell, row }) {
    const { hovered } = this;
    if (!hovered || hovered.row >= this.value.rows || hovered.column >= this.value.cols) return nothing;
    const style = { left: `${left + (hovered.column + 0.5) * cell}px`, top: `${head + hovered.row * row - 5}px` };
    return html`<span class="tip mx-tip" style=${styleMap(style)} aria-hidden="true">${this.#words(hovered)}</span>`;
  }

  /** What a cell says. @param {Cell} cell */
  #words({ row, column }) {
    const labels = [this.rowLabels?.[row], this.columnLabels ? this.columnLabels[column] : `[${column + 1}]`].filter(Boolean);
    const number = this.masked?.(row, column) ? '×' : rounded(this.value.data[row * this.value.cols + column]);
    return `${labels.join(this.columnLabels ? ' → ' : ' ')}: ${number}`;
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    // What lies over the picture moves without painting it anew.
    if ([...changed.keys()].every((name) => OVERLAID.has(name))) return;
    const canvas = /** @type {HTMLCanvasElement} */ (this.querySelector('canvas'));
    const { value, kind, masked, dark, numbers } = this;
    if (value.rows && this.width) paint(canvas, { value, kind, masked, dark, numbers, reach: this.reach ?? reach(value.data) });
  }

  /** @param {MouseEvent} event @returns {Cell} */
  #at({ offsetX, offsetY }) {
    const { cell, row } = this.#size();
    const within = (/** @type {number} */ at, /** @type {number} */ count) => Math.max(0, Math.min(count - 1, Math.floor(at)));
    return { row: within(offsetY / row, this.value.rows), column: within(offsetX / cell, this.value.cols) };
  }

  /** @param {MouseEvent} event */
  #hover(event) {
    const at = this.#at(event);
    if (at.row !== this.hovered?.row || at.column !== this.hovered.column) this.hovered = at;
  }

  /** @param {MouseEvent} event */
  #click(event) {
    if (this.pickable !== 'no') this.tell('cell-choose', { ...this.#at(event), clicked: true });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { row, column } = this.chosen ?? { row: 0, column: 0 };
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      event.stopPropagation();
      return this.tell('cell-open', { row, column });
    }
    const heading = column < 0;
    const to = inGrid(event.key, { row, column }, { rows: this.value.rows, columns: this.value.cols });
    if (!to || (heading && to.row === row)) return;
    event.preventDefault();
    event.stopPropagation();
    this.tell('cell-choose', heading ? { row: to.row, column } : to);
  }
}

/** The type size of a label beside a cell; the chosen one is always read well. @param {number} size of the cell, in pixels @param {boolean} on */
const fontOf = (size, on) => `${on ? FONT : Math.min(FONT, size)}px`;

/** Room that row labels get, the chosen one being bold. @param {string[]} labels */
export const gutterOf = (labels) => Math.min(ROW_LABEL, Math.ceil(10 + 1.2 * longest(labels)));

/** Width of the longest label. @param {string[]} labels */
const longest = (labels) => Math.max(0, ...labels.map((label) => textWidth(label, FONT)));

customElements.define('see-matrix', MatrixFigure);
