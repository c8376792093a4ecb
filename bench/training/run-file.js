/** The weights of a run that `pkg/lab` saved, as arrays by name. */

/** @param {Uint8Array} bytes a safetensors file of float32 @returns {Map<string, Float32Array>} */
export function weightsOf(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const length = Number(view.getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  const weights = Object.entries(header).filter(([name]) => name.startsWith('weight.'));
  return new Map(
    weights.map(
      ([
        name,
        {
          data_offsets: [from, to],
        },
      ]) => [name.slice('weight.'.length), new Float32Array(bytes.slice(8 + length + from, 8 + length + to).buffer)],
    ),
  );
}
