/** Lesson 9: the Transformer's nine steps on the visitor's sentence, what each may read, and where its keys come from. */
import { html, nothing } from 'lit';
import { isEnd } from '../../text/words.js';
import { grid } from '../grid.js';
import { inside, toCompare } from '../links.js';
import { Lesson } from '../model.js';
import { cited } from '../papers.js';
import { among, largest, sourceLabels, targetLabels, telling, two, weightsAt } from '../reading.js';
import { word } from '../rich.js';
import { segments } from '../segments.js';
import { dot, norm, overlap } from '../softmax.js';
import { rowOf } from '../../drawing/matrix.js';
import { vectorRows } from '../vector-rows.js';
import { en } from './words-en.js';
import { ko } from './words-ko.js';

const NAME = 'transformer';
/** Which of the nine steps a card is about, and where Inside shows it. */
const AT = [0, 0, 1, 2, 5, 6, 7, 8, 7];
const STAGES = ['embed', 'embed', 'project', 'attend', 'feed', 'causal', 'cross', 'word', 'cross'];

/**
 * @typedef {import('../model.js').Run} Run
 * @typedef {import('../../networks/types.js').Operands} Operands
 * @typedef {import('../../networks/types.js').Matrix} Matrix
 */

/** @extends {Lesson<typeof en>} */
class Transformer extends Lesson {
  /** @type {Run|null} */
  made = null;
  /** @type {Run|null} */
  other = null;
  /** Operands of the parts that have been looked into. @type {Record<string, Operands>} */
  operands = {};
  step = 0;
  /** The piece of the source that asks. */
  token = 0;
  layer = 0;
  head = 0;

  async prepare() {
    this.made = await this.run(NAME);
    this.step = telling(this.#run);
    this.token = largest(weightsAt(this.#run, this.step));
    if (isEnd(this.#run.source.tokens[this.token])) this.token = 0;
    this.layer = (this.#run.source.encoder.layers ?? 1) - 1;
    await this.#need('embedding', { kind: 'embedding', side: 'source' });
    await this.#need('project', { kind: 'encoderSelfAttention', layer: 0, head: 0 });
    await this.#need('feed', { kind: 'encoderFeedForward', layer: 0 });
  }

  /** @param {string} name @param {import('../../networks/types.js').Part} part */
  async #need(name, part) {
    this.operands[name] = await this.look(NAME, 0, part);
  }

  /** @returns {Run} */
  get #run() {
    return /** @type {Run} */ (this.made);
  }

  get #heads() {
    return this.#run.source.encoder.heads ?? 1;
  }

  /** The encoder's weights of the chosen layer and head. */
  #encoderRows() {
    const { tokens, encoder } = this.#run.source;
    const first = (this.layer * this.#heads + this.head) * tokens.length;
    return tokens.map((_, i) => rowOf(/** @type {Matrix} */ (encoder.weights), first + i));
  }

  /** The decoder's weights of the chosen layer and head, over its own input or over the source. @param {'selfWeights'|'weights'} which */
  #decoderRows(which) {
    return this.#run.steps.map(({ attention }) => rowOf(/** @type {Matrix} */ (attention?.[which]), this.layer * this.#heads + this.head));
  }

  /** How alike the patterns of two positions are. */
  #likeness() {
    const { positions } = this.operands.embedding;
    const rows = Array.from({ length: positions.rows }, (_, i) => rowOf(positions, i));
    return rows.map((a) => rows.map((b) => dot(a, b) / (norm(a) * norm(b))));
  }

  get cards() {
    const cards = [
      this.#embed(),
      this.#order(),
      this.#project(),
      this.#attend(),
      this.#feed(),
      this.#mask(),
      this.#cross(),
      this.#word(),
      this.#again(),
    ];
    return cards.map((card, k) => ({ links: [inside(this.means, { mechanism: NAME, step: this.step, stage: STAGES[k] })], ...card }));
  }

  /** @returns {import('../model.js').Card} */
  #embed() {
    const { words } = this;
    return {
      text: words.embed(this.operands.embedding.input.cols),
      past: words['embed.past'],
      formula: cited(
        '\\begin{aligned} PE_{pos, 2i} &= \\sin(pos / 10000^{2i/d})\\\\ PE_{pos, 2i+1} &= \\cos(pos / 10000^{2i/d})\\end{aligned}',
        'vaswani',
        '§3.5',
      ),
    };
  }

