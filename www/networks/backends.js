/**
 * Which backend runs: the reader's choice, what the machine has, what has arrived, what has failed.
 */
import { Engine } from './engine.js';
import { ClientError } from './faults.js';
import { packageThere, probe } from './gpu.js';
import { inventory } from './inventory.js';
import { Paces } from './paces.js';

/**
 * @typedef {import('./client.js').BackendChoice} BackendChoice
 * @typedef {import('./gpu.js').Availability} Availability
 * @typedef {{ text: string, mechanism: string, options: object }} Request
 */

/** Rest before each rehearsal of a request: what the reader does meanwhile is not held up. */
const REST_MS = 100;
/** So many times a sentence is repeated; V8 has then compiled what is hot, and keeps it. */
const REHEARSALS = 12;

export class Backends {
  #base;
  /** @type {BackendChoice} */
  #choice = 'auto';
  /** @type {Partial<Record<'cpu'|'gpu', Engine>>} */
  #engines = {};
  /** @type {Availability} */
  #gpu = { availability: 'checking' };
  /** Whether the GPU's engine is open and warm. */
  #gpuReady = false;
  #paces = new Paces();
  /** Checkpoints that have been rehearsed on the CPU. @type {Set<string>} */
  #practised = new Set();
  /** How often a backend was asked for. */
  #requests = 0;
  /** @type {Promise<boolean>|null} */
  #preparing = null;
  /** @type {Request|null} */
  #lastRequest = null;
  /** @type {Promise<void>} */
  #checked;
  /** @type {Map<string, Set<(detail: any) => void>>} */
  #listeners = new Map();

  /** @param {string} base where the site lies */
  constructor(base) {
    this.#base = base;
    this.#checked = this.#check();
  }

