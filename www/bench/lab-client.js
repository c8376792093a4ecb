/** The bench's worker as the page sees it. Fetched with the view; the worker ends when nobody trains any more. */
import * as Comlink from 'comlink';

/** @typedef {import('./lab-worker.js').LabType} LabType */

export class LabFault extends Error {
  /** @param {string} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.code = code;
  }

  /** @param {unknown} error */
  static from(error) {
    if (error instanceof LabFault) return error;
    const message = error instanceof Error ? error.message : String(error);
    try {
      const { code, message: sentence } = JSON.parse(message);
      return new LabFault(code, sentence);
    } catch {
      return new LabFault('worker', message);
    }
  }
}

/** Starts the worker and loads its package. @param {{ module: string, wasm: { url: string } }} files @returns {Promise<Comlink.Remote<LabType>>} */
export async function openLab(files) {
  const worker = new Worker(new URL('./lab-worker.js', import.meta.url), { type: 'module' });
  const lab = /** @type {Comlink.Remote<LabType>} */ (Comlink.wrap(worker));
  const failed = new Promise((_, reject) =>
    worker.addEventListener('error', (event) => reject(new LabFault('worker', event.message || 'the worker could not be started'))),
  );
  await Promise.race([lab.open(files, document.baseURI), failed]);
  return lab;
}
