/** Lesson 7: one step of attention, from scores to the word; the reader's ten coins against the network's weights. */
import { html, nothing } from 'lit';
import { inside, toTranslate } from '../links.js';
import { Lesson } from '../model.js';
import { att, cited, dec, enc } from '../papers.js';
import { before, sourceLabels, targetLabels, telling, two } from '../reading.js';
import { word } from '../rich.js';
import { segments } from '../segments.js';
import { overlap, softmax } from '../softmax.js';
import { coins } from './coins.js';
import { en } from './words-en.js';
import { ko } from './words-ko.js';

const ALL_COINS = 10;
const TEMPERATURES = [0.5, 1, 2];
/** Words that are shown of what could come next. */
const CANDIDATES = 4;
/** How far the figure is told at each card, before and after it acts. */
const STAGES = [
  [0, 0],
  [1, 2],
  [3, 3],
  [6, 6],
  [2, 6],
  [1, 6],
];

/**
 * @typedef {import('../model.js').Run} Run
 * @typedef {{ run: Run, step: number, operands: import('../../networks/types.js').Operands }} Looked a step of a network, looked into
 */

/** @extends {Lesson<typeof en>} */
class AttentionByHand extends Lesson {
  /** @type {Looked|null} */
  additive = null;
  /** @type {Looked|null} */
  dot = null;
  /** Where the coins lie. @type {number[]} */
  coins = [];
  /** Whether they can still be moved. */
  open = true;
  temperature = 1;
  /** What the network writes with weights of another temperature. @type {Record<number, Run>} */
  heated = {};

  async prepare() {
    this.additive = await this.#look('additive', telling);
    this.coins = this.labels.map(() => 0);
  }

