/**
 * What one step of the Transformer is drawn from: a finished run, where the reader looks, and the operands.
 *
 * @typedef {import('../../networks/types.js').Run} Run
 * @typedef {import('../../networks/types.js').Matrix} Matrix
 * @typedef {import('../../networks/types.js').Operands} Operands
 *
 * @typedef {object} Scene
 * @property {string} key the same for the same scene
 * @property {Run} run
 * @property {import('./steps.js').StepOf} of
 * @property {'enc'|'dec'} side where it happens
 * @property {import('./steps.js').StepPart} part
 * @property {number} step of the decoder
 * @property {number} layer
 * @property {number} head within its layer
 * @property {number} heads in a layer
 * @property {number} layers
 * @property {string[]} source its tokens
 * @property {string[]} read what the decoder read at each step: ⟨sos⟩, then its own words
 * @property {string[]} made what it made at each step
 * @property {string[]} positions what it read and what it made at each step: a position of the decoder has two words
 * @property {Record<string, Operands|null>} operands
 */
import { sourceGroups, START_LABEL, targetGroups } from '../../text/words.js';
import { rowOf } from '../../drawing/matrix.js';
import { stacked, weighted } from './numbers.js';

/** @typedef {Pick<Scene, 'source'|'read'|'made'|'positions'>} Labels */
/** @type {WeakMap<Run, Labels>} */
const labelled = new WeakMap();

/** The tokens' labels of a run, the same for the same run. @param {Run} run @returns {Labels} */
export function labels(run) {
  const found = labelled.get(run) ?? labelsOf(run);
  labelled.set(run, found);
  return found;
}

/** @param {Run} run @returns {Labels} */
function labelsOf(run) {
  const made = targetGroups(run.steps, false).map(({ label }) => label);
  const read = [START_LABEL, ...made].slice(0, made.length);
  return {
    source: sourceGroups(run.source.tokens, false).map(({ label }) => label),
    made,
    read,
    positions: read.map((word, i) => `${word} → ${made[i]}`),
  };
}

/** How many layers and heads a run's network has. @param {Run} run */
export function shape(run) {
  const { layers = 1, heads = 1 } = run.steps[0].attention ?? {};
  return { layers, heads };
}

/**
 * One head's attention, as all its figures see it. Rows are queries, columns keys.
 *
 * @typedef {object} AttentionView
 * @property {'encoder'|'self'|'cross'} kind
 * @property {string[]} rows
 * @property {string[]} columns
 * @property {'enc'|'dec'} rowTone
 * @property {'enc'|'dec'} columnTone
 * @property {Matrix} products `[rows, columns]`: q·k
 * @property {Matrix} scores the same over √d_k
 * @property {Matrix} weights rows sum to 1
 * @property {((row: number, column: number) => boolean)|null} masked
 * @property {(row: number) => Float32Array|undefined} query of `d_k` numbers, where it is known
 * @property {Matrix} key `[columns, d_k]`
 * @property {Matrix} value `[columns, d_k]`
 * @property {(row: number) => Float32Array|undefined} head the weighted sum, where it is known
 */

/** @type {WeakMap<Scene, Operands|null>} */
const joined = new WeakMap();

/**
 * The operands of a part that was asked of every step of the decoder, as tables with a row for each step.
 * @param {Scene} scene @returns {Operands|null}
 */
export function everyStep(scene) {
  const found = joined.get(scene) ?? join(Object.values(scene.operands));
  joined.set(scene, found);
  return found;
}

/** @param {(Operands|null)[]} rows of a step each @returns {Operands|null} */
function join(rows) {
  const [first] = rows;
  if (!first || rows.some((each) => !each)) return null;
  const single = Object.keys(first).filter((name) => first[name].rows === 1);
  return Object.fromEntries(single.map((name) => [name, stacked(rows.map((each) => /** @type {Operands} */ (each)[name].data))]));
}

/** @type {WeakMap<Scene, AttentionView>} */
const views = new WeakMap();

/** The attention of a scene that has one. @param {Scene} scene @returns {AttentionView|null} */
export function attentionOf(scene) {
  const operands = scene.operands.attention;
  if (!operands || !scene.of.attention) return null;
  const view = views.get(scene) ?? { encoder, self, cross }[scene.of.attention](scene, operands);
  views.set(scene, view);
  return view;
}

