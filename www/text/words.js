/**
 * From pieces of the vocabulary to what a reader sees: the surface of each piece, and pieces
 * gathered into whole words.
 *
 * @typedef {import('../networks/types.js').SourceToken} SourceToken
 * @typedef {import('../networks/types.js').Step} Step
 * @typedef {object} Group one row or column of a figure
 * @property {string} label
 * @property {number[]} members indices of the tokens or steps in it
 * @property {boolean} end whether it is the end mark
 */

/** How the end of a sentence is written in figures. */
export const END_LABEL = '⟨eos⟩';
/** What the decoder starts with. */
export const START_LABEL = '⟨sos⟩';
/** Stands behind a symbol that the vocabulary lacks: the network reads that there is one, not which. */
const UNKNOWN_LABEL = '⟨unk⟩';
const END_PIECE = '</s>';

/** @param {{ piece: string }} token */
export const isEnd = (token) => token.piece === END_PIECE;

/** A piece as the vocabulary has it, made readable: no `▁`, the end mark in its own sign.
 * @param {string} piece */
export const pieceLabel = (piece) => (piece === END_PIECE ? END_LABEL : piece.replaceAll('▁', '') || '␣');

/**
 * What each step added to the text: joined, the surfaces are the text so far. A step's text is
 * detokenized as a whole, so a surface is what came after the text of the step before.
 *
 * @param {Step[]} steps
 * @returns {{ gap: string, word: string }[]} `gap` is the space before the piece
 */
export function surfaces(steps) {
  let before = '';
  return steps.map((step) => {
    const added = step.text.startsWith(before) ? step.text.slice(before.length) : '';
    before = step.text;
    const word = added.trimStart();
    return { gap: added.slice(0, added.length - word.length), word };
  });
}

/**
 * Columns of a figure: the source's tokens, or its words.
 *
 * @param {SourceToken[]} tokens
 * @param {boolean} whole whole words instead of sub-words
 * @returns {Group[]}
 */
export function sourceGroups(tokens, whole) {
  /** @type {Group[]} */
  const groups = [];
  tokens.forEach((token, j) => {
    const label = isEnd(token) ? END_LABEL : (token.text.trim() || gapLabel(token.piece, whole)) + (token.unknown ? UNKNOWN_LABEL : '');
    const joins = whole && j > 0 && !isEnd(token) && tokens[j - 1].word === token.word;
    if (joins) append(groups[groups.length - 1], label, j);
    else groups.push({ label, members: [j], end: isEnd(token) });
  });
  return groups.map(labelled);
}

/**
 * Rows of a figure, labelled by the word predicted: the steps, or whole words of them.
 *
 * @param {Step[]} steps
 * @param {boolean} whole
 * @returns {Group[]}
 */
export function targetGroups(steps, whole) {
  const shown = surfaces(steps);
  /** @type {Group[]} */
  const groups = [];
  steps.forEach((step, i) => {
    const label = isEnd(step) ? END_LABEL : shown[i].word || gapLabel(step.piece, whole);
    const last = groups[groups.length - 1];
    // A gap that is a piece of its own opens the word behind it.
    const joins = whole && last && !isEnd(step) && !shown[i].gap && (!last.label || !breaks(last.label, label));
    if (joins) append(last, label, i);
    else groups.push({ label, members: [i], end: isEnd(step) });
  });
  return groups.map(labelled);
}

/** A piece that is nothing but a gap has no place among whole words. @param {string} piece @param {boolean} whole */
const gapLabel = (piece, whole) => (whole && /^▁+$/.test(piece) ? '' : pieceLabel(piece));

/** A gap that no word follows is shown as one. @param {Group} group @returns {Group} */
const labelled = (group) => (group.label ? group : { ...group, label: pieceLabel('▁') });

/** Punctuation other than what joins a word (`'`, `’`, `-`) stands alone.
 * @param {string} before @param {string} label */
function breaks(before, label) {
  const stop = /^[^\p{L}\p{N}'’-]+$/u;
  return stop.test(label) || stop.test(before);
}

/** @param {Group} group @param {string} label @param {number} member */
function append(group, label, member) {
  group.label += label;
  group.members.push(member);
}

/**
 * Attention between groups: summed over the tokens of a source word, averaged over the steps of a
 * target word, so that every row still sums to 1.
 *
 * @param {ArrayLike<number>[]} weights one row of `src_len` numbers a step
 * @param {Group[]} rows
 * @param {Group[]} columns
 * @returns {ArrayLike<number>[]} `[rows, columns]`
 */
export function groupWeights(weights, rows, columns) {
  // Where nothing is gathered the rows stay the very same, so that a figure sees what has not changed.
  const apart = columns.every(({ members }) => members.length === 1);
  return rows.map(({ members: steps }) =>
    apart && steps.length === 1
      ? weights[steps[0]]
      : columns.map(({ members: tokens }) => {
          let sum = 0;
          for (const i of steps) for (const j of tokens) sum += weights[i][j];
          return sum / steps.length;
        }),
  );
}
