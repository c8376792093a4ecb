/**
 * A vector as a strip of cells: the colour of its part above zero, grey below, paler towards zero. One
 * cell is the unit looked at; the pointer and the arrow keys choose another, and its exact value is told.
 *
 * Events: `see-unit` `{ space, unit, pinned }`; `unit` is null where the pointer leaves.
 */
import { html, nothing } from 'lit';
import { reach } from './terms.js';
import { t } from '../../i18n/t.js';
import { Part } from '../../drawing/part.js';
import { Room } from '../../drawing/room.js';
import { exact, rounded } from '../../drawing/scale.js';
import './words.js';

/** Cells of a row, where there is room and where there is not. */
const ACROSS = { wide: 128, narrow: 64 };
/** From this width on, in pixels. */
const WIDE = 420;

export class Strip extends Part {
  static properties = {
    values: { attribute: false },
    label: { attribute: false },
    space: { attribute: false },
    unit: { attribute: false },
    full: { attribute: false },
    dark: { attribute: false },
    across: { state: true },
  };

  constructor() {
    super();
    /** @type {ArrayLike<number>} */
    this.values = [];
    /** What it is, in words. */
    this.label = '';
    /** Units are the same in all strips of one space. */
    this.space = '';
    this.unit = 0;
    /** The value of full colour; 0: the largest of these. */
    this.full = 0;
    this.dark = false;
    this.across = ACROSS.wide;
    new Room(this, (width) => (this.across = width >= WIDE ? ACROSS.wide : ACROSS.narrow));
  }

  render() {
    const { unit, values } = this;
    const { columns, rows } = this.#shape();
    const value = exact(values[unit]);
    const told = t('calc.unitIs', { unit, value: rounded(values[unit]) });
    return html`<div class="calc-strip" role="slider" tabindex="0" aria-label=${this.label} aria-valuemin="0" aria-valuemax=${values.length - 1}
        aria-valuenow=${unit} aria-valuetext=${told} aria-orientation="horizontal"
        data-unit=${unit} data-value=${value} title=${told}
        @pointermove=${this.#point} @pointerleave=${() => this.#say(null, false)} @click=${this.#point} @keydown=${this.#key}>
        <canvas width=${columns} height=${rows} style="height:${rows * 9}px"></canvas>
        ${
          values.length
            ? html`<i style="left:${(100 * (unit % columns)) / columns}%;top:${(100 * Math.floor(unit / columns)) / rows}%;
          width:${100 / columns}%;height:${100 / rows}%"></i>`
            : nothing
        }
      </div>`;
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (['values', 'full', 'dark', 'across'].some((name) => changed.has(name))) this.#draw();
  }

  #shape() {
    const n = this.values.length;
    const columns = Math.max(1, Math.min(n, this.across));
    return { columns, rows: Math.max(1, Math.ceil(n / columns)) };
  }

  #draw() {
    const canvas = /** @type {HTMLCanvasElement} */ (this.querySelector('canvas'));
    const context = canvas.getContext('2d');
    if (!context) return;
    // The style sheet says which colours: `fill` above zero, `stroke` below.
    const { fill, stroke } = getComputedStyle(canvas);
    const full = this.full || reach(this.values) || 1;
    const { columns } = this.#shape();
    context.clearRect(0, 0, canvas.width, canvas.height);
    Array.from(this.values).forEach((value, k) => {
      context.globalAlpha = Math.min(1, Math.abs(value) / full);
      context.fillStyle = value >= 0 ? fill : stroke;
      context.fillRect(k % columns, Math.floor(k / columns), 1, 1);
    });
  }

  /** @param {PointerEvent|MouseEvent} event */
  #point(event) {
    const box = /** @type {HTMLElement} */ (event.currentTarget).getBoundingClientRect();
    const { columns, rows } = this.#shape();
    const along = (/** @type {number} */ at, /** @type {number} */ size, /** @type {number} */ n) =>
      Math.max(0, Math.min(n - 1, Math.floor((at / size) * n)));
    const column = along(event.clientX - box.left, box.width, columns);
    const row = along(event.clientY - box.top, box.height, rows);
    const unit = Math.min(row * columns + column, this.values.length - 1);
    const pinned = event.type === 'click';
    if (pinned || unit !== this.unit) this.#say(unit, pinned);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { columns } = this.#shape();
    const last = this.values.length - 1;
    /** @type {Record<string, number>} */
    const moves = {
      ArrowLeft: this.unit - 1,
      ArrowRight: this.unit + 1,
      ArrowUp: this.unit - columns,
      ArrowDown: this.unit + columns,
      PageUp: this.unit - columns,
      PageDown: this.unit + columns,
      Home: 0,
      End: last,
    };
    const to = moves[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (to >= 0 && to <= last) this.#say(to, true);
  }

  /** @param {number|null} unit @param {boolean} pinned */
  #say(unit, pinned) {
    this.tell('see-unit', { space: this.space, unit, pinned });
  }
}

customElements.define('see-strip', Strip);
