/** The attention of the run drawn: heatmap, its controls and its table, or why there is none. */
import { html, nothing } from 'lit';
import { langOf } from '../../text/detect.js';
import { rowOf } from '../flow/story.js';
import { withTerms } from '../../glossary/with-terms.js';
import { t } from '../../i18n/t.js';
import { addressOf } from '../../state/link.js';
import { setRow, toggleMasked } from '../../state/options.js';
import { Part } from '../../drawing/part.js';
import { lastMade } from '../../state/playback.js';
import { withWeight } from '../../state/weights.js';
import { groupWeights, isEnd, sourceGroups, targetGroups } from '../../text/words.js';
import { contextVector } from '../flow/context-vector.js';
import { heatmapTable } from './table.js';
import './heatmap.js';
import { legend } from '../../drawing/legend.js';
import { readingHelp } from '../../controls/reading-help.js';
import '../../controls/share.js';

/** @typedef {import('../../networks/types.js').Run} Run */
/** @typedef {import('../../networks/types.js').AttentionTrace} AttentionTrace */

export class Attention extends Part {
  static properties = { state: { attribute: false }, table: { state: true } };

  constructor() {
    super();
    /** @type {import('../../state/store.js').State|null} */
    this.state = null;
    /** Whether the table is shown to all. */
    this.table = false;
  }

