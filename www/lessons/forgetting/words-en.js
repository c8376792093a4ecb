/** Lesson 4: far is forgotten. */
export const en = {
  heading: 'How much each piece still counts',
  note: 'share of the largest in its row, log axis',
  curve: 'What is left of the first piece',
  curveNote: 'in each state after it, in percent of the state',
  'name.seq2seq-rnn': 'tanh RNN',
  'name.seq2seq-gru': 'GRU',
  'name.seq2seq-lstm': 'LSTM',
  'name.seq2seq-lstm-reversed': 'LSTM, reversed',
  'name.additive': 'with attention',
  reads: 'reads →',
  reversed: '← reads',
  asked: (/** @type {string} */ word) => `asked by “${word}”`,
  waiting: 'not run yet',
  grow: 'clauses behind it',
  axis: 'pieces read',
  caption: 'What hiding each piece changes',
  piece: 'piece',
  read: 'read',
  twice:
    'How much does the last state still know of a word? Run the encoder **twice**: with the word and without it. How far the two last states lie apart is what the word has left in them.',
  'twice.past': 'Two runs, with and without: their difference is the word’s trace.',
  last: 'The textbook says: far is forgotten. Take the **tanh RNN**, without gates, and hide each piece in turn. Which leaves the strongest trace in the last state?',
  'last.first': 'one of the first third',
  'last.middle': 'one from the middle',
  'last.last': 'one of the last third',
  'last.look': 'the highest bar; the axis has one decade',
  'last.go': 'Hide each in turn',
  'last.past': (/** @type {{ most: string, first: string }} */ { most, first }) =>
    `The piece _${most}_ counts most, the first ${first} of that.`,
  told: (/** @type {{ most: string, first: string, read: string, least: string, mild: boolean }} */ { most, first, read, least, mild }) =>
    `The piece _${most}_ leaves most. The first, _${read}_, leaves **${first}** of that, the weakest ${least}. ${mild ? 'Far counts less, but not by powers of ten: training has worked against it.' : 'Here far is nearly forgotten.'}`,
  'last.a': 'early words are read with smaller weights',
  'last.b': 'at each step the trace is multiplied by W and by 1 − tanh²',
  'last.c': 'the sentence is too long for the vector',
  'last.theory':
    'With fresh weights such a product vanishes or explodes; that is what Bengio, Hochreiter and Pascanu proved. These weights are trained: the product stays near one where it pays.',
  gates:
    'GRU and LSTM have **gates**: they may keep or let go as they like. Will their bars follow distance, as the tanh RNN’s do, or something else?',
  'gates.a': 'distance, only more gently',
  'gates.b': 'what the pieces mean',
  'gates.look': 'words of meaning against commas and full stops',
  'gates.go': 'Run GRU and LSTMs',
  'gates.past': (/** @type {string} */ tau) => `The GRU’s order agrees with nearness with τ = ${tau}.`,
  gated: (/** @type {{ gru: string, lstm: string, tau: string, rnn: string }} */ { gru, lstm, tau, rnn }) =>
    `Strongest in the GRU: _${gru}_; in the LSTM: _${lstm}_. Rank agreement with nearness: tanh RNN τ = ${rnn}, GRU **${tau}** (1 would be distance alone).`,
  'gates.ra': 'a gate near 1 carries the state over unchanged, a gate near 0 lets it go',
  'gates.rb': 'gates make the vector larger',
  'gates.rc': 'the GRU reads the sentence twice',
  'gates.theory':
    'Along f = 1 the product of slopes is 1: the constant error carousel of Hochreiter and Schmidhuber. What it is used for, training decides.',
  long: 'Now make it **long**: clauses are put behind your sentence. How much of the first piece is left in the **tanh RNN’s** last state, after five clauses?',
  'long.a': 'more than half',
  'long.b': 'between a tenth and a half',
  'long.c': 'less than a tenth',
  'long.look': 'the right end of the lines',
  'long.go': 'Make it long',
  'long.past': (/** @type {string} */ left) => `After five clauses ${left} was left in the tanh RNN.`,
  grown: (/** @type {{ rnn: string, gru: string, lstm: string, n: number }} */ { rnn, gru, lstm, n }) =>
    `After ${n} pieces the states with and without it differ by **${rnn}** of their size in the tanh RNN, ${gru} in the GRU, ${lstm} in the LSTM.`,
  'long.ra': 'every piece that is read writes over some of what was there',
  'long.rb': 'the first piece is deleted after ten steps',
  'long.rc': 'the clauses say the same again',
  'long.theory':
    'That is the bottleneck from inside (lesson 6). Hiding is an intervention, not a gradient: it shows what is left, not how training would see it.',
  attention: (/** @type {string} */ word) =>
    `Last, a network **with attention**. Its “${word}” can read every state directly. Hide each piece: which moves “${word}” most?`,
  'attention.a': 'the nearest to the end',
  'attention.b': 'the one it reads, wherever it stands',
  'attention.go': 'Hide each there',
  attended: (/** @type {{ most: string, word: string, place: number, of: number }} */ { most, word, place, of }) =>
    `_${most}_, piece ${place} of ${of}. From it to “${word}” there is one step, however long the sentence is.`,
  'attention.ra': 'the way from a piece to the word has length one',
  'attention.rb': 'its states are larger',
  'attention.rc': 'it does not read the sentence in order',
  'attention.theory': 'A short way for the forward signal is also a short way for the gradient: that is half of why attention learns well.',
};
/** @typedef {typeof en} Words */
