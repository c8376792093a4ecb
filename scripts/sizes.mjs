/**
 * Prints what files weigh, raw and as brotli at its best, the way a static host sends them.
 * Usage: node scripts/sizes.mjs FILE…
 */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

/**
 * @param {Uint8Array} bytes
 * @returns {number} bytes after brotli, quality 11
 */
function brotliSize(bytes) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return brotliCompressSync(bytes, { params }).length;
}

/**
 * @param {string} name
 * @param {Uint8Array} bytes
 * @returns {string} one line of a table
 */
export function sizeLine(name, bytes) {
  const kilo = (/** @type {number} */ n) => `${(n / 1000).toFixed(1)} kB`.padStart(12);
  return `${name.padEnd(48)} ${kilo(bytes.length)} raw ${kilo(brotliSize(bytes))} brotli`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const file of process.argv.slice(2)) {
    console.log(sizeLine(relative(process.cwd(), file), readFileSync(file)));
  }
}
