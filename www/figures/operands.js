/**
 * Operands of runs for the figures that draw them: asked of the network one after the other, only of a finished run, so that
 * they never stand before a new sentence's words; what was asked for once is remembered as long as its run.
 *
 * @typedef {import('../networks/types.js').Run} Run
 * @typedef {import('../networks/types.js').Part} Part
 * @typedef {import('../networks/types.js').Operands} Operands
 */

/** By run (its `inspect`), then by position and part; `null` where the network has no such part.
 * @type {WeakMap<Run['inspect'], Map<string, Operands|null>>} */
const found = new WeakMap();

/** One figure's view of them. */
export class OperandStore {
  #busy = false;
  #arrived;

  /** @param {() => void} arrived called after each answer */
  constructor(arrived) {
    this.#arrived = arrived;
  }

  /**
   * All operands of `needs`, or undefined while some are still to come. Of what a reader passes over quickly only the last is
   * asked for.
   * @template {Record<string, [number, Part]>} N @param {Run} run @param {N} needs by a name of the caller's
   * @returns {Record<keyof N, Operands|null>|undefined}
   */
  get(run, needs) {
    const known = found.get(run.inspect) ?? new Map();
    found.set(run.inspect, known);
    const missing = Object.values(needs).find((need) => !known.has(JSON.stringify(need)));
    if (missing) {
      if (run.hood && !this.#busy) this.#ask(run, missing, known);
      return undefined;
    }
    const all = Object.entries(needs).map(([name, need]) => [name, known.get(JSON.stringify(need))]);
    return /** @type {Record<keyof N, Operands|null>} */ (Object.fromEntries(all));
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