  /** @param {string} name @param {(detail: any) => void} listener */
  on(name, listener) {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  /** @param {BackendChoice} choice @returns {Promise<'cpu'|'gpu'>} */
  async choose(choice) {
    this.#choice = choice;
    // Asked for by name, a GPU that failed is tried again.
    if (choice === 'gpu' && ['none', 'lost'].includes(this.#gpu.availability)) this.#checked = this.#check();
    const backend = await this.next(this.#lastRequest?.mechanism);
    this.#tell(backend);
    return backend;
  }

  /** The backend of the next request; waits for a GPU only if it was asked for by name. @param {string} [mechanism] */
  async next(mechanism = '') {
    this.#requests++;
    if (this.#choice === 'cpu') return 'cpu';
    // One made of software is slower on the whole, whatever one sentence says: it has to be asked for by name.
    if (this.#choice === 'auto') return this.#gpuReady && !this.#gpu.reason ? this.#paces.faster(mechanism) : 'cpu';
    await this.#checked;
    // While the package is still being built, the CPU translates.
    if (this.#gpu.availability === 'building') return 'cpu';
    return (await this.#prepare()) ? 'gpu' : 'cpu';
  }

  /** The engine of a backend, started when it is first asked for. @param {'cpu'|'gpu'} backend */
  engine(backend) {
    return (this.#engines[backend] ??= this.#open(backend));
  }

  /**
   * A request came to its end: now a GPU may be made ready, and measured with the same request.
   * @param {Request} request @param {import('./client.js').Hood} hood what it cost
   */
  settled(request, { backend, msPerTokenWithEncoder }) {
    this.#lastRequest = request;
    this.#paces.record(backend, request.mechanism, msPerTokenWithEncoder);
    if (backend === 'cpu' && !this.#practised.has(request.mechanism)) this.#practise(request).catch(() => {});
    if (this.#choice !== 'auto' || this.#gpu.availability !== 'ready' || this.#gpu.reason) return;
    if (!this.#gpuReady) this.#prepare();
    // A request that comes between waits for the rehearsal under way.
    else if (!this.#paces.knows('gpu', request.mechanism)) this.#warm(this.engine('gpu')).catch(() => {});
  }

  /** The GPU failed: from now on the CPU. @param {ClientError} error */
  gpuFailed(error) {
    // A lost device is told of twice when a request was under way.
    if (!this.#gpuReady && !this.#preparing) return;
    this.#drop('gpu', error);
    const lost = this.#gpuReady;
    this.#gpuReady = false;
    this.#preparing = null;
    this.#setGpu({ availability: lost ? 'lost' : 'none', reason: lost ? 'lost' : 'failed', message: error.message });
    this.#tell('cpu', lost ? 'lost' : 'failed');
  }

  /** Takes the GPU away, as a driver's reset would. */
  async dropDevice() {
    await this.#engines.gpu?.dropDevice();
  }

  /** Looks for an adapter and the package for it. */
  async #check() {
    this.#setGpu({ availability: 'checking' });
    const found = await probe();
    if (found.availability !== 'ready') return this.#setGpu(found);
    const there = packageThere(() => this.#setGpu({ ...found, availability: 'building' }));
    // A package that is still being built is waited for behind.
    const arrival = there.then((is) => this.#setGpu(is ? found : { availability: 'none', reason: 'not-built' }));
    if (inventory().packages.gpu || !inventory().building) return arrival;
    arrival.then(() => this.#arrived());
  }

  /** The package came after the page: take it into use where it is wanted. */
  #arrived() {
    if (this.#gpu.availability !== 'ready') return;
    const wanted = this.#choice === 'gpu' || (this.#choice === 'auto' && !this.#gpu.reason);
    if (wanted && this.#lastRequest) this.#prepare();
  }

  /** Opens the GPU's engine and warms it with the last sentence; says whether it can be used. */
  #prepare() {
    if (this.#gpuReady) return Promise.resolve(true);
    // Two that ask while it opens wait for the same opening.
    if (this.#preparing) return this.#preparing;
    if (this.#gpu.availability !== 'ready') return Promise.resolve(false);
    return (this.#preparing = this.#openGpu());
  }

  async #openGpu() {
    const found = this.#gpu;
    this.#setGpu({ ...found, availability: 'loading' });
    try {
      const engine = this.engine('gpu');
      await engine.opened();
      await this.#warm(engine);
      this.#gpuReady = true;
      engine.onLost((error) => this.gpuFailed(error));
      this.#setGpu({ ...found, adapter: engine.adapter });
      const next = await this.next(this.#lastRequest?.mechanism);
      if (next === 'gpu') this.#tell('gpu');
      return true;
    } catch (error) {
      this.gpuFailed(/** @type {ClientError} */ (ClientError.from(error)));
      return false;
    } finally {
      this.#preparing = null;
    }
  }

  /**
   * Has the pipelines compiled before a reader waits for them; where the faster backend is to be chosen, what they
   * then take is measured too.
   * @param {Engine} engine
   */
  async #warm(engine) {
    const request = this.#lastRequest;
    const model = request && inventory().models[request.mechanism];
    if (!request || !model) return;
    const { mechanism, text, options } = request;
    await engine.load(mechanism, model);
    await engine.rehearse(mechanism, text, options);
    if (this.#choice === 'auto') this.#measured(mechanism, await engine.rehearse(mechanism, text, options));
  }

  /**
   * Repeats a request on the CPU until its code is compiled as well as it will be: then its pace is told, and the browser
   * keeps the compiled code for the next visit. Another request ends it.
   * @param {Request} request
   */
  async #practise({ mechanism, text, options }) {
    const requests = this.#requests;
    let hood = null;
    for (let n = 0; n < REHEARSALS; n++) {
      await new Promise((resolve) => setTimeout(resolve, REST_MS));
      if (this.#requests !== requests) return;
      hood = await this.engine('cpu').rehearse(mechanism, text, options);
    }
    if (hood) this.#measured(mechanism, hood);
    this.#practised.add(mechanism);
  }

  /** @param {string} mechanism @param {import('./client.js').Hood} hood of a rehearsal */
  #measured(mechanism, hood) {
    this.#paces.record(hood.backend, mechanism, hood.msPerTokenWithEncoder);
    this.#emit('pace', hood);
  }

  /** @param {'cpu'|'gpu'} backend */
  #open(backend) {
    const { packages, tokenizer, models } = inventory();
    const files = packages[backend];
    if (!files || !tokenizer) throw new ClientError('network', `the ${backend} package or the vocabulary is missing`);
    const { cpu } = inventory().packages;
    const keep = [tokenizer, ...(cpu ? [cpu.wasm] : []), ...Object.values(models).map(({ weights }) => weights)];
    const opening = { backend, base: this.#base, package: files, tokenizer, keep };
    const engine = new Engine(opening, (progress) => this.#emit('progress', progress));
    this.#emit('status', { backend, adapter: '', state: 'opening' });
    engine.opened().then(
      () => backend === 'cpu' && this.#tell('cpu'),
      // One that did not open is started afresh the next time.
      (error) => backend === 'cpu' && this.#engines.cpu === engine && this.#drop('cpu', error),
    );
    return engine;
  }

  /** @param {'cpu'|'gpu'} backend @param {ClientError} reason */
  #drop(backend, reason) {
    this.#engines[backend]?.close(reason);
    delete this.#engines[backend];
  }

  /** @param {Availability} availability */
  #setGpu(availability) {
    this.#gpu = availability;
    this.#emit('gpu', availability);
  }

  /** @param {'cpu'|'gpu'} backend @param {string} [reason] */
  #tell(backend, reason) {
    const adapter = this.#engines[backend]?.adapter ?? '';
    this.#emit('status', { backend, adapter, state: 'ready', ...(reason ? { reason } : {}) });
  }

  /** @param {string} name @param {object} detail */
  #emit(name, detail) {
    for (const listener of this.#listeners.get(name) ?? []) listener(detail);
  }
}
