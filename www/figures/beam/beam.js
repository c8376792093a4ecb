/**
 * A beam search as a tree to draw: every hypothesis kept, with the text it stands for and what became of it.
 *
 * @typedef {import('../../networks/types.js').BeamTrace} BeamTrace
 * @typedef {object} Branch
 * @property {number} step from 0
 * @property {number} rank within its step, 0: the most probable
 * @property {Branch|null} parent
 * @property {Branch[]} children
 * @property {string} label its last token
 * @property {string} text all of it
 * @property {number} logProb natural logarithm of the last token's probability
 * @property {number} sum of these from the first token on
 * @property {number} score the sum over the length penalty
 * @property {'best'|'finished'|'dropped'|'kept'} fate on the way to the translation; ended, but not the best; not gone on from; gone on from, but not to the best
 */
import { pieceLabel } from '../../text/words.js';

/** @param {BeamTrace} beam @returns {Branch[][]} for every step its hypotheses, most probable first */
export function branchesOf({ steps, best }) {
  /** @type {Branch[][]} */
  const rows = [];
  steps.forEach((nodes, step) => {
    const row = nodes.map(({ parent, piece, logProb, sum, score, finished }, rank) => {
      const from = parent === null || parent === undefined ? null : rows[step - 1][parent];
      const label = pieceLabel(piece);
      const text = finished ? (from?.text ?? '') : ((from?.text ?? '') + piece.replaceAll('▁', ' ')).trimStart();
      const fate = best[step] === rank ? 'best' : finished ? 'finished' : 'dropped';
      /** @type {Branch} */
      const branch = { step, rank, parent: from, children: [], label, text, logProb, sum, score, fate };
      if (from) from.children.push(branch);
      if (from?.fate === 'dropped') from.fate = 'kept';
      return branch;
    });
    rows.push(row);
  });
  return rows;
}

/** Where an arrow key leads from a hypothesis. @param {Branch[][]} rows @param {Branch} from @param {string} key @returns {Branch|undefined} */
export function neighbour(rows, { step, rank, parent, children }, key) {
  const row = rows[step];
  if (key === 'ArrowUp') return row[rank - 1];
  if (key === 'ArrowDown') return row[rank + 1];
  if (key === 'ArrowLeft') return parent ?? undefined;
  if (key === 'ArrowRight') return children.find(({ fate }) => fate === 'best') ?? children[0];
  return undefined;
}
