/** The bench: it holds what is chosen and what is learned, and lays out the figures. */
import { html, nothing } from 'lit';
import { Part } from '../drawing/part.js';
import { births } from './births.js';
import { openedFiles } from './files.js';
import { keptRuns } from './kept.js';
import { networkBar, taskCard } from './controls.js';
import { explained } from './explained.js';
import { asItReads, attends, readPlan, writePlan } from './plan.js';
import { progressFigures } from './progress.js';
import { samples } from './samples.js';
import { say } from './say.js';
import { slopes } from './slopes.js';
import { strips } from './strips.js';
import { Trainer } from './trainer.js';

/** @typedef {import('./types.js').Learner} Learner */

/** What is learned outlives the view: who comes back finds his run as he left it. @type {Trainer|null} */
let trainer = null;

export class BenchView extends Part {
  static properties = {
    lang: { attribute: false },
    dark: { attribute: false },
    looked: { state: true },
    opened: { state: true },
    read: { state: true },
  };

  constructor() {
    super();
    /** @type {'en'|'ko'} */
    this.lang = 'en';
    this.dark = false;
    /** Which look the figures show; null: the newest. @type {number|null} */
    this.looked = null;
    /** Runs of which weights and states are looked at. @type {number[]} */
    this.opened = [];
    /** @type {import('./types.js').Read|null} */
    this.read = null;
    /** The frame that will show the newest numbers. */
    this.frame = 0;
    trainer ??= new Trainer(readPlan(location.search), () => {});
    this.trainer = trainer;
    this.trainer.changed = () => (this.frame ||= requestAnimationFrame(() => ((this.frame = 0), this.requestUpdate())));
    /** Whether it was the tab that paused it. */
    this.resting = false;
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#rest);
    this.trainer.prepare();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#rest);
    this.trainer.pause();
  }

