/**
 * Visits without a network. After the first translation a service worker keeps the page (`scripts/vite-offline.mjs`), and the
 * package that translated is kept beside its checkpoint; all other networks are kept when the reader asks for it.
 */
import { answer, fetchFile, holds, keep } from './files.js';
import { inventory } from './inventory.js';

/** @typedef {import('./files.js').FileEntry} FileEntry */

/** What this browser can do: it has a cache and takes a service worker. */
export const canKeep = () => 'caches' in globalThis && 'serviceWorker' in navigator;

/** Keeps what a visit without a network needs at least. The development server serves no service worker. */
export async function keepPage() {
  if (!canKeep() || !import.meta.env.PROD) return;
  const { cpu } = inventory().packages;
  await navigator.serviceWorker.register(new URL('sw.js', document.baseURI)).catch(() => undefined);
  if (cpu) await copy(cpu.wasm).catch(() => undefined);
}

/** Keeps what the browser has just fetched, and holds in a cache of its own. @param {FileEntry} file */
async function copy(file) {
  if (await holds(file, document.baseURI)) return;
  const bytes = new Uint8Array(await (await answer(file, document.baseURI, 'force-cache')).arrayBuffer());
  if (bytes.length === file.bytes) await keep(file, document.baseURI, bytes);
}

/** Everything that all networks need: the package for the CPU, the vocabulary, the checkpoints. */
function wanted() {
  const { packages, tokenizer, models } = inventory();
  return [packages.cpu?.wasm, tokenizer, ...Object.values(models).map(({ weights }) => weights)].filter((each) => !!each);
}

/** How much of it this browser holds, in bytes, and how many networks. */
export async function holding() {
  const files = wanted();
  const held = await Promise.all(files.map((file) => holds(file, document.baseURI)));
  const sum = (/** @type {FileEntry[]} */ list) => list.reduce((total, { bytes }) => total + bytes, 0);
  const weights = new Set(Object.values(inventory().models).map((model) => model.weights.url));
  const kept = files.filter((_, i) => held[i]);
  return {
    networks: kept.filter(({ url }) => weights.has(url)).length,
    of: weights.size,
    bytes: sum(kept),
    missing: sum(files.filter((_, i) => !held[i])),
  };
}

/** Keeps all networks. @param {(loaded: number, total: number) => void} onProgress in bytes */
export async function keepAll(onProgress) {
  const files = wanted();
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let before = 0;
  for (const file of files) {
    await keepFile(file, (loaded) => onProgress(before + loaded, total));
    before += file.bytes;
    onProgress(before, total);
  }
}

/** Removes everything kept: networks, package, page. What is on the screen goes on. */
export async function removeAll() {
  for (const name of await caches.keys()) await caches.delete(name);
  for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
}

/** @param {FileEntry} file @param {(loaded: number) => void} [onProgress] */
async function keepFile(file, onProgress = () => {}) {
  const base = document.baseURI;
  if (await holds(file, base)) return;
  await keep(file, base, await fetchFile(file, base, onProgress));
}
