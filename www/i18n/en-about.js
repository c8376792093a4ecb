/** The words of the dialog about the page, in English; fetched with it. */
export const aboutEn = {
  topics: 'Topics',
  'what.tab': 'What is this?',
  'what.title': 'What is this?',
  'terms.tab': 'Glossary',
  'terms.title': 'Glossary',
  'about.tab': 'About',
  'about.title': 'About seq2see',
  'keys.tab': 'Keys',
  'keys.title': 'Keyboard',
  /** @type {[string, string][]} */
  steps: [
    ['A sentence goes in.', 'Type a short French or Korean sentence. It is cut into tokens (sub-words), and each token becomes a vector.'],
    [
      'An encoder reads it.',
      'A recurrent network reads token by token and keeps a hidden state h for each; a Transformer lets every token attend to every other.',
    ],
    [
      'A decoder writes English.',
      'One token at a time. Without attention it knows the sentence by one context vector only; with attention it looks back at all hidden states, and the weights α say how much at each.',
    ],
    [
      'You can look at everything.',
      'Press ▶ and watch it go. Tap a word, a cell or a weight for its numbers. Choose another network and compare. Hide a word, change a weight, force another word, and see what follows.',
    ],
  ],
  limits:
    'Every number is computed in your browser while you look; your sentence never leaves it. The networks are small: they know short, everyday sentences and mark what they are unsure of. Do not rely on a translation of theirs. A high weight says what was read, not why a word was chosen.',
  models: [
    'Ten networks, from Elman’s RNN of 1990 to the Transformer of 2017, each trained for this page on the same sentence pairs: 2 to 8 million numbers apiece, stored as 8-bit integers. A Rust core (Burn), compiled to WebAssembly, runs them on the processor or on WebGPU.',
  ],
  offline: {
    title: 'Without a network',
    first: 'What you have used opens without a network from the second visit on.',
    held: (/** @type {{ networks: number, of: number, size: string }} */ { networks, of, size }) =>
      `Kept in this browser: ${networks} of ${of} networks, ${size}.`,
    keep: (/** @type {{ size: string }} */ { size }) => `Keep all networks (${size} more)`,
    all: 'All networks are kept.',
    keeping: (/** @type {{ loaded: string, total: string }} */ { loaded, total }) => `Keeping: ${loaded} of ${total}`,
    remove: 'Remove what is kept',
    failed: 'Not all of it could be kept: the network is away, or this browser grants no more room.',
  },
  credits: 'They learned from',
  licence: 'The weights are offered under CC BY-SA 4.0 with these credits; the code under MIT or Apache-2.0, as you like.',
  cite: 'How to cite',
  copyCite: 'Copy the BibTeX entry',
  copyReport: 'Copy a report of a wrong translation',
  copied: 'Copied',
  source: 'Source code',
  key: 'Key',
  does: 'What it does',
  /** @type {[string, string][]} */
  keys: [
    ['Enter', 'translates the sentence in the box'],
    ['Space', 'plays and pauses, in the flow or the player'],
    ['← →', 'one step back or on (flow, player); word by word (translation); cell by cell (heatmap)'],
    ['Home End', 'to the first or the last step, word or cell'],
    ['↑ ↓', 'row by row in a heatmap'],
    ['+ −', 'more or less of a weight, on a heatmap cell'],
    ['Enter', 'on a heading of the heatmap: hides the source word, or shows it again'],
    ['Ctrl Z', 'takes the last change back'],
    ['?', 'this list'],
    ['Esc', 'closes what is open'],
  ],
};
