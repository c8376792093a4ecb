/** A whole run as JSON: the sentence, its tokens, and every number of every step, as the networks gave them. */

/** Changes when a reader of older files would misread newer ones. */
const FORMAT = 1;

/** @param {import('../networks/types.js').Run} run */
export function runJson({ text, mechanism, options, source, steps, hood, beam }) {
  const logProb = steps.reduce((sum, step) => sum + step.logProb, 0);
  const record = {
    format: FORMAT,
    site: 'seq2see',
    sentence: text,
    mechanism,
    options,
    translation: steps.at(-1)?.text ?? '',
    logProb,
    source,
    steps,
    beam,
    cost: hood,
  };
  return `${JSON.stringify(record, plain, 1).replace(NUMBERS, (list) => list.replace(/\s+/g, ' '))}\n`;
}

/** Lists of numbers alone, which shall stand in one line; no string of JSON has a line break in it. */
const NUMBERS = /\[\n[\s\d.,eE+-]*\]/g;

/** Typed arrays as lists; of a float32 the nine digits that tell it from every other. @param {string} _ @param {unknown} value */
function plain(_, value) {
  if (ArrayBuffer.isView(value)) return Array.from(/** @type {Float32Array} */ (value));
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(9)) : value;
}
