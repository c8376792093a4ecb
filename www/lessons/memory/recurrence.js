/** The smallest network with a memory: one number that is carried on. x_t = tanh(a x_{t−1} + b u_t). */

/**
 * @param {number[]} inputs u_1, u_2, …
 * @param {{ a: number, b: number }} weights @returns {number[]} x_1, x_2, …
 */
export function states(inputs, { a, b }) {
  let x = 0;
  return inputs.map((u) => (x = Math.tanh(a * x + b * u)));
}

/** What a state still is so many steps after the input has stopped. @param {number[]} all @param {number} stop index of the last input @param {number} later */
export const left = (all, stop, later) => (all[stop] === 0 ? 0 : all[Math.min(all.length - 1, stop + later)] / all[stop]);

/** Where the last input is that is not 0; −1: there is none. @param {number[]} inputs */
export const lastInput = (inputs) => inputs.findLastIndex((u) => u !== 0);
