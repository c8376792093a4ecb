/** Lesson 8: the score functions of the textbooks on the visitor's sentence; which learn, which are sharp, who asks. */
import { html, nothing } from 'lit';
import { inventory } from '../../networks/inventory.js';
import { heat } from '../heat.js';
import { inside, toBench, toCompare } from '../links.js';
import { Lesson } from '../model.js';
import { cited } from '../papers.js';
import { largest, sourceLabels, targetLabels, telling, two, weightsAt } from '../reading.js';
import { rich, word } from '../rich.js';
import { segments } from '../segments.js';
import { overlap, softmax } from '../softmax.js';
import { rowOf } from '../../drawing/matrix.js';
import { FORMULAS, learned, SCORES } from './kinds.js';
import './scores.css';
import { en } from './words-en.js';
import { ko } from './words-ko.js';

/** Those with nothing to learn. */
const FREE = ['cosine', 'dot', 'scaled'];
const TRAINED = /** @type {const} */ (['additive', 'general', 'dot', 'concat']);

/**
 * @typedef {import('../model.js').Run} Run
 * @typedef {import('./kinds.js').Kind} Kind
 * @typedef {{ scores: number[][], weights: number[][] }} Read by step
 */

/** @extends {Lesson<typeof en>} */
class Scores extends Lesson {
  /** @type {Partial<Record<string, Run>>} */
  runs = {};
  /** Scores and weights of each kind, by step of its run. @type {Partial<Record<Kind, Read>>} */
  read = {};
  /** The word that is looked at, as dot writes it. */
  step = 0;
  /** @type {Set<Kind>} */
  marked = new Set();
  /** @type {Run|null} */
  hardened = null;
  hard = false;

  async prepare() {
    for (const name of TRAINED) {
      const run = await this.run(name);
      this.runs[name] = run;
      this.read[name] = {
        scores: run.steps.map(({ attention }) => Array.from(attention?.scores.data ?? [])),
        weights: run.steps.map((_, i) => weightsAt(run, i)),
      };
    }
    this.step = telling(this.#dot);
  }

  /** @returns {Run} */
  get #dot() {
    return /** @type {Run} */ (this.runs.dot);
  }

