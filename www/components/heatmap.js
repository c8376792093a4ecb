/**
 * Attention as a heatmap: rows are the words made, columns the words read, one hue from light to
 * dark. Hover, focus and arrow keys tell the exact weight of a cell.
 */
import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { styleMap } from 'lit/directives/style-map.js';
import { t } from '../i18n/t.js';
import { Part } from '../part.js';
import { exact, inkOn, short, weightColour } from '../scale.js';
import { textWidth } from '../text-width.js';

/** Pixels: a cell is never narrower, never wider; one of this width has room for a number. */
const CELL = { min: 15, max: 70, number: 27 };
/** Sizes of labels, the most room that those of the rows get, and the gap between cells, in pixels. */
const FONT = { row: 14, column: 13.5 };
const ROW_LABEL = 116;
const GAP = 2;
/** Below this a number in a cell would only be noise; its exact value shows on hover. */
const NUMBER_FROM = 0.045;

/** @typedef {import('../words.js').Group} Group */

export class Heatmap extends Part {
  static properties = {
    rows: { attribute: false },
    columns: { attribute: false },
    weights: { attribute: false },
    step: { attribute: false },
    dark: { attribute: false },
    stale: { attribute: false },
    cell: { state: true },
    width: { state: true },
  };

  constructor() {
    super();
    /** @type {Group[]} */
    this.rows = [];
    /** @type {Group[]} */
    this.columns = [];
    /** `[rows, columns]` @type {ArrayLike<number>[]} */
    this.weights = [];
    this.step = 0;
    this.dark = false;
    this.stale = false;
    /** The cell looked at. @type {{ row: number, column: number }|null} */
    this.cell = null;
    this.width = 0;
    this.observer = new ResizeObserver(([entry]) => (this.width = entry.contentRect.width));
  }

  connectedCallback() {
    super.connectedCallback();
    this.observer.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.observer.disconnect();
  }

  willUpdate() {
    const { cell } = this;
    if (cell && (cell.row >= this.rows.length || cell.column >= this.columns.length)) this.cell = null;
  }

  render() {
    const size = this.#size();
    return html`<div class="heat-scroll">
        <div class="heat ${size.heading} ${this.stale ? 'stale' : ''} ${size.small ? 'small' : ''}" role="application"
          tabindex="0" aria-label=${t('heatmap.keys')} style=${styleMap(size.style)}
          @mouseover=${this.#hover} @mouseleave=${() => (this.cell = null)} @keydown=${this.#key}
          @focus=${this.#focus} @blur=${() => (this.cell = null)}>
          <span class="backing" aria-hidden="true"></span><span class="corner" aria-hidden="true"></span>
          ${this.columns.map(({ label }, j) => this.#column(label, j))}
          ${this.rows.map((row, i) => this.#row(row, i, size.numbers))}
          ${this.#frame()}
        </div>
        ${this.#tip()}
      </div>`;
  }

