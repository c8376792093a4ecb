/** What a run is made of, as far as the flow's figure asks. */
import { rowOf } from '../../drawing/matrix.js';
import { meanRow } from './ribbons.js';

/** @typedef {import('../../networks/types.js').Run} Run */

/**
 * How source and words are joined:
 * - `attention`: all states are handed over, each step chooses among them;
 * - `fixed`: one context vector, read at every step (Cho et al. 2014);
 * - `first`: one vector, the decoder's first state (Sutskever et al. 2014);
 * - `none`: no encoder and decoder; each token gives its word (Elman 1990);
 * - `transformer`: layers that attend, nothing recurrent (Vaswani et al. 2017).
 * @param {Run} run @returns {'attention'|'fixed'|'first'|'none'|'transformer'}
 */
export function joinOf({ source, steps }) {
  if (source.encoder.kind === 'selfAttention') return 'transformer';
  if (source.encoder.kind === 'none') return 'none';
  if (steps[0]?.attention) return 'attention';
  return steps[0]?.context ? 'fixed' : 'first';
}

/**
 * The row of weights to draw of a step: one head's, or the usual one.
 * @param {import('../../networks/types.js').AttentionTrace} attention @param {number|null} head
 */
export const weightsOf = ({ row, weights }, head) => (head === null ? row : rowOf(weights, head));

/**
 * What one token attends to in a layer of a Transformer's encoder: in the head chosen, else in the mean of all heads.
 * @param {import('../../networks/types.js').EncoderTrace} encoder @param {number} layer
 * @param {number|null} head row of the decoder's weights that is looked at: its head is taken, whatever its layer
 * @param {number} token the one that attends
 * @returns {Float32Array} `src_len` weights
 */
export function selfRow({ weights, heads = 1 }, layer, head, token) {
  const matrix = /** @type {import('../../networks/types.js').Matrix} */ (weights);
  const rowOfHead = (/** @type {number} */ h) => (layer * heads + h) * matrix.cols + token;
  return head === null ? meanRow(matrix, rowOfHead(0), heads, matrix.cols) : rowOf(matrix, rowOfHead(head % heads));
}

/**
 * The value that gets the strongest colour: a recurrent state lies between -1 and 1; a Transformer's is
 * as large as it is, so the largest of those shown, rounded up.
 * @param {Run} run @param {number} units
 */
export function rangeOf({ source, steps }, units) {
  const { states } = source.encoder;
  if (!states) return 1;
  const shown = [...source.tokens.map((_, j) => rowOf(states, j)), ...steps.map(({ hidden }) => hidden)];
  return Math.ceil(Math.max(...shown.map((each) => Math.max(...Array.from(each).slice(0, units).map(Math.abs)))));
}
