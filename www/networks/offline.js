/**
 * Visits without a network. After the first translation a service worker keeps the page (`scripts/vite-offline.mjs`), and the
 * package that translated is kept beside its checkpoint; all other networks are kept when the reader asks for it.
 */
import { CACHE, fetchFile, holds, keep } from './files.js';
import { inventory } from './inventory.js';

/** @typedef {import('./files.js').FileEntry} FileEntry */

/** What this browser can do: it has a cache and takes a service worker. */
export const canKeep = () => 'caches' in globalThis && 'serviceWorker' in navigator;

/** Keeps what a visit without a network needs at least. The development server serves no service worker. */
export async function keepPage() {
  if (!canKeep() || !import.meta.env.PROD) return;
  const { cpu } = inventory().packages;
  await navigator.serviceWorker.register(new URL('sw.js', document.baseURI)).catch(() => undefined);
  // The browser has just fetched it, and holds it in a cache of its own.
  if (cpu) await keepFile(cpu.wasm, () => {}, 'force-cache').catch(() => undefined);
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

/** Removes everything kept: networks, package, page; nothing of other pages of the same host. What is on the screen goes on. */
export async function removeAll() {
  await caches.delete(CACHE);
  const registration = await navigator.serviceWorker.getRegistration();
  if (!registration) return;
  // Workbox names its caches by the worker's scope.
  for (const name of await caches.keys()) if (name.endsWith(registration.scope)) await caches.delete(name);
  await registration.unregister();
}

/** @param {FileEntry} file @param {(loaded: number) => void} onProgress @param {RequestCache} [from] */
async function keepFile(file, onProgress, from) {
  const base = document.baseURI;
  if (await holds(file, base)) return;
  await keep(file, base, await fetchFile(file, base, onProgress, from));
}
