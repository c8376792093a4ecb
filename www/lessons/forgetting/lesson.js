/** Lesson 4: what each piece leaves in the last state, of networks with and without gates, and with attention. */
import { detect } from '../../text/detect.js';
import { grown } from '../bottleneck/ladder.js';
import { hiddenAt, hideable, hiding } from '../explanation/measure.js';
import { lines } from '../lines.js';
import { toCompare, toTranslate } from '../links.js';
import { Lesson } from '../model.js';
import { cited, enc } from '../papers.js';
import { largest, sourceLabels, targetLabels, telling, two, weightsAt } from '../reading.js';
import { word } from '../rich.js';
import { segments } from '../segments.js';
import { kendall } from '../softmax.js';
import { inLast, leftOf, shares } from './influence.js';
import { traces } from './traces.js';
import { en } from './words-en.js';
import { ko } from './words-ko.js';

const PLAIN = 'seq2seq-rnn';
const GATED = ['seq2seq-gru', 'seq2seq-lstm', 'seq2seq-lstm-reversed'];
const ATTENDS = 'additive';
/** Most clauses behind the sentence. */
const CLAUSES = 5;

/** @type {Record<string, import('../lines.js').Line['kind']>} */
const KINDS = { [PLAIN]: 'plain', 'seq2seq-gru': 'att', 'seq2seq-lstm': 'dashed' };

/** @typedef {import('../model.js').Run} Run */

/** @extends {Lesson<typeof en>} */
class Forgetting extends Lesson {
  /** @type {Record<string, Run>} */
  made = {};
  /** How much hiding each piece changes, by network. @type {Record<string, number[]>} */
  counts = {};
  clauses = CLAUSES;
  /** What is left of the first piece, by network and number of clauses. @type {Record<string, { t: number, left: number }[]>} */
  left = {};
  step = 0;

  async prepare() {
    this.made[PLAIN] = await this.run(PLAIN);
  }

