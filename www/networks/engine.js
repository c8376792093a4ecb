/**
 * One backend as the page sees it: a worker with a package in it. Every call ends, also when the
 * worker dies or the device is lost.
 */
import * as Comlink from 'comlink';
import { ClientError, untilAborted } from './faults.js';

/**
 * @typedef {import('./worker.js').HostType} Host
 * @typedef {import('./worker.js').Progress} Progress
 * @typedef {import('./worker.js').Opening} Opening
 * @typedef {import('./worker.js').ModelEntry} ModelEntry
 */

export class Engine {
  /** What runs the networks, such as the adapter's name; known when opened. */
  adapter = '';
  #worker;
  #host;
  #closed = new AbortController();
  /** @type {Promise<never>} */
  #failed;
  /** @type {Map<string, Promise<void>>} */
  #loads = new Map();
  /** @type {{ model: import('./worker.js').OwnModel, loaded: Promise<void> }|null} */
  #own = null;
  #runs = 0;
  /** @type {Promise<void>} */
  #opened;

  /** @param {Opening} opening @param {(progress: Progress & { backend: string }) => void} onProgress */
  constructor(opening, onProgress) {
    this.backend = opening.backend;
    this.#worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
    this.#host = /** @type {Comlink.Remote<Host>} */ (Comlink.wrap(this.#worker));
    this.#failed = new Promise((_, reject) => {
      this.#worker.addEventListener('error', (event) => {
        reject(new ClientError('worker', event.message || 'the worker could not be started'));
      });
    });
    this.#failed.catch(() => {});
    const report = Comlink.proxy((/** @type {Progress} */ progress) => {
      onProgress({ ...progress, backend: this.backend });
    });
    this.#opened = this.#end(this.#host.open(opening, report)).then(({ adapter }) => {
      this.adapter = adapter;
    });
    this.#opened.catch(() => {});
  }

  /** Settles when the device is open and the vocabulary read. */
  opened() {
    return this.#opened;
  }

  /** Calls back with the reason when the device is lost, whether or not somebody waits for it. @param {(error: ClientError) => void} listener */
  onLost(listener) {
    this.#end(this.#host.lost()).catch((error) => {
      if (!this.#closed.signal.aborted) listener(error);
    });
  }

  /** Loads a checkpoint, once. @param {string} name @param {ModelEntry} model @returns {Promise<void>} */
  load(name, model) {
    const known = this.#loads.get(name);
    if (known) return known;
    const load = this.#end(this.#host.load(name, model));
    this.#loads.set(name, load);
    // A file that could not be loaded is asked for again the next time.
    load.catch(() => this.#loads.delete(name));
    return load;
  }

  /** Loads the reader's own network, once. @param {import('./worker.js').OwnModel} model @returns {Promise<void>} */
  loadOwn(model) {
    if (this.#own?.model !== model) this.#own = { model, loaded: this.#end(this.#host.loadOwn(model)) };
    return this.#own.loaded;
  }

  /**
   * @param {string} name @param {string} text @param {object} options
   * @returns {Promise<{ id: number, source: import('./types.js').SourceTrace, beam: import('./types.js').BeamTrace|null }>}
   */
  async start(name, text, options) {
    const id = ++this.#runs;
    return { id, ...(await this.#end(this.#host.start(id, name, text, options))) };
  }

  /**
   * @param {number} id
   * @returns {Promise<{ step: import('./types.js').Step|null, hood: import('./client.js').Hood|null }>}
   */
  step(id) {
    return this.#end(this.#host.step(id));
  }

  /**
   * Makes a whole translation that nobody looks at; what it cost.
   * @param {string} name @param {string} text @param {object} options @returns {Promise<import('./client.js').Hood>}
   */
  rehearse(name, text, options) {
    return this.#end(this.#host.rehearse(name, text, options));
  }

  /** @param {number} id @param {number} position @param {import('./types.js').Part} part @returns {Promise<unknown>} */
  inspect(id, position, part) {
    return this.#end(this.#host.inspect(id, position, part));
  }

  /**
   * How probable the network of a run holds a sentence of the target.
   * @param {number} id @param {string} text @returns {Promise<import('./types.js').ScoredText>}
   */
  score(id, text) {
    return this.#end(this.#host.score(id, text));
  }

  /** Frees a run that nobody waits for any more. @param {number} id */
  cancel(id) {
    this.#end(this.#host.cancel(id)).catch(() => {});
  }

  /** Takes the GPU away, as a driver's reset would. */
  dropDevice() {
    return this.#end(this.#host.dropDevice());
  }

  /** Ends the worker; whoever still waits for it is told why. @param {ClientError} reason */
  close(reason) {
    this.#closed.abort(reason);
    this.#worker.terminate();
  }

  /**
   * The answer of a call, or the reason why there will be none.
   * @template T @param {Promise<T>} call @returns {Promise<T>}
   */
  #end(call) {
    const either = Promise.race([call, this.#failed]);
    return untilAborted(either, this.#closed.signal).catch((error) => {
      throw this.#closed.signal.aborted ? this.#closed.signal.reason : ClientError.from(error);
    });
  }
}
