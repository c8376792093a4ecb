/** A checkpoint of models/ as float32 numbers; its format is in models/README.md. */

/**
 * @param {ArrayBuffer} file a safetensors file
 * @returns {Record<string, { shape: number[], data: Float32Array }>} by name, int8 matrices multiplied with the scales of their rows
 */
export function readCheckpoint(file) {
  const length = Number(new DataView(file).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(file, 8, length)));
  const bytes = (/** @type {string} */ name) => file.slice(8 + length + header[name].data_offsets[0], 8 + length + header[name].data_offsets[1]);
  const names = Object.keys(header).filter((name) => name !== '__metadata__' && !name.endsWith('.scale'));
  return Object.fromEntries(names.map((name) => {
    const { shape, dtype } = header[name];
    if (dtype !== 'I8') return [name, { shape, data: new Float32Array(bytes(name)) }];
    return [name, { shape, data: scaled(new Int8Array(bytes(name)), new Float32Array(bytes(`${name}.scale`))) }];
  }));
}

/** @param {Int8Array} rows @param {Float32Array} scales of a row each */
function scaled(rows, scales) {
  const columns = rows.length / scales.length;
  return Float32Array.from(rows, (value, i) => value * scales[Math.floor(i / columns)]);
}
