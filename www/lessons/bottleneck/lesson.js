/** Lesson 6: what one vector holds of a sentence, measured on a ladder of sentences and on the visitor's own, grown. */
import { html, nothing } from 'lit';
import { detect } from '../../text/detect.js';
import { toCompare, toTranslate } from '../links.js';
import { lines } from '../lines.js';
import { Lesson } from '../model.js';
import { cited, enc } from '../papers.js';
import { sourceLabels, targetLabels } from '../reading.js';
import { word } from '../rich.js';
import { rowOf } from '../../drawing/matrix.js';
import { chrf, kept } from './chrf.js';
import { grown, LADDER, length } from './ladder.js';
import { squeeze } from './squeeze.js';
import { en } from './words-en.js';
import { ko } from './words-ko.js';

const GRU = 'seq2seq-gru';
/** Below this a translation has lost what it was to say. */
const BROKEN = 60;

/** @type {Record<string, import('../lines.js').Line['kind']>} */
const KINDS = { [GRU]: 'plain', 'seq2seq-lstm-reversed': 'dashed', additive: 'att', transformer: 'att-dashed' };

/** @typedef {{ text: string, made: string, score: number }} Result */

/** @extends {Lesson<typeof en>} */
class Bottleneck extends Lesson {
  /** @type {import('../model.js').Run|null} */
  own = null;
  /** What each network made of the ladder. @type {Record<string, Result[]>} */
  results = {};
  /** What becomes of the visitor's own words. @type {Record<string, Result[]>} */
  kept = {};
  /** @type {{ done: number, of: number }|null} */
  progress = null;
  stopped = false;

  async prepare() {
    this.own = await this.run(GRU);
  }

