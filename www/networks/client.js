/**
 * The networks as the page sees them: the only module that knows of backends and workers.
 *
 * ```js
 * const client = new Client();
 * for await (const event of client.translate({ text, mechanism: 'additive' })) draw(event);
 * ```
 * A request ends in exactly one of: the event `done`; an `AbortError`, when its signal aborts or a newer
 * request supersedes it; a `ClientError`. A GPU that fails under a request does not end it: it
 * begins again on the CPU, with another `start`.
 *
 * @typedef {'auto'|'cpu'|'gpu'} BackendChoice
 * @typedef {import('./meter.js').Cost & { backend: 'cpu'|'gpu', adapter: string }} Hood
 * @typedef {import('./types.js').SourceTrace} SourceTrace
 * @typedef {import('./types.js').Step} Step
 * @typedef {{ type: 'loading', mechanism: string, backend: 'cpu'|'gpu' }} LoadingEvent
 * @typedef {(position: number, part: import('./types.js').Part) => Promise<Inspection>} Inspect the operands of one part of
 *   the computation at a step; rejects once a newer request has taken this one's place
 * @typedef {(text: string) => Promise<import('./types.js').ScoredText>} Score how probable the network holds a sentence of
 *   the target after this source, token by token; rejects with `empty-text`, `too-long`, `unwritable` (details `symbols`),
 *   and once a newer request has taken this one's place
 * @typedef {{ operands: { name: string, value: import('./types.js').Matrix }[] }} Inspection
 * @typedef {{ type: 'start', network: import('./mechanism.js').Mechanism, source: SourceTrace, beam: import('./types.js').BeamTrace|null, backend: 'cpu'|'gpu', adapter: string, inspect: Inspect, score: Score }} StartEvent
 * @typedef {{ type: 'step', step: Step }} StepEvent
 * @typedef {{ type: 'done', text: string, logProb: number, hood: Hood }} DoneEvent
 * @typedef {LoadingEvent|StartEvent|StepEvent|DoneEvent} TranslateEvent
 * @typedef {{ text: string, mechanism: string, options?: object, signal?: AbortSignal }} TranslateRequest
 */
import { Backends } from './backends.js';
import { ClientError, untilAborted } from './faults.js';
import { inventory } from './inventory.js';
import { mechanismOf } from './mechanism.js';
import { OWN, own } from './own.js';

export { ClientError };

/** A network of the reader's own may have learned to write a thing many times over: it is not cut short for that. */
const OWN_OPTIONS = { maxRepeats: 0 };

/** Faults of a device, after which the CPU takes over. */
const DEVICE_FAULTS = new Set(['device', 'device-lost', 'device-unavailable', 'crashed', 'worker']);

export class Client {
  #backends;
  #models;
  /** @type {AbortController|null} */
  #current = null;
  /** @type {{ engine: import('./engine.js').Engine, id: number }|null} */
  #last = null;

  /** @param {{ models?: string[], base?: URL|string }} [options] `models`: offer these alone; `base`: where the site lies */
  constructor({ models, base = document.baseURI } = {}) {
    this.#models = Object.keys(inventory().models).filter((name) => !models || models.includes(name));
    this.#backends = new Backends(new URL(base).href);
  }

  /** Names of the checkpoints that are there. */
  get models() {
    return this.#models;
  }

  /** What a checkpoint's network is. @param {string} name one of `models` */
  mechanism(name) {
    return mechanismOf(inventory().models[name].config);
  }

  /**
   * Listens; the returned function ends that.
   * - `status` `{backend, adapter, state: 'opening'|'ready', reason?}`: which backend the next request runs on
   * - `progress` `{what: 'tokenizer'|'weights', name, backend, loaded, total}` in bytes
   * - `gpu` `{availability, reason?, message?, adapter?}`: see `gpu.js`
   * - `pace` a `Hood`: what the last request takes on a backend that is warm, measured behind it
   * @param {'status'|'progress'|'gpu'|'pace'} name @param {(detail: any) => void} listener
   */
  on(name, listener) {
    return this.#backends.on(name, listener);
  }

  /**
   * Chooses where to run. `auto`: on the CPU at once; on a hardware GPU once it was measured to be faster for the checkpoint.
   * @param {BackendChoice} choice
   * @returns {Promise<'cpu'|'gpu'>} the backend of the next request, once that is known
   */
  setBackend(choice) {
    return this.#backends.choose(choice);
  }

