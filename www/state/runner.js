/**
 * Runs the sentence of the store through the networks and puts what comes back into the store.
 * A newer request ends the one before.
 *
 * @typedef {import('./store.js').Store} Store
 * @typedef {import('../networks/types.js').Run} Run
 */
import { answers, compare, stopped } from './comparison.js';
import { detect, isBeginning } from '../text/detect.js';
import { COMPARED } from '../text/examples.js';
import { asNotice, isAbort } from '../networks/faults.js';
import { mechanismOf } from '../networks/mechanism.js';
import { hold, OWN, shipped } from '../networks/own.js';
import { begunRun } from '../networks/run.js';
import { forcedSteps, forOther, NONE, same, sent } from './options.js';
import { lastMoment, momentOf, stepOf, within } from './playback.js';
import { restingStep } from './resting-step.js';
import { sentenceAt, sentences } from '../text/sentences.js';

/** Rest after the last key before a run: shorter than a pause, longer than between two keys. */
const TYPING_MS = 150;
/** Notices about the device outlive the run that they were about. */
const LASTING = new Set(['gpu-none', 'gpu-lost']);
/** Faults of options that a link may carry: the sentence is translated without them. */
const FALLS_AWAY = new Set(['option', 'all-hidden']);
/** Faults that more typing may mend. */
const OF_THE_TEXT = /^(language-|nothing-known|mostly-unknown|empty-text)/;
/** A sentence less like the one typed than this is no answer to it. */
const LIKE = 0.3;

export class Runner {
  #store;
  #client;
  #abort = new AbortController();
  #timer = 0;
  #following = true;
  /** The step that a run with other options than the one before keeps looking at. @type {number|null} */
  #held = null;
  /** The row of the weights that the next run shows; undefined: the one shown before. @type {number|null|undefined} */
  #head;
  /** Whether what is typed is still too little to be told that it cannot be translated. */
  #patient = false;
  /** Whether another run has taken the place of the store's. */
  #displaced = false;

  /** @param {Store} store @param {import('../networks/client.js').Client} client */
  constructor(store, client) {
    this.#store = store;
    this.#client = client;
  }

  /**
   * Takes what has been typed so far, and runs the sentence with the caret when the keys rest.
   * @param {{ text: string, caret?: number, composing?: boolean }} typed `composing`: a syllable is still being put together
   */
  typed({ text, caret = text.length, composing = false }) {
    const all = sentences(text);
    const several = all.length > 1;
    this.#store.set({ text: several ? sentenceAt(all, caret).text : text, passage: several ? text : '', typing: true });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.run({ patient: composing }), TYPING_MS);
  }

  /** Looks at one step from now on, in the whole run. @param {number} step */
  look(step) {
    const { run, stepping } = this.#store.state;
    if (stepping) this.#store.set({ stepping: false });
    if (run) this.seek(momentOf(run, step));
  }

  /** Looks at one moment from now on. @param {number} moment */
  seek(moment) {
    const { run, moment: now } = this.#store.state;
    this.#following = false;
    this.#held = null;
    if (run && moment !== now) this.#store.set({ moment, step: stepOf(run, moment) });
  }

  /** Runs the sentence anew with other options. @param {import('./options.js').Options} options */
  change(options) {
    const { state } = this.#store;
    if (!same(options, state.options)) this.#again({ options, past: [...state.past, state.options] });
  }

  /** Takes the last change of the options back. @returns {boolean} whether there was one */
  undo() {
    const { past } = this.#store.state;
    const options = past.at(-1);
    if (options) this.#again({ options, past: past.slice(0, -1) });
    return !!options;
  }