  /** @returns {import('../model.js').Card} */
  #order() {
    const { words, token } = this;
    const row = this.#likeness()[token];
    const last = row.length - 1;
    const next = token < last ? token + 1 : token - 1;
    const far = token > last / 2 ? 0 : last;
    const [near, first, away] = [row[next], token === 0 ? -2 : row[0], row[far]];
    return {
      text: words.order(word(sourceLabels(this.#run)[token])),
      choices: [words['order.next'], words['order.first'], words['order.far']],
      right: largest([near, near > first ? -2 : first, away]),
      look: words['order.look'],
      go: words['order.go'],
      past: words['order.past'],
      happened: () => words.ordered({ next: two(near), far: two(away) }),
      why: { choices: [words['order.a'], words['order.b'], words['order.c']], right: 0, theory: words['order.theory'] },
    };
  }

  /** @returns {import('../model.js').Card} */
  #project() {
    const { words } = this;
    return {
      text: words.project,
      past: words['project.past'],
      formula: cited(
        '\\begin{gathered} Q = XW^Q,\\; K = XW^K,\\; V = XW^V \\\\ \\operatorname{head}_i = \\operatorname{Attention}(QW_i^Q, KW_i^K, VW_i^V)\\end{gathered}',
        'vaswani',
        '§3.2.2',
      ),
    };
  }

  /** @returns {import('../model.js').Card} */
  #attend() {
    const { words, token, layer, head } = this;
    const labels = sourceLabels(this.#run);
    const row = this.#encoderRows()[token];
    const at = largest(row);
    const choices = isEnd(this.#run.source.tokens[at]) ? [...among(this.#run, token, 2), at] : among(this.#run, at);
    const piece = word(labels[token]);
    return {
      text: words.attend({ piece, layer: layer + 1, head: head + 1 }),
      choices: choices.map((j) => `_${word(labels[j])}_`),
      right: choices.indexOf(at),
      look: words['attend.look'],
      go: words['attend.go'],
      past: words['attend.past'],
      happened: () => words.attended({ piece, read: word(labels[at]), weight: two(row[at]), apart: Math.abs(at - token) }),
      why: { choices: [words['attend.a'], words['attend.b'], words['attend.c']], right: 0, theory: words['attend.theory'] },
      formula: cited('\\operatorname{softmax}\\left(\\frac{QK^\\top}{\\sqrt{d_k}}\\right)V', 'vaswani', 'eq. 1'),
    };
  }

  /** @returns {import('../model.js').Card} */
  #feed() {
    const { words } = this;
    return {
      text: words.feed,
      past: words['feed.past'],
      formula: cited('\\operatorname{FFN}(x) = \\max(0,\\, xW_1 + b_1)\\,W_2 + b_2', 'vaswani', 'eq. 2'),
    };
  }

  /** @returns {import('../model.js').Card} */
  #mask() {
    const { words, step } = this;
    const written = word(targetLabels(this.#run)[step]);
    return {
      text: words.mask(written),
      choices: [words['mask.a'], words['mask.b'], words['mask.c']],
      right: 1,
      look: words['mask.look'],
      go: words['mask.go'],
      past: words['mask.past'],
      happened: () => words.masked({ word: written, n: this.#decoderRows('selfWeights')[step].length }),
      why: { choices: [words['mask.ra'], words['mask.rb'], words['mask.rc']], right: 0, theory: words['mask.theory'] },
      formula: cited('\\alpha_{ij} = 0 \\text{ for } j > i', 'vaswani', '§3.2.3'),
    };
  }

  /** @returns {import('../model.js').Card} */
  #cross() {
    const { words, step } = this;
    const row = this.#decoderRows('weights')[step];
    const at = largest(row);
    return {
      text: words.cross,
      choices: [words['cross.a'], words['cross.b'], words['cross.c']],
      right: 1,
      go: words['cross.go'],
      past: words['cross.past'],
      happened: () =>
        words.crossed({ word: word(targetLabels(this.#run)[step]), read: word(sourceLabels(this.#run)[at]), weight: two(row[at]) }),
      why: { choices: [words['cross.ra'], words['cross.rb'], words['cross.rc']], right: 0, theory: words['cross.theory'] },
    };
  }

  /** @returns {import('../model.js').Card} */
  #word() {
    const { words, step } = this;
    const { candidates, id, logProb } = this.#run.steps[step];
    const rival = candidates.find((each) => each.id !== id) ?? candidates[0];
    const p = (/** @type {number} */ value) => (value < 0.01 ? value.toFixed(3) : two(value));
    return {
      text: words.word({
        word: word(targetLabels(this.#run)[step]),
        p: p(Math.exp(logProb)),
        rival: word(rival.piece.replaceAll('▁', '')),
        q: p(Math.exp(rival.logProb)),
      }),
      past: words['word.past'],
    };
  }

  /** @returns {import('../model.js').Card} */
  #again() {
    const { words, step, other } = this;
    const label = targetLabels(this.#run)[step];
    const at = other ? Math.max(0, targetLabels(other).indexOf(label)) : 0;
    const share = other ? overlap(weightsAt(other, at), weightsAt(this.#run, step)) : 0;
    return {
      text: words.again(word(label)),
      choices: [words['again.a'], words['again.b']],
      right: other ? (share > 0.5 ? 0 : 1) : null,
      go: words['again.go'],
      act: async () => {
        this.other = await this.run('additive');
      },
      happened: () => words.compared(`${Math.round(100 * share)}%`),
      why: { choices: [words['again.ra'], words['again.rb'], words['again.rc']], right: 0, theory: words['again.theory'] },
      links: [toCompare(this.means, NAME)],
    };
  }

  /** @param {import('../model.js').At} _at */
  heading(_at) {
    return { title: this.words.heading, note: 'Transformer' };
  }

  /** @param {import('../model.js').At} at */
  controls({ card, state }) {
    if (![3, 5, 6].includes(card) || state === 'ask') return null;
    const { layers = 1 } = this.#run.source.encoder;
    const all = (/** @type {number} */ n) => Array.from({ length: n }, (_, value) => ({ value, label: String(value + 1) }));
    return html`${segments({ label: this.words.layer, chosen: this.layer, all: all(layers), choose: (layer) => this.set({ layer }), labelled: true })}
      ${segments({ label: this.words.head, chosen: this.head, all: all(this.#heads), choose: (head) => this.set({ head }), labelled: true })}`;
  }

  /** @param {import('../model.js').At} at */
  figure(at) {
    const now = AT[at.card];
    const side = (/** @type {number} */ n) => (n < 6 ? 'enc' : 'dec');
    return html`<ol class="path-map">${this.words.steps.map((name, n) => html`<li class="${side(n)} ${n === now ? 'now' : ''}"><b>${n + 1}</b><span>${name}</span></li>`)}</ol>
      ${this.#inner(at)}`;
  }

  /** @param {import('../model.js').At} at */
  #inner({ card, state, width }) {
    const { words } = this;
    const labels = sourceLabels(this.#run);
    const targets = targetLabels(this.#run);
    const asked = state === 'ask';
    const of = (/** @type {Matrix} */ matrix) => labels.map((_, i) => rowOf(matrix, i));
    const { embedding, project, feed } = this.operands;
    const plain = { width, dark: this.means.dark(), label: words.heading };
    if (card === 0 || (card === 1 && asked))
      return vectorRows({
        labels,
        label: words.heading,
        rows: [
          { name: words.embedding, side: 'enc', vectors: of(embedding.embedding) },
          { name: words.position, side: 'att', vectors: of(embedding.positions) },
          { name: words.sum, side: 'enc', vectors: of(embedding.input) },
        ],
      });
    if (card === 1)
      return grid({
        ...plain,
        rows: labels,
        columns: labels,
        values: this.#likeness(),
        framed: this.token,
        rowSide: 'enc',
        columnSide: 'enc',
      });
    if (card === 2 || (card === 3 && asked))
      return vectorRows({
        labels,
        label: words.heading,
        rows: /** @type {const} */ (['query', 'key', 'value']).map((name) => ({
          name: words[name],
          side: /** @type {const} */ ('enc'),
          vectors: of(project[name]),
        })),
      });
    if (card === 3)
      return grid({
        ...plain,
        rows: labels,
        columns: labels,
        values: this.#encoderRows(),
        framed: this.token,
        rowSide: 'enc',
        columnSide: 'enc',
      });
    if (card === 4)
      return vectorRows({
        labels,
        label: words.heading,
        rows: [
          {
            name: words.before,
            side: 'enc',
            vectors: of(feed.residual),
            notes: of(feed.residual).map((row) => words.spread(deviation(row).toFixed(2))),
          },
          {
            name: words.after,
            side: 'enc',
            vectors: of(feed.norm),
            notes: of(feed.norm).map((row) => words.spread(deviation(row).toFixed(2))),
          },
        ],
      });
    const own = ['⟨sos⟩', ...targets.slice(0, -1)];
    if (card === 5) {
      const values = asked ? targets.map(() => []) : this.#decoderRows('selfWeights');
      return grid({ ...plain, rows: targets, columns: own, values, framed: this.step, rowSide: 'dec', columnSide: 'dec' });
    }
    if (card === 7) return this.#candidates();
    if (card === 6 && asked) return nothing;
    const rows = card === 6 ? this.#decoderRows('weights') : this.#run.steps.map((_, i) => weightsAt(this.#run, i));
    return grid({ ...plain, rows: targets, columns: labels, values: rows, framed: this.step, rowSide: 'dec', columnSide: 'enc' });
  }

  /** What could come at the chosen step. */
  #candidates() {
    const { candidates, id } = this.#run.steps[this.step];
    return html`<ul class="next-words">${candidates
      .slice(0, 8)
      .map(
        ({ piece, logProb, id: each }) =>
          html`<li class=${each === id ? 'chosen' : ''}><span>${piece.replaceAll('▁', '') || '␣'}</span><i style="--w:${Math.exp(logProb)}"></i><em>${Math.exp(logProb).toFixed(4)}</em></li>`,
      )}</ul>`;
  }

  /** @param {import('../model.js').At} at */
  table({ card, state }) {
    const { words } = this;
    const labels = sourceLabels(this.#run);
    const targets = targetLabels(this.#run);
    const table = (/** @type {string[]} */ rows, /** @type {string[]} */ columns, /** @type {ArrayLike<number>[]} */ values) => ({
      caption: words.caption,
      columns: [words.piece, ...columns],
      rows: rows.map((name, i) => [name, ...columns.map((_, j) => values[i][j] ?? '')]),
    });
    if (state === 'ask') return null;
    if (card === 1) return table(labels, labels, this.#likeness());
    if (card === 3) return table(labels, labels, this.#encoderRows());
    if (card === 5) return table(targets, ['⟨sos⟩', ...targets.slice(0, -1)], this.#decoderRows('selfWeights'));
    if (card === 6) return table(targets, labels, this.#decoderRows('weights'));
    if (card === 8)
      return table(
        targets,
        labels,
        this.#run.steps.map((_, i) => weightsAt(this.#run, i)),
      );
    return null;
  }
}

/** @param {ArrayLike<number>} values */
function deviation(values) {
  const all = Array.from(values);
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
  return Math.sqrt(all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length);
}

/** @param {import('../model.js').Means} means */
export const create = (means) => new Transformer(means, { en, ko });
