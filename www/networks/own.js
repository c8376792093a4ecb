/**
 * The network that a reader trained himself, or brought as files: it lies in the page's memory, and no link carries it.
 *
 * @typedef {object} OwnNetwork a checkpoint of the project's own format, with a vocabulary of its own
 * @property {import('./mechanism.js').Config} config `config.json`
 * @property {Uint8Array} tokenizer `tokenizer.json`
 * @property {Uint8Array} weights `model.safetensors`
 */

/** What it is called among the mechanisms. */
export const OWN = 'yours';

/** @type {(OwnNetwork & { name: string })|null} */
let held = null;
let count = 0;

/** Takes a network in the place of the one before. @param {OwnNetwork} network */
export function hold(network) {
  // Each has another name for the worker, which must not go on with the one before.
  held = { ...network, name: `${OWN}-${++count}` };
}

/** The network that is held now. */
export const own = () => held;

/** Those that came with the page. @param {readonly string[]} mechanisms */
export const shipped = (mechanisms) => mechanisms.filter((name) => name !== OWN);
