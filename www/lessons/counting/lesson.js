/** Lesson 11: IBM Model 1 by EM on pairs of this page's own, beside attention on the same sentence; two models multiplied. */
import { html, nothing } from 'lit';
import { detect } from '../../text/detect.js';
import { grid } from '../grid.js';
import { toTranslate } from '../links.js';
import { Lesson } from '../model.js';
import { cited } from '../papers.js';
import { largest, sourceLabels, targetLabels, weightsAt } from '../reading.js';
import { segments } from '../segments.js';
import './counting.css';
import { alignments, best, languageModel, learned, NULL, readPairs, translationModel } from './model.js';
import { PAIRS as FRENCH } from './pairs-fr.js';
import { PAIRS as KOREAN } from './pairs-ko.js';
import { en } from './words-en.js';
import { ko } from './words-ko.js';

const STEPS = [0, 1, 2, 5, 10];

/** What the lesson looks at, by language: a word, a pair of the text and how it is typed, three words for both models. */
const SHOWN = {
  fr: {
    pairs: FRENCH,
    word: 'chat',
    means: 'cat',
    pair: 'le chat dort dans la maison',
    typed: 'Le chat dort dans la maison.',
    short: 'le chat dort',
  },
  ko: {
    pairs: KOREAN,
    word: '고양이',
    means: 'cat',
    pair: '나·는 책·을 읽는다',
    typed: '나는 책을 읽는다.',
    short: '고양이·가 잔다',
  },
};
/** The same words in three orders. */
const ORDERS = [
  ['the', 'cat', 'sleeps'],
  ['cat', 'the', 'sleeps'],
  ['sleeps', 'the', 'cat'],
];

/** @extends {Lesson<typeof en>} */
class Counting extends Lesson {
  steps = 0;
  /** @type {string|null} */
  chosen = null;
  /** Pairs that the reader took away. @type {Set<number>} */
  without = new Set();
  /** @type {import('../model.js').Run|null} */
  network = null;

