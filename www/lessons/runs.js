/**
 * Translations that a lesson asks for, one after another, each complete: a lesson shows several networks at once, which the
 * store's one run cannot. What was run is remembered for as long as Learn is open.
 *
 * @typedef {import('../networks/types.js').Run} Run
 * @typedef {import('../networks/types.js').Part} Part
 * @typedef {import('../networks/types.js').Operands} Operands
 * @typedef {import('../networks/client.js').TranslateEvent} TranslateEvent
 * @typedef {{ text: string, mechanism: string, options?: Partial<import('../state/options.js').Options> }} Request
 * @typedef {(request: Request & { signal?: AbortSignal }) => AsyncIterable<TranslateEvent>} Translate
 */
import { begunRun } from '../networks/run.js';
import { NONE } from '../state/options.js';

/** Most runs that are remembered. */
const MOST = 200;

export class Runs {
  #translate;
  /** @type {Map<string, Promise<Run>>} */
  #known = new Map();
  /** @type {Promise<unknown>} */
  #queue = Promise.resolve();
  /** The request whose run can be looked into. */
  #latest = '';

  /** @param {Translate} translate */
  constructor(translate) {
    this.#translate = translate;
  }

  /** @param {Request} request @param {AbortSignal} [signal] @returns {Promise<Run>} */
  run(request, signal) {
    const key = keyOf(request);
    const run = this.#known.get(key) ?? this.#inTurn(() => this.#make(key, request, signal));
    this.#known.delete(key);
    this.#known.set(key, run);
    run.catch(() => this.#known.delete(key));
    if (this.#known.size > MOST) this.#known.delete(/** @type {string} */ (this.#known.keys().next().value));
    return run;
  }

  /**
   * Looks into a run, which is made again where another has taken its place.
   * @param {Request} request @param {number} position @param {Part} part @param {AbortSignal} [signal] @returns {Promise<Operands>}
   */
  inspect(request, position, part, signal) {
    const key = keyOf(request);
    return this.#inTurn(async () => {
      if (this.#latest !== key) this.#known.set(key, Promise.resolve(await this.#make(key, request, signal)));
      const run = await /** @type {Promise<Run>} */ (this.#known.get(key));
      return run.inspect(position, part);
    });
  }

  /** Everything was run by somebody else meanwhile: no run can be looked into any more. */
  displaced() {
    this.#latest = '';
  }

  /** @template T @param {() => Promise<T>} job @returns {Promise<T>} */
  #inTurn(job) {
    const result = this.#queue.then(job);
    this.#queue = result.catch(() => {});
    return result;
  }

  /** @param {string} key @param {Request} request @param {AbortSignal} [signal] @returns {Promise<Run>} */
  async #make(key, { text, mechanism, options }, signal) {
    signal?.throwIfAborted();
    this.#latest = '';
    const whole = { ...NONE, ...options };
    /** @type {Run[]} */
    const made = [];
    for await (const event of this.#translate({ text, mechanism, options: whole, signal })) {
      // A GPU that fails lets the CPU start anew.
      if (event.type === 'start') made[0] = begunRun({ text, mechanism, options: whole }, event);
      else if (event.type === 'step') made[0].steps.push(event.step);
      else if (event.type === 'done') made[0].hood = event.hood;
    }
    const [run] = made;
    if (!run?.hood) throw new DOMException('the run was superseded', 'AbortError');
    this.#latest = key;
    return run;
  }
}

/** @param {Request} request */
const keyOf = ({ text, mechanism, options }) => JSON.stringify([text, mechanism, { ...NONE, ...options }]);
