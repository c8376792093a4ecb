/** Lesson 5: gates. */
export const en = {
  heading: (/** @type {number} */ unit) => `Unit ${unit} of the LSTM’s memory, piece by piece`,
  note: 'a valve is as full as its gate is open',
  mean: 'All units together: how much each piece lets stay',
  meanNote: 'mean of the gate over all units',
  unit: 'unit',
  forget: 'forget gate f',
  input: 'input gate i',
  candidate: 'candidate g',
  memory: 'memory m',
  output: 'output gate o',
  lstm: 'LSTM, forget gate',
  gru: 'GRU, update gate',
  caption: 'Gates and memory of the unit',
  meanCaption: 'Means of the gates',
  piece: 'piece',
  belt: 'Beside its state an LSTM carries a **memory** $m_t$, like a conveyor belt. Three valves stand on it: how much of the old memory goes on (f), how much of the new is let in (i), how much is shown outside (o). Each is a number from 0 to 1.',
  'belt.past': 'Three valves on a belt: forget, input, output.',
  sum: (/** @type {{ piece: string, f: string, before: string, i: string, g: string }} */ d) =>
    `Follow this unit at _${d.piece}_: f = ${d.f}, memory before ${d.before}, i = ${d.i}, candidate g = ${d.g}. What is its memory after it?`,
  'sum.look': 'the memory under the piece',
  'sum.go': 'Compute it',
  'sum.past': 'Old memory times f, plus new times i.',
  summed: (/** @type {{ m: string, kept: string, added: string }} */ { m, kept, added }) =>
    `**${m}**: ${kept} of the old went on, ${added} was added. Choose other units: some hold for long, some change at every piece.`,
  'sum.a': 'it is kept by multiplying and renewed by adding',
  'sum.b': 'the larger of the two numbers wins',
  'sum.c': 'the memory starts anew at each piece',
  'sum.theory': 'Because the way along the belt is a product with f alone, a slope can travel it unhurt as long as f is near 1.',
  least:
    'Now all units at once. At which of these pieces does the LSTM let go most, that is, where is the **mean** of its forget gates lowest?',
  'least.look': 'the shortest bar',
  'least.go': 'Show the means',
  'least.past': (/** @type {string} */ piece) => `Most was let go at _${piece}_.`,
  lowest: (/** @type {{ piece: string, low: string, top: string, high: string }} */ { piece, low, top, high }) =>
    `At _${piece}_: mean **${low}**; it keeps most at _${top}_, ${high}. No gate is ever fully open or shut: they are sigmoids.`,
  'least.a': 'the gate is computed from the piece and the state: it learned when to let go',
  'least.b': 'the gate closes a little at every step',
  'least.c': 'long pieces close it',
  'least.theory':
    'A gate is a small network of its own, with weights that were trained like all others; Gers et al. (2000) added the forget gate to the LSTM of 1997, which could only add.',
  gruAsk:
    'The **GRU** has two gates and no separate memory: its update gate z says how much of the state stays. On average over this sentence, does it keep more than the LSTM’s forget gates, or less?',
  more: 'more',
  less: 'less',
  'gru.go': 'Run the GRU',
  compared: (/** @type {{ z: string, f: string }} */ { z, f }) =>
    `Mean of z **${z}**, mean of f ${f}. In the GRU what stays and what is new share one: 1 − z is let in.`,
  'gru.a': 'one gate does for two: keep z, let in 1 − z',
  'gru.b': 'the GRU has no state',
  'gru.c': 'it reads fewer pieces',
  'gru.theory': 'Fewer weights, and in most comparisons as good. That the two numbers need not add to one is the LSTM’s freedom.',
};
/** @typedef {typeof en} Words */
