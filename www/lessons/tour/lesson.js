/** Lesson 0: the five places of a translation, one after another, and where a word looks. */
import { html } from 'lit';
import { toCompare, toTranslate } from '../links.js';
import { Lesson } from '../model.js';
import { att, cited } from '../papers.js';
import { among, before, largest, sourceLabels, targetLabels, telling, two, weightsAt } from '../reading.js';
import { word } from '../rich.js';
import { segments } from '../segments.js';
import { journey } from './journey.js';
import { en } from './words-en.js';
import { ko } from './words-ko.js';

const SECOND = 'transformer';

/** @typedef {import('../model.js').Run} Run */

/** @extends {Lesson<typeof en>} */
class Tour extends Lesson {
  /** @type {Run|null} */
  first = null;
  /** @type {Run|null} */
  second = null;
  /** The word that is predicted, and the one that the reader looks at. */
  step = 0;
  /** @type {number|null} */
  chosen = null;

  async prepare() {
    this.first = await this.run('additive');
    this.step = telling(this.first);
  }

  /** The run of the first network. @returns {Run} */
  get made() {
    return /** @type {Run} */ (this.first);
  }

  /** What a step of a run wrote, what it read most, and how much. @param {Run} run @param {number} step */
  #facts(run, step) {
    const row = weightsAt(run, step);
    const at = largest(row);
    return { at, read: word(sourceLabels(run)[at]), weight: two(row[at]), written: word(targetLabels(run)[step]) };
  }

  /** The step of the second network that wrote the same. */
  get #other() {
    const run = this.second;
    if (!run) return this.step;
    const labels = targetLabels(run);
    const same = labels.indexOf(targetLabels(this.made)[this.step]);
    return same >= 0 ? same : Math.min(this.step, labels.length - 1);
  }

  get cards() {
    const { words, made, step } = this;
    const { encoder } = made.source;
    const size = (encoder.forward?.cols ?? 0) + (encoder.backward?.cols ?? 0);
    return [
      { text: words.words, past: words['words.past'] },
      { text: words.encoder(size), past: words['encoder.past'] },
      this.#predict(),
      { text: this.#next(), past: words['next.past'], links: [toTranslate(this.means, { mechanism: 'additive', step })] },
      ...(this.means.mechanisms.includes(SECOND) ? [this.#again()] : []),
    ];
  }

  #predict() {
    const { words, made, step } = this;
    const facts = this.#facts(made, step);
    const choices = among(made, facts.at);
    return {
      text: words.predict({ before: before(made, step) }),
      choices: choices.map((j) => `_${word(sourceLabels(made)[j])}_`),
      right: choices.indexOf(facts.at),
      look: words['predict.look'],
      go: words['predict.go'],
      past: words['looked.past'](facts),
      happened: () => words.looked(facts),
      why: { choices: [words['why.a'], words['why.b'], words['why.c']], right: 0, theory: words['why.theory'] },
      formula: cited(`${att('\\alpha_{ij}')} = \\frac{\\exp(e_{ij})}{\\sum_k \\exp(e_{ik})}`, 'bahdanau', 'eq. 6'),
      links: [toTranslate(this.means, { mechanism: 'additive', step })],
    };
  }

  #next() {
    const { words, made, step } = this;
    const { candidates, logProb, id } = made.steps[step];
    const rival = candidates.find((each) => each.id !== id) ?? candidates[0];
    const p = (/** @type {number} */ log) => (Math.exp(log) < 0.01 ? Math.exp(log).toFixed(3) : two(Math.exp(log)));
    const { written } = this.#facts(made, step);
    return words.next({ written, p: p(logProb), rival: word(rival.piece.replaceAll('▁', '')), q: p(rival.logProb), pieces: 8000 });
  }

  #again() {
    const { words, made, step } = this;
    const facts = this.#facts(made, step);
    const other = this.second ? this.#facts(this.second, this.#other) : null;
    return {
      text: words.again(facts),
      choices: [words['again.same'](facts.read), words['again.other']],
      right: other ? (other.at === facts.at ? 0 : 1) : null,
      go: words['again.go'],
      act: async () => {
        this.second = await this.run(SECOND);
      },
      happened: () => (other ? words.compared({ ...other, before: two(weightsAt(made, step)[other.at]) }) : ''),
      why: { choices: [words['again.a'], words['again.b'], words['again.c']], right: 0, theory: words['again.theory'] },
      links: [toTranslate(this.means, { mechanism: SECOND }), toCompare(this.means, 'additive')],
    };
  }

  /** The run that a card is about, and where in it the figure looks. @param {import('../model.js').At} at */
  #shown({ card, state }) {
    if (card === 4 && state !== 'ask' && this.second) return { run: this.second, step: this.chosen ?? this.#other, lit: 5 };
    const lit = [1, 2, state === 'ask' ? 3 : 4, 5, 5][card] ?? 5;
    return { run: this.made, step: this.chosen ?? this.step, lit };
  }

  /** @param {import('../model.js').At} at */
  heading(at) {
    const { run } = this.#shown(at);
    return { title: this.words.heading, note: run === this.second ? this.words.second : this.words.network };
  }

  /** @param {import('../model.js').At} at */
  figure(at) {
    const { run, step, lit } = this.#shown(at);
    const asked = at.card === 2 && at.state === 'ask';
    // Nothing is shown of the word that is predicted, nor of those after it.
    const shown = at.card < 2 ? 0 : at.card === 2 ? (asked ? this.step : this.step + 1) : run.steps.length;
    return html`<ol class="places">${this.words.places.map((name, n) => html`<li class=${n + 1 < lit ? 'past' : n + 1 === lit ? 'now' : ''}>${name}</li>`)}</ol>
      ${journey({ run, shown, step: at.card === 2 ? this.step : step, lit, width: at.width, label: this.words.figure })}
      ${at.card >= 3 && !(at.card === 4 && at.state === 'ask') ? this.#picker(run, step) : ''}`;
  }

  /** @param {Run} run @param {number} step */
  #picker(run, step) {
    const all = targetLabels(run).map((label, value) => ({ value, label }));
    return html`<div class="picker">${segments({ label: this.words.word, chosen: step, all, choose: (chosen) => this.set({ chosen }), labelled: true })}</div>`;
  }

  /** @param {import('../model.js').At} at */
  table(at) {
    if (at.card < 3) return null;
    const { run } = this.#shown(at);
    const { caption, columns } = this.words;
    const rows = run.steps.map((step, i) => {
      const row = weightsAt(run, i);
      const j = largest(row);
      return [targetLabels(run)[i], Math.exp(step.logProb), sourceLabels(run)[j], row[j]];
    });
    return { caption, columns, rows };
  }
}

/** @param {import('../model.js').Means} means */
export const create = (means) => new Tour(means, { en, ko });
