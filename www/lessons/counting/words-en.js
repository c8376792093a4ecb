/** Lesson 11: before, counting words. */
export const en = {
  heading: (/** @type {string} */ word) => `What “${word}” may mean`,
  note: (/** @type {{ steps: number, pairs: number }} */ { steps, pairs }) =>
    `t(e | f) after ${steps} ${steps === 1 ? 'step' : 'steps'} of EM on ${pairs} pairs`,
  beside: 'One sentence, two ways to align it',
  besideNote: 'left: Model 1, right: additive attention',
  order: 'Translation model times language model',
  steps: 'EM steps',
  word: 'word',
  pairs: (/** @type {number} */ n) => `the ${n} pairs with this word`,
  take: 'take it away',
  give: 'put it back',
  caption: 'Translation probabilities',
  english: 'English',
  model: 'Model 1',
  network: 'additive attention',
  tm: 'translation model',
  lm: 'language model',
  product: 'product',
  start: (/** @type {number} */ n) =>
    `Before neural networks, translation was **counted**. Here are ${n} pairs of short sentences, written for this page. Nobody says which word belongs to which. At first every English word is as likely for every source word.`,
  'start.past': 'At first all is equally likely.',
  one: (/** @type {string} */ word) =>
    `One step of EM: share every English word among the words it stands with, count the shares, divide. Which English word wins for _${word}_ after **one** step?`,
  none: 'none: they stay equal',
  'one.look': 'the two longest bars',
  'one.go': 'One step',
  'one.past': (/** @type {{ e: string, word: string }} */ { e, word }) => `After one step “${e}” led for _${word}_.`,
  first: (/** @type {{ e: string, p: string, second: string, q: string }} */ { e, p, second, q }) =>
    `“${e}” leads with **${p}**, before “${second}” with ${q}: it stands beside the word most often.`,
  'one.a': 'what is frequent everywhere is frequent here, too',
  'one.b': 'the step was too large',
  'one.c': 'it was the first in the alphabet',
  'one.theory':
    'One step counts company, nothing more. That the frequent word also keeps company with all the others comes in only when the shares are counted again.',
  ten: (/** @type {string} */ word) =>
    `Repeat it, each time with the shares of the step before. After **ten** steps, what is with _${word}_?`,
  'ten.a': (/** @type {string} */ e) => `“${e}” has nearly all`,
  'ten.b': 'two words share it evenly',
  'ten.c': (/** @type {string} */ e) => `“${e}” has nearly all`,
  'ten.go': 'Ten steps',
  'ten.past': (/** @type {{ e: string, p: string }} */ { e, p }) => `After ten: “${e}” ${p}.`,
  after: (/** @type {{ e: string, p: string }} */ { e, p }) =>
    `“${e}” has **${p}**. Take pairs away under the figure and see how many it needs; choose other words, too.`,
  'ten.ra': 'other words explain the frequent one, so it need not come from here',
  'ten.rb': 'ten steps make every number 1',
  'ten.rc': 'a dictionary was added',
  'ten.theory':
    'It is called explaining away. Every step makes the pairs as a whole more probable, never less (Brown et al. 1993; Dempster et al. 1977).',
  empty: (/** @type {{ words: string }} */ { words }) =>
    `Some English words come from no word of the source. For them there is an empty word, **NULL**, before every sentence. It has learned: ${words}. Without it such words would be pinned on somebody.`,
  'empty.past': 'NULL explains what no word explains.',
  attention:
    'Now the network with attention, on the same sentence. For most of its words, is the piece it reads most the word that Model 1 aligns?',
  'attention.a': 'for most of them',
  'attention.b': 'for half or fewer',
  'attention.go': 'Run the network',
  'attention.past': (/** @type {{ same: number, of: number }} */ { same, of }) => `${same} of ${of} words were aligned alike.`,
  compared: (/** @type {{ same: number, of: number }} */ { same, of }) =>
    `For **${same} of ${of}** words. But they are not the same thing: Model 1 knows both sentences and asks who belongs to whom; attention chooses before the word is written.`,
  'attention.ra': 'both learned from which words keep company in pairs',
  'attention.rb': 'attention was started from Model 1',
  'attention.rc': 'both have a NULL',
  'attention.theory':
    'Model 1’s weight depends on the two words alone. Attention’s depends on the states, that is, on both whole sentences so far: it can tell two equal words apart.',
  noisy: (/** @type {string} */ source) =>
    `To translate _${source}_ one took the English with the largest product: translation model × **language model**. Three orders of the same words: which of the two tells them apart?`,
  'noisy.a': 'the translation model',
  'noisy.b': 'the language model',
  'noisy.c': 'both',
  'noisy.go': 'Multiply',
  'noisy.look': 'the two columns before the product',
  channel: (/** @type {{ best: string, tm: string, ratio: string }} */ { best, tm, ratio }) =>
    `The translation model gives all three ${tm}. The language model prefers “**${best}**”, ${ratio} times before the next.`,
  'noisy.ra': 'Model 1 lets any word come from any place, so order costs nothing',
  'noisy.rb': 'the language model knows the source',
  'noisy.rc': 'three words are too few',
  'noisy.theory':
    'And neither sees the whole sentence: one sees word by word, the other two words at a time. A decoder is both at once, trained together, over everything read and written.',
};
/** @typedef {typeof en} Words */
