/** Lesson 1: a state that is carried on, by itself and in a trained Elman network. */
import { html, nothing } from 'lit';
import { toTranslate } from '../links.js';
import { Lesson } from '../model.js';
import { cited, enc } from '../papers.js';
import { two } from '../reading.js';
import { segments } from '../segments.js';
import { curve, inputs } from './curve.js';
import { lastInput, left, states } from './recurrence.js';
import { en } from './words-en.js';
import { ko } from './words-ko.js';

const NAME = 'rnn';
const STEPS = 16;
/** What is painted at first. */
const PAINTED = [3, 4, 5];
/** Units of the trained network that can be looked at. */
const UNITS = [0, 1, 2, 3, 4, 5];
/** What a unit must move by to count. */
const MOVES = 0.1;

/** @extends {Lesson<typeof en>} */
class Memory extends Lesson {
  inputs = Array.from({ length: STEPS }, (_, t) => (PAINTED.includes(t) ? 1 : 0));
  a = 0.5;
  b = 1;
  unrolled = false;
  unit = 0;
  /** @type {import('../model.js').Run|null} */
  elman = null;

  get cards() {
    const { words } = this;
    return [
      {
        text: words.machine,
        past: words['machine.past'],
        formula: cited(
          `\\begin{aligned}${enc('x_t')} &= \\tanh(a\\,${enc('x_{t-1}')} + b\\,u_t)\\\\ y_t &= h(${enc('x_t')})\\end{aligned}`,
          'elman',
          'fig. 2',
        ),
      },
      { text: words.unroll, past: words['unroll.past'] },
      this.#fade(),
      this.#forever(),
      ...(this.means.mechanisms.includes(NAME) ? [this.#sentence()] : []),
    ];
  }

  /** @returns {import('../model.js').Card} */
  #fade() {
    const { words } = this;
    // What is told is of a = 0.5, wherever the reader has the slider by now.
    const all = states(this.inputs, { a: 0.5, b: this.b });
    const stop = Math.max(0, lastInput(this.inputs));
    return {
      text: words.fade,
      choices: [words['fade.a'], words['fade.b'], words['fade.c']],
      right: 1,
      look: words['fade.look'],
      go: words['fade.go'],
      act: async () => this.set({ a: 0.5, unrolled: true }),
      past: words['fade.past'](two(left(all, stop, 4))),
      happened: () => words.faded({ first: two(left(all, stop, 1)), left: two(left(all, stop, 4)) }),
      why: { choices: [words['fade.ra'], words['fade.rb'], words['fade.rc']], right: 0, theory: words['fade.theory'] },
      formula: cited(
        `\\frac{\\partial ${enc('x_t')}}{\\partial ${enc('x_{t-k}')}} = \\prod_{i=t-k+1}^{t} a\\,(1 - ${enc('x_i')}^2)`,
        'pascanu',
        'eq. 5',
      ),
    };
  }

  /** @returns {import('../model.js').Card} */
  #forever() {
    const { words } = this;
    const all = states(this.inputs, { a: 2, b: this.b });
    return {
      text: words.forever,
      choices: [words['forever.a'], words['forever.b'], words['forever.c']],
      right: 1,
      go: words['forever.go'],
      act: async () => this.set({ a: 2, unrolled: true }),
      past: words['forever.past'],
      happened: () => words.held(all[all.length - 1].toFixed(3).replace('-', '−')),
      why: { choices: [words['forever.ra'], words['forever.rb'], words['forever.rc']], right: 0, theory: words['forever.theory'] },
    };
  }

