/**
 * What kind of network stands behind a mechanism's name: of a checkpoint that came with the page as the name says, of the
 * reader's own as its config does.
 *
 * @typedef {'rnn'|'gru'|'lstm'} Cell
 * @typedef {'additive'|'dot'|'general'|'concat'|'scaled-dot'|'cosine'|'fixed-context'|'first-state'|'read'|'self-attention'} Enters how the source
 *   comes to what writes; `read`: token by token, by a network that writes as it reads
 * @typedef {{ cell: Cell|null, enters: Enters }} Kind
 */
import { OWN, own } from './own.js';

/** @type {Record<string, Kind>} */
const SHIPPED = {
  rnn: { cell: 'rnn', enters: 'read' },
  'seq2seq-rnn': { cell: 'rnn', enters: 'fixed-context' },
  'seq2seq-gru': { cell: 'gru', enters: 'fixed-context' },
  'seq2seq-lstm': { cell: 'lstm', enters: 'first-state' },
  'seq2seq-lstm-reversed': { cell: 'lstm', enters: 'first-state' },
  additive: { cell: 'gru', enters: 'additive' },
  dot: { cell: 'gru', enters: 'dot' },
  general: { cell: 'gru', enters: 'general' },
  concat: { cell: 'gru', enters: 'concat' },
  transformer: { cell: null, enters: 'self-attention' },
};

/** Nothing of a mechanism that the page does not know. @param {string|undefined} mechanism @returns {Kind|undefined} */
export function kindOf(mechanism) {
  if (mechanism === OWN) return ofConfig(own()?.config);
  return mechanism === undefined ? undefined : SHIPPED[mechanism];
}

/** @param {any} config `config.json` of a checkpoint @returns {Kind|undefined} */
export function ofConfig(config) {
  const { family, cell, attention } = config?.network ?? {};
  if (family === 'elman') return { cell: 'rnn', enters: 'read' };
  if (family === 'transformer') return { cell: null, enters: 'self-attention' };
  return family === 'seq2seq' ? { cell, enters: attention } : undefined;
}

/** Whether weights over the source can be drawn of it. @param {Kind|undefined} kind */
export const attends = (kind) => kind !== undefined && !['fixed-context', 'first-state', 'read'].includes(kind.enters);
