/**
 * The encoder's states of a sentence, each as pale as its weight: added up, row by row, they are the
 * context vector below. The rows read most are drawn, in the order of the text.
 */
import { html } from 'lit';
import { t } from '../../i18n/t.js';
import { Part } from '../../drawing/part.js';
import { number } from './parts.js';

/** Rows drawn at most. */
const MOST = 8;

export class WeightedRows extends Part {
  static properties = {
    rows: { attribute: false },
    weights: { attribute: false },
    labels: { attribute: false },
    token: { attribute: false },
    unit: { attribute: false },
    full: { attribute: false },
    dark: { attribute: false },
  };

  constructor() {
    super();
    /** `[src_len, d_hidden]` @type {import('../../networks/types.js').Matrix} */
    this.rows = { rows: 0, cols: 0, data: new Float32Array() };
    /** @type {ArrayLike<number>} */
    this.weights = [];
    /** @type {string[]} */
    this.labels = [];
    this.token = 0;
    this.unit = 0;
    /** The value of full colour. */
    this.full = 1;
    this.dark = false;
    /** The tokens drawn. @type {number[]} */
    this.drawn = [];
  }

  willUpdate() {
    const byWeight = this.labels.map((_, j) => j).sort((a, b) => this.weights[b] - this.weights[a]);
    const chosen = byWeight.slice(0, MOST);
    // The token looked at is always among them.
    if (!chosen.includes(this.token)) chosen[chosen.length - 1] = this.token;
    this.drawn = chosen.sort((a, b) => a - b);
  }

  render() {
    const others = this.labels.length - this.drawn.length;
    return html`<div class="calc-weighted" style="--unit:${(100 * (this.unit + 0.5)) / Math.max(1, this.rows.cols)}%">
      ${this.drawn.map(
        (j) => html`<span class="enc ${j === this.token ? 'chosen' : ''}">${this.labels[j]}</span>
        ${number(this.weights[j], 'weight', 'att')}<span class="calc-weighted-row ${j === this.token ? 'chosen' : ''}"><canvas data-token=${j} width=${this.rows.cols} height="1" aria-hidden="true"></canvas></span>`,
      )}
    </div>
    ${others > 0 ? html`<p class="quiet calc-others">${t('calc.otherTokens', { count: others })}</p>` : ''}`;
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (['rows', 'weights', 'token', 'full', 'dark'].some((name) => changed.has(name))) {
      this.querySelectorAll('canvas').forEach((canvas) => this.#draw(canvas));
    }
  }

  /** @param {HTMLCanvasElement} canvas */
  #draw(canvas) {
    const context = canvas.getContext('2d');
    if (!context) return;
    const j = Number(canvas.dataset.token);
    const { fill, stroke } = getComputedStyle(canvas);
    context.clearRect(0, 0, canvas.width, 1);
    for (let k = 0; k < this.rows.cols; k++) {
      const product = this.weights[j] * this.rows.data[j * this.rows.cols + k];
      context.globalAlpha = Math.min(1, Math.abs(product) / this.full);
      context.fillStyle = product >= 0 ? fill : stroke;
      context.fillRect(k, 0, 1, 1);
    }
  }
}

customElements.define('see-weighted-rows', WeightedRows);
