/**
 * Attention as a heatmap: rows are the words made, columns the words read, one hue from light to
 * dark. Hover, focus and arrow keys tell the exact weight of a cell; a column's heading hides its word,
 * and where weights can be set, a drag sets one (weight-editor.js).
 */
import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { styleMap } from 'lit/directives/style-map.js';
import { t } from '../../i18n/t.js';
import { inGrid } from '../../drawing/grid-keys.js';
import { Part } from '../../drawing/part.js';
import { Room } from '../../drawing/room.js';
import { inkOn, rounded, short, weightColour } from '../../drawing/scale.js';
import { heatmapSize } from './size.js';
import { WeightEditor } from './weight-editor.js';

/** The row of the columns' headings, as arrow keys reach it. */
const HEADING = -1;
/** A pointer on its way to somewhere else looks at no step: it has to rest on a row, in milliseconds. */
const REST = 90;
/** Below this a number in a cell would only be noise; its exact value shows on hover. */
const NUMBER_FROM = 0.045;

/** @typedef {import('../../text/words.js').Group} Group */

export class Heatmap extends Part {
  static properties = {
    rows: { attribute: false },
    columns: { attribute: false },
    weights: { attribute: false },
    step: { attribute: false },
    made: { attribute: false },
    dark: { attribute: false },
    stale: { attribute: false },
    numbers: { attribute: false },
    masked: { attribute: false },
    edited: { attribute: false },
    maskable: { attribute: false },
    editable: { attribute: false },
    playing: { attribute: false },
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
    /** Rows of later steps are empty: they are not made yet. */
    this.made = Infinity;
    this.dark = false;
    this.stale = false;
    /** Whether cells have their numbers in them. */
    this.numbers = true;
    /** Columns that the network does not read. @type {number[]} */
    this.masked = [];
    /** Rows set by hand. @type {number[]} */
    this.edited = [];
    /** Whether a heading hides its column, and whether a cell's weight can be set, but while the run is played. */
    this.maskable = false;
    this.editable = false;
    this.playing = false;
    this.editor = new WeightEditor(this);
    this.resting = 0;
    /** The cell looked at. @type {{ row: number, column: number }|null} */
    this.cell = null;
    this.width = 0;
    new Room(this, (width) => (this.width = width));
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('weights')) this.#forget(/** @type {ArrayLike<number>[]|undefined} */ (changed.get('weights')));
    const { cell } = this;
    if (cell && (cell.row >= this.rows.length || cell.column >= this.columns.length)) this.cell = null;
  }

  /** A listener that may stop the page from scrolling has to say so. */
  #touch = { handleEvent: (/** @type {TouchEvent} */ event) => this.editor.touch(event), passive: false };

  /** A draft is over once its row has come anew. @param {ArrayLike<number>[]} [before] */
  #forget(before) {
    const row = this.editor.draft?.row ?? 0;
    if (before?.[row] !== this.weights[row]) this.editor.forget();
  }

  render() {
    const size = heatmapSize(this.rows, this.columns, this.width, this.numbers);
    return html`<div class="heat-scroll">
        <div class="heat ${size.heading} ${this.stale ? 'stale' : ''} ${size.small ? 'small' : ''} ${this.editable ? 'editable' : ''} ${this.editor.held ? 'held' : ''}" role="application"
          tabindex="0" aria-label=${this.#keys()} style=${styleMap(size.style)}
          @mouseover=${this.#hover} @mouseleave=${this.#leave} @keydown=${this.#key} @click=${this.#click}
          @pointerdown=${this.#down}
          @pointermove=${(/** @type {PointerEvent} */ event) => this.editor.move(event)}
          @pointerup=${(/** @type {PointerEvent} */ event) => this.editor.up(event)} @pointercancel=${() => this.editor.cancel()}
          @touchmove=${this.#touch} @contextmenu=${(/** @type {Event} */ event) => this.editor.menu(event)} @focus=${this.#focus} @blur=${() => (this.cell = null)}>
          <div class="heads" aria-hidden="true">${this.columns.map(({ label }, j) => this.#column(label, j))}</div>
          <div class="labels" aria-hidden="true" style="grid-row:2/${this.rows.length + 2}">${this.rows.map((row, i) => this.#label(row, i))}</div>
          <span class="corner" aria-hidden="true"></span>
          ${this.rows.map((row, i) => this.#row(row, i, size.numbers))}
          ${this.masked.map((j) => html`<i class="hatch" style="grid-column:${j + 2}/${j + 3};grid-row:2/${this.rows.length + 2}"></i>`)}
          ${this.#veil()}${this.#frame()}
        </div>
        ${this.#tip()}
      </div>`;
  }

  /** @param {string} label @param {number} j */
  #column(label, j) {
    const kinds = [this.cell?.column === j ? 'on' : '', this.masked.includes(j) ? 'masked' : '', this.maskable ? 'maskable' : ''];
    return html`<span class="column ${kinds.join(' ')}" style="grid-column:${j + 2}" data-row=${HEADING} data-column=${j}><b>${label}</b></span>`;
  }

  /** @param {Group} row @param {number} i */
  #label({ label, members }, i) {
    if (this.#unmade(i)) return html`<span class="row later"></span>`;
    const kinds = [members.includes(this.step) ? 'on' : '', this.edited.includes(i) ? 'edited' : ''];
    return html`<span class="row ${kinds.join(' ')}" data-row=${i} title=${label}>${label}</span>`;
  }

  /** Whether a row's word is not made yet. @param {number} row */
  #unmade(row) {
    return this.rows[row]?.members[0] > this.made;
  }

  /** @param {Group} row @param {number} i @param {boolean} numbers */
  #row({ members }, i, numbers) {
    const weights = this.#weights(i);
    const kinds = [this.editable && !this.playing && members.includes(this.step) ? 'on' : '', members.length === 1 ? 'single' : ''].join(
      ' ',
    );
    return guard([i, kinds, numbers, this.dark, weights], () => {
      const colour = weightColour(this.dark);
      return Array.from(weights, (weight, j) => cell(weight, i, j, numbers, colour(weight), kinds));
    });
  }

  /** Over the rows that are not made yet. */
  #veil() {
    const first = this.rows.findIndex((_, i) => this.#unmade(i));
    return first < 0 ? nothing : html`<i class="veil" style="--rows:${first}"></i>`;
  }

  /** What the keyboard does here. */
  #keys() {
    return [t('heatmap.keys'), this.maskable ? t('whatif.keys.hide') : '', this.editable ? t('whatif.keys.set') : ''].join(' ').trim();
  }

  /** The weights of a row as they are drawn: while one is being set, as they will be. @param {number} i */
  #weights(i) {
    const { draft } = this.editor;
    return draft?.row === i ? draft.weights : this.weights[i];
  }

  /** Around the row of the step looked at. */
  #frame() {
    const i = this.#stepRow();
    return i < 0 ? nothing : html`<i class="frame" style="--rows:${i}"></i>`;
  }

  /** The exact weight of the cell looked at, beside it and for screen readers. */
  #tip() {
    const { cell } = this;
    const text = !cell
      ? ''
      : cell.row === HEADING
        ? this.#headingTip(cell.column)
        : t('heatmap.cell', {
            made: this.rows[cell.row].label,
            read: this.columns[cell.column].label,
            weight: rounded(this.#weights(cell.row)[cell.column]),
          });
    return html`<output class="tip" aria-live="polite" ?hidden=${!cell}>${text}</output>`;
  }

  /** What a press on a heading does. @param {number} j */
  #headingTip(j) {
    const { label } = this.columns[j];
    if (this.masked.includes(j)) return t('whatif.show', { word: label });
    // The last column is the end mark: no word.
    const left = this.columns.slice(0, -1).some((_, k) => k !== j && !this.masked.includes(k));
    return left ? t('whatif.hide', { word: label }) : t('whatif.last');
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
    const top = this.cell?.row === HEADING ? /** @type {HTMLElement} */ (at.offsetParent).offsetTop : at.offsetTop;
    const above = top - tip.offsetHeight - 6;
    tip.style.top = `${above < scroll.scrollTop ? top + at.offsetHeight + 6 : above}px`;
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
    return /** @type {HTMLElement|null} */ (this.querySelector(`[data-row="${row}"][data-column="${column}"]`));
  }

  /** @param {MouseEvent} event */
  #hover(event) {
    if (this.editor.holds(event)) return;
    const target = /** @type {HTMLElement} */ (event.target);
    const { row, column } = /** @type {HTMLElement} */ (target.closest('.column') ?? target).dataset;
    if (row === undefined || (Number(row) === HEADING && !this.maskable) || this.#unmade(Number(row))) return (this.cell = null);
    this.cell = column === undefined ? null : { row: Number(row), column: Number(column) };
    // Gone through step by step, a pointer that passes by does not end that.
    if (this.made === Infinity) this.lookAt(Number(row), REST);
  }

  /** What is not made yet cannot be held. @param {PointerEvent} event */
  #down(event) {
    if (!this.#unmade(Number(/** @type {HTMLElement} */ (event.target).dataset.row))) this.editor.down(event);
  }

  #leave() {
    clearTimeout(this.resting);
    if (!this.editor.dragging) this.cell = null;
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const column = /** @type {HTMLElement|null} */ (/** @type {Element} */ (event.target).closest('.column'));
    if (column) this.#mask(Number(column.dataset.column));
  }

  /** @param {number} column */
  #mask(column) {
    if (this.maskable && !this.stale) this.tell('see-mask', column);
  }

  /** Starts where the step looked at reads most. */
  #focus() {
    if (this.cell || !this.rows.length || this.#unmade(0)) return;
    const row = Math.max(0, this.#stepRow());
    this.#look(row, strongest(this.weights[row]));
  }

  /** @param {number} row @param {number|null} column */
  #look(row, column) {
    this.cell = column === null ? null : { row, column };
    this.lookAt(row);
  }

  /** The step of a row, unless it is looked at already. @param {number} row @param {number} [rest] how long the pointer has to rest */
  lookAt(row, rest = 0) {
    clearTimeout(this.resting);
    const members = this.rows[row]?.members;
    if (!members || members.includes(this.step)) return;
    if (rest) this.resting = setTimeout(() => this.lookAt(row), rest);
    else this.tell('see-look', members[0]);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (!this.cell) return;
    const { row, column } = this.cell;
    if (this.editor.key(event, this.cell)) return;
    if (row === HEADING && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      return this.#mask(column);
    }
    const unmade = this.rows.findIndex((_, i) => this.#unmade(i));
    const rows = unmade < 0 ? this.rows.length : unmade;
    const to = inGrid(event.key, { row, column }, { rows, columns: this.columns.length }, this.maskable ? HEADING : 0);
    if (!to) return;
    event.preventDefault();
    this.#look(to.row, to.column);
    if (this.cell) this.#element(this.cell)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }
}

/** @param {number} weight @param {number} i @param {number} j @param {boolean} numbers @param {string} fill @param {string} kinds classes of its row */
const cell = (weight, i, j, numbers, fill, kinds) => html`<i class="cell ${kinds}" data-row=${i} data-column=${j} aria-hidden="true"
  style="background-color:${fill};color:${inkOn(fill)}">${numbers && weight >= NUMBER_FROM ? short(weight) : nothing}</i>`;

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

customElements.define('see-heatmap', Heatmap);
