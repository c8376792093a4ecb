/**
 * Files by `fetch` with progress, kept in the Cache API. An address carries a hash of the content
 * (`scripts/inventory.mjs`), so that a kept file is always the right one and a new one is a new address.
 *
 * @typedef {{ url: string, bytes: number }} FileEntry relative to the page; `bytes` as they are on disk
 * @typedef {(loaded: number, total: number) => void} OnProgress bytes of the file, uncompressed
 */
import { ClientError } from './faults.js';

/** The cache's name. */
export const CACHE = 'seq2see';
/** How often a download is told of at most: each time crosses to the page, which draws it. */
const REPORTS = 50;

/**
 * The bytes of a file, from the cache or from the network. Whoever finds them good calls `keep`; whoever finds them
 * damaged calls `forget`.
 * @param {FileEntry} file
 * @param {string} base what `file.url` is relative to
 * @param {OnProgress} onProgress
 * @param {RequestCache} [from] `no-store` else, where there is a cache here: a browser's own would hold the file a second time
 * @returns {Promise<Uint8Array>}
 */
export async function fetchFile(file, base, onProgress, from) {
  const cache = await openCache();
  const kept = await cache?.match(new URL(file.url, base).href).catch(() => undefined);
  // Whatever is wrong with what is kept, the network has it whole.
  const bytes = kept && new Uint8Array(await kept.arrayBuffer().catch(() => new ArrayBuffer(0)));
  if (bytes && (await isWhole(bytes, file))) return (onProgress(file.bytes, file.bytes), bytes);
  if (kept) await forget(file, base);
  return readAll(counted(await answer(file, base, from ?? (cache && 'no-store')), file, onProgress), file);
}

/** The beginning of a file's SHA-256, which its name carries: `model-1a2b3c4d5e6f.safetensors`. */
const HASH = /-([0-9a-f]{12})\.\w+$/;

/** Whether these are the bytes that the name promises. A page that is not secure has no hash function: there the length has to do. @param {Uint8Array} bytes @param {FileEntry} file */
async function isWhole(bytes, file) {
  if (bytes.length !== file.bytes) return false;
  const [, promised] = HASH.exec(file.url) ?? [];
  if (!promised || !globalThis.crypto?.subtle) return true;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', /** @type {BufferSource} */ (bytes)));
  return Array.from(digest.subarray(0, promised.length / 2), (byte) => byte.toString(16).padStart(2, '0')).join('') === promised;
}

/** Keeps a file for the next visit. A full disk is no fault of the visitor's. @param {FileEntry} file @param {string} base @param {Uint8Array} bytes */
export async function keep(file, base, bytes) {
  const cache = await openCache();
  const address = new URL(file.url, base).href;
  if (await cache?.match(address).catch(() => undefined)) return;
  await cache
    ?.put(address, new Response(new Blob([/** @type {BlobPart} */ (bytes)]), { headers: { 'content-type': typeOf(file.url) } }))
    .catch(() => {});
}

/** Whether a file is kept. @param {FileEntry} file @param {string} base */
export const holds = async (file, base) => !!(await (await openCache())?.match(new URL(file.url, base).href).catch(() => undefined));

/** Forgets a file, so that it is fetched again. @param {FileEntry} file @param {string} base */
export async function forget(file, base) {
  await (await openCache())?.delete(new URL(file.url, base).href);
}

/**
 * What the server answers, as it came: of WebAssembly, browsers keep what they compiled only for an answer that nobody has wrapped.
 * Where there is no answer, what is kept.
 * @param {FileEntry} file @param {string} base
 * @param {RequestCache} [cache]
 */
export async function answer(file, base, cache = 'default') {
  const address = new URL(file.url, base);
  const response = await fetch(address, { cache }).catch(async (error) => {
    const kept = await (await openCache())?.match(address.href).catch(() => undefined);
    if (kept) return kept;
    throw new ClientError('network', `${file.url} could not be loaded: ${error.message}`, { url: file.url });
  });
  if (!response.ok || !response.body) {
    throw new ClientError('network', `${file.url} answered ${response.status}`, { url: file.url });
  }
  return response;
}

/**
 * An answer whose body reports how much of it has come.
 * The total is the inventory's: `content-length` counts compressed bytes, or is missing.
 * @param {Response} response @param {FileEntry} file @param {OnProgress} onProgress
 */
function counted(response, file, onProgress) {
  let [loaded, told] = [0, 0];
  const count = new TransformStream({
    transform(chunk, controller) {
      loaded += chunk.length;
      if (loaded - told >= file.bytes / REPORTS || loaded >= file.bytes) {
        told = loaded;
        onProgress(Math.min(loaded, file.bytes), file.bytes);
      }
      controller.enqueue(chunk);
    },
  });
  return new Response(response.body?.pipeThrough(count));
}

/** Forgets kept files that are none of these. @param {FileEntry[]} files @param {string} base */
export async function prune(files, base) {
  const wanted = new Set(files.map(({ url }) => new URL(url, base).href));
  const cache = await openCache();
  for (const { url } of (await cache?.keys()) ?? []) {
    if (!wanted.has(url)) await cache?.delete(url);
  }
}

/** @param {Response} response @param {FileEntry} file */
async function readAll(response, file) {
  const bytes = new Uint8Array(await response.arrayBuffer().catch(() => new ArrayBuffer(0)));
  if (await isWhole(bytes, file)) return bytes;
  const message =
    bytes.length === file.bytes ? `${file.url} came damaged` : `${file.url} is cut short: ${bytes.length} of ${file.bytes} bytes came`;
  throw new ClientError('network', message, { url: file.url });
}

/** The cache, where the browser grants one (not on plain http, nor in some private windows). */
async function openCache() {
  if (!('caches' in globalThis)) return undefined;
  return caches.open(CACHE).catch(() => undefined);
}

/** WebAssembly is compiled as it comes only where the answer says that it is that. @param {string} url */
const typeOf = (url) => (url.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream');