  get #shown() {
    return SHOWN[detect(this.means.text).language === 'ko' ? 'ko' : 'fr'];
  }

  get #all() {
    return readPairs(this.#shown.pairs);
  }

  get #pairs() {
    return this.#all.filter((_, n) => !this.without.has(n));
  }

  get #word() {
    return this.chosen ?? this.#shown.word;
  }

  /** The pair that is drawn. */
  get #pair() {
    const { pair } = this.#shown;
    return /** @type {import('./model.js').Pair} */ (
      readPairs(this.#shown.pairs.split('\n').find((line) => line.startsWith(`${pair}|`)) ?? '')[0]
    );
  }

  /** The table after so many steps; it is made anew where the pairs have changed. @param {number} steps */
  #table(steps) {
    const key = `${steps} ${[...this.without]}`;
    this.known.set(key, this.known.get(key) ?? learned(this.#pairs, steps));
    return /** @type {import('./model.js').Translation} */ (this.known.get(key));
  }

  /** @type {Map<string, import('./model.js').Translation>} */
  known = new Map();

  get cards() {
    const { words } = this;
    return [
      {
        text: words.start(this.#all.length),
        past: words['start.past'],
        formula: cited('P(e, a \\mid f) = \\frac{\\epsilon}{(l + 1)^m} \\prod_{i=1}^{m} t(e_i \\mid f_{a_i})', 'brown', 'eq. 5'),
      },
      this.#one(),
      this.#ten(),
      { text: words.empty({ words: this.#empty() }), past: words['empty.past'] },
      ...(this.means.mechanisms.includes('additive') ? [this.#attention()] : []),
      this.#noisy(),
    ];
  }

  /** What the empty word has learned, as it is told. */
  #empty() {
    return best(this.#table(10), NULL, 2)
      .map(({ e, p }) => `“${e}” ${p.toFixed(3)}`)
      .join(', ');
  }

  /** @returns {import('../model.js').Card} */
  #one() {
    const { words } = this;
    const { word, means } = this.#shown;
    const [first, second] = best(this.#table(1), word, 2);
    const choices = [means, 'the'];
    return {
      text: words.one(word),
      choices: [...choices.map((e) => `“${e}”`), words.none],
      right: choices.indexOf(first.e),
      look: words['one.look'],
      go: words['one.go'],
      act: async () => this.set({ steps: 1, chosen: null }),
      past: words['one.past']({ e: first.e, word }),
      happened: () => words.first({ e: first.e, p: first.p.toFixed(2), second: second.e, q: second.p.toFixed(2) }),
      why: { choices: [words['one.a'], words['one.b'], words['one.c']], right: 0, theory: words['one.theory'] },
      formula: cited(
        'c(e \\mid f) = \\sum_{\\text{pairs}} \\frac{t(e \\mid f)}{t(e \\mid f_0) + \\dots + t(e \\mid f_l)}',
        'brown',
        'eq. 17',
      ),
    };
  }

  /** @returns {import('../model.js').Card} */
  #ten() {
    const { words } = this;
    const { word, means } = this.#shown;
    const [first] = best(this.#table(10), word, 1);
    const told = { e: first.e, p: first.p.toFixed(3) };
    return {
      text: words.ten(word),
      choices: [words['ten.a'](means), words['ten.b'], words['ten.c']('the')],
      right: first.p < 0.8 ? 1 : first.e === means ? 0 : 2,
      go: words['ten.go'],
      act: async () => this.set({ steps: 10, chosen: null }),
      past: words['ten.past'](told),
      happened: () => words.after(told),
      why: { choices: [words['ten.ra'], words['ten.rb'], words['ten.rc']], right: 0, theory: words['ten.theory'] },
    };
  }

  /** How many words of the network are aligned as Model 1 aligns them. */
  #agreement() {
    const run = this.network;
    if (!run) return { same: 0, of: 0 };
    const rows = alignments(this.#pair, this.#table(10));
    const targets = targetLabels(run).map((label) => label.toLowerCase());
    const sources = sourceLabels(run).map((label) => label.toLowerCase());
    const judged = this.#pair.target.flatMap((e, i) => {
      const step = targets.indexOf(e);
      const from = [NULL, ...this.#pair.source][largest(rows[i])];
      return step < 0 || from === NULL ? [] : [alike(sources[largest(weightsAt(run, step))], from)];
    });
    return { same: judged.filter(Boolean).length, of: judged.length };
  }

  /** @returns {import('../model.js').Card} */
  #attention() {
    const { words } = this;
    const told = this.#agreement();
    return {
      text: words.attention,
      choices: [words['attention.a'], words['attention.b']],
      right: told.of ? (told.same > told.of / 2 ? 0 : 1) : null,
      go: words['attention.go'],
      act: async () => {
        this.network = await this.run('additive', undefined, this.#shown.typed);
      },
      past: told.of ? words['attention.past'](told) : undefined,
      happened: () => words.compared(told),
      why: { choices: [words['attention.ra'], words['attention.rb'], words['attention.rc']], right: 0, theory: words['attention.theory'] },
      formula: cited('p(a_i = j \\mid e, f) = \\frac{t(e_i \\mid f_j)}{\\sum_k t(e_i \\mid f_k)}', 'brown', 'eq. 15–17'),
      links: [toTranslate({ ...this.means, text: this.#shown.typed }, { mechanism: 'additive' })],
    };
  }

  /** Both models on three orders of the same words. */
  #channel() {
    const source = this.#shown.short.split(/[ ·]/);
    const t = this.#table(10);
    return ORDERS.map((target) => {
      const [tm, lm] = [translationModel({ source, target }, t), languageModel(this.#pairs, target)];
      return { target: target.join(' '), tm, lm, product: tm * lm };
    });
  }

  /** @returns {import('../model.js').Card} */
  #noisy() {
    const { words } = this;
    const all = this.#channel().sort((a, b) => b.product - a.product);
    return {
      text: words.noisy(this.#shown.short.replaceAll('·', '')),
      choices: [words['noisy.a'], words['noisy.b'], words['noisy.c']],
      right: 1,
      look: words['noisy.look'],
      go: words['noisy.go'],
      act: async () => {},
      happened: () => words.channel({ best: all[0].target, tm: all[0].tm.toPrecision(3), ratio: (all[0].lm / all[1].lm).toFixed(0) }),
      why: { choices: [words['noisy.ra'], words['noisy.rb'], words['noisy.rc']], right: 0, theory: words['noisy.theory'] },
      formula: cited('\\hat{e} = \\arg\\max_e P(e)\\,P(f \\mid e)', 'brown', 'eq. 2'),
    };
  }

  /** Which of three pictures a card has. @param {import('../model.js').At} at @returns {'words'|'beside'|'order'} */
  #kind({ card }) {
    if (card === this.cards.length - 1) return 'order';
    return card === 4 ? 'beside' : 'words';
  }

  /** The steps that a card shows. @param {import('../model.js').At} at */
  #at({ card, state }) {
    if (card === 0) return 0;
    if (card === 1) return state === 'ask' ? 0 : this.steps;
    if (card === 2) return state === 'ask' ? 1 : this.steps;
    return card === 3 ? this.steps || 10 : 10;
  }

  /** @param {import('../model.js').At} at */
  heading(at) {
    const { words } = this;
    const kind = this.#kind(at);
    if (kind === 'beside') return { title: words.beside, note: words.besideNote };
    if (kind === 'order') return { title: words.order };
    return {
      title: words.heading(at.card === 3 ? (this.chosen ?? NULL) : this.#word),
      note: words.note({ steps: this.#at(at), pairs: this.#pairs.length }),
    };
  }

  /** @param {import('../model.js').At} at */
  controls(at) {
    if (this.#kind(at) !== 'words' || at.card === 0 || at.state === 'ask') return null;
    const all = STEPS.map((value) => ({ value, label: String(value) }));
    return segments({ label: this.words.steps, chosen: this.#at(at), all, choose: (steps) => this.set({ steps }), labelled: true });
  }

  /** @param {import('../model.js').At} at */
  figure(at) {
    const kind = this.#kind(at);
    if (kind === 'order') return this.#orders(at);
    return kind === 'beside' ? this.#both(at) : this.#bars(at);
  }

  /** @param {import('../model.js').At} at */
  #bars(at) {
    const { words } = this;
    const word = at.card === 3 ? (this.chosen ?? NULL) : this.#word;
    const all = [NULL, ...new Set([this.#shown.word, ...this.#pair.source])].map((value) => ({ value, label: value }));
    const asked = (at.card === 1 || at.card === 2) && at.state === 'ask';
    return html`<ul class="next-words counting-bars">${best(this.#table(this.#at(at)), word, 7).map(
      ({ e, p }) => html`<li><span lang="en">${e}</span><i style="--w:${p}"></i><em>${p.toFixed(4)}</em></li>`,
    )}</ul>
      ${asked ? nothing : html`<div class="picker">${segments({ label: words.word, chosen: word, all, choose: (chosen) => this.set({ chosen }), labelled: true })}</div>`}
      ${this.#list(word)}`;
  }

  /** The pairs with a word, each of which can be taken away. @param {string} word */
  #list(word) {
    const { words } = this;
    if (word === NULL) return nothing;
    const those = this.#all.flatMap(({ source, target }, n) =>
      source.includes(word) ? [{ n, text: `${source.join(' ')} → ${target.join(' ')}` }] : [],
    );
    return html`<details class="rungs"><summary>${words.pairs(those.length)}</summary><ul class="pair-list">${those.map(
      ({ n, text }) =>
        html`<li class=${this.without.has(n) ? 'away' : ''}><span>${text}</span><button type="button" class="pill" @click=${() => this.#toggle(n)}>${this.without.has(n) ? words.give : words.take}</button></li>`,
    )}</ul></details>`;
  }

  /** @param {number} n */
  #toggle(n) {
    const without = new Set(this.without);
    if (!without.delete(n)) without.add(n);
    this.set({ without });
  }

  /** @param {import('../model.js').At} at */
  #both({ width, state }) {
    const { words } = this;
    const half = width < 620 ? width : width / 2 - 8;
    const plain = { width: half, dark: this.means.dark(), rowSide: /** @type {const} */ ('dec'), columnSide: /** @type {const} */ ('enc') };
    const run = state === 'ask' ? null : this.network;
    return html`<div class="both"><div>${grid({ ...plain, rows: this.#pair.target, columns: [NULL, ...this.#pair.source], values: alignments(this.#pair, this.#table(10)), label: words.model })}</div>
      <div>${run ? grid({ ...plain, rows: targetLabels(run), columns: sourceLabels(run), values: run.steps.map((_, i) => weightsAt(run, i)), label: words.network }) : nothing}</div></div>`;
  }

  /** @param {import('../model.js').At} at */
  #orders({ state }) {
    const { words } = this;
    const asked = state === 'ask';
    const number = (/** @type {number} */ value) => (asked ? '…' : value.toExponential(2).replace('e-', '·10^−'));
    const written = (/** @type {number} */ value) => {
      const [mantissa, power] = number(value).split('·10^');
      return power ? html`${mantissa}·10<sup>${power}</sup>` : mantissa;
    };
    return html`<div class="figure-scroll" tabindex="0" role="region" aria-label=${words.order}><table class="orders"><thead><tr><th scope="col">${words.english}</th><th scope="col">${words.tm}</th><th scope="col">${words.lm}</th><th scope="col">${words.product}</th></tr></thead>
      <tbody>${this.#channel().map(({ target, tm, lm, product }) => html`<tr><th scope="row" lang="en">${target}</th><td>${written(tm)}</td><td>${written(lm)}</td><td>${written(product)}</td></tr>`)}</tbody></table></div>`;
  }

  /** @param {import('../model.js').At} at */
  table(at) {
    const { words } = this;
    const kind = this.#kind(at);
    if (kind === 'order')
      return at.state === 'ask'
        ? null
        : {
            caption: words.order,
            columns: [words.english, words.tm, words.lm, words.product],
            rows: this.#channel().map((row) => Object.values(row)),
          };
    if (kind === 'beside')
      return {
        caption: words.beside,
        columns: [words.english, NULL, ...this.#pair.source],
        rows: alignments(this.#pair, this.#table(10)).map((row, i) => [this.#pair.target[i], ...row]),
      };
    const word = at.card === 3 ? (this.chosen ?? NULL) : this.#word;
    return {
      caption: words.caption,
      columns: [words.english, `t(e | ${word})`],
      rows: best(this.#table(this.#at(at)), word, 12).map(({ e, p }) => [e, p]),
    };
  }
}

/** The same word, but for a particle or for the pieces that it is cut into. @param {string} a @param {string} b */
const alike = (a, b) => a.startsWith(b) || b.startsWith(a);

/** @param {import('../model.js').Means} means */
export const create = (means) => new Counting(means, { en, ko });
