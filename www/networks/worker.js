/**
 * The networks' side: one package in one worker, behind the calls of `Host`. Only this file imports
 * from `pkg/`. Calls are answered one after another; a run that was cancelled is freed.
 */
import * as Comlink from 'comlink';
import { GpuCounters } from './counters.js';
import { asFault } from './faults.js';
import { answer, fetchFile, forget, keep, prune } from './files.js';
import { Meter } from './meter.js';
import { movable } from './transfer.js';

/**
 * @typedef {typeof import('../../pkg/cpu/seq2see_web.js')} Package both packages have the same types
 * @typedef {import('../../pkg/cpu/seq2see_web.js').Engine} WasmEngine
 * @typedef {import('../../pkg/cpu/seq2see_web.js').Run} WasmRun
 * @typedef {{ run: WasmRun, meter: Meter }} Begun
 * @typedef {import('./files.js').FileEntry} FileEntry
 * @typedef {{ what: 'tokenizer'|'weights', name: string, loaded: number, total: number }} Progress
 * @typedef {{ module: string, wasm: FileEntry }} PackageEntry
 * @typedef {{ config: import('./mechanism.js').Config, weights: FileEntry }} ModelEntry
 * @typedef {import('./own.js').OwnNetwork & { name: string }} OwnModel
 * @typedef {{ backend: 'cpu'|'gpu', base: string, package: PackageEntry, tokenizer: FileEntry, keep: FileEntry[] }} Opening
 */

/** Sources and targets on the GPU are padded to this, the longest: one shape, so that no sentence needs new pipelines. */
const GPU_PADDING = { sourcePadding: 64, targetPadding: 64 };

class Host {
  /** @type {(progress: Progress) => void} */
  #onProgress = () => {};
  /** @type {Opening|undefined} */
  #opening;
  /** @type {Promise<WasmEngine>|undefined} */
  #engine;
  /** @type {Package|undefined} */
  #package;
  /** The reader's own network, with its vocabulary. @type {WasmEngine|undefined} */
  #own;
  /** @type {GpuCounters|null} */
  #gpu = null;
  /** @type {Map<number, Begun>} */
  #runs = new Map();
  /** @type {Promise<unknown>} */
  #queue = Promise.resolve();

