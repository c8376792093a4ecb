/** Lesson 5: the gates of an LSTM's encoder on the visitor's sentence, one unit as a belt with valves, all units as means. */
import { html } from 'lit';
import { inside, toTranslate } from '../links.js';
import { Lesson } from '../model.js';
import { cited, enc } from '../papers.js';
import { among, largest, sourceLabels, two } from '../reading.js';
import { word } from '../rich.js';
import { segments } from '../segments.js';
import './gates.css';
import { en } from './words-en.js';
import { ko } from './words-ko.js';

const LSTM = 'seq2seq-lstm';
const GRU = 'seq2seq-gru';
/** Units that can be followed. */
const UNITS = [0, 1, 2, 3, 4, 5, 6, 7];
const VALVES = /** @type {const} */ (['forget', 'input', 'output']);

/**
 * @typedef {import('../../networks/types.js').Operands} Operands
 * @typedef {{ forget: number, input: number, output: number, candidate: number, before: number, memory: number }} Numbers of one unit at one piece
 */

/** @extends {Lesson<typeof en>} */
class Gates extends Lesson {
  /** @type {import('../model.js').Run|null} */
  made = null;
  /** What each piece does in the LSTM, and in the GRU. @type {Operands[]} */
  lstm = [];
  /** @type {Operands[]} */
  gru = [];
  unit = 0;

  async prepare() {
    this.made = await this.run(LSTM);
    this.lstm = await this.#gates(LSTM);
    this.unit = this.#telling();
  }

  /** @param {string} mechanism */
  async #gates(mechanism) {
    const all = [];
    for (const position of this.#labels.keys()) all.push(await this.look(mechanism, 0, { kind: 'encoderGates', position }));
    return all;
  }

