/** Lesson 7: attention by hand. */
export const en = {
  heading: (/** @type {string} */ word) => `Which pieces does it read for “${word}”?`,
  note: (/** @type {{ network: string, step: number }} */ { network, step }) => `${network} attention, decoder step ${step}`,
  stages: ['score', 'softmax', 'weighted rows', 'context', 'joined', 'word'],
  temperature: 'temperature',
  encoder: 'encoder',
  score: 'score',
  weights: 'its weights',
  coins: 'your coins',
  coin: 'one coin = 0.1',
  weighted: 'weighted',
  decoder: 'decoder',
  context: 'context',
  word: 'next word',
  left: (/** @type {number} */ n) => (n === 0 ? 'all ten coins lie' : n === 1 ? '1 coin left' : `${n} coins left`),
  put: (/** @type {{ word: string, n: number }} */ { word, n }) => `a coin on ${word}; ${n} there`,
  take: (/** @type {string} */ word) => `take a coin from ${word}`,
  caption: 'Scores, weights and coins of each source piece',
  columns: ['piece', 'score e', 'weight α', 'coins'],
  states: (/** @type {{ before: string, n: number }} */ { before, n }) =>
    `${before ? `The decoder has written “${before}”.` : 'The decoder has written nothing yet.'} It holds one state, $s_{i-1}$. The encoder offers ${n} states $h_j$, one for each piece of your sentence. It may read from all of them, in shares.`,
  'states.past': (/** @type {number} */ n) => `One decoder state, ${n} encoder states.`,
  place: 'How will it share its reading for the next word? Place **ten coins** on the pieces: each is worth 0.1 of weight.',
  'place.look': 'your coins beside the bars: they stand on one scale',
  'place.go': 'Show the weights',
  'place.past': (/** @type {string} */ share) => `${share} of your coins lay where the weight is.`,
  overlap: (/** @type {string} */ share) => `${share}`,
  placed: (/** @type {{ read: string, weight: string, score: string, rival: string, second: string, mine: number }} */ d) =>
    `of your coins lie where the network put its weight. _${d.read}_ gets **${d.weight}** (you: ${d.mine} ${d.mine === 1 ? 'coin' : 'coins'}); next is _${d.rival}_. The scores, ${d.score} and ${d.second}, do not look so far apart.`,
  shown: (/** @type {{ read: string, weight: string, score: string, rival: string, second: string }} */ d) =>
    `_${d.read}_ gets **${d.weight}**; next is _${d.rival}_. The scores, ${d.score} and ${d.second}, do not look so far apart.`,
  'place.why': 'Why is it so sharp?',
  'place.a': (/** @type {{ score: string, second: string }} */ { score, second }) =>
    `softmax turns gaps of scores into factors: $e^{${score}}$ against $e^{${second}}$`,
  'place.b': 'the other scores are zero',
  'place.c': (/** @type {string} */ read) => `_${read}_ is the most frequent piece`,
  'place.theory': (/** @type {{ gap: string, factor: string }} */ { gap, factor }) =>
    `Only gaps count: a score higher by ${gap} gives ${factor} times the weight.`,
  sum: (/** @type {{ read: string, weight: string, size: number }} */ { read, weight, size }) =>
    `Each $h_j$ is taken times its weight, and the rows are added up, number by number: ${size} numbers again, the **context vector** $c_i$. With ${weight} of weight, most of it is _${read}_.`,
  'sum.past': 'The weighted rows were added up to c.',
  joined: (/** @type {{ written: string, p: string, rival: string, q: string }} */ { written, p, rival, q }) =>
    `$c_i$ goes, with the state and the word before, into the decoder’s next state and its output layer. A second softmax, over the vocabulary, gives **${written}** ${p} and ${rival} ${q}.`,
  'joined.past': (/** @type {string} */ written) => `Out of c and the state came ${written}.`,
  hot: 'Now divide every score by a **temperature** of 2 before the softmax, and let the network decode on with the weights that come of it. What happens to them?',
  'hot.a': 'they become more alike',
  'hot.b': 'the largest grows',
  'hot.c': 'nothing: only the order counts',
  'hot.look': 'the bars; and the word that comes of them',
  'hot.go': 'Heat it',
  'hot.past': 'At temperature 2 the weights are more alike.',
  heated: (/** @type {{ read: string, before: string, after: string, written: string, p: string, same: boolean }} */ d) =>
    `_${d.read}_ falls from ${d.before} to **${d.after}**. With these weights the network ${d.same ? 'still writes' : 'writes'} **${d.written}** (${d.p}). Try ½ above the figure: it sharpens.`,
  'hot.theory':
    'Half the gap is the square root of the factor. Hinton et al. call it temperature; attention has it at 1, the Transformer’s division by the root of d works the same way.',
  'hot.ra': 'dividing halves the gaps, and only gaps count',
  'hot.rb': 'heat makes the scores larger',
  'hot.rc': 'the network learned it with temperature 2',
  dot: (/** @type {string} */ word) =>
    `The same on a second network. Luong’s **dot** score has no weights of its own: it multiplies $h_t$ and $\\bar{h}_s$, number by number. Where will it read most for “${word}”?`,
  'dot.same': (/** @type {string} */ read) => `at _${read}_, too`,
  'dot.other': 'at another piece',
  'dot.go': 'Run it with dot',
  compared: (/** @type {{ read: string, weight: string, written: string, share: string }} */ { read, weight, written, share }) =>
    `_${read}_ gets **${weight}** for “${written}”. The two networks share ${share} of their weight.`,
  'dot.a': 'its states were trained together with this score',
  'dot.b': 'dot was copied from additive',
  'dot.c': 'a product is always largest there',
  'dot.theory':
    'A score without weights leaves the work to encoder and decoder: they learned states whose products fit. On other states the same formula would read nonsense (lesson 8).',
};
/** @typedef {typeof en} Words */
