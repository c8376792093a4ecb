/**
 * The attention of a run: heatmap, its controls and its table, or why there is none. It tells what the reader looks at (`see-look`),
 * how he wants to see it (`see-head`, `see-whole`, `see-numbers`), and what he would change in the run (`see-options`).
 */
import { html, nothing } from 'lit';
import { langOf } from '../../text/detect.js';
import { weightsOf } from '../flow/story.js';
import { withTerms } from '../../glossary/with-terms.js';
import { t } from '../../i18n/t.js';
import { setRow, toggleMasked } from '../../state/options.js';
import { Part } from '../../drawing/part.js';
import { tableBehind } from '../../drawing/table-behind.js';
import { withWeight } from '../../state/weights.js';
import { groupWeights, isEnd, sourceGroups, targetGroups } from '../../text/words.js';
import { contextVector } from '../flow/context-vector.js';
import { heatmapTable } from './table.js';
import './heatmap.js';
import { unitChoice } from './unit-choice.js';
import { legend } from '../../drawing/legend.js';
import { readingHelp } from '../../controls/reading-help.js';
import '../../controls/share.js';

/** @typedef {import('../../networks/types.js').Run} Run */
/** @typedef {import('../../networks/types.js').AttentionTrace} AttentionTrace */

export class Attention extends Part {
  static properties = {
    run: { attribute: false },
    step: { attribute: false },
    made: { attribute: false },
    head: { attribute: false },
    whole: { attribute: false },
    numbers: { attribute: false },
    stale: { attribute: false },
    playing: { attribute: false },
    dark: { attribute: false },
    changeable: { attribute: false },
    address: { attribute: false },
    table: { state: true },
  };

  constructor() {
    super();
    /** What is drawn; without one, or before its first step, the figure waits. @type {Run|null} */
    this.run = null;
    /** The step looked at. */
    this.step = 0;
    /** The last step that is shown as made; below 0: the encoder still reads. */
    this.made = Infinity;
    /** Row of the weights drawn; null: the usual one. @type {number|null} */
    this.head = null;
    /** Whole words, not sub-words. */
    this.whole = false;
    /** Whether cells have their numbers in them. */
    this.numbers = true;
    /** Whether a newer run is on its way, and whether this one is being played. */
    this.stale = false;
    this.playing = false;
    this.dark = false;
    /** Whether the reader may hide words and set weights; he is then told what to try. */
    this.changeable = false;
    /** The link to what is seen now; without one there is nothing to share. @type {(() => string)|null} */
    this.address = null;
    /** Whether the table is shown to all. */
    this.table = false;
  }

  render() {
    const { run } = this;
    if (!run?.steps.length) return this.#frame('heatmap', html`<p class="quiet">${t('heatmap.wait')}</p>`, nothing, nothing);
    const attentions = run.steps.map(({ attention }) => attention);
    if (attentions.every((each) => !!each)) return this.#heatmap(run, /** @type {AttentionTrace[]} */ (attentions));
    const share = html`<div class="foot">${this.#share(run, null)}</div>`;
    if (run.source.encoder.kind === 'none') return this.#frame('alone', html`<p class="quiet">${t('alone.text')}</p>`, nothing, share);
    // What is read at every step, where that is one and the same; else what the decoder starts from.
    const vector = run.steps[0].context ?? run.source.encoder.firstState?.data ?? [];
    return this.#frame(
      'context',
      html`<div class=${this.stale ? 'stale' : ''}>${contextVector(vector)}</div>`,
      nothing,
      html`${share}${this.changeable ? readingHelp('context') : nothing}`,
    );
  }

  /** @param {Run} run @param {AttentionTrace[]} attentions */
  #heatmap(run, attentions) {
    const { whole, numbers, head, step, made, playing, dark, stale, changeable } = this;
    const rows = rowsOf(run, whole, made);
    const columns = sourceGroups(run.source.tokens, whole);
    const weights = groupWeights(
      attentions.map((each) => weightsOf(each, head)),
      rows,
      columns,
    );
    const { masked, attention } = run.options;
    // What attends has an encoder, of one of these two kinds.
    const kind = run.source.encoder.kind === 'recurrent' ? 'recurrent' : 'selfAttention';
    const words = { show: t('heatmap.showTable'), hide: t('heatmap.hideTable'), label: t('heatmap.table') };
    const madeRows = rows.filter(({ members }) => members[0] <= made);
    const { button, table } = tableBehind(this, words, heatmapTable(madeRows, columns, weights, langOf(run.text)));
    return this.#frame(
      'heatmap',
      html`<see-heatmap .rows=${rows} .columns=${columns} .weights=${weights} .step=${made < 0 ? made : step} .made=${made} .dark=${dark} .stale=${stale} .numbers=${numbers}
        .masked=${within(columns, masked)} .edited=${within(
          rows,
          attention.map(({ position }) => position),
        )}
        .maskable=${changeable} .editable=${changeable && kind === 'recurrent'} .playing=${playing}
        @see-mask=${(/** @type {CustomEvent} */ { detail }) => this.#mask(run, columns[detail])}
        @see-weight=${(/** @type {CustomEvent} */ { detail }) => this.#set(run, rows[detail.row], columns[detail.column], detail.weight)}></see-heatmap>`,
      html`${this.#heads(attentions[0])}${unitChoice({ whole, of: this.unique, choose: (value) => this.tell('see-whole', value) })}`,
      html`${changeable ? html`<p class="what-if" data-testid="what-if">${t(`whatif.line.${kind}`)}</p>` : nothing}
        <div class="foot">${legend(dark)}${changeable ? readingHelp(kind) : nothing}<span class="space"></span>
          ${button}${this.#share(run, { rows, columns, weights, dark, which: this.#which(attentions[0]) })}</div>${table}`,
      this.#numbers(numbers),
    );
  }

  /** @param {Run} run @param {import('../../export/save.js').Shown|null} shown */
  #share(run, shown) {
    return this.address ? html`<see-share .run=${run} .shown=${shown} .address=${this.address}></see-share>` : nothing;
  }

  /** Which of several weights are drawn. @param {AttentionTrace} attention */
  #which({ layers, heads }) {
    const { head } = this;
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
      <div class="figure" data-testid="heatmap" data-mechanism=${this.run?.mechanism ?? nothing}>${figure}</div>
      ${below}`;
  }

  /** Numbers in the cells, or colours alone. @param {boolean} numbers */
  #numbers(numbers) {
    return html`<button type="button" class="pill toggle" aria-pressed=${numbers} title=${t('heatmap.numbersWhy')}
      @click=${() => this.tell('see-numbers', !numbers)}>${t('heatmap.numbers')}</button>`;
  }

  /** Which layer and head, where there are several. @param {AttentionTrace} attention */
  #heads({ layers, heads }) {
    if (layers * heads < 2) return nothing;
    const { head } = this;
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
