/** Lesson 10: what a weight says of a word, held against what hiding the piece does. */
import { html, nothing } from 'lit';
import { toCompare, toTranslate } from '../links.js';
import { Lesson } from '../model.js';
import { cited } from '../papers.js';
import { largest, sourceLabels, targetLabels, telling, two, weightsAt } from '../reading.js';
import { word } from '../rich.js';
import { segments } from '../segments.js';
import { kendall } from '../softmax.js';
import './bars.css';
import { hiddenAt, hideable, hiding, shifted, uniform } from './measure.js';
import { en } from './words-en.js';
import { ko } from './words-ko.js';

const SECOND = 'transformer';

/**
 * @typedef {import('../model.js').Run} Run
 * @typedef {import('./measure.js').Hidden} Hidden
 * @typedef {{ run: Run, step: number, hidden: (Hidden|undefined)[] }} Tested
 * @typedef {'own'|'uniform'|'shifted'} Setting
 */

/** @extends {Lesson<typeof en>} */
class Explanation extends Lesson {
  /** @type {Tested|null} */
  first = null;
  /** @type {Tested|null} */
  second = null;
  /** Runs with the weights set by hand. @type {Partial<Record<Setting, Run>>} */
  byHand = {};
  /** @type {Setting} */
  setting = 'own';

  async prepare() {
    const run = await this.run('additive');
    this.first = { run, step: telling(run), hidden: [] };
  }