/** @param {Scene} scene @param {Operands} operands @returns {AttentionView} */
const encoder = ({ source }, operands) => ({
  kind: 'encoder',
  rows: source,
  columns: source,
  rowTone: 'enc',
  columnTone: 'enc',
  ...whole(operands),
});

/** No position sees a later one; Vaswani et al. 2017, §3.2.3. @param {Scene} scene @param {Operands} operands @returns {AttentionView} */
const self = ({ positions, read }, operands) => ({
  kind: 'self',
  rows: positions,
  columns: read,
  rowTone: 'dec',
  columnTone: 'dec',
  ...whole(operands),
});

/** Of the step looked at comes everything, of the others what the trace holds. @param {Scene} scene @param {Operands} operands @returns {AttentionView} */
function cross({ run, positions, source, step, layer, head, heads }, operands) {
  const at = layer * heads + head;
  const rows = (/** @type {'scores'|'weights'} */ name) =>
    stacked(run.steps.map(({ attention }) => rowOf(/** @type {Matrix} */ (attention?.[name]), at)));
  const scores = rows('scores');
  const hidden = maskOf(operands.masked);
  return {
    kind: 'cross',
    rows: positions,
    columns: source,
    rowTone: 'dec',
    columnTone: 'enc',
    products: weighted(scores, Array(scores.rows).fill(Math.sqrt(operands.key.cols))),
    scores,
    weights: rows('weights'),
    masked: hidden && ((_, column) => hidden(0, column)),
    query: (row) => (row === step ? operands.query.data : undefined),
    key: operands.key,
    value: operands.value,
    head: (row) => (row === step ? operands.head.data : undefined),
  };
}

/**
 * The softmax of one cell, from the scores shown: `e^s`, the sum over all keys that may be read, and whether the
 * weight is that share, which it is not where the reader set the attention by hand.
 * @param {AttentionView} view @param {number} row @param {number} column
 */
export function shareOf({ scores, weights, masked }, row, column) {
  const own = rowOf(scores, row).filter((_, j) => !masked?.(row, j));
  const all = own.reduce((sum, score) => sum + Math.exp(score), 0);
  const at = row * scores.cols + column;
  const one = Math.exp(scores.data[at]);
  return { one, all, keys: own.length, kept: Math.abs(one / all - weights.data[at]) < BY_HAND };
}

/** How far a weight may be from the softmax of the shown scores: rounding, not a hand. */
const BY_HAND = 0.01;

/** Keys named of a row at most, and the least weight, which would be written 0.00 below. */
const NAMED = { most: 3, from: 0.005 };

/** The keys that a query reads most; never one that is masked. @param {Pick<AttentionView, 'weights'|'masked'|'columns'>} view @param {number} row */
export function mostRead({ weights, masked, columns }, row) {
  const own = rowOf(weights, row);
  const read = columns.map((_, j) => j).filter((j) => !masked?.(row, j) && own[j] >= NAMED.from);
  return read.sort((a, b) => own[b] - own[a]).slice(0, NAMED.most);
}

/** What a part with a row for every query gives. @param {Operands} operands */
const whole = ({ query, key, value, products, scores, masked, weights, head }) => ({
  products,
  scores,
  weights,
  key,
  value,
  masked: maskOf(masked),
  query: (/** @type {number} */ row) => rowOf(query, row),
  head: (/** @type {number} */ row) => rowOf(head, row),
});

/** What stands for minus infinity in the scores after the mask. */
const MASKED = -1e8;

/** @typedef {((row: number, column: number) => boolean)|null} Mask */
/** @type {WeakMap<Matrix, { mask: Mask }>} */
const masks = new WeakMap();

/** Which cells are masked out, null where none is; the same for the same scores. @param {Matrix|undefined} scores after the mask @returns {Mask} */
function maskOf(scores) {
  if (!scores) return null;
  const isMasked = (/** @type {number} */ row, /** @type {number} */ column) => scores.data[row * scores.cols + column] < MASKED;
  const found = masks.get(scores) ?? { mask: scores.data.some((score) => score < MASKED) ? isMasked : null };
  masks.set(scores, found);
  return found.mask;
}
