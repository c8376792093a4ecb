/** The clock of one translation, the same for all engines. */
export class Stopwatch {
  #last = performance.now();
  /** @type {number[]} */
  #laps = [];

  /** Ends a part: first the encoder's, then a token's. */
  lap() {
    const now = performance.now();
    this.#laps.push(now - this.#last);
    this.#last = now;
  }

  /** @param {number[]} ids @returns {import('./main.js').Translated} */
  read(ids) {
    const [msEncoder, ...msSteps] = this.#laps;
    return { ids, msEncoder, msSteps };
  }
}

/** The most tokens a translation may have: `length_limit` of the core. @param {number} sourceLength @param {{ max_target: number }} config */
export const limit = (sourceLength, config) => Math.min(2 * sourceLength + 8, config.max_target);