  /** Pauses with the tab, and goes on with it at the same update. */
  #rest = () => {
    if (document.hidden && this.trainer.progress.status === 'running') {
      this.resting = true;
      this.trainer.pause();
    } else if (!document.hidden && this.resting) {
      this.resting = false;
      this.trainer.play();
    }
  };

  render() {
    const { plan, progress } = this.trainer;
    const { status, learners, updates, fault } = progress;
    const words = say(this.lang);
    const [first] = learners;
    const look = first.looks.at(-1);
    const told = status === 'diverged' ? words.diverged : fault ? this.#fault(fault) : '';
    return html`<div class="bench" id="bench" data-testid="bench" data-state=${status} data-updates=${updates} data-loss=${first.losses.at(-1)?.toFixed(6) ?? ''} data-exact=${look ? (look.exact / look.asked).toFixed(4) : ''}>
      <div class="bench-head"><h2>${words.title}</h2><p>${words.lead}</p></div>
      ${taskCard({ plan, lang: this.lang, read: this.read, choose: this.#choose })}
      <section class="card bench-main">
        ${this.#bar()}
        ${networkBar({ plan, lang: this.lang, choose: this.#choose })}
        <p class="message" role="alert" data-testid="bench-message" ?hidden=${!told}>${told}</p>
        ${progressFigures({ progress, kept: this.trainer.kept, lang: this.lang })}
        <div class="runs">${learners.map((learner, n) => this.#run(learner, n))}</div>
        ${progress.explained ? explained({ explained: progress.explained, lang: this.lang }) : nothing}
        ${this.#keep()}
        ${keptRuns({ kept: this.trainer.kept, lang: this.lang, rename: (run, name) => this.trainer.rename(run, name), resume: this.#resume, drop: (run) => this.trainer.drop(run) })}
      </section>
    </div>`;
  }

  #bar() {
    const words = say(this.lang);
    const { status, updates, goal } = this.trainer.progress;
    const running = status === 'running';
    return html`<div class="bench-bar">
      <button class="pill round" data-testid="bench-reset" aria-label=${words.reset} title=${words.reset} @click=${() => this.#choose(this.trainer.plan)}>↻</button>
      <button class="play" data-testid="bench-play" aria-pressed=${running} ?disabled=${status === 'diverged'} @click=${() => (running ? this.trainer.pause() : this.trainer.play())}>${running ? '❚❚' : '▶'} ${running ? words.pause : words.play}</button>
      <button class="pill" data-testid="bench-step" ?disabled=${running || status === 'diverged'} @click=${() => this.trainer.play(1)}>${words.step}</button>
      <span class="count">${words.update({ updates, goal })}</span>
    </div>`;
  }

  /** @param {Learner} learner @param {number} n */
  #run({ plan, about, looks }, n) {
    const words = say(this.lang);
    const looked = Math.min(this.looked ?? Infinity, looks.length - 1);
    const look = looks[looked];
    const name = this.trainer.progress.learners.length < 2 ? words.alone : attends(plan) ? words.with : words.without;
    const enters = words[/** @type {'attention.dot'} */ (`attention.${plan.attention}`)];
    const cell = plan.attention === 'transformer' ? '' : `${words[/** @type {'cell.gru'} */ (`cell.${plan.cell}`)]}, `;
    const kind = asItReads(plan) ? words.asItReads : cell + enters;
    return html`<section class="run ${n === 0 ? 'with' : 'without'}" aria-label=${name}>
      <h3><i class="swatch" aria-hidden="true"></i>${name} <small>${kind}${about ? ` · ${words.weights(about.weights.toLocaleString(this.lang))}` : nothing}</small>
        ${look ? html`<b class="score">${words.right(Math.round((100 * look.exact) / look.asked))}</b>` : nothing}</h3>
      ${look ? html`${samples({ samples: look.samples, lang: this.lang })}${this.#reading(looks, looked)}${this.#strips(look, n)}` : html`<p class="quiet">${this.trainer.progress.status === 'running' ? words.starting : nothing}</p>`}
    </section>`;
  }

  /** @param {import('./types.js').Look[]} looks @param {number} looked */
  #reading(looks, looked) {
    const words = say(this.lang);
    const { reading } = looks[looked];
    if (!reading) return nothing;
    const weighted = reading.weights.length > 0;
    return html`<h4>${weighted ? words.born : words.memory} <small>${reading.source.join('')} → ${reading.target.join('')}</small></h4>
      ${births({ looks, at: looked, dark: this.dark, lang: this.lang })}
      ${
        looks.length > 1
          ? html`<input class="looked" type="range" min="0" max=${looks.length - 1} .value=${String(looked)} aria-label=${words.look} aria-valuetext=${words.at(looks[looked].updates)}
        @input=${(/** @type {Event & { target: HTMLInputElement }} */ { target }) => (this.looked = Number(target.value) === looks.length - 1 ? null : Number(target.value))} />`
          : nothing
      }
      ${reading.slopes.length ? html`<h4>${words.slopes} <small>${words['slopes.hint']}</small></h4>${slopes({ source: reading.source, slopes: reading.slopes, end: words.end })}` : nothing}`;
  }

  /** Drawn only while they are looked at: they are many. @param {import('./types.js').Look} look @param {number} n */
  #strips(look, n) {
    const words = say(this.lang);
    const toggled = (/** @type {Event & { target: HTMLDetailsElement }} */ { target }) => {
      this.opened = target.open ? [...this.opened.filter((each) => each !== n), n] : this.opened.filter((each) => each !== n);
    };
    return html`<details class="explained" data-testid="bench-strips" @toggle=${toggled}><summary>${words.strips}</summary>
      ${this.opened.includes(n) ? strips({ look, lang: this.lang }) : nothing}</details>`;
  }

  #keep() {
    const words = say(this.lang);
    const made = this.trainer.progress.learners[0].looks.length > 0;
    return html`<div class="bench-keep">
      <button class="pill open" data-testid="bench-open" ?disabled=${!made} @click=${this.#open}>${words.open}</button>
      <button class="pill" data-testid="bench-hold" ?disabled=${!made} @click=${() => this.trainer.keep()}>${words.hold}</button>
      <button class="pill" data-testid="bench-save" ?disabled=${!made} @click=${this.#save}>${words.keep}</button>
      <label class="pill">${words.load}<input class="hidden" type="file" data-testid="bench-load" accept=".safetensors,.json" multiple @change=${this.#load} /></label>
      <button class="pill" data-testid="bench-download" ?disabled=${!made} @click=${this.#download}>${words.download}</button>
    </div>`;
  }

  /** @param {import('./lab-client.js').LabFault} fault */
  #fault({ code, message }) {
    const words = say(this.lang);
    const whole = /** @type {Record<string, string>} */ (/** @type {unknown} */ (words))[`error.${code}`];
    return whole && !whole.endsWith(': ') ? whole : `${whole ?? words['error.worker']}${message}`;
  }

  /** Another plan begins anew. @param {import('./types.js').Plan} plan */
  #choose = (plan) => {
    const { text } = plan.task;
    const other = text !== this.trainer.plan.task.text;
    this.looked = null;
    this.trainer.reset(plan);
    this.trainer.prepare();
    history.replaceState(null, '', writePlan(plan, location.search));
    if (other) this.#readPairs(text);
  };

  /** @param {string|undefined} text */
  async #readPairs(text) {
    this.read = text ? await this.trainer.read(text).catch(() => null) : null;
  }

  #save = async () => keep(await this.trainer.save(), 'bench.safetensors');

  /** @param {import('./kept.js').Kept} run */
  #resume = async (run) => {
    this.looked = null;
    await this.trainer.resume(run);
  };

  #load = async (/** @type {Event & { target: HTMLInputElement }} */ { target }) => {
    const files = [...(target.files ?? [])];
    target.value = '';
    try {
      const opened = await openedFiles(files);
      if (opened.run) await this.trainer.load(opened.run);
      else if (opened.network) this.tell('see-open', { ...opened.network, sentence: '' });
    } catch (error) {
      this.trainer.fail(error);
    }
  };

  /** The network as it is, in Translate, with the sentence that it is asked here. */
  #open = async () => {
    const { config, tokenizer, weights } = await this.trainer.files();
    const sentence = this.trainer.progress.learners[0].looks.at(-1)?.samples[0]?.source ?? '';
    this.tell('see-open', { config: JSON.parse(config), tokenizer: new TextEncoder().encode(tokenizer), weights, sentence });
  };

  #download = async () => {
    const { config, tokenizer, weights } = await this.trainer.files();
    keep(new TextEncoder().encode(config), 'config.json');
    keep(new TextEncoder().encode(tokenizer), 'tokenizer.json');
    keep(weights, 'model.safetensors');
  };
}

/** @param {Uint8Array} bytes @param {string} name */
function keep(bytes, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([/** @type {BlobPart} */ (bytes)]));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

customElements.define('see-bench', BenchView);
