/**
 * What if: how a translation is to differ from what the network would do by itself, as a value. Every
 * change makes new options from old ones and from the steps that the reader sees.
 *
 * @typedef {import('../networks/types.js').Step} Step
 * @typedef {{ position: number, weights: number[] }} SetRow the attention of one step, set by hand; `src_len` weights that sum to 1
 *
 * @typedef {object} Options the core's, but for `chosen`
 * @property {number} beamSize hypotheses kept side by side; 1 is greedy
 * @property {number} lengthPenalty exponent of the length penalty; 0: none
 * @property {number[]} prefix target ids to begin with
 * @property {number[]} masked source positions that the network does not read
 * @property {SetRow[]} attention
 * @property {number[]} [chosen] steps of the prefix whose word the reader chose; the others are held because he chose one after them
 *
 * @typedef {{ kind: 'word'|'row', position: number } | { kind: 'masked', members: number[] }} Change one of the changes in options
 */

/** What the network does by itself. @type {Options} */
export const NONE = { beamSize: 1, lengthPenalty: 1, prefix: [], masked: [], attention: [] };

const FIELDS = /** @type {const} */ (['beamSize', 'lengthPenalty', 'prefix', 'masked', 'attention']);

/** Whether anything belongs to this very sentence and network. @param {Options} options */
export const changed = ({ prefix, masked, attention }) => prefix.length + masked.length + attention.length > 0;

/** For another sentence or network: only the search stays. @param {Options} options @returns {Options} */
export const forOther = ({ beamSize, lengthPenalty }) => ({ ...NONE, beamSize, lengthPenalty });

/** @param {Options} a @param {Options} b */
export const same = (a, b) => FIELDS.every((field) => JSON.stringify(a[field]) === JSON.stringify(b[field]));

/** What the core is asked for. @param {Options} options */
export const sent = ({ beamSize, lengthPenalty, prefix, masked, attention }) => ({ beamSize, lengthPenalty, prefix, masked, attention });

/** Steps whose word the reader chose. @param {Options} options @returns {number[]} */
export function chosenSteps({ chosen, prefix, attention }) {
  if (chosen) return chosen;
  const leadsToRow = attention.some(({ position }) => position === prefix.length);
  return prefix.length && !leadsToRow ? [prefix.length - 1] : [];
}

/** Steps whose word is the reader's doing: he chose it, or set the attention that it was made with. @param {Options} options */
export const forcedSteps = (options) => [...chosenSteps(options), ...options.attention.map(({ position }) => position)];

/**
 * Another word at a step, and on from there. The word that the network itself holds for the best takes a choice back.
 * @param {Options} options @param {Step[]} steps @param {number} position @param {number} id @returns {Options}
 */
export function chooseWord(options, steps, position, id) {
  const before = upTo(options, position, position + 1);
  if (before.beamSize === 1 && id === steps[position].candidates[0].id) return before;
  const ids = steps.slice(0, position).map((step) => step.id);
  return { ...before, prefix: [...ids, id], chosen: [...chosenSteps(before), position] };
}

/**
 * Other attention at a step, and on from there.
 * @param {Options} options @param {Step[]} steps @param {number} position @param {number[]} weights @returns {Options}
 */
export function setRow(options, steps, position, weights) {
  const before = upTo(options, position, position);
  const prefix = steps.slice(0, position).map((step) => step.id);
  return { ...before, prefix, chosen: chosenSteps(before), attention: [...before.attention, { position, weights }] };
}

/**
 * Hides source tokens, or shows them again if all of them are hidden. A word stays in sight: the last token is the end mark.
 * @param {Options} options @param {number[]} members @param {number} length of the source @returns {Options}
 */
export function toggleMasked(options, members, length) {
  const all = members.every((j) => options.masked.includes(j));
  const others = options.masked.filter((j) => !members.includes(j));
  const masked = all ? others : [...others, ...members].sort((a, b) => a - b);
  const words = Array.from({ length: length - 1 }, (_, j) => j);
  if (words.every((j) => masked.includes(j))) return options;
  return { ...options, masked, attention: options.attention.flatMap((row) => hiddenFrom(row, masked)) };
}

/** A row without weight on what is hidden; none if that was all its weight. @param {SetRow} row @param {number[]} masked */
function hiddenFrom({ position, weights }, masked) {
  const left = weights.map((weight, j) => (masked.includes(j) ? 0 : weight));
  const sum = left.reduce((total, weight) => total + weight, 0);
  return sum > 0 ? [{ position, weights: left.map((weight) => weight / sum) }] : [];
}

/** The changes in the order of the sentence; hidden tokens one by one. @param {Options} options @returns {Change[]} */
export function changes(options) {
  /** @type {(Change & { position: number })[]} */
  const steps = [
    ...chosenSteps(options).map((position) => ({ kind: /** @type {const} */ ('word'), position })),
    ...options.attention.map(({ position }) => ({ kind: /** @type {const} */ ('row'), position })),
  ];
  steps.sort((a, b) => a.position - b.position || (a.kind === 'row' ? -1 : 1));
  return [...options.masked.map((j) => ({ kind: /** @type {const} */ ('masked'), members: [j] })), ...steps];
}

/**
 * Takes one change back, and with a change of a step those of later steps, which were made on top of it.
 * @param {Options} options @param {Change} change @returns {Options}
 */
export function without(options, change) {
  if (change.kind === 'masked') return { ...options, masked: options.masked.filter((j) => !change.members.includes(j)) };
  return upTo(options, change.position, change.position + (change.kind === 'word' ? 1 : 0));
}

/**
 * Keeps the words chosen before step `words` and the rows set before step `rows`, and holds no more than those need.
 * @param {Options} options @param {number} words @param {number} rows @returns {Options}
 */
function upTo(options, words, rows) {
  const chosen = chosenSteps(options).filter((position) => position < words);
  const attention = options.attention.filter(({ position }) => position < rows);
  const held = Math.max(0, ...chosen.map((position) => position + 1), ...attention.map(({ position }) => position));
  return { ...options, chosen, attention, prefix: options.prefix.slice(0, held) };
}
