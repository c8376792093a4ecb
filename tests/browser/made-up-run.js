/**
 * A run of a recurrent network that was never trained: operands of the right names and sizes, each computed from
 * those before it, to draw mechanisms whose checkpoints are not there. Runs in the page.
 */
import { NETWORKS } from '../networks.js';

const [N, D, A, E, V] = [5, 96, 48, 32, 50];
const IDS = [7, 3, 11];

/** @typedef {{ rows: number, cols: number, data: Float32Array }} Matrix */
/** @typedef {Record<string, Matrix>} Operands */

/** @param {number} rows @param {number} cols @param {(k: number) => number} value @returns {Matrix} */
const matrix = (rows, cols, value) => ({ rows, cols, data: Float32Array.from({ length: rows * cols }, (_, k) => value(k)) });
/** @param {number} seed */
const noise = (seed) => (/** @type {number} */ k) => Math.sin((k + 1) * 12.9898 * seed) * Math.cos(k * seed);
const sigmoid = (/** @type {number} */ x) => 1 / (1 + Math.exp(-x));
/** @param {Matrix} m @param {number} row */
const row = (m, row) => m.data.subarray(row * m.cols, (row + 1) * m.cols);
/** @param {ArrayLike<number>} a @param {ArrayLike<number>} b */
const dot = (a, b) => Array.from(a).reduce((sum, each, k) => sum + each * b[k], 0);
/** @param {number[]} scores */
const softmax = (scores) => {
  const total = scores.reduce((sum, each) => sum + Math.exp(each), 0);
  return scores.map((each) => Math.exp(each) / total);
};

/** @param {'gru'|'lstm'|'rnn'} cell @returns {Record<string, Matrix>} */
function gates(cell) {
  const n = { gru: 3, lstm: 4, rnn: 1 }[cell];
  const input = matrix(1, n * D, noise(1));
  const recurrent = matrix(1, n * D, noise(2));
  const before = matrix(1, D, noise(3));
  const memory = matrix(1, D, noise(4));
  const sum = (/** @type {number} */ g) => (/** @type {number} */ k) => input.data[g * D + k] + recurrent.data[g * D + k];
  const of = (/** @type {(x: number) => number} */ f, /** @type {number} */ g) => matrix(1, D, (k) => f(sum(g)(k)));
  const shared = { input: matrix(1, E, noise(5)), hidden_before: before, input_product: input, hidden_product: recurrent };
  if (cell === 'rnn') return { ...shared, state: of(Math.tanh, 0), hidden: of(Math.tanh, 0) };
  if (cell === 'gru') {
    const [reset, update] = [of(sigmoid, 0), of(sigmoid, 1)];
    const fresh = matrix(1, D, (k) => Math.tanh(input.data[2 * D + k] + reset.data[k] * recurrent.data[2 * D + k]));
    return {
      ...shared,
      reset,
      update,
      new: fresh,
      hidden: matrix(1, D, (k) => (1 - update.data[k]) * fresh.data[k] + update.data[k] * before.data[k]),
    };
  }
  const [i, f, g, o] = [of(sigmoid, 0), of(sigmoid, 1), of(Math.tanh, 2), of(sigmoid, 3)];
  const after = matrix(1, D, (k) => f.data[k] * memory.data[k] + i.data[k] * g.data[k]);
  return {
    ...shared,
    memory_before: memory,
    input_gate: i,
    forget_gate: f,
    cell_gate: g,
    output_gate: o,
    memory: after,
    hidden: matrix(1, D, (k) => o.data[k] * Math.tanh(after.data[k])),
  };
}

/** Places on either side of the middle that a local score reads. */
const HALF_WIDTH = 1;

/**
 * What a score compares: by the names of the core's operands, the two whose products are summed, and what those are made of.
 * @param {string} mechanism @param {Matrix} query @param {Matrix} value
 * @returns {Record<string, Matrix>}
 */
function compared(mechanism, query, value) {
  const length = (/** @type {Float32Array} */ x) => Math.sqrt(dot(x, x));
  if (['additive', 'concat'].includes(mechanism)) {
    const [mapped, key] = [matrix(1, A, noise(7)), matrix(N, A, noise(8))];
    const energy = matrix(N, A, (k) => Math.tanh(mapped.data[k % A] + key.data[k]));
    return { mapped_query: mapped, key, energy, energy_weights: matrix(1, A, noise(9)) };
  }
  if (mechanism === 'scaled-dot') return { mapped_query: matrix(1, D, (k) => query.data[k] / Math.sqrt(D)), key: value };
  if (mechanism === 'cosine')
    return {
      mapped_query: matrix(1, D, (k) => query.data[k] / length(query.data)),
      key: matrix(N, D, (k) => value.data[k] / length(row(value, Math.floor(k / D)))),
    };
  return { key: mechanism === 'dot' ? value : matrix(N, D, noise(10)) };
}

