/**
 * What a run costs: times of its steps, and on WebGPU what was asked of the device.
 *
 * @typedef {object} Cost
 * @property {number} tokens tokens made, the end mark included
 * @property {number} msPerToken mean time of a decoding step, without the encoder
 * @property {number} msStart time of the encoder (and of a beam's search)
 * @property {number} msPerTokenWithEncoder both together, by tokens
 * @property {number} dispatches of the whole run
 * @property {number} readbacks of the whole run
 * @property {number} pipelines compiled during the run
 * @property {number} dispatchesPerToken of a decoding step, without the encoder
 * @property {number} readbacksPerToken of a decoding step, without the encoder
 */

const NOTHING = { dispatches: 0, pipelines: 0, readbacks: 0 };

export class Meter {
  #counters;
  #first;
  #afterStart = NOTHING;
  #begun = performance.now();
  #msStart = 0;
  #msSteps = 0;
  #tokens = 0;

  /** Begins with the encoder's part. @param {import('./counters.js').GpuCounters|null} counters */
  constructor(counters) {
    this.#counters = counters;
    this.#first = this.#now();
  }

  /** The encoder's part is done. */
  started() {
    this.#msStart = performance.now() - this.#begun;
    this.#afterStart = this.#now();
  }

  /** A step begins. */
  before() {
    this.#begun = performance.now();
  }

  /** A step is done. */
  after() {
    this.#msSteps += performance.now() - this.#begun;
    this.#tokens += 1;
  }

  /** @param {number} computed decoding steps, those asked for beyond the last token too @returns {Cost} */
  read(computed) {
    const now = this.#now();
    const per = (/** @type {number} */ sum) => sum / Math.max(this.#tokens, 1);
    return {
      tokens: this.#tokens,
      msPerToken: per(this.#msSteps),
      msStart: this.#msStart,
      msPerTokenWithEncoder: per(this.#msStart + this.#msSteps),
      dispatches: now.dispatches - this.#first.dispatches,
      readbacks: now.readbacks - this.#first.readbacks,
      pipelines: now.pipelines - this.#first.pipelines,
      dispatchesPerToken: (now.dispatches - this.#afterStart.dispatches) / Math.max(computed, 1),
      readbacksPerToken: (now.readbacks - this.#afterStart.readbacks) / Math.max(computed, 1),
    };
  }

  #now() {
    return this.#counters?.now() ?? NOTHING;
  }
}
