/** The bench's networks: `pkg/lab` in a worker of its own, behind the calls of `Lab`. Only this file imports that package. */
import * as Comlink from 'comlink';

/**
 * @typedef {typeof import('../../pkg/lab/seq2see_lab.js')} Package
 * @typedef {import('../../pkg/lab/seq2see_lab.js').Bench} Bench
 * @typedef {import('./types.js').Plan} Plan
 * @typedef {import('./types.js').About} About
 * @typedef {import('./types.js').Report} Report
 * @typedef {import('./types.js').Look} Look
 * @typedef {import('./types.js').Explained} Explained
 */

/** Longest a call trains, in milliseconds: who asks is told that often how far it is. */
const SLICE_MS = 60;

class Lab {
  /** @type {Map<string, Bench>} */
  #runs = new Map();
  /** @type {Package|undefined} */
  #package;

  /** @param {{ module: string, wasm: { url: string } }} files @param {string} base */
  async open(files, base) {
    const wasm = fetch(new URL(files.wasm.url, base));
    /** @type {Package} */
    const lab = await import(/* @vite-ignore */ new URL(files.module, base).href);
    await lab.default({ module_or_path: wasm });
    this.#package = lab;
  }

  /** A fresh run in place of the one of that name. @param {string} name @param {Plan} plan @returns {About} */
  begin(name, plan) {
    return this.#put(name, this.#lab().Bench.open(plan));
  }

  /** A run that goes on where it was saved. @param {string} name @param {Uint8Array} bytes @returns {About} */
  load(name, bytes) {
    return this.#put(name, this.#lab().Bench.load(bytes));
  }

  /** Makes updates, `most` of them at most, until its slice of time is over. @param {string} name @param {number} most @returns {Report} */
  advance(name, most) {
    const run = this.#run(name);
    const end = performance.now() + SLICE_MS;
    /** @type {Report} */
    let report = run.advance(1);
    for (let made = 1; made < most && !report.diverged && performance.now() < end; made++) report = joined(report, run.advance(1));
    return report;
  }

  /** @param {string} name @returns {Look} */
  look(name) {
    return this.#run(name).look();
  }

  /** @param {string} name @returns {Explained} */
  explain(name) {
    return this.#run(name).explain();
  }

  /** @param {string} name */
  save(name) {
    return this.#run(name).save();
  }

  /** A checkpoint of the project's own format. @param {string} name @returns {{ config: string, tokenizer: string, weights: Uint8Array }} */
  files(name) {
    const run = this.#run(name);
    return { ...run.files(), weights: run.weights() };
  }

  /** @param {string} text @returns {import('./types.js').Read} */
  readPairs(text) {
    return this.#lab().Bench.readPairs(text);
  }

  /** @param {string} name @param {Bench} bench */
  #put(name, bench) {
    this.#runs.get(name)?.free();
    this.#runs.set(name, bench);
    return bench.about();
  }

  /** @param {string} name */
  #run(name) {
    const run = this.#runs.get(name);
    if (!run) throw new Error('there is no such run');
    return run;
  }

  #lab() {
    if (!this.#package) throw new Error('the package is not open');
    return this.#package;
  }
}

/** @param {Report} before @param {Report} after @returns {Report} */
const joined = (before, after) => ({
  ...after,
  losses: [...before.losses, ...after.losses],
  norms: [...before.norms, ...after.norms],
  rates: [...before.rates, ...after.rates],
});

/** @typedef {Lab} LabType */

/** What is thrown crosses as plain data. @param {Lab} lab */
const guarded = (lab) =>
  new Proxy(lab, {
    get:
      (target, name) =>
      async (/** @type {unknown[]} */ ...args) => {
        try {
          // @ts-expect-error every name that is asked for is a method's
          return await target[name](...args);
        } catch (error) {
          const { code = 'worker', message = String(error) } = /** @type {any} */ (error) ?? {};
          throw new Error(JSON.stringify({ code, message }));
        }
      },
  });

Comlink.expose(guarded(new Lab()));
