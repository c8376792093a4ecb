/** Lesson 0: what happens here. */
export const en = {
  heading: 'From your sentence to English',
  network: 'additive attention',
  second: 'Transformer',
  places: ['words', 'encoder', 'attention', 'decoder', 'next word'],
  word: 'look at the word',
  figure: 'The run from source to translation',
  caption: 'What each word read most',
  columns: ['written', 'probability', 'read most', 'weight'],
  words:
    'This is your sentence. The network reads it **piece by piece**: what is frequent is one piece, what is rare is cut into several. ⟨eos⟩ says that the sentence ends here.',
  'words.past': 'The sentence is read in pieces.',
  encoder: (/** @type {number} */ size) =>
    `For each piece the **encoder** keeps a row of ${size} numbers, $h_j$: what the piece is, and what stands around it. The strips show the first of them, green above zero, grey below.`,
  'encoder.past': 'Each piece has become a row of numbers.',
  predict: (/** @type {{ before: string }} */ { before }) =>
    `The **decoder** writes English, one piece at a time${before ? `; so far “${before}”` : ''}. Before each piece it looks back at the source. Where will it look most for the next one?`,
  'predict.look': 'the violet lines, thick where the weight is large',
  'predict.go': '▶ Let it look',
  looked: (/** @type {{ read: string, weight: string, written: string }} */ { read, weight, written }) =>
    `It read _${read}_ with weight **${weight}**, and wrote **${written}**.`,
  'looked.past': (/** @type {{ read: string, written: string }} */ { read, written }) => `For ${written} it read _${read}_.`,
  'why.a': 'it learned that this piece helps with the next word',
  'why.b': 'somebody told it which words belong together',
  'why.c': 'it goes through the source from left to right',
  'why.theory':
    'Nobody gave it a dictionary: it saw pairs of sentences, and the weights that made the next word more probable were strengthened.',
  next: (/** @type {{ written: string, p: string, rival: string, q: string, pieces: number }} */ { written, p, rival, q, pieces }) =>
    `What was read enters the decoder’s state $s_i$, and from it comes a probability for each of ${pieces} pieces: **${written}** ${p}, then ${rival} ${q}. Choose another word under the figure to see what it read.`,
  'next.past': 'A state, and from it a probability for every piece.',
  again: (/** @type {{ written: string }} */ { written }) =>
    `Once more, on a network of another build: the **Transformer**, which has no recurrence at all. Where does it look most when it writes ${written}?`,
  'again.same': (/** @type {string} */ read) => `at _${read}_, as the first one`,
  'again.other': 'at another piece',
  'again.go': '▶ Run the Transformer',
  compared: (/** @type {{ read: string, weight: string, written: string, before: string }} */ { read, weight, written, before }) =>
    `For ${written} it reads _${read}_ most, with **${weight}**, the mean of its heads; the first network gave that piece ${before}.`,
  'again.a': 'both learned from the same pairs of sentences',
  'again.b': 'the Transformer was copied from the first network',
  'again.c': 'there is only one way to translate',
  'again.theory':
    'Two machines built quite differently come to similar alignments, since the sentences they learned from are aligned so. Similar is not equal: each has weights of its own.',
};
/** @typedef {typeof en} Words */
