/**
 * Runs the sentence of the store through the networks and puts what comes back into the store.
 * A newer request ends the one before.
 *
 * @typedef {import('./state.js').Store} Store
 * @typedef {import('./types.js').Run} Run
 */
import { detect } from './detect.js';
import { same, sent } from './options.js';
import { isEnd } from './words.js';

/** Rest after the last key before a run: shorter than a pause, longer than between two keys. */
const TYPING_MS = 150;
/** Notices about the device outlive the run that they were about. */
const LASTING = new Set(['gpu-none', 'gpu-lost']);

export class Runner {
  #store;
  #client;
  #abort = new AbortController();
  #timer = 0;
  #following = true;
  /** The step that a run with other options than the one before keeps looking at. @type {number|null} */
  #held = null;

  /** @param {Store} store @param {import('./client.js').Client} client */
  constructor(store, client) {
    this.#store = store;
    this.#client = client;
  }

  /** Takes what has been typed so far, and runs it when the keys rest. @param {string} text */
  typed(text) {
    this.#store.set({ text, typing: true });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.run(), TYPING_MS);
  }

  /** Looks at one step from now on. @param {number} step */
  look(step) {
    this.#following = false;
    this.#held = null;
    if (step !== this.#store.state.step) this.#store.set({ step });
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

  /** @param {Partial<import('./state.js').State>} patch */
  #again(patch) {
    const { run, text, step } = this.#store.state;
    this.#store.set({ ...patch, typing: false });
    // What has been run once is run again, whatever its language.
    this.run({ anyway: run?.text === text, held: run?.text === text ? step : null });
  }

  /**
   * Runs the sentence at once.
   * @param {{ anyway?: boolean, held?: number|null }} [how] `anyway`: even if its language is none we read; `held`: a step to stay at
   */
  async run({ anyway = false, held = null } = {}) {
    clearTimeout(this.#timer);
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#held = held;
    const { text } = this.#store.state;
    this.#store.set({ asked: text });
    const { language, certain } = detect(text);
    if (!text.trim()) return this.#store.set({ run: null, stale: false, status: 'done', notice: null });
    if (certain && !anyway && (language === 'en' || language === 'other')) {
      return this.#fail({ code: `language-${language}` });
    }
    this.#store.set({ status: 'loading', stale: true });
    await this.#translate(this.#abort.signal);
  }

  /** @param {AbortSignal} signal */
  async #translate(signal) {
    const { text, mechanism, options } = this.#store.state;
    try {
      for await (const event of this.#client.translate({ text, mechanism, options: sent(options), signal })) {
        if (signal.aborted) return;
        this.#take(event, { text, mechanism, options });
      }
    } catch (error) {
      if (signal.aborted || isAbort(error)) return;
      this.#fail(notice(error));
    }
  }

  /**
   * @param {import('./client.js').TranslateEvent} event
   * @param {Pick<Run, 'text'|'mechanism'|'options'>} request
   */
  #take(event, request) {
    const { state } = this.#store;
    if (event.type === 'start') {
      this.#following = this.#held === null;
      const inspect = inspector(this.#client);
      this.#next = { ...request, source: event.source, beam: event.beam, steps: [], hood: null, inspect };
      const kept = state.notice && LASTING.has(state.notice.code) ? state.notice : null;
      this.#store.set({ status: 'running', progress: null, notice: kept });
    } else if (event.type === 'step' && this.#next) {
      this.#next = { ...this.#next, steps: [...this.#next.steps, event.step] };
      const { steps } = this.#next;
      // Until the step looked at is there again, the run before stays: most of it will be the same.
      if (steps.length > (this.#held ?? 0)) this.#show(this.#next, this.#following ? steps.length - 1 : state.step);
    } else if (event.type === 'done' && this.#next) {
      this.#finish({ ...this.#next, hood: event.hood });
    }
  }

  /** The run that is being made; it is drawn from its first step on. @type {Run|null} */
  #next = null;

  /** @param {Run} run @param {number} step */
  #show(run, step) {
    const head = run.mechanism === this.#store.state.run?.mechanism ? this.#store.state.head : null;
    this.#store.set({ run, stale: false, head, step: Math.min(step, run.steps.length - 1) });
  }

  /** @param {Run & { hood: import('./client.js').Hood }} run */
  #finish(run) {
    const { state } = this.#store;
    const { backend, adapter, msPerToken } = run.hood;
    const measured = { ...state.measured, [backend]: { msPerToken, adapter } };
    this.#show(run, this.#following ? mostDoubtful(run.steps) : (this.#held ?? state.step));
    this.#store.set({ status: 'done', measured, device: { backend, adapter } });
  }

  /** @param {import('./state.js').Notice} notice */
  #fail(notice) {
    this.#store.set({ run: null, stale: false, status: 'error', progress: null, notice });
  }
}

/** The step whose choice was least certain, the end mark aside: there the rivals are worth a look.
 * @param {import('./types.js').Step[]} steps */
function mostDoubtful(steps) {
  let least = 0;
  steps.forEach((step, i) => {
    if (!isEnd(step) && step.logProb < steps[least].logProb) least = i;
  });
  return least;
}

/**
 * Looks into the newest request; what was asked for once is remembered.
 * @param {import('./client.js').Client} client @returns {Run['inspect']}
 */
function inspector(client) {
  /** @type {Map<string, ReturnType<Run['inspect']>>} */
  const known = new Map();
  return (position, part) => {
    const key = JSON.stringify([position, part]);
    const found = known.get(key) ?? client.inspect(position, part).then(({ operands }) => Object.fromEntries(operands.map(({ name, value }) => [name, value])));
    known.set(key, found);
    found.catch(() => known.delete(key));
    return found;
  };
}

/** @param {unknown} error */
const isAbort = (error) => error instanceof Error && error.name === 'AbortError';

/** @param {unknown} error @returns {import('./state.js').Notice} */
function notice(error) {
  const { code, details } = /** @type {{ code?: string, details?: Record<string, unknown> }} */ (error);
  if (!code) console.error(error);
  return { code: code ?? 'internal', details };
}
