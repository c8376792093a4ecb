/**
 * What is trained by both: three networks in the sizes of the bench of Learn. All sources of a task are of one length, and all its
 * targets: no engine pads, masks or compiles anew.
 */

/** A row of letters → its first four, backwards: 11 letters and `</s>` are read, 4 and `</s>` written. */
const pairs = Array.from({ length: 1000 }, (_, n) => {
  const letters = Array.from(
    { length: 11 },
    (_, place) => 'abcdefghij'[Math.floor(1e4 * Math.abs(Math.sin(12.9898 * n + 78.233 * place))) % 10],
  );
  return `${letters.join('')}\t${letters.slice(0, 4).reverse().join('')}`;
});

/** @type {import('../../www/bench/types.js').Plan} */
const BOTH = {
  task: { name: 'pairs', text: pairs.join('\n'), unit: 'letters' },
  cell: 'gru',
  attention: 'additive',
  size: 64,
  bidirectional: true,
  layers: 1,
  dropout: 0,
  rate: 0.004,
  warmup: 0,
  clip: 1,
  batch: 32,
  seed: 1,
};

/** @type {Record<string, import('../../www/bench/types.js').Plan>} */
export const CASES = {
  'char RNN': { ...BOTH, task: { name: 'next-letter', word: 'hello' }, cell: 'rnn', size: 16, rate: 0.02 },
  'GRU, additive attention': BOTH,
  'Transformer, one layer': { ...BOTH, attention: 'transformer', bidirectional: false },
};