  /** @returns {'fr'|'ko'} */
  get #language() {
    return detect(this.means.text).language === 'ko' ? 'ko' : 'fr';
  }

  get #ladder() {
    return LADDER[this.#language];
  }

  /** The networks beside the GRU that are there. */
  get #others() {
    return Object.keys(KINDS).filter((name) => name !== GRU && this.means.mechanisms.includes(name));
  }

  /** The GRU's last state, which is all that is handed over. @returns {ArrayLike<number>} */
  get #vector() {
    const { forward } = /** @type {import('../model.js').Run} */ (this.own).source.encoder;
    return forward ? rowOf(forward, forward.rows - 1) : [];
  }

  /** Runs sentences through networks, one after another, until it is stopped. @param {string[]} names */
  async #climb(names) {
    const jobs = names.flatMap((name) => this.#ladder.map((rung) => ({ name, rung })));
    this.stopped = false;
    for (const [done, { name, rung }] of jobs.entries()) {
      if (this.stopped) break;
      this.set({ progress: { done, of: jobs.length } });
      this.results[name] ??= [];
      if (this.results[name].some(({ text }) => text === rung.text)) continue;
      const made = (await this.run(name, undefined, rung.text)).steps.at(-1)?.text ?? '';
      this.results[name] = [...this.results[name], { text: rung.text, made, score: chrf(made, rung.reference) }];
    }
    this.set({ progress: null });
  }

  /** The visitor's sentence with ever more clauses behind it. @param {string[]} names */
  async #grow(names) {
    const texts = grown(this.means.text, this.#language);
    this.stopped = false;
    for (const [n, name] of names.entries()) {
      this.kept[name] = [];
      let alone = '';
      for (const [k, text] of texts.entries()) {
        if (this.stopped) break;
        this.set({ progress: { done: n * texts.length + k, of: names.length * texts.length } });
        const made = (await this.run(name, undefined, text)).steps.at(-1)?.text ?? '';
        if (k === 0) alone = made;
        this.kept[name] = [...this.kept[name], { text, made, score: 100 * kept(alone, made) }];
      }
    }
    this.set({ progress: null });
  }

  get cards() {
    const { words } = this;
    const n = this.#vector.length;
    return [
      {
        text: words.squeeze(n),
        past: words['squeeze.past'](n),
        formula: cited(`${enc('c')} = q(\\{${enc('h_1, \\dots, h_{T_x}')}\\}) = ${enc('h_{T_x}')}`, 'bahdanau', 'eq. 2'),
        links: [toTranslate(this.means, { mechanism: GRU })],
      },
      this.#breaks(),
      this.#compare(),
      this.#growth(),
    ];
  }

  /** @returns {import('../model.js').Card} */
  #breaks() {
    const { words } = this;
    const all = this.results[GRU] ?? [];
    const fallen = all.find(({ score }) => score < BROKEN);
    const at = fallen ? length(fallen.text) : Infinity;
    const told = fallen ? words.atWords(at) : words.never;
    const last = all[all.length - 1];
    return {
      text: words.breaks,
      choices: [words.six, words.twelve, words.twenty],
      right: all.length ? (at < 9 ? 0 : at < 16 ? 1 : 2) : null,
      look: words['breaks.look'],
      go: words['breaks.go'],
      act: () => this.#climb([GRU]),
      past: all.length ? words['breaks.past'](told) : undefined,
      happened: () =>
        last ? words.broke({ at: told, first: all[0].score.toFixed(0), last: last.score.toFixed(0), words: length(last.text) }) : '',
      why: { choices: [words['breaks.a'], words['breaks.b'], words['breaks.c']], right: 0, theory: words['breaks.theory'] },
      formula: cited(
        '\\operatorname{chrF} = (1 + \\beta^2)\\,\\frac{\\operatorname{chrP} \\cdot \\operatorname{chrR}}{\\beta^2\\,\\operatorname{chrP} + \\operatorname{chrR}}',
        'popovic',
        'eq. 1',
      ),
      links: [toCompare({ ...this.means, text: this.#ladder[3].text }, GRU)],
    };
  }

  /** @param {string} name */
  #name = (name) => this.words[/** @type {'name.additive'} */ (`name.${name}`)];

  /** @returns {import('../model.js').Card} */
  #compare() {
    const { words } = this;
    const names = [GRU, ...this.#others];
    const end = (/** @type {string} */ name) => this.results[name]?.[this.#ladder.length - 1]?.score ?? -1;
    const best = names.reduce((a, b) => (end(b) > end(a) ? b : a));
    const there = this.#others.every((name) => end(name) >= 0);
    return {
      text: words.others,
      choices: names.map(this.#name),
      right: there ? names.indexOf(best) : null,
      look: words['others.look'],
      go: words['others.go'],
      act: () => this.#climb(names),
      past: there ? words['others.past'](this.#name(best)) : undefined,
      happened: () =>
        there ? words.compared({ best: this.#name(best), score: end(best).toFixed(0), gru: end(GRU).toFixed(0) }) : words.stopped,
      why: { choices: [words['others.a'], words['others.b'], words['others.c']], right: 0, theory: words['others.theory'] },
      formula: cited(`${enc('c')}_i = \\sum_{j=1}^{T_x} \\alpha_{ij}\\,${enc('h_j')}`, 'bahdanau', 'eq. 5'),
      links: [toCompare({ ...this.means, text: this.#ladder[5].text }, GRU)],
    };
  }

  /** @returns {import('../model.js').Card} */
  #growth() {
    const { words } = this;
    const [gru, other] = [this.kept[GRU]?.at(-1), this.kept.additive?.at(-1)];
    const percent = (/** @type {Result|undefined} */ result) => `${Math.round(result?.score ?? 0)}%`;
    const texts = grown(this.means.text, this.#language);
    return {
      text: words.grow(texts.length - 1),
      choices: [words['grow.a'], words['grow.b'], words['grow.c']],
      right: gru ? (gru.score > 99.9 ? 0 : gru.score > 50 ? 1 : 2) : null,
      look: words['grow.look'],
      go: words['grow.go'],
      act: () => this.#grow([GRU, ...(this.means.mechanisms.includes('additive') ? ['additive'] : [])]),
      happened: () => words.grew({ gru: percent(gru), other: percent(other), made: word(gru?.made ?? '') }),
      why: { choices: [words['grow.ra'], words['grow.rb'], words['grow.rc']], right: 0, theory: words['grow.theory'] },
      links: [toCompare({ ...this.means, text: texts[texts.length - 1] }, GRU)],
    };
  }

  /** @param {import('../model.js').At} at */
  heading({ card }) {
    const { words } = this;
    if (card === 0) return { title: words.heading, note: words['name.seq2seq-gru'] };
    return { title: words.chart, note: card === 3 ? words.keptNote : words.chartNote };
  }

  /** @param {import('../model.js').At} _at */
  controls(_at) {
    const { progress, words } = this;
    if (!progress) return null;
    return html`<progress max=${progress.of} value=${progress.done} aria-label=${words.progress(progress)}></progress> <span>${words.progress(progress)}</span>
      <button type="button" class="pill" data-testid="lesson-cancel" @click=${() => (this.stopped = true)}>${words.cancel}</button>`;
  }

  /** What a card draws. @param {import('../model.js').At} at @returns {Record<string, Result[]>} */
  #drawn({ card, state }) {
    if (card === 3) return state === 'ask' ? {} : this.kept;
    if (card === 2 && state !== 'ask') return this.results;
    return card === 1 && state === 'ask' ? {} : { [GRU]: this.results[GRU] ?? [] };
  }

  /** @param {import('../model.js').At} at */
  figure(at) {
    const { words } = this;
    if (at.card === 0) {
      const run = /** @type {import('../model.js').Run} */ (this.own);
      return squeeze({
        source: sourceLabels(run),
        target: targetLabels(run),
        vector: this.#vector,
        width: at.width,
        label: words.heading,
        says: words.numbers(this.#vector.length),
      });
    }
    const drawn = this.#drawn(at);
    const all = Object.entries(drawn).map(([name, results]) => ({
      name: this.#name(name),
      kind: KINDS[name],
      points: results.map(({ text, score }) => ({ x: length(text), y: score })),
    }));
    const texts = at.card === 3 ? grown(this.means.text, this.#language) : this.#ladder.map(({ text }) => text);
    const most = Math.max(...texts.map(length)) + 1;
    return html`${lines({ lines: all, width: at.width, label: words.chart, axis: words.axis, most })}${this.#rungs(at, drawn, texts)}`;
  }

  /** The sentences themselves, and what was made of them. @param {import('../model.js').At} at @param {Record<string, Result[]>} drawn @param {string[]} texts */
  #rungs({ card }, drawn, texts) {
    const lang = this.#language;
    const names = Object.keys(drawn).filter((name) => drawn[name].length);
    return html`<details class="rungs" ?open=${card === 3}><summary>${this.words.sentence} (${texts.length})</summary><ol>${texts.map(
      (
        text,
        n,
      ) => html`<li><span lang=${lang}>${text}</span>${card < 3 ? html`<span class="reference" lang="en">${this.#ladder[n].reference}</span>` : nothing}
        ${names.map((name) => (drawn[name][n] ? html`<span><b>${this.#name(name)} ${drawn[name][n].score.toFixed(0)}</b> <span lang="en">${drawn[name][n].made}</span></span>` : nothing))}</li>`,
    )}</ol></details>`;
  }

  /** @param {import('../model.js').At} at */
  table(at) {
    const drawn = this.#drawn(at);
    const names = Object.keys(drawn).filter((name) => drawn[name].length);
    if (at.card === 0 || !names.length) return null;
    const rows = drawn[names[0]].map(({ text }, n) => [String(length(text)), ...names.map((name) => drawn[name][n]?.score ?? '')]);
    return { caption: this.words.caption, columns: [this.words.columns, ...names.map(this.#name)], rows };
  }
}

/** @param {import('../model.js').Means} means */
export const create = (means) => new Bottleneck(means, { en, ko });