  /** @param {string} mechanism @param {(run: Run) => number} at @returns {Promise<Looked>} */
  async #look(mechanism, at) {
    const run = await this.run(mechanism);
    const step = at(run);
    return { run, step, operands: await this.look(mechanism, step, { kind: 'attention' }) };
  }

  get labels() {
    return sourceLabels(this.#first.run);
  }

  /** @returns {Looked} */
  get #first() {
    return /** @type {Looked} */ (this.additive);
  }

  /** What is said of a step that was looked into. @param {Looked} [looked] */
  facts({ run, step, operands } = this.#first) {
    const weights = operands.weights.data;
    const order = [...weights.keys()].sort((a, b) => weights[b] - weights[a]);
    const [at, next] = order;
    const labels = sourceLabels(run);
    const scores = operands.scores.data;
    const score = (/** @type {number} */ j) => scores[j].toFixed(1).replace('-', '−');
    const gap = scores[at] - scores[next];
    return {
      at,
      read: word(labels[at]),
      rival: word(labels[next]),
      weight: two(weights[at]),
      score: score(at),
      second: score(next),
      gap: gap.toFixed(1),
      factor: Math.exp(gap).toFixed(Math.exp(gap) < 10 ? 1 : 0),
      written: word(targetLabels(run)[step]),
      mine: this.coins[at],
    };
  }

  /** The words that could come at a step. @param {Run} run @param {number} step */
  #candidates(run, step) {
    const { candidates, id } = run.steps[step];
    return candidates
      .slice(0, CANDIDATES)
      .map((each) => ({ text: each.piece.replaceAll('▁', '') || '␣', p: Math.exp(each.logProb), chosen: each.id === id }));
  }

  get cards() {
    const { words } = this;
    const { run, step, operands } = this.#first;
    const facts = this.facts();
    const n = this.labels.length;
    const links = [inside(this.means, { mechanism: 'additive', step }), toTranslate(this.means, { mechanism: 'additive', step })];
    return [
      { text: words.states({ before: before(run, step), n }), past: words['states.past'](n), links },
      { ...this.#place(facts), links },
      {
        text: words.sum({ ...facts, size: operands.context.cols }),
        past: words['sum.past'],
        formula: cited(`${att('c_i')} = \\sum_{j=1}^{T_x} ${att('\\alpha_{ij}')}\\, ${enc('h_j')}`, 'bahdanau', 'eq. 5'),
        links,
      },
      { ...this.#joined(facts), links },
      this.#hot(facts),
      ...(this.means.mechanisms.includes('dot') ? [this.#same(facts)] : []),
    ];
  }

  /** @param {ReturnType<AttentionByHand['facts']>} facts */
  #place(facts) {
    const { words } = this;
    const share = () =>
      `${Math.round(
        100 *
          overlap(
            this.coins.map((count) => count / ALL_COINS),
            this.#first.operands.weights.data,
          ),
      )}%`;
    return {
      text: words.place,
      custom: () => this.#purse(),
      ready: this.#left === 0,
      look: words['place.look'],
      go: words['place.go'],
      act: async () => {
        this.open = false;
      },
      past: this.#left === 0 ? words['place.past'](share()) : undefined,
      big: this.#left === 0 ? () => words.overlap(share()) : undefined,
      happened: () => (this.#left === 0 ? words.placed(facts) : words.shown(facts)),
      why: {
        question: words['place.why'],
        choices: [words['place.a'](facts), words['place.b'], words['place.c'](facts.read)],
        right: 0,
        theory: words['place.theory'](facts),
      },
      formula: cited(
        `\\begin{aligned}${att('e_{ij}')} &= v_a^\\top \\tanh(W_a ${dec('s_{i-1}')} + U_a ${enc('h_j')})\\\\ ${att('\\alpha_{ij}')} &= \\frac{\\exp(${att('e_{ij}')})}{\\sum_k \\exp(${att('e_{ik}')})}\\end{aligned}`,
        'bahdanau',
        'eq. 6, A.1.2',
      ),
    };
  }

  /** @param {ReturnType<AttentionByHand['facts']>} facts */
  #joined({ written }) {
    const { run, step } = this.#first;
    const [first, rival] = this.#candidates(run, step);
    const p = (/** @type {number} */ value) => (value < 0.01 ? value.toFixed(3) : two(value));
    const { words } = this;
    return {
      text: words.joined({ written, p: p(first.p), rival: word(rival.text), q: p(rival.p) }),
      past: words['joined.past'](written),
      formula: cited(`${dec('s_i')} = f(${dec('s_{i-1}')}, y_{i-1}, ${att('c_i')})`, 'bahdanau', '§3.1'),
    };
  }

  /** @param {ReturnType<AttentionByHand['facts']>} facts */
  #hot(facts) {
    const { words } = this;
    const weights = softmax(this.#first.operands.scores.data, 2);
    return {
      text: words.hot,
      choices: [words['hot.a'], words['hot.b'], words['hot.c']],
      right: 0,
      look: words['hot.look'],
      go: words['hot.go'],
      past: words['hot.past'],
      act: () => this.#heat(2),
      happened: () => {
        const run = this.heated[2];
        const { step } = this.#first;
        const written = run ? word(targetLabels(run)[step] ?? '') : '';
        const p = run ? two(Math.exp(run.steps[step].logProb)) : '';
        return words.heated({
          read: facts.read,
          before: facts.weight,
          after: two(weights[facts.at]),
          written,
          p,
          same: written === facts.written,
        });
      },
      why: { choices: [words['hot.ra'], words['hot.rb'], words['hot.rc']], right: 0, theory: words['hot.theory'] },
      formula: cited('q_j = \\frac{\\exp(e_j / T)}{\\sum_k \\exp(e_k / T)}', 'hinton', 'eq. 1'),
    };
  }

  /** @param {ReturnType<AttentionByHand['facts']>} facts */
  #same(facts) {
    const { words } = this;
    const other = this.dot && this.facts(this.dot);
    return {
      text: words.dot(facts.written),
      choices: [words['dot.same'](facts.read), words['dot.other']],
      right: other ? (other.at === facts.at ? 0 : 1) : null,
      go: words['dot.go'],
      act: async () => {
        this.dot = await this.#look('dot', (run) => {
          const at = targetLabels(run).indexOf(targetLabels(this.#first.run)[this.#first.step]);
          return at >= 0 ? at : Math.min(this.#first.step, run.steps.length - 1);
        });
      },
      happened: () =>
        other && this.dot
          ? words.compared({
              ...other,
              share: `${Math.round(100 * overlap(this.dot.operands.weights.data, this.#first.operands.weights.data))}%`,
            })
          : '',
      why: { choices: [words['dot.a'], words['dot.b'], words['dot.c']], right: 0, theory: words['dot.theory'] },
      formula: cited(
        `\\operatorname{score}(${dec('h_t')}, ${enc('\\bar{h}_s')}) = ${dec('h_t')}^\\top ${enc('\\bar{h}_s')}`,
        'luong',
        'eq. 8',
      ),
      links: [
        inside(this.means, { mechanism: 'dot', step: this.dot?.step }),
        toTranslate(this.means, { mechanism: 'dot', step: this.dot?.step }),
      ],
    };
  }

  /** Decodes on with the weights of another temperature. @param {number} temperature */
  async #heat(temperature) {
    const { run, step, operands } = this.#first;
    if (temperature !== 1 && !this.heated[temperature]) {
      const weights = softmax(operands.scores.data, temperature);
      const prefix = run.steps.slice(0, step).map(({ id }) => id);
      this.heated[temperature] = await this.run('additive', { prefix, attention: [{ position: step, weights }] });
    }
    this.set({ temperature });
  }

  get #left() {
    return ALL_COINS - this.coins.reduce((sum, count) => sum + count, 0);
  }

  /** @param {number} j @param {number} by */
  #put(j, by) {
    const count = this.coins[j] + by;
    if (!this.open || count < 0 || by > this.#left) return;
    this.set({ coins: this.coins.map((each, k) => (k === j ? count : each)) });
  }

  /** Where coins are placed by keyboard and finger. */
  #purse() {
    const { words, open } = this;
    if (!open) return nothing;
    return html`<div class="purse"><p class="left" role="status">${words.left(this.#left)}</p><div class="purse-rows">${this.labels.map(
      (
        label,
        j,
      ) => html`<div><button type="button" ?disabled=${this.#left === 0} aria-label=${words.put({ word: label, n: this.coins[j] })} @click=${() => this.#put(j, 1)}>
        <span>${label}</span><span aria-hidden="true">${Array.from({ length: this.coins[j] }, () => html`<i class="coin" style="display:inline-block"></i>`)}</span></button>
      <button type="button" class="take" ?disabled=${this.coins[j] === 0} aria-label=${words.take(label)} @click=${() => this.#put(j, -1)}>−</button></div>`,
    )}</div></div>`;
  }

  /** What a card looks at: the network, and the weights as its temperature makes them. @param {import('../model.js').At} at */
  #shown({ card, state }) {
    if (card === 5 && state !== 'ask' && this.dot)
      return { looked: this.dot, weights: this.dot.operands.weights.data, made: this.dot.run, network: 'dot' };
    const looked = this.#first;
    const hot = card === 4 && this.temperature !== 1 && this.heated[this.temperature];
    if (!hot) return { looked, weights: looked.operands.weights.data, made: looked.run, network: 'additive' };
    return { looked, weights: softmax(looked.operands.scores.data, this.temperature), made: hot, network: 'additive' };
  }

  /** @param {import('../model.js').At} at */
  heading(at) {
    const { looked, network } = this.#shown(at);
    return { title: this.words.heading(this.facts().written), note: this.words.note({ network, step: looked.step + 1 }) };
  }

  /** @param {import('../model.js').At} at */
  controls({ card, state }) {
    if (card !== 4 || state === 'ask') return null;
    const all = TEMPERATURES.map((value) => ({ value, label: value === 0.5 ? '½' : String(value) }));
    return segments({ label: this.words.temperature, chosen: this.temperature, all, choose: (value) => this.#heat(value), labelled: true });
  }

  /** @param {import('../model.js').At} at */
  figure(at) {
    const { looked, weights, made } = this.#shown(at);
    const { run, step, operands } = looked;
    const context = this.#context(operands, weights);
    return coins({
      labels: sourceLabels(run),
      states: operands.value,
      query: operands.query.data,
      scores: operands.scores.data,
      weights,
      context,
      coins: this.coins,
      candidates: this.#candidates(made, step),
      stage: STAGES[at.card]?.[at.state === 'ask' ? 0 : 1] ?? 6,
      narrow: at.width < 620,
      put: (j) => at.card === 1 && this.#put(j, 1),
      words: this.words,
    });
  }

  /** The rows taken times their weights and added up. @param {import('../../networks/types.js').Operands} operands @param {ArrayLike<number>} weights */
  #context({ value, context, weights: own }, weights) {
    if (weights === own.data) return context.data;
    return Array.from({ length: value.cols }, (_, k) =>
      Array.from(weights, (weight, j) => weight * value.data[j * value.cols + k]).reduce((sum, part) => sum + part, 0),
    );
  }

  /** @param {import('../model.js').At} at */
  table(at) {
    if (at.card === 0 || (at.card === 1 && at.state === 'ask')) return null;
    const { looked, weights } = this.#shown(at);
    const { caption, columns } = this.words;
    return {
      caption,
      columns,
      rows: sourceLabels(looked.run).map((label, j) => [label, looked.operands.scores.data[j], weights[j], this.coins[j]]),
    };
  }
}

/** @param {import('../model.js').Means} means */
export const create = (means) => new AttentionByHand(means, { en, ko });
