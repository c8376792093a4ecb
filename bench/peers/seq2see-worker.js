/** The engine alone: the package as the page's worker has it, without the page's client. */
import { wasmBytes } from './memory.js';
import * as Comlink from 'comlink';
import { GpuCounters } from '../../www/networks/counters.js';
import { Stopwatch } from './stopwatch.js';

/** As in www/networks/worker.js: one shape for all sentences. */
const GPU_SOURCE_PADDING = 64;

class Seq2See {
  /** @type {import('../../pkg/cpu/seq2see_web.js').Engine|undefined} */
  #engine;
  /** @type {import('./main.js').Opening|undefined} */
  #opening;
  /** @type {GpuCounters|undefined} */
  #gpu;
  #mechanism = '';

  /** @param {import('./main.js').Opening} opening `kind`: `cpu` or `gpu` */
  async open(opening) {
    this.#opening = opening;
    const { kind, root, inventory } = opening;
    const files = inventory.packages[/** @type {'cpu'|'gpu'} */ (kind)];
    if (!files || !inventory.tokenizer) throw new Error(`there is no package ${kind}: run \`npm run build\``);
    if (kind === 'gpu') this.#gpu = new GpuCounters();
    const vocabulary = bytesOf(new URL(inventory.tokenizer.url, root));
    const pkg = await import(/* @vite-ignore */ new URL(files.module, root).href);
    await pkg.default({ module_or_path: fetch(new URL(files.wasm.url, root)) });
    this.#engine = await pkg.Engine.open(await vocabulary);
  }

  /** @param {string} mechanism */
  async load(mechanism) {
    const { root, inventory } = /** @type {import('./main.js').Opening} */ (this.#opening);
    if (this.#mechanism) this.#engine?.unload(this.#mechanism);
    const { config, weights } = inventory.models[mechanism];
    this.#engine?.load(mechanism, JSON.stringify(config), await bytesOf(new URL(weights.url, root)));
    this.#mechanism = mechanism;
  }

  /** @param {import('./main.js').Sentence} sentence @param {object} [options] the core's `Options` */
  async translate({ text }, options = {}) {
    const engine = /** @type {import('../../pkg/cpu/seq2see_web.js').Engine} */ (this.#engine);
    const padding = this.#gpu ? { sourcePadding: GPU_SOURCE_PADDING } : {};
    const watch = new Stopwatch();
    const run = await engine.start(this.#mechanism, text, { ...padding, ...options });
    watch.lap();
    const ids = [];
    for (let step; (step = this.#gpu ? await run.step() : run.stepNow()); ) {
      watch.lap();
      ids.push(step.id);
      if (step.done) break;
    }
    run.free();
    return watch.read(ids);
  }

  /** The ids of a sentence, `</s>` last: what the peers read. @param {string} text */
  async source(text) {
    const run = await this.#engine?.start(this.#mechanism, text, {});
    const ids = run?.source().tokens.map((/** @type {{ id: number }} */ token) => token.id);
    run?.free();
    return ids;
  }

  memory() {
    return { wasm: wasmBytes() };
  }

  counts() {
    return { ...this.#gpu?.now(), adapter: this.#gpu?.adapter };
  }
}

/** @param {URL} url */
const bytesOf = async (url) => new Uint8Array(await (await fetch(url)).arrayBuffer());

Comlink.expose(new Seq2See());
