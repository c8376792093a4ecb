/**
 * The page of the benchmark: opens engines, one worker each, and hands on what they measured.
 * `bench/engines.mjs` says which there are; `bench/peers.mjs` drives it.
 *
 * @typedef {{ text: string, ids: number[] }} Sentence the text for ours, the source's ids for the peers
 * @typedef {object} Translated one sentence by one engine, its clock in the engine's own worker
 * @property {number[]} ids target ids, `</s>` included
 * @property {number} msEncoder
 * @property {number[]} msSteps of every token
 * @typedef {object} Opening
 * @property {string} kind such as `wasm` or `webgpu`
 * @property {string} root what all addresses are relative to
 * @property {import('../../www/networks/inventory.js').Inventory} inventory
 * @typedef {object} Engine what every worker has
 * @property {(opening: Opening) => Promise<void>} open
 * @property {(mechanism: string) => Promise<void>} load in place of the one before
 * @property {(sentence: Sentence, options?: object) => Promise<Translated>} translate greedily
 * @property {() => Promise<{ wasm: number }>} memory bytes of all WebAssembly memories; they never shrink
 * @property {() => Promise<import('../../www/networks/counters.js').Counts & { adapter: string }>} counts
 */
import * as Comlink from 'comlink';
import inventory from 'virtual:inventory';
import { ClientEngine } from './seq2see-client.js';

const WORKERS = /** @type {Record<string, () => Worker>} */ ({
  seq2see: () => new Worker(new URL('./seq2see-worker.js', import.meta.url), { type: 'module' }),
  onnx: () => new Worker(new URL('./onnx-worker.js', import.meta.url), { type: 'module' }),
  tensorflow: () => new Worker(new URL('./tensorflow-worker.js', import.meta.url), { type: 'module' }),
  bandwidth: () => new Worker(new URL('./bandwidth-worker.js', import.meta.url), { type: 'module' }),
});
const root = new URL('../../', document.baseURI).href;

/** @type {Map<string, any>} */
const engines = new Map();

/** Opens an engine under a name. @param {string} id @param {string} worker @param {string} kind */
async function open(id, worker, kind) {
  const engine = worker === 'client' ? new ClientEngine() : Comlink.wrap(WORKERS[worker]());
  engines.set(id, engine);
  await engine.open({ kind, root, inventory });
}

/** Calls a method of an engine. @param {string} id @param {string} method @param {...unknown} args */
const call = (id, method, ...args) => engines.get(id)[method](...args);

/**
 * From nothing to the first translation. @param {string} id @param {string} worker @param {string} kind
 * @param {string} mechanism @param {Sentence} sentence
 */
async function first(id, worker, kind, mechanism, sentence) {
  const begun = performance.now();
  await open(id, worker, kind);
  await call(id, 'load', mechanism);
  const msLoad = performance.now() - begun;
  await call(id, 'translate', sentence);
  return { msLoad, msFirst: performance.now() - begun };
}

Object.assign(window, { bench: { open, call, first } });
