/** Lesson 10: is attention an explanation? */
export const en = {
  heading: (/** @type {string} */ written) => `What does “${written}” hang on?`,
  note: (/** @type {string} */ network) => `${network}: weight, and what hiding the piece does`,
  weight: 'attention weight',
  moved: 'how far hiding it moves log p',
  caption: 'Weight and effect of hiding, piece by piece',
  columns: ['piece', 'weight α', 'p with it hidden', '|Δ log p|', 'best word then'],
  with: 'with',
  setting: 'weights',
  own: 'its own',
  uniform: 'all alike',
  shifted: 'shifted',
  asks: (/** @type {{ written: string, read: string, weight: string }} */ { written, read, weight }) =>
    `For **${written}** the network read _${read}_ most: ${weight}. It is tempting to say that it wrote ${written} because of _${read}_. A weight says what was read. Does it also say why?`,
  'asks.past': (/** @type {{ read: string, weight: string }} */ { read, weight }) => `Most weight: ${weight} on _${read}_.`,
  hide: (/** @type {{ read: string, written: string }} */ { read, written }) =>
    `Hide _${read}_: the network no longer reads it. The words before ${written} stay as they are. What will it write in place of ${written}?`,
  'hide.a': 'the same, about as surely',
  'hide.b': 'the same, but much less surely',
  'hide.c': 'another word',
  'hide.go': 'Hide it',
  'hide.past': (/** @type {{ read: string, p: string }} */ { read, p }) => `Without _${read}_ p is ${p}.`,
  hidden: (/** @type {{ written: string, before: string, after: string, instead: string, same: boolean }} */ d) =>
    `**${d.written}** falls from ${d.before} to **${d.after}**; ${d.same ? 'it is still the first choice' : `now it would write **${d.instead}**`}.`,
  'hide.ra': 'what was read there is missing, and little of it lies elsewhere',
  'hide.rb': 'the word was deleted from the vocabulary',
  'hide.rc': 'the other words before it were changed, too',
  'hide.theory':
    'This is a test of the weight, not a look at it: an intervention. The encoder’s states overlap, so neighbours may carry some of what was hidden.',
  rank: 'One piece proves little. Hide **each** piece in turn, and order them twice: by weight, and by how far the word’s log-probability moves. How far do the two orders agree?',
  'rank.a': 'nearly always: τ above 0.7',
  'rank.b': 'in part',
  'rank.c': 'not at all, or the wrong way: τ below 0.2',
  'rank.go': 'Hide each in turn',
  'rank.look': 'the violet bars against the grey ones',
  'rank.past': (/** @type {string} */ tau) => `The two orders agree with τ = ${tau}.`,
  ranked: (/** @type {{ n: number, most: string, read: string, same: boolean }} */ { n, most, read, same }) =>
    `Kendall’s rank correlation over ${n} pieces. ${same ? `The piece read most, _${read}_, is also the one that moves the word most.` : `Most is read of _${read}_, but _${most}_ moves the word most.`}`,
  'rank.ra': 'weights show what is read at this step; hiding also changes every state that saw the piece',
  'rank.rb': 'the weights were rounded',
  'rank.rc': 'attention is drawn at random',
  'rank.theory':
    'Jain and Wallace found such agreement weak and called attention no explanation; Wiegreffe and Pinter answered that it depends on what is asked of one.',
  set: 'Then the other way round: leave every word readable, but **set** the weights by hand, all alike. If attention mattered little, the word should stay.',
  'set.a': 'the same word',
  'set.b': 'another word',
  'set.go': 'Set them alike',
  'set.past': 'The weights were set by hand.',
  setTo: (/** @type {{ written: string, p: string, instead: string, same: boolean, shifted: string }} */ d) =>
    `With all weights alike: p(**${d.written}**) = **${d.p}**, ${d.same ? 'still the first choice' : `the first choice is ${d.instead}`}. Shifted by one place: ${d.shifted}.`,
  'set.ra': 'the state alone does not say which word comes next',
  'set.rb': 'the softmax forbids equal weights',
  'set.rc': 'uniform weights hide the source',
  'set.theory':
    'So the weights do work: changed, they change what comes next. They are a cause among others, hence useful to look at, but no proof.',
  again: (/** @type {string} */ name) => `The same on **${name}**: hide each piece in turn. Will weight and effect agree better there?`,
  'again.a': 'better',
  'again.b': 'about as well, or worse',
  'again.go': 'Run it there',
  compared: (/** @type {{ before: string, name: string, most: string }} */ { before, name, most }) =>
    `For ${name}; it was ${before} before. There _${most}_ moves the word most.`,
  'again.ra': 'the row drawn is a mean of heads and one layer of several',
  'again.rb': 'it was trained on other sentences',
  'again.rc': 'its softmax is another one',
  'again.theory':
    'In a Transformer every state has already mixed the others: a weight on a position is not a weight on a word. The more layers, the less one row explains.',
};
/** @typedef {typeof en} Words */
