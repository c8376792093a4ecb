/** The words of the Transformer's nine steps, in English: fetched with its figures. */
export const transformer = {
  'former.title': 'Inside the Transformer',
  'former.sub': (/** @type {{ step: number, of: number, word: string }} */ { step, of, word }) =>
    `nine steps, with the numbers of “${word}” (output word ${step} of ${of})`,
  'former.steps': 'The nine steps',
  'former.encoder': 'encoder',
  'former.decoder': 'decoder',
  'former.part.dec': 'decoder, after step 7',
  'former.part.cross': 'decoder, after step 8',
  'former.side': 'which side',
  'former.above': 'above zero',
  'former.below': 'below zero',
  'former.hatched': 'masked: must not be read',
  'former.wait': 'Computing these numbers once more…',
  'former.heads': 'Layer and head',
  'former.layers': 'Layer',
  'former.layer': (/** @type {{ layer: number }} */ { layer }) => `layer ${layer}`,
  'former.vector': (/** @type {{ n: number, reach: string }} */ { n, reach }) => `${n} numbers between −${reach} and ${reach}`,
  'former.rows': (/** @type {{ name: string, rows: number, columns: number, reach: string }} */ { name, rows, columns, reach }) =>
    `${name}: a row for each of ${rows} tokens, ${columns} numbers each, between −${reach} and ${reach}`,
  'former.keysRow': (/** @type {{ name: string }} */ { name }) => `${name}. Arrow keys choose a row.`,
  'former.tokenTable': (/** @type {{ token: string }} */ { token }) => `All numbers of “${token}” as a table`,

  'former.embed.tab': 'Embedding + positional encoding',
  'former.embed.title': 'Embedding + positional encoding: every token becomes a vector that knows its place',
  'former.embed.text':
    'A token’s row of the embedding table, times √d, plus waves that depend on the position alone. Without the waves the first word could not be told from the last.',
  'former.embed.aside':
    'Each row of a picture is a token, each column one of its numbers: coloured above zero, grey below. Choose a row to read its numbers. Source, target and output share one embedding table, as in §3.4 of the paper.',
  'former.embed.token': 'embedding × √d',
  'former.embed.position': 'positional encoding',
  'former.embed.sum': 'what enters the encoder',
  'former.embed.sumDecoder': 'what enters the decoder',
  'former.embed.waves': (/** @type {{ n: number }} */ { n }) => `the waves of ${n} positions, quick on the left, slow on the right`,
  'former.embed.wavesAlt': (/** @type {{ n: number }} */ { n }) =>
    `Sine and cosine waves, a row for each position; the first ${n} rows are this sentence’s`,
  'former.embed.marked': (/** @type {{ n: number }} */ { n }) => `The ${n} framed rows are this sentence’s.`,

  'former.project.tab': 'Q, K, V',
  'former.project.title': 'Query, key and value: three views of each token',
  'former.project.text':
    'The same vector is multiplied by three learned matrices. The query asks, the key is what it is compared with, the value is what can be read.',
  'former.project.aside':
    'Every head has its own part of W_Q, W_K and W_V; choose another above. In the first layer x is the sum of step 1, in a higher one the output of the layer below.',
  'former.project.input': 'from step 1',
  'former.project.below': (/** @type {{ layer: number }} */ { layer }) => `from layer ${layer}`,
  'former.project.q': 'query: what do I look for?',
  'former.project.k': 'key: what am I found by?',
  'former.project.v': 'value: what do I give?',

  'former.attend.tab': 'Self-attention',
  'former.attend.title': 'Self-attention: every token looks at every token',
  'former.attend.text':
    'Rows are queries, columns are keys. Each query is multiplied with each key; √d_k keeps the scores from growing with the width; the softmax turns a row into weights that sum to 1; with them the values are added up. Choose a cell to open it.',
  'former.attend.aside':
    'Often much weight gathers on ⟨eos⟩ or the full stop. A row has to sum to 1 even where a head finds nothing worth reading, and a token without meaning of its own is a good place to leave the rest. A weight says what was read, not why a word was chosen.',
  'former.stage.products': 'every query with every key',
  'former.stage.scores': 'scaled: the scores',
  'former.stage.weights': 'the weights; rows sum to 1',
  'former.stage.values': 'the values, each times its weight',
  'former.keys': (/** @type {{ name: string }} */ { name }) =>
    `${name}: rows are queries, columns are keys. Arrow keys choose a cell, Enter opens it.`,
  'former.map': (/** @type {{ name: string, rows: number, columns: number }} */ { name, rows, columns }) =>
    `${name}: ${rows} queries, ${columns} keys. The table below has the chosen row’s numbers.`,
  'former.cell': (/** @type {{ query: string, key: string, score: string, weight: string }} */ { query, key, score, weight }) =>
    `${query} reads ${key}: score ${score}, weight ${weight}`,
  'former.masked': 'masked',
  'former.byHand': 'set by hand',
  'former.values': (/** @type {{ n: number }} */ { n }) => `The values of ${n} keys, each times its weight, and their sum in the last row`,
  'former.sum': (/** @type {{ query: string }} */ { query }) => `Σ: what this head found for “${query}”`,
  'former.reads': 'reads most from',
  'former.notRead': '· masked, not read:',
  'former.key': 'key',
  'former.rowTable': (/** @type {{ query: string }} */ { query }) => `The row of “${query}” as a table`,
  'former.open.title': 'One cell, opened',
  'former.open.close': 'Close the cell',
  'former.open.bars': (/** @type {{ n: number, sum: string }} */ { n, sum }) => `${n} products of query and key, which sum to ${sum}`,
  'former.open.rest': (/** @type {{ n: number }} */ { n }) => `${n} others`,
  'former.open.table': (/** @type {{ n: number }} */ { n }) => `All ${n} products as a table`,
  'former.open.scale': 'over √d_k',
  'former.open.mask': 'mask',
  'former.open.free': 'may be read',
  'former.open.exp': 'exponential',
  'former.open.share': (/** @type {{ n: number }} */ { n }) => `its share among ${n} keys`,

  'former.concat.tab': 'Multi-head: concat and W_O',
  'former.concat.title': 'Multi-head attention: what the heads found is put side by side (concat) and mixed',
  'former.concat.text':
    'Each head has read something of its own. Their results stand next to each other, as wide as a token’s vector again, and W_O mixes them.',
  'former.concat.aside': 'The maps above show how differently the heads of one layer look. Choosing one chooses it for the whole page.',
  'former.concat.chosen': 'chosen above',
  'former.concat.joined': 'all heads, side by side',
  'former.concat.place': (/** @type {{ d: number, head: number }} */ { d, head }) => `${d} · head ${head}`,
  'former.concat.output': (/** @type {{ d: number }} */ { d }) => `${d} numbers again`,

  'former.norm.tab': 'Residual connection + layer norm (Add & Norm)',
  'former.norm.title': 'Residual connection and layer normalisation (Add & Norm): added to what was there, then brought to one scale',
  'former.norm.text':
    'The token keeps what it was; attention only adds to it. The layer norm then shifts and scales each row to mean μ = 0 and spread σ = 1, before a learned gain g and bias b.',
  'former.norm.aside':
    'The norm comes after the sum, as in the paper’s figure 1 (post-norm). Many later networks normalise before each part instead.',
  'former.norm.before': 'as it came',
  'former.norm.from.enc': 'self-attention (step 4)',
  'former.norm.from.dec': 'masked self-attention (step 7)',
  'former.norm.from.cross': 'cross-attention (step 8)',
  'former.norm.sum': 'the sum',
  'former.norm.after': 'the norm of it',

  'former.feed.tab': 'Feed-forward',
  'former.feed.title': 'Feed-forward: each token for itself, through a wide layer, then Add & Norm',
  'former.feed.text':
    'No token sees another here. W₁ makes the vector much wider, ReLU sets all that is negative to zero, W₂ brings it back, and it is added and normalised as before.',
  'former.feed.aside': 'Layer after layer does the same with weights of its own: attention, Add & Norm, feed-forward, Add & Norm.',
  'former.feed.inner': (/** @type {{ n: number }} */ { n }) => `${n} inner units; white is zero`,
  'former.feed.zeros': (/** @type {{ share: string, n: number }} */ { share, n }) =>
    `${share} % of its units are zero, ${n} are active; the strongest:`,
  'former.feed.unit': (/** @type {{ unit: number }} */ { unit }) => `unit ${unit}`,
  'former.feed.outer': 'after W₂',
  'former.feed.next': (/** @type {{ layer: number }} */ { layer }) =>
    `These rows are the x of layer ${layer}, where it all begins again at step 2.`,
  'former.feed.last': 'This is the last layer: its rows are what the decoder reads as keys and values.',
  'former.feed.toNext': (/** @type {{ layer: number }} */ { layer }) => `Layer ${layer}`,
  'former.feed.toDecoder': 'Encoder–decoder attention',

  'former.causal.tab': 'Masked self-attention',
  'former.causal.title': 'Masked self-attention: the decoder looks back at its own words, never ahead',
  'former.causal.text':
    'A row is a position: the word it read → the word it made. Columns are what the decoder has read until then: ⟨sos⟩ and its own words. What would lie ahead is struck out: its score becomes −∞, its weight 0.',
  'former.causal.aside':
    'In training all words of the answer are there at once, and only the mask keeps a word from reading its own solution. When translating, the later words do not exist yet; the triangle is the same.',

  'former.cross.tab': 'Encoder–decoder attention',
  'former.cross.title': 'Encoder–decoder attention (cross-attention): every English word looks at the source',
  'former.cross.text':
    'The query comes from the decoder, keys and values from the encoder’s last layer. A row is a position of the decoder, the word it read → the word it made; columns are the source words: here the two languages meet.',
  'former.cross.aside':
    'After this come Add & Norm (step 5, “decoder, after step 8”) and feed-forward (step 6). The heatmap above draws the mean of the last layer’s heads; a head chosen here is drawn there too.',

  'former.word.tab': 'Linear, softmax, word',
  'former.word.title': 'Linear layer and softmax: a score for every piece, then the next word',
  'former.word.text':
    'The decoder’s last vector y is multiplied with the embedding of every piece. The softmax makes probabilities of the scores; a piece is chosen, and read to make the next word.',
  'former.word.aside':
    'E is the embedding table of step 1: the score of a piece is the product of its row with y, plus its bias. The paper shares this matrix too (§3.4); the bias b is an addition of this network.',
  'former.word.piece': 'piece',
  'former.word.logit': 'logit z',
  'former.word.probability': 'probability',
  'former.word.spread': (/** @type {{ n: number, never: number }} */ { n, never }) =>
    `the logits of the ${n} pieces that English is written with, counted on a logarithmic scale; ${never} others are never written`,
  'former.word.spreadAlt': (/** @type {{ n: number, low: string, high: string, z: string }} */ { n, low, high, z }) =>
    `Histogram of ${n} logits from ${low} to ${high}; the chosen piece has ${z}`,
  'former.word.bin': (/** @type {{ n: number }} */ { n }) => `${n} pieces`,
  'former.word.table': (/** @type {{ n: number, word: string }} */ { n, word }) => `All ${n} products of the logit of “${word}” as a table`,
  'former.word.loop': 'What was made is read next, until ⟨eos⟩ is made:',
  'former.word.look': (/** @type {{ word: string, step: number }} */ { word, step }) => `${word}, output word ${step}`,
};
