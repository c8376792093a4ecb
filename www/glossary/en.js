/** What the terms of the field mean, in English. @type {Record<string, import('./terms.js').Words>} */
export const en = {
  token: {
    name: 'token (sub-word)',
    text: 'The piece of text that the network reads or writes in one step: a word, a part of one, or a mark. Frequent words are one token, rare ones are put together from several.',
  },
  embedding: {
    name: 'embedding',
    text: 'The vector that stands for a token, looked up in a learned table E. Tokens that are used alike come to lie near each other.',
  },
  rnn: {
    name: 'RNN (recurrent neural network)',
    text: 'A network that reads one token after another and keeps what it has read in a hidden state. The same weights are used at every step.',
  },
  'hidden-state': {
    name: 'hidden state',
    text: 'The vector in which a recurrent network keeps what it has read or written so far. Every step makes a new one from the last one and the next token.',
  },
  gate: {
    name: 'gate',
    text: 'Numbers between 0 and 1, computed at every step, that say how much of each number of a state is kept, renewed or shown. They let a network remember over many steps.',
  },
  lstm: {
    name: 'LSTM (long short-term memory)',
    text: 'A recurrent cell with a memory of its own beside the hidden state. Three gates say what the memory forgets, what it takes in and what it shows.',
  },
  gru: {
    name: 'GRU (gated recurrent unit)',
    text: 'A recurrent cell with two gates and no separate memory. The update gate mixes the last state with a new one; the reset gate says how much of the last state the new one sees.',
  },
  bidirectional: {
    name: 'bidirectional',
    text: 'Two recurrent networks read the sentence, one from its beginning and one from its end. The state of a word joins both, so it knows what stands before and after.',
  },
  'sequence-to-sequence': {
    name: 'sequence-to-sequence (seq2seq)',
    text: 'A network that turns one sequence into another of any length: an encoder reads the source, a decoder writes the target token by token.',
  },
  encoder: {
    name: 'encoder',
    text: 'The part that reads the source sentence. It turns every token into a vector that also knows something of the words around it.',
  },
  decoder: {
    name: 'decoder',
    text: 'The part that writes the translation. At every step it reads the token it has just written and what it gets of the source, and gives a probability to every token that could come next.',
  },
  'context-vector': {
    name: 'context vector',
    text: 'What the decoder reads of the source. Without attention it is one vector for the whole sentence; with attention it is the weighted sum of all encoder states, made anew at every step.',
  },
  bottleneck: {
    name: 'bottleneck',
    text: 'Without attention a single vector of fixed size has to carry the whole sentence, however long. The longer the sentence, the more is lost: this is what attention was made against.',
  },
  attention: {
    name: 'attention',
    text: 'At every step the decoder scores all source words, turns the scores into weights and reads their weighted sum. So it can look back at any word, near or far.',
  },
  'attention-score': {
    name: 'attention score',
    text: 'A number that says how well a source word fits what the decoder needs now, before the softmax. Any number is possible; only differences within a row count.',
  },
  softmax: {
    name: 'softmax',
    text: 'Turns any row of numbers into a row of positive numbers that sum to 1. Adding the same number to all of them changes nothing; a larger one gets more than its share.',
  },
  'attention-weight': {
    name: 'attention weight α',
    text: 'How much of a source word goes into the context vector. The weights of a step are positive and sum to 1; they say what was read, not why a word was chosen.',
  },
  alignment: {
    name: 'alignment',
    text: 'Which source word a word of the translation belongs to. Attention weights often look like one, though no one told the network about alignments.',
  },
  'additive-attention': {
    name: 'additive attention',
    text: 'The score comes from a small network: the decoder’s state and the encoder’s, each through a matrix, are added and go through tanh and a vector. Bahdanau’s; the first attention for translation.',
  },
  'dot-attention': {
    name: 'dot attention',
    text: 'The score is the dot product of the decoder’s state with the encoder’s. It has nothing to learn of its own: both states have to speak one language.',
  },
  'general-attention': {
    name: 'general attention',
    text: 'A dot product with a learned matrix between the two states. It learns which parts of one state ask for which parts of the other.',
  },
  'concat-attention': {
    name: 'concat attention',
    text: 'Both states are put one behind the other and go through a small layer. It computes the same as additive attention, but with the decoder’s newest state.',
  },
  transformer: {
    name: 'Transformer',
    text: 'An encoder–decoder without recurrence: attention does all the moving of information between words. All words of the source are read at once.',
  },
  'query-key-value': {
    name: 'query, key, value',
    text: 'Three vectors made from a token: the query asks, keys are compared with it, and the values of what fits are read. Scores are divided by √dₖ so that the softmax does not become too sharp.',
  },
  'self-attention': {
    name: 'self-attention',
    text: 'Attention within one sentence: every word asks all words of the same sentence, itself included. In one layer it can bring together words that stand far apart.',
  },
  'masked-self-attention': {
    name: 'masked self-attention',
    text: 'Self-attention in the decoder, in which a word sees only itself and the words before it. What is still to be written gets weight 0.',
  },
  'cross-attention': {
    name: 'cross-attention (encoder–decoder attention)',
    text: 'Attention from the translation to the source: queries come from the decoder, keys and values from the encoder’s output. It does in a Transformer what Bahdanau’s attention does in an RNN.',
  },
  'multi-head': {
    name: 'multi-head attention',
    text: 'Several attentions side by side, each with smaller queries, keys and values of its own. Their results are put one behind the other and mixed by a matrix.',
  },
  'positional-encoding': {
    name: 'positional encoding',
    text: 'Numbers added to an embedding that tell the position of the token. Without them attention could not tell one order of words from another.',
  },
  'residual-connection': {
    name: 'residual connection',
    text: 'What goes into a part is added to what comes out of it. The part only has to learn a correction, and deep networks become trainable.',
  },
  'layer-normalisation': {
    name: 'layer normalisation',
    text: 'Brings the numbers of one vector to mean 0 and spread 1, then scales and shifts them by learned numbers. It keeps the values of deep networks in range.',
  },
  'feed-forward': {
    name: 'feed-forward layer',
    text: 'Two matrices with a ReLU between them, used on every position alone. It is where a Transformer works on what attention has gathered.',
  },
  'log-probability': {
    name: 'log-probability',
    text: 'The logarithm of a probability: 0 is certain, and the more negative, the less probable. The log-probability of a sentence is the sum over its tokens.',
  },
  greedy: {
    name: 'greedy search',
    text: 'At every step the most probable token is taken, and never taken back. It is fast, but can miss a sentence that is more probable as a whole.',
  },
  'beam-search': {
    name: 'beam search',
    text: 'Several beginnings of a translation are kept at every step, and the best of all their continuations go on. It finds more probable sentences than greedy search, at more work.',
  },
  'teacher-forcing': {
    name: 'teacher forcing',
    text: 'In training the decoder reads the right words, not those it would have written. So every step can be learned from, even after a mistake; a sentence that you give is scored the same way.',
  },
};
