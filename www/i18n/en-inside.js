/** The words of the calculation, opened, in English: fetched with its figures. */
export const inside = {
  'calc.wait': 'The numbers of this step appear here when the translation is complete.',
  'calc.token': 'Follow the source word',
  'calc.unit': (/** @type {{ unit: number }} */ { unit }) => `unit ${unit}`,
  'calc.unitIs': (/** @type {{ unit: number, value: string }} */ { unit, value }) => `unit ${unit}: ${value}`,
  'calc.unitHead': 'unit',
  'calc.products': 'The largest products of the sum, the others together by sign, the sum so far after each, and the whole sum',
  'calc.largest': (/** @type {{ n: number }} */ { n }) => `the ${n} largest`,
  'calc.product': 'product',
  'calc.soFar': 'sum so far',
  'calc.above': (/** @type {{ count: number }} */ { count }) => `${count} more above zero`,
  'calc.below': (/** @type {{ count: number }} */ { count }) => `${count} more below zero`,
  'calc.running': (/** @type {{ n: number }} */ { n }) => `The sum of all ${n} products, one after another`,
  'calc.runningAlt': (/** @type {{ n: number, sum: string }} */ { n, sum }) => `Running sum over ${n} products, which ends at ${sum}`,
  'calc.stagesLabel': 'Stages shown',
  'calc.allStages': 'all stages',
  'calc.oneStage': 'one at a time',
  'calc.bias': 'bias',
  'calc.scoreOf': 'score of',
  'calc.softmaxTable': 'Scores, their exponentials and weights, a column for each source token',
  'calc.piecesTable': 'The most probable pieces with logit, exponential and probability',
  'calc.exp': 'exponential',
  'calc.weight': 'weight',
  'calc.logit': 'logit',
  'calc.prob': 'probability',
  'calc.piece': 'piece',
  'calc.allPieces': (/** @type {{ n: number }} */ { n }) => `the sum over all ${n} pieces`,
  'calc.weighted': 'every source state times its weight',
  'calc.otherTokens': (/** @type {{ count: number }} */ { count }) => `${count} more tokens, read less, are not drawn but added.`,
  'calc.given': 'The weights of this step were set by hand: they are not the softmax of the scores above.',
  'calc.masked': 'Hidden source words get no weight: the softmax leaves them out.',
  'calc.window': (/** @type {{ at: string }} */ { at }) =>
    `Only places in the window around place ${at} are read, counted in the order of reading: the softmax leaves the others out.`,
  'calc.gaussian': 'falls off from the middle',
  'calc.showTable': 'Show all vectors as tables',
  'calc.hideTable': 'Hide the tables',
  'calc.legend':
    'In the strips a cell is a number: grey is below zero, paler is nearer to zero, full colour is 1 or what stands after ±. Click a cell to follow its unit through all stages.',
  'calc.space.embed': 'The previous word’s embedding',
  'calc.space.hidden': 'Vectors of the state’s size',
  'calc.space.energy': 'Vectors of the score’s layer',
  'calc.space.readout': 'The readout',
  'calc.encoderToken': 'The token whose cell is open',
  'calc.encoderDirection': 'Direction of the encoder',
  'calc.encoder.forward': 'forwards',
  'calc.encoder.backward': 'backwards',
  'calc.encoderTitle': (/** @type {{ word: string }} */ { word }) => `The encoder’s cell at “${word}”`,
  'calc.encoderReads': (/** @type {{ word: string }} */ { word }) =>
    `It reads the embedding of “${word}” and the hidden state that it left at the token before.`,
  'calc.stage.handed': 'Passed on',
  'calc.stage.score': 'Score',
  'calc.stage.softmax': 'Softmax',
  'calc.stage.context': 'Context: a weighted sum',
  'calc.stage.cell-gru': 'The cell: a GRU',
  'calc.stage.cell-lstm': 'The cell: an LSTM',
  'calc.stage.cell-rnn': 'The cell: a plain RNN',
  'calc.stage.readout': 'Readout',
  'calc.stage.output': 'Logits and softmax',
  'calc.say.handed': (/** @type {{ n: number }} */ { n }) => `The encoder’s last state, ${n} numbers, the same at every step.`,
  'calc.say.score-additive':
    'How well does this source word fit the decoder’s state before the step? A small layer looks at both; its outputs are weighted with v and added.',
  'calc.say.score-concat':
    'How well does this source word fit the decoder’s new state? A small layer looks at both; its outputs are weighted with v and added.',
  'calc.say.score-general':
    'How well does this source word fit the decoder’s new state? A learned matrix turns the source’s state, then the two are multiplied unit by unit and added.',
  'calc.say.score-dot':
    'How well does this source word fit the decoder’s new state? The two are multiplied unit by unit and added: nothing is learned here.',
  'calc.say.score-location':
    'How much is read at this place, whatever word stands there? The decoder’s new state is multiplied with a learned row of the place.',
  'calc.say.score-local-m':
    'The score of “general”: a learned matrix turns the source’s state, then the two are multiplied unit by unit and added. Only words in a window are read, which moves on by one with each word made.',
  'calc.say.score-local-p':
    'The score of “general”: a learned matrix turns the source’s state, then the two are multiplied unit by unit and added. Only words in a window are read, whose middle the network predicts from its state.',
  'calc.say.score-scaled-dot':
    'How well does this source word fit the decoder’s new state? The two are multiplied unit by unit and added, over √d, so that scores do not grow with the width: nothing is learned here.',
  'calc.say.score-cosine':
    'How well does this source word fit the decoder’s new state? Both are made as long as 1, then multiplied unit by unit and added: nothing is learned here.',
  'calc.say.softmax': 'The scores become weights: all positive, together 1.',
  'calc.say.softmax-local-p':
    'The scores become weights, all positive. Each is multiplied with what falls off from the middle of the window, so that together they are less than 1.',
  'calc.say.context': 'Added up unit by unit, the rows are what is read of the sentence at this step.',
  'calc.say.cell-gru':
    'The reset gate says how much of the old state the new one sees; the update gate how much of the old state stays. Under each strip the unit chosen: what the input brings, and what the old state brings.',
  'calc.say.cell-lstm':
    'The forget gate says what stays in the memory, the input gate what is written to it, the output gate what of it is shown. Under each strip the unit chosen: what the input brings, and what the old state brings.',
  'calc.say.cell-rnn':
    'One layer over the word and the old state. Under the strip the unit chosen: what the input brings, and what the old state brings.',
  'calc.say.readout': 'What is known at this step is laid side by side and put through one layer, to the size of an embedding.',
  'calc.say.readout-first': 'The state is put through one layer, to the size of an embedding.',
  'calc.say.output':
    'The readout is compared with the embedding of every piece of the vocabulary; the softmax makes probabilities of that.',
  'calc.vector.input': (/** @type {{ read: string }} */ { read }) => `embedding of the word before, “${read}”`,
  'calc.vector.read': (/** @type {{ read: string }} */ { read }) => `embedding of the word read, “${read}”`,
  'calc.vector.before': 'state before the step',
  'calc.vector.memorybefore': 'memory before the step',
  'calc.vector.key': (/** @type {{ word: string }} */ { word }) => `encoder’s state at “${word}”`,
  'calc.vector.energy': (/** @type {{ word: string }} */ { word }) => `layer of the score at “${word}”`,
  'calc.vector.v': 'learned weights of the layer',
  'calc.vector.scaled': 'state after the step, over √d',
  'calc.vector.unitquery': 'state after the step, as long as 1',
  'calc.vector.unitkey': (/** @type {{ word: string }} */ { word }) => `encoder’s state at “${word}”, as long as 1`,
  'calc.vector.place': (/** @type {{ word: string }} */ { word }) => `learned row of the place where “${word}” stands`,
  'calc.vector.context': 'context',
  'calc.vector.reset': 'reset gate',
  'calc.vector.update': 'update gate',
  'calc.vector.new': 'proposed state',
  'calc.vector.ingate': 'input gate',
  'calc.vector.forget': 'forget gate',
  'calc.vector.cellgate': 'proposed memory',
  'calc.vector.output': 'output gate',
  'calc.vector.memory': 'memory after the step',
  'calc.vector.state': 'state after the step',
  'calc.vector.readout': 'readout',
  'calc.caveat':
    'A weight says what was read, not why a word was chosen: attention by itself is no explanation. Each row of the heatmap is one query, this step’s.',
  'calc.differs.rnn':
    'Unlike the paper: tanh in place of the logistic function, and an output that shares the embedding. Biases are in the products. Lengths are forced equal: a word out for each word in.',
  'calc.differs.seq2seq':
    'Unlike the paper: one layer; the first state comes from the last encoder state through a tanh layer; the output shares the embedding. Biases are in the products.',
  'calc.differs.gru': 'The GRU resets after the product: s̃ = tanh(W x + b + r ⊙ (U s + c)).',
  'calc.differs.additive':
    'Unlike the paper: the first state comes from the last states of both directions; the readout is a tanh layer, not maxout, and shares the embedding. The GRU resets after the product, s̃ = tanh(W x + b + r ⊙ (U s + c)), and z keeps the old state, where the paper’s z takes the new one. Biases are in the products.',
  'calc.differs.luong':
    'Unlike the paper: no input feeding (§3.3), one bidirectional GRU in place of stacked LSTMs, and an output that shares the embedding. Biases are in the products.',
};
