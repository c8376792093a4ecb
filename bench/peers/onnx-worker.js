/**
 * ONNX Runtime Web on the graphs of `bench/export_onnx.py`.
 *
 * Options: all graph optimisations; one thread; SIMD, which its WebAssembly always has; arg-max in the graph, so that one id leaves
 * it; the outputs of a step are handed to the next as they are. On WebGPU they stay in the device's buffers, the id alone is read.
 */
import { wasmBytes } from './memory.js';
import * as Comlink from 'comlink';
import { GpuCounters } from '../../www/networks/counters.js';
import { limit, Stopwatch } from './stopwatch.js';

/** @typedef {any} Tensor */
/** @typedef {{ encoder: any, decoder: any, config: any }} Model */

class Onnx {
  /** @type {any} */
  #ort;
  /** @type {Model|undefined} */
  #model;
  /** @type {import('./main.js').Opening|undefined} */
  #opening;
  /** @type {GpuCounters|undefined} */
  #gpu;

  /** @param {import('./main.js').Opening} opening `kind`: `float32`, `int8` or `webgpu` */
  async open(opening) {
    this.#opening = opening;
    if (opening.kind === 'webgpu') this.#gpu = new GpuCounters();
    this.#ort = await (this.#gpu ? import('onnxruntime-web/webgpu') : import('onnxruntime-web/wasm'));
    const name = `ort-wasm-simd-threaded${this.#gpu ? '.asyncify' : ''}.wasm`;
    Object.assign(this.#ort.env.wasm, { numThreads: 1, proxy: false, wasmPaths: { wasm: new URL(`ort/${name}`, opening.root).href } });
  }

  /** @param {string} mechanism */
  async load(mechanism) {
    const { root, kind, inventory } = /** @type {import('./main.js').Opening} */ (this.#opening);
    await Promise.all([this.#model?.encoder.release(), this.#model?.decoder.release()]);
    const folder = new URL(`onnx/${mechanism}/${kind === 'int8' ? 'int8' : 'float32'}/`, root);
    // Fetched side by side, compiled one after the other: the runtime does not nest.
    const files = ['encoder', 'decoder'].map(async (part) => (await fetch(new URL(`${part}.onnx`, folder))).arrayBuffer());
    const encoder = await this.#session(await files[0]);
    const decoder = await this.#session(await files[1]);
    this.#model = { encoder, decoder, config: inventory.models[mechanism].config };
  }

  /** @param {ArrayBuffer} bytes */
  async #session(bytes) {
    const options = { graphOptimizationLevel: 'all' };
    if (!this.#gpu) return this.#ort.InferenceSession.create(bytes, { ...options, executionProviders: ['wasm'] });
    return this.#ort.InferenceSession.create(bytes, { ...options, executionProviders: ['webgpu'], preferredOutputLocation: 'gpu-buffer' });
  }

  /** @param {import('./main.js').Sentence} sentence */
  async translate({ ids: source }) {
    const { encoder, decoder, config } = /** @type {Model} */ (this.#model);
    const watch = new Stopwatch();
    const fixed = await encoder.run({ source: this.#ids(source) });
    /** @type {Record<string, Tensor>} */
    let state = { ...this.#empty(decoder.inputMetadata), token: this.#ids([config.special.sos]) };
    if (fixed.state) state.state = fixed.state;
    watch.lap();
    const ids = [];
    for (let position = 0; position < limit(source.length, config); position++) {
      const feeds = { ...fixed, ...state };
      if (decoder.inputNames.includes('position')) feeds.position = this.#ids([position]);
      const made = await decoder.run(feeds);
      for (const old of Object.values(state)) dispose(old);
      state = Object.fromEntries(Object.entries(made).map(([name, value]) => [name.replace('next_', ''), value]));
      const id = Number((await state.token.getData())[0]);
      watch.lap();
      ids.push(id);
      if (id === config.special.eos) break;
    }
    for (const old of [...Object.values(state), ...Object.values(fixed)]) dispose(old);
    return watch.read(ids);
  }

  memory() {
    return { wasm: wasmBytes() };
  }

  counts() {
    return { ...this.#gpu?.now(), adapter: this.#gpu?.adapter };
  }

  /** @param {number[]} ids */
  #ids(ids) {
    return new this.#ort.Tensor('int64', BigInt64Array.from(ids.map(BigInt)), [ids.length]);
  }

  /** Keys and values of no token. @param {{ name: string, shape: (number|string)[] }[]} inputs */
  #empty(inputs) {
    const caches = inputs.filter(({ name }) => /^(key|value)\./.test(name));
    const dims = (/** @type {(number|string)[]} */ shape) => shape.map((n) => (typeof n === 'number' ? n : 0));
    return Object.fromEntries(caches.map(({ name, shape }) => [name, new this.#ort.Tensor('float32', new Float32Array(0), dims(shape))]));
  }
}

/** Frees what lies on the device. @param {Tensor} tensor */
function dispose(tensor) {
  if (tensor.location === 'gpu-buffer') tensor.dispose();
}

Comlink.expose(new Onnx());
