import { attends, kindOf } from './kinds.js';
import { OWN } from './own.js';

/**
 * The mechanisms in the order of their history, as the page groups them. A name is that of a
 * checkpoint; it is shown where the checkpoint is there. A group is named by its term; `by` is what stands before a
 * label outside of the group, where the label alone would say too little; `kin` what stands behind it, in few words.
 */
export const GROUPS = /** @type {const} */ ([
  {
    key: 'mechanism.wordByWord',
    kin: 'mechanism.wordByWord',
    by: 'mechanism.elman',
    attends: false,
    mechanisms: [{ name: 'rnn', label: 'RNN' }],
  },
  {
    key: 'mechanism.encoderDecoder',
    kin: 'mechanism.encoderDecoderShort',
    by: 'mechanism.seq2seq',
    attends: false,
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
    attends: true,
    mechanisms: [{ name: 'additive', label: 'additive' }],
  },
  {
    key: 'mechanism.multiplicative',
    kin: 'mechanism.luong',
    by: 'mechanism.luong',
    attends: true,
    mechanisms: [
      { name: 'dot', label: 'dot' },
      { name: 'general', label: 'general' },
      { name: 'concat', label: 'concat' },
    ],
  },
  {
    key: 'mechanism.selfAttention',
    kin: 'mechanism.selfAttention',
    by: null,
    attends: true,
    mechanisms: [{ name: 'transformer', label: 'Transformer' }],
  },
  {
    key: 'mechanism.yoursGroup',
    kin: 'mechanism.yoursGroup',
    by: 'mechanism.yoursBy',
    attends: false,
    mechanisms: [{ name: OWN, label: '' }],
  },
]);

/** Those of `names` that the page knows, in its order. @param {readonly string[]} names @returns {string[]} */
export const known = (names) => GROUPS.flatMap((group) => group.mechanisms.map(({ name }) => name)).filter((name) => names.includes(name));

/**
 * How a checkpoint is shown: its label and what stands behind and before it, the keys of its group and its kin, and whether it has attention to draw.
 * @param {string} mechanism
 */
export function describe(mechanism) {
  if (mechanism === OWN) return describeOwn();
  const group = GROUPS.find(({ mechanisms }) => mechanisms.some(({ name }) => name === mechanism));
  /** @type {{ label: string, aside?: 'mechanism.reversed' }|undefined} */
  const found = group?.mechanisms.find(({ name }) => name === mechanism);
  const { label, aside } = found ?? { label: mechanism };
  return {
    label,
    aside,
    by: group?.by ?? null,
    group: group?.key ?? 'mechanism.encoderDecoder',
    kin: group?.kin ?? 'mechanism.encoderDecoderShort',
    attends: !!group?.attends,
  };
}

const CELLS = { rnn: 'RNN', gru: 'GRU', lstm: 'LSTM' };

/** The reader's own network is called by how the source enters it, or by its cell where nothing else is said. */
function describeOwn() {
  const kind = kindOf(OWN);
  const { cell, enters } = kind ?? { cell: null, enters: 'self-attention' };
  const label = cell === null ? 'Transformer' : attends(kind) ? enters : CELLS[cell];
  const group = /** @type {const} */ ('mechanism.yoursGroup');
  return { label, aside: undefined, by: /** @type {const} */ ('mechanism.yoursBy'), group, kin: group, attends: attends(kind) };
}
