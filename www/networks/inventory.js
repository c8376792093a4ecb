/**
 * What can be loaded: packages, vocabulary and checkpoints, with addresses, sizes and configs. Written into the
 * page when it is built; the development server tells it anew while a package is still being built.
 */
import built from 'virtual:inventory';

/**
 * @typedef {import('./worker.js').PackageEntry} PackageEntry
 * @typedef {import('./worker.js').ModelEntry} ModelEntry
 * @typedef {object} Inventory
 * @property {{ cpu: PackageEntry|null, gpu: PackageEntry|null, lab: PackageEntry|null }} packages `lab`: what trains
 * @property {boolean} building whether the missing package is on its way
 * @property {import('./worker.js').FileEntry|null} tokenizer
 * @property {Record<string, ModelEntry>} models by name
 */

/** @type {Inventory} */
let current = built;

/** @returns {Inventory} */
export const inventory = () => current;

/** Asks the development server again; on a silent one everything stays as it is known. */
export async function refreshed() {
  const answer = await fetch(new URL('inventory.json', document.baseURI)).catch(() => null);
  if (answer?.ok) current = await answer.json();
  return current;
}
