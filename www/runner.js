/**
 * Runs the sentence of the store through the networks and puts what comes back into the store.
 * A newer request ends the one before.
 *
 * @typedef {import('./state.js').Store} Store
 * @typedef {import('./types.js').Run} Run
 */
import { detect } from './detect.js';
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
    if (step !== this.#store.state.step) this.#store.set({ step });
  }

  /** Runs the sentence at once. @param {{ anyway?: boolean }} [options] even if its language is none we read */
  async run({ anyway = false } = {}) {
    clearTimeout(this.#timer);
    this.#abort.abort();
    this.#abort = new AbortController();
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
    const { text, mechanism } = this.#store.state;
    try {
      for await (const event of this.#client.translate({ text, mechanism, signal })) {
        if (signal.aborted) return;
        this.#take(event, text, mechanism);
      }
    } catch (error) {
      if (signal.aborted || isAbort(error)) return;
      this.#fail(notice(error));
    }
  }

  /**
   * @param {import('./client.js').TranslateEvent} event
   * @param {string} text
   * @param {string} mechanism
   */
  #take(event, text, mechanism) {
    const { state } = this.#store;
    if (event.type === 'start') {
      this.#following = true;
      const inspect = inspector(this.#client);
      this.#next = { text, mechanism, source: event.source, steps: [], hood: null, inspect };
      const kept = state.notice && LASTING.has(state.notice.code) ? state.notice : null;
      this.#store.set({ status: 'running', progress: null, notice: kept });
    } else if (event.type === 'step' && this.#next) {
      this.#next = { ...this.#next, steps: [...this.#next.steps, event.step] };
      const { steps } = this.#next;
      this.#show(this.#next, this.#following ? steps.length - 1 : state.step);
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
    this.#show(run, this.#following ? mostDoubtful(run.steps) : state.step);
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
