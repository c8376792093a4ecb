/** Records of the package made ready to leave the worker. */

/**
 * Makes every matrix' bytes a `Float32Array`, in place, and collects the buffers that can move
 * with the record instead of being copied.
 * @param {any} record as `crates/web` made it
 * @param {Transferable[]} [buffers] where to collect
 * @returns {Transferable[]}
 */
export function movable(record, buffers = []) {
  if (record === null || typeof record !== 'object') return buffers;
  if (record instanceof Float32Array) {
    buffers.push(record.buffer);
    return buffers;
  }
  // A matrix: {rows, cols, data}, the bytes little-endian, as every browser's machine has them.
  if (record.data instanceof Uint8Array) record.data = new Float32Array(record.data.buffer);
  for (const part of Object.values(record)) movable(part, buffers);
  return buffers;
}