  /**
   * Loads package and vocabulary and opens the device; says which one it is.
   * @param {Opening} opening @param {(progress: Progress) => void} onProgress
   */
  async open(opening, onProgress) {
    this.#opening = opening;
    this.#onProgress = onProgress;
    if (opening.backend === 'gpu') this.#gpu = new GpuCounters();
    this.#engine = this.#openEngine(opening);
    await this.#guard(this.#engine);
    prune(opening.keep, opening.base);
    return { adapter: this.#adapter };
  }

  /** Loads a checkpoint, unless it is there. @param {string} name @param {ModelEntry} model */
  async load(name, model) {
    const { base } = this.#opened();
    // The weights travel while the package is still compiled.
    const weights = this.#fetch('weights', name, model.weights, base);
    weights.catch(() => {});
    const engine = await this.#guard(this.#engine);
    const bytes = engine.has(name) ? null : await this.#guard(weights);
    return this.#inTurn(async () => {
      if (!bytes || engine.has(name)) return;
      await kept(model.weights, base, bytes, () => engine.load(name, JSON.stringify(model.config), bytes));
    });
  }

  /**
   * Loads the reader's own network in place of the one before. It has a vocabulary of its own, and so an engine of its own.
   * @param {OwnModel} model
   */
  async loadOwn({ name, config, tokenizer, weights }) {
    await this.#guard(this.#engine);
    return this.#inTurn(async () => {
      const engine = await /** @type {Package} */ (this.#package).Engine.open(tokenizer);
      engine.load(name, JSON.stringify(config), weights);
      this.#own?.free();
      this.#own = engine;
    });
  }

  /**
   * Starts the run `id` and frees the ones before it; returns its `SourceTrace` and what a beam's search did.
   * @param {number} id @param {string} name @param {string} text @param {object} options
   */
  start(id, name, text, options) {
    return this.#inTurn(async () => {
      for (const old of [...this.#runs.keys()]) this.#free(old);
      const begun = await this.#begin(name, text, options);
      this.#runs.set(id, begun);
      return pack({ source: begun.run.source(), beam: begun.run.beam() });
    });
  }

  /** Makes one token of the run `id`; with the last one comes what the run cost. @param {number} id */
  step(id) {
    return this.#inTurn(async () => pack(await this.#advance(this.#run(id))));
  }

  /**
   * Makes a whole translation that nobody looks at, beside the run that is looked at; returns what it cost.
   * @param {string} name @param {string} text @param {object} options
   */
  rehearse(name, text, options) {
    return this.#inTurn(async () => {
      const begun = await this.#begin(name, text, options);
      try {
        let hood = null;
        while (!hood) ({ hood } = await this.#advance(begun));
        return hood;
      } finally {
        begun.run.free();
      }
    });
  }

  /** @param {number} id @param {number} position @param {import('./types.js').Part} part */
  inspect(id, position, part) {
    return this.#inTurn(async () => pack(await this.#run(id).run.inspect(position, part)));
  }

  /** @param {number} id @param {string} text of the target @returns {Promise<import('./types.js').ScoredText>} */
  score(id, text) {
    return this.#inTurn(async () => this.#run(id).run.score(text));
  }

  /** Frees the run `id`, if it is still there. @param {number} id */
  cancel(id) {
    return this.#inTurn(async () => this.#free(id));
  }

  /** Never answers, unless the device is lost: then it rejects with the reason. @returns {Promise<never>} */
  lost() {
    const lost = this.#gpu?.lost ?? new Promise(() => {});
    return /** @type {Promise<never>} */ (lost);
  }

  /** Takes the GPU away, as a driver's reset would: for trying what the page does then. */
  dropDevice() {
    this.#gpu?.device?.destroy();
  }

  /** @param {string} name @param {string} text @param {object} options @returns {Promise<Begun>} */
  async #begin(name, text, options) {
    const engine = this.#own?.has(name) ? this.#own : await this.#engine;
    const padding = this.#gpu ? GPU_PADDING : {};
    const meter = new Meter(this.#gpu);
    const run = await engine?.start(name, text, { ...padding, ...options });
    if (!run) throw { code: 'misuse', message: 'the engine is not open' };
    meter.started();
    return { run, meter };
  }

  /** One token, and with the last one what the run cost. @param {Begun} begun */
  async #advance({ run, meter }) {
    meter.before();
    const step = this.#gpu ? await run.step() : run.stepNow();
    meter.after();
    const { backend } = this.#opened();
    const hood = !step || step.done ? { backend, adapter: this.#adapter, ...meter.read(run.computed()) } : null;
    return { step, hood };
  }

  /** @param {Opening} opening */
  async #openEngine({ base, package: files, tokenizer }) {
    const vocabulary = this.#fetch('tokenizer', 'tokenizer', tokenizer, base);
    vocabulary.catch(() => {});
    const wasm = answer(files.wasm, base);
    wasm.catch(() => {});
    /** @type {Package} */
    const pkg = await import(/* @vite-ignore */ new URL(files.module, base).href).catch((error) => {
      throw { code: 'network', message: error.message, details: { url: files.module } };
    });
    await pkg.default({ module_or_path: wasm });
    this.#package = pkg;
    const bytes = await vocabulary;
    return kept(tokenizer, base, bytes, () => pkg.Engine.open(bytes));
  }

  /** @param {Progress['what']} what @param {string} name @param {FileEntry} file @param {string} base */
  #fetch(what, name, file, base) {
    return fetchFile(file, base, this.#report(what, name));
  }

  /** @param {Progress['what']} what @param {string} name */
  #report(what, name) {
    return (/** @type {number} */ loaded, /** @type {number} */ total) => {
      this.#onProgress({ what, name, loaded, total });
    };
  }

  /**
   * Runs a job after those before it; what it throws crosses as plain data.
   * @template T @param {() => Promise<T>} job @returns {Promise<T>}
   */
  #inTurn(job) {
    const result = this.#guard(this.#queue.then(job));
    this.#queue = result.catch(() => {});
    return result;
  }

  /** Waits, unless the device is lost. @template T @param {Promise<T>|undefined} work @returns {Promise<T>} */
  #guard(work) {
    if (!work) return Promise.reject({ code: 'misuse', message: 'the engine is not open', details: {} });
    const either = this.#gpu ? Promise.race([work, this.#gpu.lost]) : work;
    return either.catch((error) => Promise.reject(asFault(error)));
  }

  #opened() {
    if (!this.#opening) throw { code: 'misuse', message: 'the engine is not open', details: {} };
    return this.#opening;
  }

  /** @param {number} id */
  #run(id) {
    const found = this.#runs.get(id);
    if (!found) throw { code: 'misuse', message: 'there is no such run any more', details: {} };
    return found;
  }

  /** @param {number} id */
  #free(id) {
    this.#runs.get(id)?.run.free();
    this.#runs.delete(id);
  }

  get #adapter() {
    return this.#gpu?.adapter ?? 'WebAssembly SIMD';
  }
}

/**
 * Keeps a file for the next visit if `use` takes it; if not, it is fetched anew the next time.
 * @template T @param {FileEntry} file @param {string} base @param {Uint8Array} bytes
 * @param {() => T|Promise<T>} use @returns {Promise<T>}
 */
async function kept(file, base, bytes, use) {
  try {
    const result = await use();
    keep(file, base, bytes);
    return result;
  } catch (error) {
    await forget(file, base);
    throw error;
  }
}

/** @template T @param {T} record @returns {T} */
const pack = (record) => Comlink.transfer(record, movable(record));

/** @typedef {Host} HostType */
Comlink.expose(new Host());