  /** Translates a sentence. @param {TranslateRequest} request @returns {AsyncGenerator<TranslateEvent, void>} */
  async *translate({ text, mechanism, options = {}, signal }) {
    this.#current?.abort();
    const own = (this.#current = new AbortController());
    const either = signal ? AbortSignal.any([signal, own.signal]) : own.signal;
    try {
      yield* this.#onSomeBackend({ text, mechanism, options }, either);
    } finally {
      if (this.#current === own) this.#current = null;
    }
  }

  /**
   * The operands of one part of the computation at a step of the last request.
   * @param {number} position @param {import('./types.js').Part} part
   * @returns {Promise<Inspection>}
   */
  async inspect(position, part) {
    if (!this.#last) throw new ClientError('misuse', 'nothing has been translated yet');
    const { engine, id } = this.#last;
    return /** @type {any} */ (await engine.inspect(id, position, part));
  }

  /**
   * How probable the network of the last request holds a sentence of the target, after that request's source.
   * @param {string} text @returns {Promise<import('./types.js').ScoredText>}
   */
  async score(text) {
    if (!this.#last) throw new ClientError('misuse', 'nothing has been translated yet');
    const { engine, id } = this.#last;
    return engine.score(id, text);
  }

  /** Takes the GPU away, as a driver's reset would: to see what the page does then. */
  async dropDevice() {
    await this.#backends.dropDevice();
  }

  /**
   * @param {{ text: string, mechanism: string, options: object }} request @param {AbortSignal} signal
   * @returns {AsyncGenerator<TranslateEvent, void>}
   */
  async *#onSomeBackend(request, signal) {
    // So small a network is faster on the CPU than any GPU is asked.
    if (request.mechanism === OWN) return void (yield* this.#run(request, 'cpu', signal));
    const backend = await untilAborted(this.#backends.next(request.mechanism), signal);
    /** @type {Hood} */
    let hood;
    try {
      hood = yield* this.#run(request, backend, signal);
    } catch (error) {
      if (backend !== 'gpu' || !(error instanceof ClientError) || !DEVICE_FAULTS.has(error.code)) throw error;
      this.#backends.gpuFailed(error);
      hood = yield* this.#run(request, 'cpu', signal);
    }
    // The GPU is made ready behind the first translation, so that it delays none.
    this.#backends.settled(request, hood);
  }

  /**
   * @param {{ text: string, mechanism: string, options: object }} request
   * @param {'cpu'|'gpu'} backend @param {AbortSignal} signal
   * @returns {AsyncGenerator<TranslateEvent, Hood>} what it cost
   */
  async *#run({ text, mechanism, options }, backend, signal) {
    const engine = this.#backends.engine(backend);
    yield { type: 'loading', mechanism, backend };
    const loaded = await untilAborted(load(engine, mechanism), signal);
    const starting = engine.start(loaded.name, text, { ...options, ...loaded.options });
    const { id, source, beam } = await untilAborted(starting, signal).catch((error) => {
      starting.then(
        (late) => engine.cancel(late.id),
        () => {},
      );
      throw error;
    });
    this.#last = { engine, id };
    const inspect = /** @type {Inspect} */ ((position, part) => engine.inspect(id, position, part));
    let complete = false;
    try {
      const score = /** @type {Score} */ ((target) => engine.score(id, target));
      const network = mechanismOf(loaded.config);
      yield { type: 'start', network, source, beam, backend, adapter: engine.adapter, inspect, score };
      const hood = yield* this.#steps(engine, id, signal);
      complete = true;
      return hood;
    } finally {
      // What was translated to its end can still be inspected; what was cancelled cannot.
      if (!complete) engine.cancel(id);
    }
  }

  /**
   * @param {import('./engine.js').Engine} engine @param {number} id @param {AbortSignal} signal
   * @returns {AsyncGenerator<TranslateEvent, Hood>} what it cost
   */
  async *#steps(engine, id, signal) {
    let logProb = 0;
    let text = '';
    let asked = engine.step(id);
    for (;;) {
      const { step, hood } = await untilAborted(asked, signal);
      // The next step is under way while this one is drawn; where nobody waits for it any more, its end means nothing.
      if (!hood) (asked = engine.step(id)).catch(() => {});
      if (step) {
        logProb += step.logProb;
        text = step.text;
        yield { type: 'step', step };
      }
      if (hood) {
        yield { type: 'done', text, logProb, hood };
        return hood;
      }
    }
  }
}

/**
 * Has an engine load what stands behind a mechanism; says what it is called there, and what it is.
 * @param {import('./engine.js').Engine} engine @param {string} mechanism
 */
async function load(engine, mechanism) {
  const trained = mechanism === OWN ? own() : null;
  if (trained) {
    await engine.loadOwn(trained);
    return { name: trained.name, config: trained.config, options: OWN_OPTIONS };
  }
  const model = inventory().models[mechanism];
  if (!model) throw new ClientError('no-such-model', `there is no checkpoint \`${mechanism}\``, { mechanism });
  await engine.load(mechanism, model);
  return { name: mechanism, config: model.config, options: {} };
}