  /** The step of a network that wrote what dot wrote at the chosen one. @param {Kind} kind */
  #at(kind) {
    const run = this.runs[kind];
    if (!run || kind === 'dot') return this.step;
    const labels = targetLabels(run);
    const all = labels.flatMap((label, i) => (label === targetLabels(this.#dot)[this.step] ? [i] : []));
    const near = all.sort((a, b) => Math.abs(a - this.step) - Math.abs(b - this.step))[0];
    return near ?? Math.min(this.step, labels.length - 1);
  }

  /** Cosine and scaled dot on the states of the network that was trained with dot. */
  async #compute() {
    /** @type {Record<'cosine'|'scaled', Read>} */
    const read = { cosine: { scores: [], weights: [] }, scaled: { scores: [], weights: [] } };
    for (const i of this.#dot.steps.keys()) {
      const { query, value } = await this.look('dot', i, { kind: 'attention' });
      for (const kind of /** @type {const} */ (['cosine', 'scaled'])) {
        const scores = Array.from({ length: value.rows }, (_, j) => FORMULAS[kind](query.data, rowOf(value, j)));
        read[kind].scores.push(scores);
        read[kind].weights.push(softmax(scores));
      }
    }
    this.set({ read: { ...this.read, ...read } });
  }

  #facts() {
    const { step } = this;
    const row = /** @type {Read} */ (this.read.dot).weights[step];
    const scores = /** @type {Read} */ (this.read.dot).scores[step];
    const at = largest(row);
    const second = Math.max(...scores.filter((_, j) => j !== at));
    const gap = scores[at] - second;
    return {
      at,
      read: word(sourceLabels(this.#dot)[at]),
      dot: two(row[at]),
      cosine: two(this.read.cosine?.weights[step]?.[at] ?? 0),
      scaled: two(this.read.scaled?.weights[step]?.[at] ?? 0),
      written: word(targetLabels(this.#dot)[step]),
      gap: gap.toFixed(1),
      root: (gap / Math.sqrt(512)).toFixed(2),
    };
  }

  get cards() {
    const { words } = this;
    const links = [toCompare(this.means, 'dot'), inside(this.means, { mechanism: 'dot', step: this.step })];
    return [
      { text: words.what, past: words['what.past'], links },
      { ...this.#learn(), links: [toBench(this.means, { task: 'korean-numbers', attention: 'dot' }), ...links] },
      { ...this.#fog(), links },
      { ...this.#hard(), links },
      { ...this.#before(), links },
    ];
  }

  /** @returns {import('../model.js').Card} */
  #learn() {
    const { words, marked } = this;
    const right = FREE.filter((kind) => marked.has(/** @type {Kind} */ (kind))).length;
    const wrong = marked.size - right;
    return {
      text: words.learn,
      custom: () => this.#boxes(),
      ready: marked.size > 0,
      look: words['learn.look'],
      go: words['learn.go'],
      past: words['learn.past'],
      happened: () => words.learned(right === FREE.length && !wrong ? words['learn.all'] : words['learn.some']({ right, wrong })),
      why: { choices: [words['learn.a'], words['learn.b'], words['learn.c']], right: 0, theory: words['learn.theory'] },
    };
  }

  #boxes() {
    const toggle = (/** @type {Kind} */ kind) => {
      const marked = new Set(this.marked);
      if (!marked.delete(kind)) marked.add(kind);
      this.set({ marked });
    };
    return html`<div class="mark-boxes">${SCORES.map(
      ({ kind }) =>
        html`<button type="button" aria-pressed=${this.marked.has(kind)} @click=${() => toggle(kind)}><i aria-hidden="true">${this.marked.has(kind) ? '✓' : ''}</i>${this.words[`kind.${kind}`]}</button>`,
    )}</div>`;
  }

  /** @returns {import('../model.js').Card} */
  #fog() {
    const { words } = this;
    const facts = this.#facts();
    const row = (/** @type {Kind} */ kind) => Math.max(...(this.read[kind]?.weights[this.step] ?? [0]));
    const ratio = Math.max(row('cosine'), row('scaled')) / row('dot');
    return {
      text: words.fog,
      choices: [words['fog.a'], words['fog.b'], words['fog.c']],
      right: this.read.cosine ? (ratio > 1.05 ? 2 : ratio > 0.85 ? 0 : 1) : null,
      look: words['fog.look'],
      go: words['fog.go'],
      act: () => this.#compute(),
      past: words['fog.past'],
      happened: () => words.fogged(facts),
      why: { choices: [words['fog.ra'], words['fog.rb'](facts), words['fog.rc']], right: 1, theory: words['fog.theory'] },
      formula: cited('\\operatorname{softmax}\\left(\\frac{QK^\\top}{\\sqrt{d_k}}\\right)V', 'vaswani', 'eq. 1'),
    };
  }

  /** @returns {import('../model.js').Card} */
  #hard() {
    const { words, step, hardened } = this;
    const facts = this.#facts();
    const own = this.#dot.steps[step];
    const made = hardened?.steps[step];
    const same = made?.candidates[0].id === own.id;
    return {
      text: words.hard,
      choices: [words['hard.a'], words['hard.b']],
      right: made ? (same ? 0 : 1) : null,
      go: words['hard.go'],
      past: words['hard.past'],
      act: () => this.#harden(),
      happened: () =>
        words.hardened({
          written: facts.written,
          before: two(Math.exp(own.logProb)),
          after: two(Math.exp(made?.logProb ?? 0)),
          same,
          weight: facts.dot,
        }),
      why: { choices: [words['hard.ra'], words['hard.rb'], words['hard.rc']], right: 0, theory: words['hard.theory'] },
    };
  }

  /** Dot with the whole weight on one place, and the same word held, to see how probable it is then. */
  async #harden() {
    const { step } = this;
    const row = /** @type {Read} */ (this.read.dot).weights[step];
    const weights = row.map((_, j) => (j === largest(row) ? 1 : 0));
    const prefix = this.#dot.steps.slice(0, step + 1).map(({ id }) => id);
    this.set({ hardened: await this.run('dot', { prefix, attention: [{ position: step, weights }] }), hard: true });
  }

  /** @returns {import('../model.js').Card} */
  #before() {
    const { words } = this;
    const of = (/** @type {'additive'|'general'} */ kind) => this.read[kind]?.weights[this.#at(kind)] ?? [];
    const share = overlap(of('additive'), of('general'));
    return {
      text: words.before(this.#facts()),
      choices: [words['before.a'], words['before.b']],
      right: share > 0.5 ? 0 : 1,
      go: words['before.go'],
      past: words['before.past'],
      happened: () => words.compared({ share: `${Math.round(100 * share)}%` }),
      why: { choices: [words['before.ra'], words['before.rb'], words['before.rc']], right: 0, theory: words['before.theory'] },
    };
  }

  /** @param {import('../model.js').At} _at */
  heading(_at) {
    return { title: this.words.heading, note: this.words.note(this.#facts().written) };
  }

  /** @param {import('../model.js').At} at */
  controls({ card, state }) {
    if (card !== 3 || state === 'ask') return null;
    const all = [
      { value: false, label: this.words.soft },
      { value: true, label: this.words.hardName },
    ];
    return segments({ label: 'soft', chosen: this.hard, all, choose: (hard) => this.set({ hard }) });
  }

  /** The gap above which a bar is full: one scale for all. */
  get #scale() {
    const gaps = Object.entries(this.read).map(([kind, read]) => {
      const scores = read?.scores[this.#at(/** @type {Kind} */ (kind))] ?? [];
      return Math.max(...scores) - Math.min(...scores);
    });
    return Math.max(1e-6, ...gaps);
  }

  /** @param {import('../model.js').At} at */
  figure(at) {
    const { words } = this;
    const scale = this.#scale;
    const told = at.card > 1 || (at.card === 1 && at.state !== 'ask');
    const all = targetLabels(this.#dot).map((label, value) => ({ value, label }));
    return html`<ul class="scores-figure ${at.width < 620 ? 'narrow' : ''}">
      <li class="scores-head" aria-hidden="true"><span>${words.name}</span><span>${rich(words.formula, this.means.lang(), false)}</span><span>${words.learns}</span><span>${words.bars}</span><span>${words.all}</span></li>
      ${SCORES.map((score) => this.#row(score, scale, told, at))}</ul>
      <p class="scores-legend quiet">${words.legend}</p>
      <div class="picker">${segments({ label: words.word, chosen: this.step, all, choose: (step) => this.set({ step, hardened: null, hard: false }), labelled: true })}</div>`;
  }

  /** @param {import('./kinds.js').Score} score @param {number} scale @param {boolean} told @param {import('../model.js').At} at */
  #row({ kind, tex, paper, where, learns, own }, scale, told, { card }) {
    const { words } = this;
    const read = this.read[kind];
    const { paper: cite, url } = cited(tex, paper, where);
    const i = this.#at(kind);
    const network = /** @type {any} */ (inventory().models[kind]?.config)?.network;
    const count = network ? learned(kind, network) : 0;
    const rows =
      read && card === 3 && this.hard && kind === 'dot'
        ? read.weights.map((row, n) => (n === i ? row.map((_, j) => (j === largest(row) ? 1 : 0)) : row))
        : read?.weights;
    return html`<li class="score-row" data-kind=${kind}>
      <span class="who"><b>${words[`kind.${kind}`]}</b><a href=${url} target="_blank" rel="noopener">${cite}</a></span>
      <span class="what"><see-formula .tex=${tex}></see-formula></span>
      <span class="learns">${told ? (learns ? html`<b>${count ? count.toLocaleString('en') : ''}</b> <i>${learns}</i>` : html`<b class="free">${words.nothing}</b>`) : '…'}
        <small>${own ? words.ownStates : read ? words.dotStates : kind === 'location' ? nothing : words.dotStates}</small></span>
      ${read && rows ? html`<span class="gaps">${this.#bars(read.scores[i], scale)}</span><span class="small">${heat(rows, { dark: this.means.dark(), label: words[`kind.${kind}`], framed: i })}</span>` : html`<span class="untrained">${kind === 'location' ? words.untrained : '…'}</span>`}
    </li>`;
  }

  /** @param {number[]} scores @param {number} scale */
  #bars(scores, scale) {
    const least = Math.min(...scores);
    const at = largest(scores);
    return scores.map(
      (score, j) =>
        html`<i class=${j === at ? 'most' : ''} style="--w:${((score - least) / scale).toFixed(4)}">${j === at ? html`<b>${score.toFixed(Math.abs(score) < 1 ? 2 : 1).replace('-', '−')}</b>` : nothing}</i>`,
    );
  }

  /** @param {import('../model.js').At} _at */
  table(_at) {
    const { words } = this;
    const there = SCORES.filter(({ kind }) => this.read[kind]);
    const columns = ['', ...there.flatMap(({ kind }) => [`${words[`kind.${kind}`]} e`, 'α'])];
    const rows = sourceLabels(this.#dot).map((label, j) => [
      label,
      ...there.flatMap(({ kind }) => {
        const read = /** @type {Read} */ (this.read[kind]);
        return [read.scores[this.#at(kind)][j], read.weights[this.#at(kind)][j]];
      }),
    ]);
    return { caption: words.caption, columns, rows };
  }
}

/** @param {import('../model.js').Means} means */
export const create = (means) => new Scores(means, { en, ko });
