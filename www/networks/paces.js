/** What a token takes on each backend, by checkpoint: what `auto` goes by. */
export class Paces {
  /** Milliseconds a token, the encoder's share included. @type {Record<'cpu'|'gpu', Map<string, number>>} */
  #known = { cpu: new Map(), gpu: new Map() };

  /** What was measured last counts. @param {'cpu'|'gpu'} backend @param {string} mechanism @param {number} ms */
  record(backend, mechanism, ms) {
    this.#known[backend].set(mechanism, ms);
  }

  /** @param {'cpu'|'gpu'} backend @param {string} mechanism */
  knows(backend, mechanism) {
    return this.#known[backend].has(mechanism);
  }

  /** The faster backend for a checkpoint; the CPU as long as it is not measured on both. @param {string} mechanism @returns {'cpu'|'gpu'} */
  faster(mechanism) {
    const [cpu, gpu] = [this.#known.cpu.get(mechanism), this.#known.gpu.get(mechanism)];
    return cpu !== undefined && gpu !== undefined && gpu < cpu ? 'gpu' : 'cpu';
  }
}
