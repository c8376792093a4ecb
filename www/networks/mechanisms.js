/**
 * What mechanisms are called, in the order of their history: a row for each checkpoint, which is shown where the checkpoint is
 * there. A group is named by its term; `by` is what stands before a label outside of the group, where the label alone would say
 * too little; `kin` what stands behind it, in few words. What a mechanism is stands in `mechanism.js`.
 */

import { mechanismOf } from './mechanism.js';
import { OWN, own } from './own.js';

/** @typedef {{ name: string, label: string, aside?: 'mechanism.reversed' }} Named a checkpoint and what it is called */

export const GROUPS = /** @type {const} */ ([
  {
    key: 'mechanism.wordByWord',
    kin: 'mechanism.wordByWord',
    by: 'mechanism.elman',
    mechanisms: [{ name: 'rnn', label: 'RNN' }],
  },
  {
    key: 'mechanism.encoderDecoder',
    kin: 'mechanism.encoderDecoderShort',
    by: 'mechanism.seq2seq',
    mechanisms: [
      { name: 'seq2seq-rnn', label: 'RNN' },
      { name: 'seq2seq-gru', label: 'GRU' },
      { name: 'seq2seq-lstm', label: 'LSTM' },
      { name: 'seq2seq-lstm-reversed', label: 'LSTM', aside: 'mechanism.reversed' },
    ],
  },
  {
    key: 'mechanism.additiveGroup',
    kin: 'mechanism.bahdanau',
    by: 'mechanism.bahdanau',
    mechanisms: [{ name: 'additive', label: 'additive' }],
  },
  {
    key: 'mechanism.multiplicative',
    kin: 'mechanism.luong',
    by: 'mechanism.luong',
    mechanisms: [
      { name: 'dot', label: 'dot' },
      { name: 'general', label: 'general' },
      { name: 'concat', label: 'concat' },
    ],
  },
  {
    key: 'mechanism.byPlace',
    kin: 'mechanism.luong',
    by: 'mechanism.luong',
    mechanisms: [
      { name: 'location', label: 'location' },
      { name: 'local-m', label: 'local-m' },
      { name: 'local-p', label: 'local-p' },
    ],
  },
  {
    key: 'mechanism.otherScores',
    kin: 'mechanism.otherScores',
    by: null,
    mechanisms: [
      { name: 'scaled-dot', label: 'scaled dot' },
      { name: 'cosine', label: 'cosine' },
    ],
  },
  {
    key: 'mechanism.selfAttention',
    kin: 'mechanism.selfAttention',
    by: null,
    mechanisms: [{ name: 'transformer', label: 'Transformer' }],
  },
  {
    key: 'mechanism.yoursGroup',
    kin: 'mechanism.yoursGroup',
    by: 'mechanism.yoursBy',
    mechanisms: [{ name: OWN, label: '' }],
  },
]);

/** Those of `names` that the page knows, in its order. @param {readonly string[]} names @returns {string[]} */
export const known = (names) => GROUPS.flatMap((group) => group.mechanisms.map(({ name }) => name)).filter((name) => names.includes(name));

/** A checkpoint's row, and its group. @param {string} mechanism */
export function entryOf(mechanism) {
  const group = GROUPS.find(({ mechanisms }) => mechanisms.some(({ name }) => name === mechanism));
  /** @type {Named|undefined} */
  const row = group?.mechanisms.find(({ name }) => name === mechanism);
  if (!group || !row) throw new Error(`no row tells what "${mechanism}" is called`);
  return { ...row, label: mechanism === OWN ? ownLabel() : row.label, group };
}

const CELLS = { rnn: 'RNN', gru: 'GRU', lstm: 'LSTM' };

/** The reader's own network is called by its score, or by its cell where it has none. */
function ownLabel() {
  const held = own();
  const { cell, score } = held ? mechanismOf(held.config) : { cell: null, score: null };
  return score ?? (cell ? CELLS[cell] : 'Transformer');
}