  /** How large cells and labels can be. */
  #size() {
    const n = this.columns.length;
    const labels = Math.min(ROW_LABEL, 20 + longestOf(this.rows, FONT.row));
    const room = (this.width - labels - GAP) / Math.max(n, 1) - GAP;
    const width = Math.floor(Math.min(CELL.max, Math.max(CELL.min, room)));
    const longest = longestOf(this.columns, FONT.column);
    const heading = longest <= width ? 'level' : width >= 24 ? 'slant' : 'upright';
    const head = { level: 26, slant: 26 + longest * 0.65, upright: 14 + longest }[heading];
    const height = Math.round(Math.max(17, Math.min(width, 38, 560 / Math.max(this.rows.length, 1))));
    return {
      heading,
      numbers: width >= CELL.number && height >= 17,
      small: width < 24,
      style: {
        'grid-template-columns': `${Math.ceil(labels)}px repeat(${n}, ${width}px)`,
        '--head': `${Math.round(head)}px`,
        '--cell-height': `${height}px`,
      },
    };
  }

  /** @param {string} label @param {number} j */
  #column(label, j) {
    return html`<span class="column ${this.cell?.column === j ? 'on' : ''}" style="grid-column:${j + 2}"
      aria-hidden="true"><b>${label}</b></span>`;
  }

  /** @param {Group} row @param {number} i @param {boolean} numbers */
  #row({ label, members }, i, numbers) {
    const on = members.includes(this.step);
    return guard([label, on, numbers, this.dark, this.weights[i]], () => {
      const colour = weightColour(this.dark);
      return html`<span class="row ${on ? 'on' : ''}" data-row=${i} aria-hidden="true" title=${label}>${label}</span>
        ${Array.from(this.weights[i], (weight, j) => cell(weight, i, j, numbers, colour(weight)))}`;
    });
  }

  /** Around the row of the step looked at. */
  #frame() {
    const i = this.#stepRow();
    return i < 0 ? nothing : html`<i class="frame" style="grid-row:${i + 2} / ${i + 3}"></i>`;
  }

  /** The exact weight of the cell looked at, beside it and for screen readers. */
  #tip() {
    const { cell } = this;
    const text = cell
      ? t('heatmap.cell', {
          made: this.rows[cell.row].label,
          read: this.columns[cell.column].label,
          weight: exact(this.weights[cell.row][cell.column]),
        })
      : '';
    return html`<output class="tip" aria-live="polite" ?hidden=${!cell}>${text}</output>`;
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.has('step') && !this.cell) this.#reveal();
    const tip = /** @type {HTMLElement} */ (this.querySelector('.tip'));
    const at = this.cell && this.#element(this.cell);
    if (!at) return;
    const left = at.offsetLeft + at.offsetWidth / 2 - tip.offsetWidth / 2;
    const scroll = /** @type {HTMLElement} */ (this.querySelector('.heat-scroll'));
    const right = scroll.scrollLeft + scroll.clientWidth - tip.offsetWidth - 4;
    tip.style.left = `${Math.max(scroll.scrollLeft + 4, Math.min(left, right))}px`;
    tip.style.top = `${at.offsetTop - tip.offsetHeight - 6}px`;
  }

  /** Which row holds the step looked at; -1: none. */
  #stepRow() {
    return this.rows.findIndex(({ members }) => members.includes(this.step));
  }

  /** Brings what the step looked at reads most into sight, without moving the page. */
  #reveal() {
    const row = this.#stepRow();
    const cell = row < 0 ? null : this.#element({ row, column: strongest(this.weights[row]) });
    const scroll = /** @type {HTMLElement} */ (this.querySelector('.heat-scroll'));
    const corner = /** @type {HTMLElement} */ (this.querySelector('.corner'));
    if (!cell) return;
    scroll.scrollTop = scrolled(cell.offsetTop, cell.offsetHeight, corner.offsetHeight, scroll.scrollTop, scroll.clientHeight);
    scroll.scrollLeft = scrolled(cell.offsetLeft, cell.offsetWidth, corner.offsetWidth, scroll.scrollLeft, scroll.clientWidth);
  }

  /** @param {{ row: number, column: number }} cell */
  #element({ row, column }) {
    return /** @type {HTMLElement|null} */ (this.querySelector(`.cell[data-row="${row}"][data-column="${column}"]`));
  }

  /** @param {MouseEvent} event */
  #hover(event) {
    const { row, column } = /** @type {HTMLElement} */ (event.target).dataset;
    if (row === undefined) return (this.cell = null);
    this.#look(Number(row), column === undefined ? null : Number(column));
  }

  /** Starts where the step looked at reads most. */
  #focus() {
    if (this.cell || !this.rows.length) return;
    const row = Math.max(0, this.#stepRow());
    this.#look(row, strongest(this.weights[row]));
  }

  /** @param {number} row @param {number|null} column */
  #look(row, column) {
    this.cell = column === null ? null : { row, column };
    const { members } = this.rows[row];
    if (!members.includes(this.step)) this.tell('see-look', members[0]);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (!this.cell) return;
    const { row, column } = this.cell;
    const last = { row: this.rows.length - 1, column: this.columns.length - 1 };
    /** @type {Record<string, [number, number]>} */
    const moves = {
      ArrowUp: [row - 1, column],
      ArrowDown: [row + 1, column],
      ArrowLeft: [row, column - 1],
      ArrowRight: [row, column + 1],
      Home: [row, 0],
      End: [row, last.column],
      PageUp: [0, column],
      PageDown: [last.row, column],
    };
    const to = moves[event.key];
    if (!to) return;
    event.preventDefault();
    this.#look(clamp(to[0], last.row), clamp(to[1], last.column));
    if (this.cell) this.#element(this.cell)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }
}

/** Width of the longest label. @param {Group[]} groups @param {number} font */
const longestOf = (groups, font) => Math.max(0, ...groups.map(({ label }) => textWidth(label, font)));

/** @param {number} weight @param {number} i @param {number} j @param {boolean} numbers @param {string} fill */
const cell = (weight, i, j, numbers, fill) => html`<i class="cell" data-row=${i} data-column=${j} aria-hidden="true"
  style="background:${fill};color:${inkOn(fill)}">${numbers && weight >= NUMBER_FROM ? short(weight) : nothing}</i>`;

/** @param {ArrayLike<number>} weights */
const strongest = (weights) => Array.from(weights).indexOf(Math.max(...Array.from(weights)));

/**
 * Where to scroll along one axis so that an element stands in sight: nowhere if it does, else to the middle.
 * @param {number} at @param {number} size of the element @param {number} head what sticks over the beginning
 * @param {number} now @param {number} room
 */
function scrolled(at, size, head, now, room) {
  const inSight = at >= now + head && at + size <= now + room;
  return inSight ? now : at + size / 2 - (head + room) / 2;
}

/** @param {number} value @param {number} last */
const clamp = (value, last) => Math.max(0, Math.min(value, last));

customElements.define('see-heatmap', Heatmap);