  render() {
    const run = this.state?.run;
    if (!run?.steps.length) return this.#frame('heatmap', html`<p class="quiet">${t('heatmap.wait')}</p>`, nothing, nothing);
    const attentions = run.steps.map(({ attention }) => attention);
    if (attentions.every((each) => !!each)) return this.#heatmap(run, /** @type {AttentionTrace[]} */ (attentions));
    const share = html`<div class="foot">${this.#share(run, null)}</div>`;
    if (run.source.encoder.kind === 'none') return this.#frame('alone', html`<p class="quiet">${t('alone.text')}</p>`, nothing, share);
    // What is read at every step, where that is one and the same; else what the decoder starts from.
    const vector = run.steps[0].context ?? run.source.encoder.firstState?.data ?? [];
    return this.#frame(
      'context',
      html`<div class=${this.state?.stale ? 'stale' : ''}>${contextVector(vector)}</div>`,
      nothing,
      html`${share}${readingHelp('context')}`,
    );
  }

  /** @param {Run} run @param {AttentionTrace[]} attentions */
  #heatmap(run, attentions) {
    const { whole, numbers, head, step, playing, dark, stale } = /** @type {import('../../state/store.js').State} */ (this.state);
    // Below 0 while the encoder still reads: no row is made yet.
    const made = lastMade(/** @type {import('../../state/store.js').State} */ (this.state));
    const rows = rowsOf(run, whole, made);
    const columns = sourceGroups(run.source.tokens, whole);
    const weights = groupWeights(
      attentions.map((each) => rowOf(each, head)),
      rows,
      columns,
    );
    const { masked, attention } = run.options;
    // What attends has an encoder, of one of these two kinds.
    const kind = run.source.encoder.kind === 'recurrent' ? 'recurrent' : 'selfAttention';
    return this.#frame(
      'heatmap',
      html`<see-heatmap .rows=${rows} .columns=${columns} .weights=${weights} .step=${made < 0 ? made : step} .made=${made} .dark=${dark} .stale=${stale} .numbers=${numbers}
        .masked=${within(columns, masked)} .edited=${within(
          rows,
          attention.map(({ position }) => position),
        )}
        .maskable=${true} .editable=${kind === 'recurrent'} .playing=${playing}
        @see-mask=${(/** @type {CustomEvent} */ { detail }) => this.#mask(run, columns[detail])}
        @see-weight=${(/** @type {CustomEvent} */ { detail }) => this.#set(run, rows[detail.row], columns[detail.column], detail.weight)}></see-heatmap>`,
      html`${this.#heads(attentions[0])}${this.#units(whole)}`,
      html`<p class="what-if" data-testid="what-if">${t(`whatif.line.${kind}`)}</p><div class="foot">${legend(dark)}${readingHelp(kind)}<span class="space"></span>
          <button type="button" class="link" aria-expanded=${this.table} aria-controls="heatmap-table"
            @click=${() => (this.table = !this.table)}>${this.table ? t('heatmap.hideTable') : t('heatmap.showTable')}</button>
          ${this.#share(run, { rows, columns, weights, dark, which: this.#which(attentions[0]) })}</div>
        <div id="heatmap-table" class=${this.table ? 'table-scroll' : 'hidden'} tabindex=${this.table ? 0 : nothing}
          role=${this.table ? 'region' : nothing} aria-label=${this.table ? t('heatmap.table') : nothing}>${heatmapTable(rows, columns, weights, langOf(run.text))}</div>`,
      this.#numbers(numbers),
    );
  }

  /** @param {Run} run @param {import('../../export/save.js').Shown|null} shown */
  #share(run, shown) {
    const { state } = this;
    return html`<see-share .run=${run} .shown=${shown} .address=${() => addressOf(/** @type {import('../../state/store.js').State} */ (state))}></see-share>`;
  }

  /** Which of several weights are drawn. @param {AttentionTrace} attention */
  #which({ layers, heads }) {
    const head = this.state?.head ?? null;
    if (layers * heads < 2) return '';
    return head === null ? t('heatmap.mean', { heads }) : headName(head, heads);
  }

  /** Hides a word, with all its pieces. @param {Run} run @param {import('../../text/words.js').Group} column */
  #mask(run, column) {
    const { tokens } = run.source;
    const first = tokens[column.members[0]];
    const members = tokens.flatMap((token, j) =>
      column.members.includes(j) || (!isEnd(token) && !isEnd(first) && token.word === first.word) ? [j] : [],
    );
    this.tell('see-options', toggleMasked(run.options, members, tokens.length));
  }

  /** @param {Run} run @param {import('../../text/words.js').Group} row @param {import('../../text/words.js').Group} column @param {number} weight */
  #set(run, row, column, weight) {
    const [position] = row.members;
    const before = /** @type {AttentionTrace} */ (run.steps[position].attention).row;
    const weights = withWeight(before, column.members, weight, run.options.masked);
    this.tell('see-options', setRow(run.options, run.steps, position, weights));
  }

  /**
   * @param {'heatmap'|'context'|'alone'} kind
   * @param {unknown} figure @param {unknown} controls @param {unknown} below @param {unknown} [beside] the caption
   */
  #frame(kind, figure, controls, below, beside = nothing) {
    return html`<div class="heading"><h2>${t(`${kind}.title`)}${kind === 'alone' ? nothing : html`<em>${withTerms(t(`${kind}.aside`))}</em>`}</h2><div class="controls">${controls}</div></div>
      <div class="captioned"><p class="caption">${withTerms(t(`${kind}.sub`))}</p>${beside}</div>
      <div class="figure" data-testid="heatmap" data-mechanism=${this.state?.run?.mechanism ?? nothing}>${figure}</div>
      ${below}`;
  }

  /** Sub-words or whole words. @param {boolean} whole */
  #units(whole) {
    const option = (/** @type {boolean} */ value, /** @type {string} */ label) =>
      html`<label>${label}<input type="radio" name="units" .checked=${value === whole} @change=${() => this.tell('see-whole', value)} /></label>`;
    return html`<div class="segments small" role="radiogroup" aria-label=${t('heatmap.units')}>
      ${option(false, t('heatmap.pieces'))}${option(true, t('heatmap.words'))}</div>`;
  }

  /** Numbers in the cells, or colours alone. @param {boolean} numbers */
  #numbers(numbers) {
    return html`<button type="button" class="pill toggle" aria-pressed=${numbers} title=${t('heatmap.numbersWhy')}
      @click=${() => this.tell('see-numbers', !numbers)}>${t('heatmap.numbers')}</button>`;
  }

  /** Which layer and head, where there are several. @param {AttentionTrace} attention */
  #heads({ layers, heads }) {
    if (layers * heads < 2) return nothing;
    const { head } = /** @type {import('../../state/store.js').State} */ (this.state);
    const rows = Array.from({ length: layers * heads }, (_, row) => row);
    return html`<select class="pill" aria-label=${t('heatmap.heads')} @change=${this.#head}>
      <option value="" ?selected=${head === null}>${t('heatmap.mean', { heads })}</option>
      ${rows.map(
        (row) => html`<option value=${row} ?selected=${row === head}>
          ${headName(row, heads)}</option>`,
      )}
    </select>`;
  }

  /** @param {Event} event */
  #head(event) {
    const { value } = /** @type {HTMLSelectElement} */ (event.target);
    this.tell('see-head', value === '' ? null : Number(value));
  }
}

/** The rows; of a word that is made in part, what is made of it. @param {Run} run @param {boolean} whole @param {number} made the last step that is shown */
function rowsOf({ steps }, whole, made) {
  const rows = targetGroups(steps, whole);
  if (!whole || made < 0 || made >= steps.length) return rows;
  const part = targetGroups(steps.slice(0, made + 1), whole);
  return rows.map((row, i) => part[i] ?? row);
}

/** Which groups lie within some members. @param {import('../../text/words.js').Group[]} groups @param {number[]} of */
const within = (groups, of) => groups.flatMap(({ members }, i) => (members.every((member) => of.includes(member)) ? [i] : []));

/** @param {number} row of the weights @param {number} heads of a layer */
const headName = (row, heads) => t('heatmap.head', { layer: Math.floor(row / heads) + 1, head: (row % heads) + 1 });

customElements.define('see-attention', Attention);