  get #labels() {
    return sourceLabels(this.made[PLAIN]);
  }

  /** The pieces that are hidden in turn. */
  get #pieces() {
    return hideable(this.made[PLAIN]);
  }

  /** Hides each piece of a network's sentence and compares its last states. @param {string[]} names */
  async #hide(names) {
    for (const name of names) {
      this.made[name] ??= await this.run(name);
      this.counts[name] = [];
      for (const j of this.#pieces) {
        const without = await this.run(name, { masked: [j] });
        this.counts[name] = [...this.counts[name], inLast(this.made[name], without)];
        this.means.changed();
      }
    }
  }

  /** Hides each piece from the word that the network with attention writes. */
  async #ask() {
    const run = (this.made[ATTENDS] ??= await this.run(ATTENDS));
    this.step = telling(run);
    this.counts[ATTENDS] = [];
    for (const j of this.#pieces) {
      const forced = await this.run(ATTENDS, hiding(run, this.step, j));
      this.counts[ATTENDS] = [...this.counts[ATTENDS], hiddenAt(run, forced, this.step).change];
      this.means.changed();
    }
  }

  /** The sentence with clauses behind it. @param {number} clauses */
  #grown = (clauses) => grown(this.means.text, detect(this.means.text).language === 'ko' ? 'ko' : 'fr')[clauses];

  /** Follows the first piece through the states of the grown sentence. @param {number} clauses */
  async #lengthen(clauses) {
    for (const name of Object.keys(KINDS).filter((each) => this.means.mechanisms.includes(each))) {
      const key = `${name} ${clauses}`;
      if (this.left[key]) continue;
      const text = this.#grown(clauses);
      const run = await this.run(name, undefined, text);
      this.left[key] = leftOf(run, await this.run(name, { masked: [0] }, text), 0);
    }
    this.set({ clauses });
  }

  /** The piece that counts most in a network. @param {string} name */
  #most = (name) => word(this.#labels[this.#pieces[largest(this.counts[name] ?? [0])]]);

  get cards() {
    const { words } = this;
    const links = [toCompare(this.means, 'seq2seq-gru')];
    const gated = GATED.filter((name) => this.means.mechanisms.includes(name));
    return [
      { text: words.twice, past: words['twice.past'], links: [toTranslate(this.means, { mechanism: PLAIN })] },
      { ...this.#last(), links },
      ...(gated.includes('seq2seq-gru') ? [{ ...this.#gates(gated), links }] : []),
      { ...this.#long(), links },
      ...(this.means.mechanisms.includes(ATTENDS)
        ? [{ ...this.#attention(), links: [toTranslate(this.means, { mechanism: ATTENDS, step: this.step })] }]
        : []),
    ];
  }

  /** @returns {import('../model.js').Card} */
  #last() {
    const { words } = this;
    const all = this.counts[PLAIN] ?? [];
    const there = all.length === this.#pieces.length;
    const share = shares(all);
    const at = largest(share);
    return {
      text: words.last,
      choices: [words['last.first'], words['last.middle'], words['last.last']],
      right: there ? Math.min(2, Math.floor((3 * at) / all.length)) : null,
      look: words['last.look'],
      go: words['last.go'],
      act: () => this.#hide([PLAIN]),
      past: there ? words['last.past']({ most: this.#most(PLAIN), first: two(share[0]) }) : undefined,
      happened: () =>
        words.told({
          most: this.#most(PLAIN),
          first: two(share[0]),
          read: word(this.#labels[0]),
          least: two(Math.min(...share)),
          mild: share[0] > 0.1,
        }),
      why: { choices: [words['last.a'], words['last.b'], words['last.c']], right: 1, theory: words['last.theory'] },
      formula: cited(
        `\\frac{\\partial ${enc('h_T')}}{\\partial ${enc('h_t')}} = \\prod_{i=t+1}^{T} W^\\top \\operatorname{diag}(1 - ${enc('h_i')}^2)`,
        'pascanu',
        'eq. 5',
      ),
    };
  }

  /** How far a network's order is that of nearness to the end. @param {string} name */
  #nearness(name) {
    const order = this.made[name]?.source.readingOrder ?? [];
    return kendall(
      this.counts[name] ?? [],
      this.#pieces.map((j) => order.indexOf(j)),
    );
  }

  /** @param {string[]} gated @returns {import('../model.js').Card} */
  #gates(gated) {
    const { words } = this;
    const there = gated.every((name) => this.counts[name]?.length === this.#pieces.length);
    const tau = this.#nearness('seq2seq-gru');
    return {
      text: words.gates,
      choices: [words['gates.a'], words['gates.b']],
      right: there ? (tau > 0.6 ? 0 : 1) : null,
      look: words['gates.look'],
      go: words['gates.go'],
      act: () => this.#hide([...(this.counts[PLAIN] ? [] : [PLAIN]), ...gated]),
      past: there ? words['gates.past'](two(tau)) : undefined,
      happened: () =>
        words.gated({ gru: this.#most('seq2seq-gru'), lstm: this.#most('seq2seq-lstm'), tau: two(tau), rnn: two(this.#nearness(PLAIN)) }),
      why: { choices: [words['gates.ra'], words['gates.rb'], words['gates.rc']], right: 0, theory: words['gates.theory'] },
      formula: cited('m_t = f_t \\odot m_{t-1} + i_t \\odot g_t', 'gers', '§3'),
    };
  }

  /** @returns {import('../model.js').Card} */
  #long() {
    const { words } = this;
    const of = (/** @type {string} */ name) => this.left[`${name} ${CLAUSES}`]?.at(-1)?.left ?? 0;
    const steps = this.left[`${PLAIN} ${CLAUSES}`]?.length ?? 0;
    return {
      text: words.long,
      choices: [words['long.a'], words['long.b'], words['long.c']],
      right: steps ? (of(PLAIN) > 0.5 ? 0 : of(PLAIN) > 0.1 ? 1 : 2) : null,
      look: words['long.look'],
      go: words['long.go'],
      act: () => this.#lengthen(CLAUSES),
      past: steps ? words['long.past'](two(of(PLAIN))) : undefined,
      happened: () => words.grown({ rnn: two(of(PLAIN)), gru: two(of('seq2seq-gru')), lstm: two(of('seq2seq-lstm')), n: steps }),
      why: { choices: [words['long.ra'], words['long.rb'], words['long.rc']], right: 0, theory: words['long.theory'] },
    };
  }

  /** @returns {import('../model.js').Card} */
  #attention() {
    const { words } = this;
    const run = this.made[ATTENDS];
    const written = run ? word(targetLabels(run)[this.step]) : '…';
    const all = this.counts[ATTENDS] ?? [];
    const at = largest(all.length ? all : [0]);
    return {
      text: words.attention(run ? written : '…'),
      choices: [words['attention.a'], words['attention.b']],
      right: run && all.length ? (this.#pieces[at] === largest(weightsAt(run, this.step)) ? 1 : at === all.length - 1 ? 0 : null) : null,
      go: words['attention.go'],
      act: () => this.#ask(),
      happened: () => words.attended({ most: this.#most(ATTENDS), word: written, place: at + 1, of: all.length }),
      why: { choices: [words['attention.ra'], words['attention.rb'], words['attention.rc']], right: 0, theory: words['attention.theory'] },
      formula: cited(`c_i = \\sum_j \\alpha_{ij}\\, ${enc('h_j')}`, 'bahdanau', 'eq. 5'),
    };
  }

  /** Whether the card follows one piece through the states. @param {import('../model.js').At} at */
  #follows = ({ card }) => this.cards[card]?.text === this.words.long;

  /** @param {import('../model.js').At} at */
  heading(at) {
    const { words } = this;
    return this.#follows(at) ? { title: words.curve, note: words.curveNote } : { title: words.heading, note: words.note };
  }

  /** @param {import('../model.js').At} at */
  controls(at) {
    if (!this.#follows(at) || at.state === 'ask') return null;
    const all = Array.from({ length: CLAUSES + 1 }, (_, value) => ({ value, label: String(value) }));
    return segments({ label: this.words.grow, chosen: this.clauses, all, choose: (clauses) => this.#lengthen(clauses), labelled: true });
  }

  /** The networks whose rows are drawn at a card. @param {import('../model.js').At} at */
  #rows({ card }) {
    const names = [PLAIN, ...(card >= 2 ? GATED.filter((name) => this.means.mechanisms.includes(name)) : [])];
    return card === this.cards.length - 1 ? [...names, ATTENDS] : names;
  }

  /** @param {import('../model.js').At} at */
  figure(at) {
    const { words } = this;
    if (this.#follows(at)) return this.#curve(at);
    const run = this.made[ATTENDS];
    const rows = this.#rows(at).map((name) => ({
      name: words[/** @type {'name.additive'} */ (`name.${name}`)],
      note:
        name === ATTENDS
          ? run
            ? words.asked(targetLabels(run)[this.step])
            : ''
          : name.endsWith('reversed')
            ? words.reversed
            : words.reads,
      side: /** @type {'enc'|'att'} */ (name === ATTENDS ? 'att' : 'enc'),
      shares: this.#pieces.map((_, k) => (this.counts[name]?.length === this.#pieces.length ? shares(this.counts[name])[k] : null)),
    }));
    return traces({ labels: this.#pieces.map((j) => this.#labels[j]), label: words.heading, rows, waiting: words.waiting });
  }

  /** @param {import('../model.js').At} at */
  #curve(at) {
    const { words } = this;
    const all = Object.entries(KINDS).flatMap(([name, kind]) => {
      const points = at.state === 'ask' ? [] : (this.left[`${name} ${this.clauses}`] ?? []);
      return [
        {
          name: words[/** @type {'name.additive'} */ (`name.${name}`)],
          kind,
          points: points.map(({ left }, k) => ({ x: k + 1, y: Math.min(100, 100 * left) })),
        },
      ];
    });
    const most = Math.max(10, ...all.map(({ points }) => points.length));
    return lines({ lines: all, width: at.width, label: words.curve, axis: words.axis, most, format: (value) => `${Math.round(value)}%` });
  }

  /** @param {import('../model.js').At} at */
  table(at) {
    const { words } = this;
    if (this.#follows(at)) {
      const names = Object.keys(KINDS).filter((name) => this.left[`${name} ${this.clauses}`]);
      if (at.state === 'ask' || !names.length) return null;
      const rows = this.left[`${names[0]} ${this.clauses}`].map((_, k) => [
        String(k + 1),
        ...names.map((name) => this.left[`${name} ${this.clauses}`][k]?.left ?? ''),
      ]);
      return { caption: words.curve, columns: [words.read, ...names], rows };
    }
    const names = this.#rows(at).filter((name) => this.counts[name]?.length);
    if (!names.length) return null;
    return {
      caption: words.caption,
      columns: [words.piece, ...names],
      rows: this.#pieces.map((j, k) => [this.#labels[j], ...names.map((name) => this.counts[name][k] ?? '')]),
    };
  }
}

/** @param {import('../model.js').Means} means */
export const create = (means) => new Forgetting(means, { en, ko });
