/** Learn: the index of the lessons, the lesson that is open, the bench, the questions at the end. */
import { html, nothing } from 'lit';
import './lessons.css';
import { lazily } from '../drawing/lazily.js';
import { Part } from '../drawing/part.js';
import { isAbort } from '../networks/faults.js';
import { after, LESSONS, offered } from './catalogue.js';
import './index.js';
import './lesson.js';
import { readPlace, writePlace } from './place.js';
import './predictions.js';
import { forgetProgress, keepProgress, NOTHING, predicted, reached, readProgress } from './progress.js';
import { Runs } from './runs.js';
import { say, titleOf } from './say.js';

/** @typedef {import('./place.js').Place} Place */

const benchCode = lazily(() => Promise.all([import('../bench/bench.js'), import('../bench/bench.css')]));

export class Learn extends Part {
  static properties = { state: { attribute: false }, beside: { attribute: false }, lesson: { state: true }, tick: { state: true } };

  constructor() {
    super();
    /** @type {import('../state/store.js').State|null} */
    this.state = null;
    /** @type {import('./runs.js').Translate} */
    this.beside = () => {
      throw new Error('no networks');
    };
    /** @type {Runs|null} */
    this.runs = null;
    /** @type {import('./model.js').Lesson<any>|null} */
    this.lesson = null;
    /** What the lesson that is open was made for. */
    this.made = '';
    /** Counts what has changed in the lesson. */
    this.tick = 0;
    this.leaving = new AbortController();
    this.progress = readProgress();
    /** @type {string|null} */
    this.fault = null;
    /** Whether the bench's code is here, and that of the questions. */
    this.bench = false;
    this.quiz = false;
    this.#listen();
  }

  /** @returns {string[]} */
  get names() {
    return offered(this.state?.mechanisms ?? []);
  }

  /** @returns {Place} */
  get place() {
    return readPlace(location.search, this.names);
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('popstate', this.#moved);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('popstate', this.#moved);
    this.#leave();
    this.runs?.displaced();
    document.body.classList.remove('presenting', 'embedding');
  }

  willUpdate() {
    const { state } = this;
    if (!state) return;
    this.runs ??= new Runs((request) => this.beside(request));
    const { name, present, embed } = this.place;
    document.body.classList.toggle('presenting', present);
    document.body.classList.toggle('embedding', embed !== null);
    if (name === 'bench') this.#fetchBench();
    if (name === 'quiz') this.#fetchQuiz();
    const wanted = name in LESSONS ? `${name} ${state.text}` : '';
    if (wanted === this.made) return;
    this.#leave();
    this.made = wanted;
    if (wanted) this.#open(name);
  }

  render() {
    const { state } = this;
    if (!state) return nothing;
    const { name } = this.place;
    return html`<div class="learn" id="lessons" data-testid="learn" data-name=${name}>${this.#inner(name)}</div>`;
  }

  /** @param {string} name */
  #inner(name) {
    const { lang, dark } = /** @type {import('../state/store.js').State} */ (this.state);
    if (name === 'bench') return this.bench ? html`${this.#back()}<see-bench .lang=${lang} .dark=${dark}></see-bench>` : nothing;
    if (name === 'predictions') return html`${this.#back()}<see-predictions .progress=${this.progress} .lang=${lang}></see-predictions>`;
    if (name === 'quiz') return this.quiz ? html`${this.#back()}<see-quiz .lang=${lang} .names=${this.names}></see-quiz>` : nothing;
    if (name in LESSONS) return this.#lessonView(name);
    return this.#index();
  }

