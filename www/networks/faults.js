/** What can go wrong between the page and the networks, and how a request ends early. */

/**
 * A fault with a word for programs (`code`), a sentence for people and what the sentence is about.
 *
 * Codes of the text: `empty-text`, `too-long` (details `len`, `limit`), `nothing-known`,
 * `mostly-unknown` (details `unread`, `of`: letters and symbols), `all-hidden`, `option`. Of a target that is scored also
 * `unwritable` (details `symbols`).
 * Of files: `network`, `tokenizer`, `config`, `weights`, `no-such-model`. Of the machine: `device`,
 * `device-unavailable`, `device-lost`, `crashed`, `worker`. Of the page's own code: `misuse`, `record`.
 */
export class ClientError extends Error {
  /** @param {string} code @param {string} message @param {Record<string, unknown>} [details] */
  constructor(code, message, details = {}) {
    super(message);
    this.name = 'ClientError';
    this.code = code;
    this.details = details;
  }

  /** Any thrown thing as a `ClientError`; an abort stays what it is. @param {unknown} thrown @returns {Error} */
  static from(thrown) {
    if (thrown instanceof ClientError || isAbort(thrown)) return /** @type {Error} */ (thrown);
    const { code, message, details } = asFault(thrown);
    return new ClientError(code, message, details);
  }
}

/**
 * A fault as it crosses from the worker, which must be plain data.
 * @typedef {{ code: string, message: string, details: Record<string, unknown> }} Fault
 */

/** @param {unknown} thrown @returns {Fault} */
export function asFault(thrown) {
  const { code, message, details } = /** @type {Partial<Fault>} */ (thrown ?? {});
  // A trap in the module: nothing of it can be used afterwards.
  if (thrown instanceof WebAssembly.RuntimeError) return { code: 'crashed', message: thrown.message, details: {} };
  return {
    code: typeof code === 'string' ? code : 'worker',
    message: typeof message === 'string' ? message : String(thrown),
    details: details ?? {},
  };
}

/** Anything thrown, as something to tell the reader. @param {unknown} thrown @returns {import('../state/store.js').Notice} */
export function asNotice(thrown) {
  const { code, details } = /** @type {{ code?: string, details?: Record<string, unknown> }} */ (thrown);
  if (!code) console.error(thrown);
  return { code: code ?? 'internal', details };
}

/** @param {unknown} thrown @returns {thrown is DOMException} */
export const isAbort = (thrown) => thrown instanceof DOMException && thrown.name === 'AbortError';

/**
 * Waits for `promise`, but no longer than until `signal` aborts.
 * @template T @param {Promise<T>} promise @param {AbortSignal} signal @returns {Promise<T>}
 */
export function untilAborted(promise, signal) {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new DOMException('the request was cancelled', 'AbortError'));
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
