/**
 * Operands of a run for a component that draws them: asked for one after the other, only of a finished
 * run, so that they never stand before a new sentence's words.
 *
 * @typedef {import('../../networks/types.js').Run} Run
 * @typedef {import('../../networks/types.js').Part} Part
 * @typedef {import('../../networks/types.js').Operands} Operands
 */

export class Desk {
  /** By run (its `inspect`), then by position and part; `null` where the network has no such part.
   * @type {WeakMap<Run['inspect'], Map<string, Operands|null>>} */
  #found = new WeakMap();
  #busy = false;
  #arrived;

  /** @param {() => void} arrived called after each answer */
  constructor(arrived) {
    this.#arrived = arrived;
  }

  /**
   * All operands of `needs`, or undefined while some are still to come.
   * @param {Run} run @param {Record<string, [number, Part]>} needs by a name of the caller's
   * @returns {Record<string, Operands|null>|undefined}
   */
  get(run, needs) {
    const known = this.#found.get(run.inspect) ?? new Map();
    this.#found.set(run.inspect, known);
    const missing = Object.values(needs).find((need) => !known.has(JSON.stringify(need)));
    if (missing) {
      if (run.hood && !this.#busy) this.#ask(run, missing, known);
      return undefined;
    }
    return Object.fromEntries(Object.entries(needs).map(([name, need]) => [name, known.get(JSON.stringify(need))]));
  }

  /** @param {Run} run @param {[number, Part]} need @param {Map<string, Operands|null>} known */
  #ask(run, need, known) {
    this.#busy = true;
    run
      .inspect(...need)
      .then(
        (operands) => known.set(JSON.stringify(need), operands),
        // Superseded by a newer sentence, or a part that this network lacks: there is nothing to draw.
        () => known.set(JSON.stringify(need), null),
      )
      .then(() => {
        this.#busy = false;
        this.#arrived();
      });
  }
}