  #back() {
    const words = say(/** @type {'en'|'ko'} */ (this.state?.lang));
    return html`<div class="crumb"><button type="button" class="back" aria-label=${words['learn.back']} @click=${() => this.#go('index')}>‹ <span>${words['learn.back']}</span></button></div>`;
  }

  #index() {
    const state = /** @type {import('../state/store.js').State} */ (this.state);
    return html`<see-learn-index .lang=${state.lang} .text=${state.text} .mechanisms=${state.mechanisms} .progress=${this.progress} .runs=${this.runs}></see-learn-index>`;
  }

  /** @param {string} name */
  #lessonView(name) {
    const { lang, dark, text } = /** @type {import('../state/store.js').State} */ (this.state);
    const words = say(lang);
    if (this.fault !== null)
      return html`${this.#back()}<p class="message" role="alert" data-testid="lesson-fault">${words['fault.failed']}${this.fault}
        <button type="button" class="pill" @click=${this.#again}>${words['fault.again']}</button></p>`;
    if (!this.lesson)
      return html`${this.#back()}<section class="card lesson-wait"><h2>${titleOf(lang, name)}</h2><p class="quiet" role="status">${words['fault.wait']}</p></section>`;
    return html`<see-lesson .lesson=${this.lesson} .place=${this.place} .entry=${LESSONS[name]} .text=${text} .lang=${lang} .dark=${dark}
      .following=${after(name, this.names)} .tick=${this.tick}></see-lesson>`;
  }

  /** Makes the lesson for the sentence, and computes what its first card needs. @param {string} name */
  async #open(name) {
    const { signal } = this.leaving;
    this.fault = null;
    const state = /** @type {import('../state/store.js').State} */ (this.state);
    try {
      const { create } = await LESSONS[name].load();
      const lesson = create({
        text: state.text,
        mechanisms: state.mechanisms,
        runs: /** @type {Runs} */ (this.runs),
        lang: () => this.state?.lang ?? 'en',
        dark: () => !!this.state?.dark,
        changed: () => this.tick++,
        signal,
      });
      await lesson.prepare();
      if (!signal.aborted) this.lesson = lesson;
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    }
  }

  #leave() {
    this.leaving.abort();
    this.leaving = new AbortController();
    this.lesson = null;
    this.made = '';
    this.fault = null;
  }

  /** @param {unknown} error */
  #fail(error) {
    if (isAbort(error)) return;
    this.fault = /** @type {Error} */ (error).message;
    this.requestUpdate();
  }

  #again = () => {
    this.#leave();
    this.requestUpdate();
  };

  async #fetchBench() {
    if (this.bench) return;
    await benchCode();
    this.bench = true;
    this.requestUpdate();
  }

  async #fetchQuiz() {
    if (this.quiz) return;
    await import('./quiz/quiz.js');
    this.quiz = true;
    this.requestUpdate();
  }

  #moved = () => this.requestUpdate();

  /** @param {string} name */
  #go(name) {
    if (name === 'translate') return this.tell('see-view', { view: 'translate' });
    const card = this.progress.lessons[name];
    const to = card && !card.done ? card.card : 0;
    this.#write({ ...this.place, name, card: to }, 'pushState');
    scrollTo(0, 0);
  }

  /** @param {Place} place @param {'pushState'|'replaceState'} how */
  #write(place, how) {
    history[how](null, '', location.pathname + writePlace(place, location.search));
    this.requestUpdate();
  }

  /** @param {import('./progress.js').Progress} progress */
  #keep(progress) {
    this.progress = progress;
    keepProgress(progress);
    this.requestUpdate();
  }

  #listen() {
    /** @type {Record<string, (detail: any) => void>} */
    const actions = {
      'learn-go': (name) => this.#go(name),
      'learn-open': ({ name, card }) => (this.#write({ ...this.place, name, card }, 'pushState'), scrollTo(0, 0)),
      'learn-card': (card) => this.#write({ ...this.place, card }, 'replaceState'),
      'learn-present': (present) => this.#write({ ...this.place, present }, 'replaceState'),
      'learn-reached': ({ card, of }) => this.#keep(reached(this.progress, this.place.name, card, of)),
      'learn-predicted': (prediction) => this.#keep(predicted(this.progress, prediction)),
      'learn-forget': () => (forgetProgress(), (this.progress = NOTHING), this.requestUpdate()),
      'learn-fault': (error) => this.#fail(error),
    };
    for (const [name, action] of Object.entries(actions))
      this.addEventListener(name, (event) => action(/** @type {CustomEvent} */ (event).detail));
  }
}

customElements.define('see-learn', Learn);
