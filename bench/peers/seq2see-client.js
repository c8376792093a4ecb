/** The engine as the page has it: through `www/networks/client.js` and its worker, each step an event on the page's thread. */
import { Client } from '../../www/networks/client.js';
import { Stopwatch } from './stopwatch.js';

export class ClientEngine {
  /** @type {Client|undefined} */
  #client;
  #mechanism = '';

  /** @param {import('./main.js').Opening} opening `kind`: `cpu` or `gpu` */
  async open({ kind, root }) {
    this.#client = new Client({ base: root });
    await this.#client.setBackend(/** @type {'cpu'|'gpu'} */ (kind));
  }

  /** The client loads with the first sentence. @param {string} mechanism */
  async load(mechanism) {
    this.#mechanism = mechanism;
  }

  /** @param {import('./main.js').Sentence} sentence @param {object} [options] the core's `Options` */
  async translate({ text }, options = {}) {
    const watch = new Stopwatch();
    const ids = [];
    for await (const event of /** @type {Client} */ (this.#client).translate({ text, mechanism: this.#mechanism, options })) {
      if (event.type === 'start') watch.lap();
      if (event.type === 'step') ids.push(event.step.id);
      if (event.type === 'step') watch.lap();
    }
    return watch.read(ids);
  }
}