  /** @returns {import('../model.js').Card} */
  #sentence() {
    const { words } = this;
    const line = this.#line;
    const moved = line.filter((value, t) => Math.abs(value - (line[t - 1] ?? 0)) > MOVES).length;
    return {
      text: words.sentence,
      choices: [words['sentence.a'], words['sentence.b']],
      right: this.elman ? (moved > line.length / 2 ? 1 : 0) : null,
      look: words['sentence.look'],
      go: words['sentence.go'],
      act: async () => {
        this.elman = await this.run(NAME);
      },
      past: words['sentence.past'],
      happened: () => words.seen({ moved, of: line.length }),
      why: { choices: [words['sentence.ra'], words['sentence.rb'], words['sentence.rc']], right: 0, theory: words['sentence.theory'] },
      links: [toTranslate(this.means, { mechanism: NAME })],
    };
  }

  /** The chosen unit after each piece of the sentence. @returns {number[]} */
  get #line() {
    return (this.elman?.steps ?? []).map(({ hidden }) => hidden[this.unit]);
  }

  /** The pieces that the Elman network has read, one a step. */
  get #pieces() {
    const { source, steps } = /** @type {import('../model.js').Run} */ (this.elman);
    return steps.map((_, t) => source.tokens[t]?.text.trim() || '⟨eos⟩');
  }

  /** @param {import('../model.js').At} at */
  #trained = ({ card, state }) => card === 4 && state !== 'ask' && this.elman !== null;

  /** @param {import('../model.js').At} at */
  heading(at) {
    return this.#trained(at) ? { title: this.words.elman(this.unit + 1) } : { title: this.words.heading, note: this.words.note };
  }

  /** @param {import('../model.js').At} at */
  controls(at) {
    const { words } = this;
    if (this.#trained(at)) {
      const all = UNITS.map((value) => ({ value, label: String(value + 1) }));
      return segments({ label: words.unit, chosen: this.unit, all, choose: (unit) => this.set({ unit }), labelled: true });
    }
    const asked = at.card >= 2 && at.state === 'ask';
    const knob = (/** @type {'a'|'b'} */ name, /** @type {number} */ least) => html`<label class="knob">${words[name]}
      <input type="range" min=${least} max="2" step="0.1" .value=${String(this[name])} ?disabled=${asked} @input=${(/** @type {Event & { target: HTMLInputElement }} */ { target }) => this.set({ [name]: Number(target.value) })} /><b>${this[name].toFixed(1).replace('-', '−')}</b></label>`;
    const all = [
      { value: false, label: words.folded },
      { value: true, label: words.unrolled },
    ];
    return html`${at.card === 1 ? segments({ label: words.shape, chosen: this.unrolled, all, choose: (unrolled) => this.set({ unrolled }) }) : nothing}
      ${at.card >= 1 ? html`${knob('a', -2)}${knob('b', 0)}` : nothing}`;
  }

  /** @param {import('../model.js').At} at */
  figure(at) {
    const { words } = this;
    if (this.#trained(at))
      return curve({
        states: this.#line,
        labels: this.#pieces,
        inputs: null,
        unrolled: true,
        cells: true,
        hidden: STEPS * 9,
        width: at.width,
        label: words.elman(this.unit + 1),
      });
    const all = states(this.inputs, this);
    // What is predicted is not drawn, nor before it is asked for: the line ends with the input.
    const asked = at.card < 2 || at.state === 'ask';
    const hidden = asked ? lastInput(this.inputs) + 1 : STEPS;
    return html`${curve({
      states: all,
      labels: all.map((_, t) => String(t + 1)),
      inputs: this.inputs,
      unrolled: at.card > 1 || (at.card === 1 && this.unrolled),
      cells: at.width >= 560 || at.card < 2,
      hidden,
      width: at.width,
      label: words.heading,
    })}${inputs(this.inputs, (t) => this.#press(t), words)}`;
  }

  /** Nothing, an input, one of the other sign, nothing. @param {number} t */
  #press(t) {
    const next = (/** @type {number} */ u) => (u === 0 ? 1 : u === 1 ? -1 : 0);
    this.set({ inputs: this.inputs.map((u, k) => (k === t ? next(u) : u)) });
  }

  /** @param {import('../model.js').At} at */
  table(at) {
    const { words } = this;
    if (this.#trained(at))
      return { caption: words.elmanCaption, columns: words.elmanColumns, rows: this.#line.map((value, t) => [this.#pieces[t], value]) };
    if (at.card >= 2 && at.state === 'ask') return null;
    return {
      caption: words.caption,
      columns: words.columns,
      rows: states(this.inputs, this).map((x, t) => [String(t + 1), this.inputs[t], x]),
    };
  }
}

/** @param {import('../model.js').Means} means */
export const create = (means) => new Memory(means, { en, ko });