  /** @param {Partial<import('./store.js').State>} patch */
  #again(patch) {
    const { run, text, step } = this.#store.state;
    this.#store.set({ ...patch, typing: false });
    // What has been run once is run again, whatever its language.
    this.run({ anyway: run?.text === text, held: run?.text === text ? step : null });
  }

  /** Runs what a link carries; what of it no run can honour falls away. @param {import('./store.js').Link} link */
  visit({ text, view, step, head }) {
    const [first, ...others] = sentences(text);
    if (others.length) this.#store.set({ text: first.text, passage: text });
    if (view === 'learn') return;
    if (view === 'compare' && answers(this.#store.state.comparison, this.#comparable())) return;
    return this.run({ held: step, head, forgiving: true });
  }

  /**
   * Turns to another view, or to another network in it. What that shows already is not made again.
   * @param {{ view: import('./store.js').View, mechanism?: string }} to
   */
  turn({ view, mechanism = this.#store.state.mechanism }) {
    this.#store.set({ view, mechanism, typing: false, ...this.#opening(view) });
    const { text, run, step, stale, status, comparison, ...state } = this.#store.state;
    if (view === 'learn') return;
    const anyway = run?.text === text || comparison?.text === text;
    const here = run?.text === text && run.mechanism === mechanism;
    if (view === 'compare') return answers(comparison, this.#comparable()) || this.run({ anyway });
    if (here && !this.#displaced && !stale && status !== 'error' && same(run.options, state.options)) return;
    return this.run({ anyway, held: here ? step : null });
  }

  /**
   * Opens a network of the reader's own, with a sentence that it was taught to read.
   * @param {import('../networks/own.js').OwnNetwork & { sentence: string }} opened
   */
  open({ sentence, ...network }) {
    hold(network);
    const mechanisms = [...shipped(this.#store.state.mechanisms), OWN];
    const networks = { ...this.#store.state.networks, [OWN]: mechanismOf(network.config) };
    const text = sentence || this.#store.state.text;
    this.#store.set({ mechanisms, networks, mechanism: OWN, text, options: NONE, run: null, stale: false });
    this.turn({ view: 'translate', mechanism: OWN });
  }

  /**
   * Who comes to Compare with the sentence that he found in the box is shown one that tells the networks apart.
   * @param {import('./store.js').View} view @returns {Partial<import('./store.js').State>}
   */
  #opening(view) {
    const { lang, untouched } = this.#store.state;
    return view === 'compare' && untouched ? { text: COMPARED[lang], pinned: 'additive' } : {};
  }

  /**
   * Runs the sentence at once.
   * @param {object} [how]
   * @param {boolean} [how.anyway] even if its language is none we read
   * @param {number|null} [how.held] a step to stay at
   * @param {number|null} [how.head] a row of the weights to show
   * @param {boolean} [how.forgiving] without options that no run can honour
   * @param {boolean} [how.on] goes on with the comparison that is there
   * @param {boolean} [how.patient] says nothing yet of what cannot be translated
   */
  async run({ anyway = false, held = null, head, forgiving = false, on = false, patient = false } = {}) {
    clearTimeout(this.#timer);
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#held = held;
    this.#head = head;
    const { text, view, mechanism } = this.#store.state;
    this.#displaced = false;
    this.#store.set({ asked: text });
    const { language, certain } = detect(text);
    if (!text.trim()) return this.#store.set({ run: null, comparison: null, stale: false, status: 'done', notice: null });
    this.#patient = patient || isBeginning(text);
    const taught = view === 'translate' && mechanism === OWN;
    if (certain && !anyway && !taught && (language === 'en' || language === 'other')) {
      return this.#fail({ code: `language-${language}` });
    }
    this.#store.set({ status: 'loading', stale: true });
    if (view === 'compare') await this.#compare(this.#abort.signal, on);
    else await this.#translate(this.#abort.signal, forgiving);
  }

  /**
   * A translation beside the one of the store, for who shows several: the store's can no longer be looked into, and is made
   * again when it is turned to.
   * @param {import('../networks/client.js').TranslateRequest} request
   */
  beside(request) {
    this.#displaced = true;
    return this.#client.translate(request);
  }

  /** Ends a comparison; what is done of it stays. */
  stop() {
    this.#abort.abort();
    const { comparison } = this.#store.state;
    this.#store.set({ status: 'done', progress: null, comparison: comparison && stopped(comparison) });
  }

  /** What a comparison asks for: what was changed by hand belongs to one network alone. */
  #comparable() {
    const { text, options, mechanisms } = this.#store.state;
    return { text, mechanisms: shipped(mechanisms), options: sent(forOther(options)) };
  }

  /** @param {AbortSignal} signal @param {boolean} on */
  async #compare(signal, on) {
    const kept = this.#store.state.notice;
    this.#store.set({ status: 'running', notice: kept && LASTING.has(kept.code) ? kept : null });
    const means = {
      signal,
      translate: this.#client.translate.bind(this.#client),
      tell: (/** @type {import('./comparison.js').Comparison} */ comparison) => this.#store.set({ comparison }),
    };
    try {
      await compare(this.#comparable(), means, on ? this.#store.state.comparison : null);
      if (!signal.aborted) this.#store.set({ status: 'done', progress: null });
    } catch (error) {
      if (!signal.aborted) this.#fail(asNotice(error));
    }
  }

  /** @param {AbortSignal} signal @param {boolean} forgiving */
  async #translate(signal, forgiving) {
    const { text, mechanism, options } = this.#store.state;
    try {
      for await (const event of this.#client.translate({ text, mechanism, options: sent(options), signal })) {
        if (signal.aborted) return;
        this.#take(event, { text, mechanism, options });
      }
    } catch (error) {
      if (signal.aborted || isAbort(error)) return;
      const notice = asNotice(error);
      if (!forgiving || !FALLS_AWAY.has(notice.code) || options === NONE) return this.#fail(notice);
      this.#store.set({ options: NONE });
      await this.#translate(signal, false);
    }
  }

  /**
   * @param {import('../networks/client.js').TranslateEvent} event
   * @param {Pick<Run, 'text'|'mechanism'|'options'>} request
   */
  #take(event, request) {
    const { state } = this.#store;
    if (event.type === 'start') {
      this.#following = this.#held === null;
      this.#next = begunRun(request, event);
      const kept = state.notice && LASTING.has(state.notice.code) ? state.notice : null;
      this.#store.set({ status: 'running', progress: null, notice: kept });
    } else if (event.type === 'step' && this.#next) {
      this.#next = { ...this.#next, steps: [...this.#next.steps, event.step] };
      // Until the step looked at is there again, the run before stays: most of it will be the same.
      if (this.#next.steps.length > (this.#held ?? 0))
        this.#show(this.#next, this.#following ? lastMoment(this.#next) : this.#kept(this.#next));
    } else if (event.type === 'done' && this.#next) {
      this.#finish({ ...this.#next, hood: event.hood });
    }
  }

  /** The run that is being made; it is drawn from its first step on. @type {Run|null} */
  #next = null;

  /** @param {Run} run @param {number} at the moment to show, as far as it has come */
  #show(run, at) {
    const { state } = this.#store;
    const wanted = this.#head === undefined && run.mechanism === state.run?.mechanism ? state.head : (this.#head ?? null);
    const there = run.steps[0].attention?.weights.rows ?? 0;
    const head = wanted !== null && wanted < there ? wanted : null;
    this.#head = undefined;
    const moment = within(run, at);
    const stepping = state.stepping && run.source === state.run?.source;
    this.#store.set({ run, stale: false, head, moment, step: stepOf(run, moment), stepping });
  }

  /** The moment that the reader looks at; in a newer run that of the same step. @param {Run} run */
  #kept(run) {
    const { run: before, moment, step } = this.#store.state;
    return before?.source === run.source ? moment : momentOf(run, this.#held ?? step);
  }

  /** @param {Run & { hood: import('../networks/client.js').Hood }} run */
  #finish(run) {
    const { state } = this.#store;
    const { backend, adapter, msPerToken } = run.hood;
    const measured = { ...state.measured, [backend]: { msPerToken, adapter } };
    this.#show(run, this.#following ? momentOf(run, restingStep(run.steps, forcedSteps(run.options))) : this.#kept(run));
    this.#store.set({ status: 'done', measured, device: { backend, adapter } });
  }

  /**
   * The run before stays, as what it is: of another sentence.
   * @param {import('./store.js').Notice} notice
   */
  #fail(notice) {
    const kept = { stale: true, comparison: null, progress: null };
    if (this.#patient && OF_THE_TEXT.test(notice.code)) return this.#store.set({ ...kept, status: 'done', notice: null });
    this.#store.set({ ...kept, status: 'error', notice });
    if (notice.code === 'language-en') this.#answer(notice, this.#store.state.text);
  }

  /** Adds to what is said of English the nearest sentence that can be asked for. @param {import('./store.js').Notice} notice @param {string} text */
  async #answer(notice, text) {
    const { nearest } = await import('../text/nearest.js');
    const found = nearest(text);
    if (this.#store.state.notice === notice && found.likeness >= LIKE)
      this.#store.set({ notice: { ...notice, details: { nearest: found } } });
  }
}
