/**
 * TensorFlow.js on the same weights, the networks written in its operations.
 *
 * Options: SIMD, one thread; products fused with bias and activation, matrices on the right and not transposed, which is what its
 * WebAssembly backend has XNNPACK for; every sentence and step in a `tidy`; arg-max on the device, one id read a token.
 */
import { wasmBytes } from './memory.js';
import * as Comlink from 'comlink';
import * as tf from '@tensorflow/tfjs-core';
import { GpuCounters } from '../../www/networks/counters.js';
import { readCheckpoint } from './checkpoint.js';
import { limit, Stopwatch } from './stopwatch.js';
import { Recurrent } from './tensorflow-recurrent.js';
import { Transformer } from './tensorflow-transformer.js';

/** @typedef {{ network: Recurrent|Transformer, config: any }} Model */

class TensorFlow {
  /** @type {import('./main.js').Opening|undefined} */
  #opening;
  /** @type {Model|undefined} */
  #model;
  /** @type {GpuCounters|undefined} */
  #gpu;

  /** @param {import('./main.js').Opening} opening `kind`: `wasm` or `webgpu` */
  async open(opening) {
    this.#opening = opening;
    if (opening.kind === 'webgpu') {
      this.#gpu = new GpuCounters();
      await import('@tensorflow/tfjs-backend-webgpu');
    } else {
      const wasm = await import('@tensorflow/tfjs-backend-wasm');
      wasm.setWasmPaths(new URL('tensorflow/', opening.root).href);
      wasm.setThreadsCount(1);
      // In an isolated page it would take the threaded package, which a page without special headers does not get.
      tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    }
    tf.enableProdMode();
    await tf.setBackend(opening.kind);
    await tf.ready();
  }

  /** @param {string} mechanism */
  async load(mechanism) {
    const { root, inventory } = /** @type {import('./main.js').Opening} */ (this.#opening);
    this.#model?.network.dispose();
    const { config, weights } = /** @type {any} */ (inventory.models[mechanism]);
    const tensors = readCheckpoint(await (await fetch(new URL(weights.url, root))).arrayBuffer());
    const Network = config.network.family === 'transformer' ? Transformer : Recurrent;
    this.#model = { network: new Network(tf, tensors, config), config };
  }

  /** @param {import('./main.js').Sentence} sentence */
  async translate({ ids: source }) {
    const { network, config } = /** @type {Model} */ (this.#model);
    const watch = new Stopwatch();
    const { fixed, state: first } = tf.tidy(() => network.encode(source));
    let state = first;
    let token = tf.tensor1d([config.special.sos], 'int32');
    watch.lap();
    const ids = [];
    for (let position = 0; position < limit(source.length, config); position++) {
      const made = tf.tidy(() => network.step(token, position, /** @type {any} */ (state), /** @type {any} */ (fixed)));
      tf.dispose([token, state]);
      ({ token, state } = made);
      // On WebAssembly the numbers are at hand; a device is waited for.
      const [id] = this.#gpu ? await token.data() : token.dataSync();
      watch.lap();
      ids.push(id);
      if (id === config.special.eos) break;
    }
    tf.dispose([token, state, fixed]);
    return watch.read(ids);
  }

  memory() {
    return { wasm: wasmBytes() };
  }

  counts() {
    return { ...this.#gpu?.now(), adapter: this.#gpu?.adapter };
  }
}

Comlink.expose(new TensorFlow());