  /** Of the units on offer the one whose memory is largest at the piece that is followed. */
  #telling() {
    return UNITS[largest(UNITS.map((unit) => Math.abs(this.lstm[this.#at].memory_before.data[unit])))];
  }

  get #labels() {
    return sourceLabels(/** @type {import('../model.js').Run} */ (this.made));
  }

  /** The piece that is followed: one from the middle, so that there is a memory before it. */
  get #at() {
    return Math.floor((this.#labels.length - 1) / 2);
  }

  /** @param {number} j @returns {Numbers} */
  #numbers(j) {
    const operands = this.lstm[j];
    const of = (/** @type {string} */ name) => operands[name].data[this.unit];
    return {
      forget: of('forget_gate'),
      input: of('input_gate'),
      output: of('output_gate'),
      candidate: of('cell_gate'),
      before: of('memory_before'),
      memory: of('memory'),
    };
  }

  /** Means of a gate over its units, by piece. @param {Operands[]} all @param {string} name @returns {number[]} */
  #means = (all, name) => all.map((operands) => mean(operands[name].data));

  get cards() {
    const { words } = this;
    const links = [inside(this.means, { mechanism: LSTM }), toTranslate(this.means, { mechanism: LSTM })];
    return [
      {
        text: words.belt,
        past: words['belt.past'],
        formula: cited(
          `\\begin{aligned}${enc('m_t')} &= f_t \\odot ${enc('m_{t-1}')} + i_t \\odot g_t\\\\ ${enc('h_t')} &= o_t \\odot \\tanh(${enc('m_t')})\\end{aligned}`,
          'gers',
          '§3',
        ),
        links,
      },
      { ...this.#sum(), links },
      { ...this.#least(), links },
      ...(this.means.mechanisms.includes(GRU) ? [this.#compare()] : []),
    ];
  }

  /** @returns {import('../model.js').Card} */
  #sum() {
    const { words } = this;
    const { forget, input, candidate, before, memory } = this.#numbers(this.#at);
    return {
      text: words.sum({ piece: word(this.#labels[this.#at]), f: two(forget), before: two(before), i: two(input), g: two(candidate) }),
      choices: [two(before + input * candidate), two(forget * before + input * candidate), two(candidate)],
      right: 1,
      look: words['sum.look'],
      go: words['sum.go'],
      act: async () => {},
      past: words['sum.past'],
      happened: () => words.summed({ m: two(memory), kept: two(forget * before), added: two(input * candidate) }),
      why: { choices: [words['sum.a'], words['sum.b'], words['sum.c']], right: 0, theory: words['sum.theory'] },
      formula: cited('m_t = f_t \\odot m_{t-1} + i_t \\odot g_t', 'gers', '§3'),
    };
  }

  /** @returns {import('../model.js').Card} */
  #least() {
    const { words } = this;
    const means = this.#means(this.lstm, 'forget_gate').slice(0, -1);
    const low = largest(means.map((value) => -value));
    const top = largest(means);
    const choices = among(/** @type {import('../model.js').Run} */ (this.made), low);
    const label = (/** @type {number} */ j) => word(this.#labels[j]);
    return {
      text: words.least,
      choices: choices.map((j) => `_${label(j)}_`),
      right: choices.indexOf(low),
      look: words['least.look'],
      go: words['least.go'],
      act: async () => {},
      past: words['least.past'](label(low)),
      happened: () => words.lowest({ piece: label(low), low: two(means[low]), top: label(top), high: two(means[top]) }),
      why: { choices: [words['least.a'], words['least.b'], words['least.c']], right: 0, theory: words['least.theory'] },
      formula: cited(`f_t = \\sigma(W_f x_t + U_f ${enc('h_{t-1}')} + b_f)`, 'gers', '§3'),
    };
  }

  /** @returns {import('../model.js').Card} */
  #compare() {
    const { words } = this;
    const f = mean(this.#means(this.lstm, 'forget_gate'));
    const z = this.gru.length ? mean(this.#means(this.gru, 'update')) : 0;
    return {
      text: words.gruAsk,
      choices: [words.more, words.less],
      right: this.gru.length ? (z > f ? 0 : 1) : null,
      go: words['gru.go'],
      act: async () => {
        this.gru = await this.#gates(GRU);
      },
      happened: () => words.compared({ z: two(z), f: two(f) }),
      why: { choices: [words['gru.a'], words['gru.b'], words['gru.c']], right: 0, theory: words['gru.theory'] },
      formula: cited(`${enc('h_t')} = z_t \\odot ${enc('h_{t-1}')} + (1 - z_t) \\odot \\tilde{h}_t`, 'cho', 'eq. 7'),
      links: [inside(this.means, { mechanism: GRU })],
    };
  }

  /** Whether the card draws all units. @param {import('../model.js').At} at */
  #all = ({ card }) => card >= 2;

  /** @param {import('../model.js').At} at */
  heading(at) {
    const { words } = this;
    return this.#all(at) ? { title: words.mean, note: words.meanNote } : { title: words.heading(this.unit + 1), note: words.note };
  }

  /** @param {import('../model.js').At} at */
  controls(at) {
    if (this.#all(at) || (at.card === 1 && at.state === 'ask')) return null;
    const all = UNITS.map((value) => ({ value, label: String(value + 1) }));
    return segments({ label: this.words.unit, chosen: this.unit, all, choose: (unit) => this.set({ unit }), labelled: true });
  }

  /** @param {import('../model.js').At} at */
  figure(at) {
    return this.#all(at) ? this.#bars(at) : this.#belt(at);
  }

  /** @param {import('../model.js').At} at */
  #belt({ card, state }) {
    const { words } = this;
    const asked = card === 1 && state === 'ask';
    const numbers = this.#labels.map((_, j) => this.#numbers(j));
    const row = (/** @type {string} */ name, /** @type {unknown[]} */ cells, kind = '') =>
      html`<div class="g-row ${kind}"><span>${name}</span>${cells.map((cell) => html`<span>${cell}</span>`)}</div>`;
    const valve = (/** @type {number} */ value) => html`<i class="valve" style="--v:${value}"></i><em>${two(value)}</em>`;
    const hidden = (/** @type {number} */ j) => asked && j >= this.#at;
    return html`<div class="figure-scroll" tabindex="0" role="region" aria-label=${words.caption}><div class="belt" style="--n:${this.#labels.length}">
      ${row(
        '',
        this.#labels.map((label, j) => html`<b class=${card === 1 && j === this.#at ? 'at' : ''}>${label}</b>`),
      )}
      ${VALVES.slice(0, 2).map((name) =>
        row(
          words[name],
          numbers.map((each) => valve(each[name])),
        ),
      )}
      ${row(
        words.candidate,
        numbers.map(({ candidate }) => html`<em>${two(candidate)}</em>`),
      )}
      ${row(
        words.memory,
        numbers.map(({ memory }, j) =>
          hidden(j)
            ? html`<em>…</em>`
            : html`<i class="load ${memory < 0 ? 'low' : ''}" style="--s:${Math.min(1, Math.abs(memory))}"></i><em>${two(memory)}</em>`,
        ),
        'line',
      )}
      ${row(
        words.output,
        numbers.map(({ output }, j) => (hidden(j) ? html`<em>…</em>` : valve(output))),
      )}
    </div></div>`;
  }

  /** @param {import('../model.js').At} at */
  #bars({ card, state }) {
    const { words } = this;
    const asked = card === 2 && state === 'ask';
    const rows = [
      { name: words.lstm, means: this.#means(this.lstm, 'forget_gate') },
      ...(card === 3 && state !== 'ask' && this.gru.length ? [{ name: words.gru, means: this.#means(this.gru, 'update') }] : []),
    ];
    return html`${rows.map(({ name, means }) => html`<h4 class="gate-name">${name}</h4><ul class="gate-bars" style="--n:${means.length}">${means.map((value, j) => html`<li><em>${asked ? '' : value.toFixed(2)}</em><i style="--h:${asked ? 0 : value}"></i><span>${this.#labels[j]}</span></li>`)}</ul>`)}`;
  }

  /** @param {import('../model.js').At} at */
  table(at) {
    const { words } = this;
    if (at.state === 'ask') return null;
    if (!this.#all(at)) {
      const columns = [words.piece, words.forget, words.input, words.candidate, words.memory, words.output];
      const rows = this.#labels.map((label, j) => {
        const { forget, input, candidate, memory, output } = this.#numbers(j);
        return [label, forget, input, candidate, memory, output];
      });
      return { caption: words.caption, columns, rows };
    }
    const [f, z] = [this.#means(this.lstm, 'forget_gate'), this.#means(this.gru, 'update')];
    return {
      caption: words.meanCaption,
      columns: [words.piece, words.lstm, ...(z.length ? [words.gru] : [])],
      rows: this.#labels.map((label, j) => [label, f[j], ...(z.length ? [z[j]] : [])]),
    };
  }
}

/** @param {ArrayLike<number>} values */
const mean = (values) => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

/** @param {import('../model.js').Means} means */
export const create = (means) => new Gates(means, { en, ko });
