/** All heads of all layers as small maps; choosing one chooses layer and head for the whole page. */
import { html } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { t } from '../../i18n/t.js';
import { Part } from '../../drawing/part.js';
import './matrix.js';
import { rowOf } from '../../drawing/matrix.js';
import { padded, stacked } from './numbers.js';
import { shape } from './scene.js';
import './words.js';

/** @typedef {import('../../networks/types.js').Run} Run */
/** @typedef {import('../../networks/types.js').Matrix} Matrix */

/**
 * The maps of all heads, `[queries, keys]` each, head after head, layer after layer.
 * @param {Run} run @param {'encoder'|'self'|'cross'} kind @returns {Matrix[]}
 */
function maps(run, kind) {
  const { layers, heads } = shape(run);
  return Array.from({ length: layers * heads }, (_, at) => (kind === 'encoder' ? ofEncoder(run, at) : ofDecoder(run, kind, at)));
}

/** @param {Run} run @param {number} at @returns {Matrix} */
function ofEncoder(run, at) {
  const { cols, data } = /** @type {Matrix} */ (run.source.encoder.weights);
  return { rows: cols, cols, data: data.subarray(at * cols * cols, (at + 1) * cols * cols) };
}

/** @param {Run} run @param {'self'|'cross'} kind @param {number} at @returns {Matrix} */
function ofDecoder(run, kind, at) {
  const rows = run.steps.map(({ attention }) =>
    rowOf(/** @type {Matrix} */ (kind === 'self' ? attention?.selfWeights : attention?.weights), at),
  );
  return kind === 'self' ? padded(rows, rows.length) : stacked(rows);
}

/** No position sees a later one. @param {number} row @param {number} column */
const causal = (row, column) => column > row;

export class Thumbnails extends Part {
  static properties = { run: { attribute: false }, kind: { attribute: false }, row: { attribute: false }, dark: { attribute: false } };

  constructor() {
    super();
    /** @type {Run|null} */
    this.run = null;
    /** @type {'encoder'|'self'|'cross'} */
    this.kind = 'encoder';
    /** Layer × heads + head. */
    this.row = 0;
    this.dark = false;
  }

  render() {
    const { run } = this;
    if (!run?.steps.length) return html``;
    const { layers, heads } = shape(run);
    const all = guardedMaps(run, this.kind);
    return html`<div class="fm-heads" role="radiogroup" aria-label=${t('former.heads')} data-testid="former-heads">
      ${Array.from(
        { length: layers },
        (_, layer) => html`<div class="fm-heads-layer"><small>${t('former.layer', { layer: layer + 1 })}</small><div>
        ${Array.from({ length: heads }, (_, head) => this.#thumbnail(all[layer * heads + head], layer, head, heads))}
      </div></div>`,
      )}
    </div>`;
  }

  /** @param {Matrix} map @param {number} layer @param {number} head @param {number} heads */
  #thumbnail(map, layer, head, heads) {
    const at = layer * heads + head;
    const label = t('heatmap.head', { layer: layer + 1, head: head + 1 });
    return html`<label class="fm-head" title=${label}>
      <input type="radio" name="${this.unique}-head" .checked=${at === this.row} value=${at} aria-label=${label} @change=${() => this.tell('see-head', at)} />
      ${guard([map, this.dark], () => html`<see-matrix square .value=${map} .kind=${'weight'} .masked=${this.kind === 'self' ? causal : null} .dark=${this.dark} aria-hidden="true"></see-matrix>`)}
    </label>`;
  }
}

/** @type {WeakMap<Run, Partial<Record<string, Matrix[]>>>} */
const made = new WeakMap();

/** @param {Run} run @param {'encoder'|'self'|'cross'} kind */
function guardedMaps(run, kind) {
  const known = made.get(run) ?? {};
  made.set(run, known);
  return (known[kind] ??= maps(run, kind));
}

customElements.define('see-heads', Thumbnails);