  /** @returns {Tested} */
  get #tested() {
    return /** @type {Tested} */ (this.first);
  }

  /** @param {Tested} tested */
  #facts({ run, step }) {
    const row = weightsAt(run, step);
    const at = largest(hideable(run).map((j) => row[j]));
    return {
      at,
      read: word(sourceLabels(run)[at]),
      weight: two(row[at]),
      written: word(targetLabels(run)[step]),
      p: two(Math.exp(run.steps[step].logProb)),
    };
  }

  /** Hides pieces one after another and remembers what came of it. @param {Tested} tested @param {number[]} pieces */
  async #hide(tested, pieces) {
    const { run, step } = tested;
    for (const j of pieces) {
      tested.hidden[j] ??= hiddenAt(run, await this.run(run.mechanism, hiding(run, step, j)), step);
      this.means.changed();
    }
  }

  /** How far the order by weight and the order by effect agree. @param {Tested|null} tested */
  #tau(tested) {
    if (!tested) return 0;
    const { run, step, hidden } = tested;
    const pieces = hideable(run);
    if (pieces.some((j) => !hidden[j])) return 0;
    const row = weightsAt(run, step);
    return kendall(
      pieces.map((j) => row[j]),
      pieces.map((j) => hidden[j]?.change ?? 0),
    );
  }

  get cards() {
    const { words } = this;
    const tested = this.#tested;
    const facts = this.#facts(tested);
    const links = [toTranslate(this.means, { mechanism: 'additive', step: tested.step })];
    return [
      { text: words.asks(facts), past: words['asks.past'](facts), links },
      { ...this.#hideOne(facts), links },
      { ...this.#rank(), links },
      { ...this.#setAll(facts), links },
      ...(this.means.mechanisms.includes(SECOND) ? [this.#again()] : []),
    ];
  }

  /** @param {{ at: number, read: string, written: string, p: string }} facts @returns {import('../model.js').Card} */
  #hideOne({ at, read, written, p }) {
    const { words } = this;
    const hidden = this.#tested.hidden[at];
    const own = this.#tested.run.steps[this.#tested.step];
    const same = hidden?.written === (own.piece.replaceAll('▁', '') || '␣');
    return {
      text: words.hide({ read, written }),
      choices: [words['hide.a'], words['hide.b'], words['hide.c']],
      right: hidden ? (!same ? 2 : hidden.p > 0.8 * Math.exp(own.logProb) ? 0 : 1) : null,
      go: words['hide.go'],
      act: () => this.#hide(this.#tested, [at]),
      past: hidden ? words['hide.past']({ read, p: two(hidden.p) }) : undefined,
      happened: () => (hidden ? words.hidden({ written, before: p, after: two(hidden.p), instead: word(hidden.written), same }) : ''),
      why: { choices: [words['hide.ra'], words['hide.rb'], words['hide.rc']], right: 0, theory: words['hide.theory'] },
    };
  }

  /** @returns {import('../model.js').Card} */
  #rank() {
    const { words } = this;
    const { run, step, hidden } = this.#tested;
    const pieces = hideable(run);
    const there = pieces.every((j) => hidden[j]);
    const tau = this.#tau(this.#tested);
    const row = weightsAt(run, step);
    const [read, most] = [largest(pieces.map((j) => row[j])), largest(pieces.map((j) => hidden[j]?.change ?? 0))];
    const label = (/** @type {number} */ j) => word(sourceLabels(run)[j]);
    return {
      text: words.rank,
      choices: [words['rank.a'], words['rank.b'], words['rank.c']],
      right: there ? (tau > 0.7 ? 0 : tau < 0.2 ? 2 : 1) : null,
      look: words['rank.look'],
      go: words['rank.go'],
      act: () => this.#hide(this.#tested, pieces),
      past: there ? words['rank.past'](two(tau)) : undefined,
      big: () => `τ = ${two(tau)}`,
      happened: () => words.ranked({ n: pieces.length, most: label(most), read: label(read), same: most === read }),
      why: { choices: [words['rank.ra'], words['rank.rb'], words['rank.rc']], right: 0, theory: words['rank.theory'] },
      formula: cited('\\tau_b = \\frac{n_{+} - n_{-}}{\\sqrt{(n_0 - t_\\alpha)(n_0 - t_\\Delta)}}', 'jain', '§4.1'),
    };
  }

  /** @param {{ written: string }} facts @returns {import('../model.js').Card} */
  #setAll({ written }) {
    const { words } = this;
    const { step, run } = this.#tested;
    const best = (/** @type {Run|undefined} */ made) => made?.steps[step].candidates[0];
    const p = (/** @type {Run|undefined} */ made) => Math.exp(made?.steps[step].logProb ?? 0);
    const same = best(this.byHand.uniform)?.id === run.steps[step].id;
    return {
      text: words.set,
      choices: [words['set.a'], words['set.b']],
      right: this.byHand.uniform ? (same ? 0 : 1) : null,
      go: words['set.go'],
      past: words['set.past'],
      act: async () => {
        await this.#setTo('shifted');
        await this.#setTo('uniform');
      },
      happened: () =>
        words.setTo({
          written,
          p: two(p(this.byHand.uniform)),
          instead: word(best(this.byHand.uniform)?.piece.replaceAll('▁', '') ?? ''),
          same,
          shifted: two(p(this.byHand.shifted)),
        }),
      why: { choices: [words['set.ra'], words['set.rb'], words['set.rc']], right: 0, theory: words['set.theory'] },
      formula: cited('\\tilde{\\alpha}_{ij} = 1 / T_x', 'wiegreffe', '§3.2'),
    };
  }

  /** Forces the word with weights set by hand. @param {Setting} setting */
  async #setTo(setting) {
    const { run, step } = this.#tested;
    const row = weightsAt(run, step);
    if (setting !== 'own') {
      const weights = setting === 'uniform' ? uniform(row.length) : shifted(row);
      const prefix = run.steps.slice(0, step + 1).map(({ id }) => id);
      this.byHand[setting] ??= await this.run('additive', { prefix, attention: [{ position: step, weights }] });
    }
    this.set({ setting });
  }

  /** @returns {import('../model.js').Card} */
  #again() {
    const { words } = this;
    const name = 'Transformer';
    const [before, after] = [this.#tau(this.#tested), this.#tau(this.second)];
    const there = this.second && hideable(this.second.run).every((j) => this.second?.hidden[j]);
    const most = () => {
      const { run, hidden } = /** @type {Tested} */ (this.second);
      return word(sourceLabels(run)[largest(hideable(run).map((j) => hidden[j]?.change ?? 0))]);
    };
    return {
      text: words.again(name),
      choices: [words['again.a'], words['again.b']],
      right: there ? (after > before ? 0 : 1) : null,
      go: words['again.go'],
      act: async () => {
        // Whoever comes here by a link has not hidden them on the first network.
        await this.#hide(this.#tested, hideable(this.#tested.run));
        const run = await this.run(SECOND);
        const at = targetLabels(run).indexOf(targetLabels(this.#tested.run)[this.#tested.step]);
        this.second ??= { run, step: at >= 0 ? at : Math.min(this.#tested.step, run.steps.length - 1), hidden: [] };
        await this.#hide(this.second, hideable(run));
      },
      big: () => `τ = ${two(after)}`,
      happened: () => words.compared({ before: two(before), name, most: most() }),
      why: { choices: [words['again.ra'], words['again.rb'], words['again.rc']], right: 0, theory: words['again.theory'] },
      links: [toTranslate(this.means, { mechanism: SECOND }), toCompare(this.means, 'additive')],
    };
  }

  /** @param {import('../model.js').At} at */
  #shown({ card, state }) {
    return card === 4 && state !== 'ask' && this.second ? this.second : this.#tested;
  }

  /** @param {import('../model.js').At} at */
  heading(at) {
    const { run } = this.#shown(at);
    return { title: this.words.heading(this.#facts(this.#shown(at)).written), note: this.words.note(run.mechanism) };
  }

  /** @param {import('../model.js').At} at */
  controls({ card, state }) {
    if (card !== 3 || state === 'ask') return null;
    const all = /** @type {const} */ (['own', 'uniform', 'shifted']).map((value) => ({ value, label: this.words[value] }));
    return segments({ label: this.words.setting, chosen: this.setting, all, choose: (value) => this.#setTo(value), labelled: true });
  }

  /** The weights as they are, or as they were set. @param {import('../model.js').At} at */
  #weights(at) {
    const { run, step } = this.#shown(at);
    const own = weightsAt(run, step);
    if (at.card !== 3 || this.setting === 'own') return own;
    return this.setting === 'uniform' ? uniform(own.length) : shifted(own);
  }

  /** @param {import('../model.js').At} at */
  figure(at) {
    const { words } = this;
    const { run, hidden, step } = this.#shown(at);
    const weights = this.#weights(at);
    const most = Math.max(0.01, ...hidden.map((each) => each?.change ?? 0));
    const made = at.card === 3 && this.setting !== 'own' ? this.byHand[this.setting] : null;
    const labels = sourceLabels(run);
    const row = (/** @type {number} */ j) => html`<li>
      <span class="piece">${labels[j]}</span>
      <span class="bar att"><i style="--w:${weights[j]}"></i><b>${weights[j].toFixed(2)}</b></span>
      <span class="bar ink">${hidden[j] ? html`<i style="--w:${hidden[j].change / most}"></i><b>${hidden[j].change.toFixed(2)}</b><em>${hidden[j].written}</em>` : html`<i class="none"></i>`}</span></li>`;
    return html`<div class="pair-bars"><p><span></span><span>${words.weight}</span><span>${words.moved}</span></p><ul>${hideable(run).map(row)}</ul>
      ${made ? html`<p class="made" lang="en">… ${made.steps[step].candidates.slice(0, 4).map(({ piece, logProb }) => html`<span><b>${piece.replaceAll('▁', '')}</b> ${two(Math.exp(logProb))}</span>`)}</p>` : nothing}</div>`;
  }

  /** @param {import('../model.js').At} at */
  table(at) {
    const { run, hidden } = this.#shown(at);
    const weights = this.#weights(at);
    const { caption, columns } = this.words;
    const rows = hideable(run).map((j) => [
      sourceLabels(run)[j],
      weights[j],
      hidden[j]?.p ?? '',
      hidden[j]?.change ?? '',
      hidden[j]?.written ?? '',
    ]);
    return { caption, columns, rows };
  }
}

/** @param {import('../model.js').Means} means */
export const create = (means) => new Explanation(means, { en, ko });
