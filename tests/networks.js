/** What the network of each mechanism is, by the checkpoint's name: as its `config.json` says, or would say. */
import { mechanismOf } from '../www/networks/mechanism.js';

/** @param {import('../www/networks/mechanism.js').Config['network']} network */
const networkOf = (network) => mechanismOf({ source_languages: ['fr', 'ko'], target_language: 'en', network });
/** @param {string} cell @param {string} attention @param {boolean} [reversed] */
const recurrent = (cell, attention, reversed = false) => networkOf({ family: 'seq2seq', cell, attention, reversed });

/** The score functions of recurrent networks. @type {import('../www/networks/mechanism.js').Score[]} */
export const SCORES = ['additive', 'dot', 'general', 'concat', 'location', 'local-m', 'local-p', 'scaled-dot', 'cosine'];

/** @type {Record<string, import('../www/networks/mechanism.js').Mechanism>} */
export const NETWORKS = {
  rnn: networkOf({ family: 'elman' }),
  'seq2seq-rnn': recurrent('rnn', 'fixed-context'),
  'seq2seq-gru': recurrent('gru', 'fixed-context'),
  'seq2seq-lstm': recurrent('lstm', 'first-state'),
  'seq2seq-lstm-reversed': recurrent('lstm', 'first-state', true),
  ...Object.fromEntries(SCORES.map((score) => [score, recurrent('gru', score)])),
  transformer: networkOf({ family: 'transformer' }),
};