/** @param {string} mechanism @param {Matrix} query @param {number} position */
function attention(mechanism, query, position) {
  const value = matrix(N, D, noise(6));
  /** @type {Operands} */
  const operands = { query, value, ...compared(mechanism, query, value) };
  const factors = operands.energy_weights ?? operands.mapped_query ?? query;
  const scores = Array.from({ length: N }, (_, j) => dot(factors.data, row(operands.energy ?? operands.key, j)));
  const outside = (/** @type {number} */ j) => mechanism.startsWith('local') && Math.abs(j - position) > HALF_WIDTH;
  const masked = scores.map((score, j) => (outside(j) ? -1e9 : score));
  const inWindow = softmax(masked);
  // Where the middle is predicted, weights fall off from it: σ is half of the window's half width.
  const gaussian = scores.map((_, j) => (mechanism === 'local-p' ? Math.exp(-((j - position) ** 2) / (2 * (HALF_WIDTH / 2) ** 2)) : 1));
  const weights = inWindow.map((weight, j) => weight * gaussian[j]);
  if (mechanism === 'local-p') {
    operands.softmax = matrix(1, N, (j) => inWindow[j]);
    operands.gaussian = matrix(1, N, (j) => gaussian[j]);
  }
  if (mechanism.startsWith('local')) operands.position = matrix(1, 1, () => position);
  operands.scores = matrix(1, N, (j) => scores[j]);
  operands.masked = matrix(1, N, (j) => masked[j]);
  operands.weights = matrix(1, N, (j) => weights[j]);
  operands.context = matrix(1, D, (k) => weights.reduce((sum, each, j) => sum + each * row(value, j)[k], 0));
  return operands;
}

/** @param {Matrix|null} state what is compared with the embedding, where there is no layer between */
function readout(state) {
  const product = matrix(1, E, noise(11));
  const made = state ?? matrix(1, E, (k) => Math.tanh(product.data[k]));
  const [ids, embedding, bias] = [matrix(1, 3, (k) => IDS[k]), matrix(3, made.cols, noise(12)), matrix(1, 3, noise(13))];
  const logits = matrix(1, V, noise(14));
  IDS.forEach((id, k) => (logits.data[id] = dot(made.data, row(embedding, k)) + bias.data[k]));
  return { ...(state ? {} : { readout_product: product }), readout: made, ids, embedding, bias, logits };
}

/** A run of two steps, and the scores of each step where the mechanism has attention. @param {string} mechanism */
export function madeUpRun(mechanism) {
  const network = NETWORKS[mechanism];
  const plain = /^(seq2seq-)?(rnn|lstm)$/.exec(mechanism);
  const cell = /** @type {'lstm'|'rnn'|'gru'} */ (plain?.[2] ?? 'gru');
  const cells = gates(cell);
  if (network.source === 'fixed') cells.context = matrix(1, D, noise(15));
  const attended = plain ? null : attention(mechanism, network.luong ? cells.hidden : cells.hidden_before, 1);
  const read = readout(mechanism === 'rnn' ? cells.hidden : null);
  const total = Math.log(Array.from(read.logits.data).reduce((sum, each) => sum + Math.exp(each), 0));
  const candidates = IDS.map((id) => ({ id, piece: `▁word${id}`, logProb: read.logits.data[id] - total }));
  const trace = attended && { layers: 1, heads: 1, scores: attended.scores, weights: attended.weights, row: attended.weights.data };
  const step = (/** @type {number} */ position) => ({
    position,
    id: IDS[0],
    piece: '▁word',
    logProb: candidates[0].logProb,
    candidates,
    attention: trace,
    text: 'word '.repeat(position + 1).trim(),
    done: false,
  });
  const tokens = Array.from({ length: N }, (_, id) => ({ id, piece: `▁mot${id}`, text: `mot${id}`, word: id, unknown: false }));
  const parts = /** @type {Record<string, any>} */ ({ gates: cells, attention: attended, readout: read });
  const run = {
    text: '',
    mechanism,
    network,
    options: { masked: [], attention: [] },
    hood: {},
    steps: [step(0), step(1)],
    source: { tokens, readingOrder: tokens.map(({ id }) => id), encoder: { kind: 'recurrent' } },
    inspect: async (/** @type {number} */ _, /** @type {{ kind: string }} */ { kind }) => parts[kind],
  };
  return { run, scores: attended && Array.from(attended.scores.data) };
}
