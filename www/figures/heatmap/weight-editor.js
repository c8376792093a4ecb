/**
 * Sets a weight of the heatmap by hand: a drag from its cell upwards or to the right is more, downwards
 * or to the left is less (a finger first holds the cell for a while: until then it scrolls); so are + and −, or Shift with an arrow, on the cell looked at. What is being
 * set is a draft, which the heatmap draws; let go, it is told as `see-weight`.
 *
 * @typedef {{ row: number, column: number }} Place
 * @typedef {Place & { weight: number, weights: number[] }} Draft
 */
import { withWeight } from '../../state/weights.js';

/** Pixels before a press is a drag, and pixels from weight 0 to weight 1. */
const DRAG = { from: 4, whole: 150 };
/** How long a finger holds still until it sets weights, and how far it may tremble, in pixels. */
const HOLD = { ms: 450, within: 10 };
/** What a key changes, and how long the keys rest before the network runs. */
const KEY = { step: 0.05, rest: 500 };
/** @type {Record<string, number>} */
const SIGNS = { '+': 1, '=': 1, '-': -1, '−': -1, ArrowUp: 1, ArrowDown: -1 };

export class WeightEditor {
  /** @type {Draft|null} */
  draft = null;
  /** Whether a pointer holds a cell. */
  dragging = false;
  /** The press that may become a drag. @type {(Place & { x: number, y: number, weight: number, across: boolean, finger: boolean })|null} */
  #press = null;
  /** @type {{ x: number, y: number }|null} */
  #released = null;
  #timer = 0;
  /** Counts down to the moment when a finger that holds still sets weights; 0: none does. */
  #holding = 0;

  /** @param {import('./heatmap.js').Heatmap} host */
  constructor(host) {
    this.host = host;
    host.addController(this);
  }

  /** New weights have come: they are what was set, or another sentence's. */
  forget() {
    clearTimeout(this.#timer);
    clearTimeout(this.#holding);
    this.#holding = 0;
    this.draft = this.#press = null;
    this.dragging = false;
  }

  hostDisconnected() {
    this.forget();
  }

  /** Whether a cell's weight can be set. @param {Place} place */
  allows({ row, column }) {
    const { editable, playing, masked, rows, stale } = this.host;
    return editable && !playing && !stale && rows[row]?.members.length === 1 && !masked.includes(column);
  }

  /** @param {PointerEvent} event */
  down(event) {
    const place = placeOf(event.target);
    if (!place || event.button || !this.allows(place)) return;
    const weight = this.host.weights[place.row][place.column];
    const finger = event.pointerType === 'touch';
    this.#press = { ...place, x: event.clientX, y: event.clientY, weight, across: false, finger };
    // A finger scrolls, until it has held a cell for a while.
    if (finger) this.#holding = setTimeout(() => this.#grip(place, weight), HOLD.ms);
  }

  /** Whether a finger has the cell. */
  get held() {
    return this.dragging && !!this.#press?.finger;
  }

  /** A finger that holds a cell opens no menu: that would take the finger away. @param {Event} event */
  menu(event) {
    if (this.#press?.finger) event.preventDefault();
  }

  /** The finger has the cell: it is shown, and sets it from here on. @param {Place} place @param {number} weight */
  #grip(place, weight) {
    this.#holding = 0;
    this.dragging = true;
    this.#set(place, weight);
  }

  /** Whether a touch is the editor's, not the page's to scroll by. @param {TouchEvent} event */
  touch(event) {
    if (this.dragging && event.cancelable) event.preventDefault();
  }

  /** @param {PointerEvent} event */
  move(event) {
    const press = this.#press;
    if (!press) return;
    const [right, up] = [event.clientX - press.x, press.y - event.clientY];
    if (this.#holding) {
      if (Math.hypot(right, up) > HOLD.within) this.forget();
      return;
    }
    if (!this.dragging) {
      if (Math.hypot(right, up) < DRAG.from) return;
      press.across = Math.abs(right) > Math.abs(up);
      this.dragging = true;
      /** @type {Element} */ (event.currentTarget).setPointerCapture(event.pointerId);
    }
    this.#set(press, press.weight + (press.across ? right : up) / DRAG.whole);
  }

  /** @param {PointerEvent} event */
  up(event) {
    clearTimeout(this.#holding);
    this.#holding = 0;
    if (this.dragging) {
      this.#released = { x: event.clientX, y: event.clientY };
      this.#tell();
    }
    this.#press = null;
    this.dragging = false;
    this.host.requestUpdate();
  }

  /**
   * Whether the pointer looks at nothing: it holds a cell, or lies where the drag ended, over whatever row that is.
   * @param {MouseEvent} event
   */
  holds(event) {
    return !!this.#press || (event.clientX === this.#released?.x && event.clientY === this.#released.y);
  }

  /** The browser took the pointer for itself, or Escape was pressed. */
  cancel() {
    this.forget();
    this.host.requestUpdate();
  }

  /** Takes the keys that set a weight. @param {KeyboardEvent} event @param {Place} place @returns {boolean} whether it was one */
  key(event, place) {
    if (event.key === 'Escape' && this.draft) return (this.cancel(), true);
    const sign = event.ctrlKey || event.metaKey || (event.key.startsWith('Arrow') && !event.shiftKey) ? 0 : SIGNS[event.key];
    if (!sign || !this.allows(place)) return false;
    event.preventDefault();
    clearTimeout(this.#timer);
    const { draft } = this;
    // What was begun at another cell is done first.
    if (draft && (draft.row !== place.row || draft.column !== place.column)) return (this.#tell(), true);
    this.#set(place, (draft?.weight ?? this.host.weights[place.row][place.column]) + sign * KEY.step);
    this.#timer = setTimeout(() => this.#tell(), KEY.rest);
    return true;
  }

  /** @param {Place} place @param {number} wanted */
  #set({ row, column }, wanted) {
    const { weights, masked } = this.host;
    const set = withWeight(weights[row], [column], wanted, masked);
    this.draft = { row, column, weight: set[column], weights: set };
    this.host.cell = { row, column };
    this.host.lookAt(row);
    this.host.requestUpdate();
  }

  #tell() {
    const { draft } = this;
    if (!draft) return;
    const { row, column, weight } = draft;
    if (Math.abs(weight - this.host.weights[row][column]) < 0.001) return this.cancel();
    this.host.tell('see-weight', { row, column, weight });
  }
}

/** The cell that an event happened on. @param {EventTarget|null} target @returns {Place|null} */
function placeOf(target) {
  const { row, column } = target instanceof HTMLElement ? target.dataset : /** @type {DOMStringMap} */ ({});
  return row === undefined || column === undefined ? null : { row: Number(row), column: Number(column) };
}
