/**
 * The questions at the end: five of the textbooks, and one for each lesson.
 *
 * @typedef {{ lesson: string, card: number, question: string, choices: string[], right: number, because: string }} Question
 *   `card`: of the lesson that shows why, from 1
 */
export const en = {
  title: 'Questions at the end',
  lead: 'Five that every textbook asks, and one for each lesson. Each answer says why, and leads to the card where a network shows it.',
  score: (/** @type {{ right: number, asked: number }} */ { right, asked }) => `${right} of ${asked} right`,
  again: 'Begin anew',
  see: 'See it run',
  yes: 'Right.',
  no: 'Not quite.',
  questions: /** @type {Question[]} */ ([
    {
      lesson: 'tour',
      card: 2,
      question: 'What is the encoder’s part in an encoder–decoder?',
      choices: [
        'It writes the target, word by word',
        'It turns the source into states that say what was read',
        'It chooses the best of several translations',
        'It learns the order of the target’s words',
      ],
      right: 1,
      because: 'The encoder reads, the decoder writes. What lies between them are numbers: one state for each piece of the source.',
    },
    {
      lesson: 'bottleneck',
      card: 1,
      question: 'Without attention: what is handed from encoder to decoder?',
      choices: [
        'One vector of fixed size, the last state',
        'All states, one for each piece',
        'The words themselves',
        'The attention weights',
      ],
      right: 0,
      because: 'The last state, often called the context vector. It has the same size for three words and for thirty.',
    },
    {
      lesson: 'transformer',
      card: 3,
      question: 'What are Q, K and V?',
      choices: [
        'Three layers of the encoder',
        'Three products of each row with learned matrices: what it looks for, how it is found, what it gives',
        'Three languages of the vocabulary',
        'Three positions in the sentence',
      ],
      right: 1,
      because: 'Query times key gives the score, softmax the weight, and the values are added with these weights.',
    },
    {
      lesson: 'transformer',
      card: 5,
      question: 'In a Transformer’s layer, what follows attention?',
      choices: [
        'The softmax over the vocabulary',
        'Another embedding',
        'Add & norm, then the feed-forward part, then add & norm',
        'The mask',
      ],
      right: 2,
      because: 'What attention found is added to its input and normed; then each row by itself goes through two layers.',
    },
    {
      lesson: 'transformer',
      card: 7,
      question: 'Where do the decoder’s K and V come from in encoder–decoder attention?',
      choices: [
        'From the encoder’s output',
        'From the decoder’s own rows',
        'From the embedding of the target',
        'They are the same for all sentences',
      ],
      right: 0,
      because: 'The queries are the decoder’s; keys and values are made of the encoder’s last states.',
    },
    {
      lesson: 'memory',
      card: 3,
      question: 'x_t = tanh(a x_{t−1} + b u_t) with a = 0.5. The input stops. The state …',
      choices: ['keeps its value', 'fades', 'grows', 'changes its sign'],
      right: 1,
      because: 'Near zero every step multiplies by a: a half of a half of a half.',
    },
    {
      lesson: 'forgetting',
      card: 3,
      question: 'What do the gates of GRU and LSTM change about forgetting?',
      choices: [
        'They make the vector larger',
        'They let the network keep or let go by what was read, not by distance alone',
        'They read the sentence twice',
        'They forbid forgetting',
      ],
      right: 1,
      because: 'A gate near one carries the state over unchanged; what it is used for, training decides.',
    },
    {
      lesson: 'attention',
      card: 2,
      question: 'Two scores differ by 3. How do their weights differ after the softmax?',
      choices: ['By 3', 'By a factor of 3', 'By a factor of e³, about 20', 'Not at all'],
      right: 2,
      because: 'Softmax turns gaps into factors: exp(e + 3) = e³ · exp(e).',
    },
    {
      lesson: 'scores',
      card: 2,
      question: 'Which score function has nothing to learn of its own?',
      choices: ['additive', 'general', 'concat', 'dot product'],
      right: 3,
      because: 'It multiplies the two states as they are. The states have learned to fit.',
    },
    {
      lesson: 'explanation',
      card: 3,
      question: 'A word has the largest attention weight. What is certain?',
      choices: [
        'Hiding it changes the translation',
        'It was read most at this step',
        'It is the reason for the word written',
        'It is the word’s translation',
      ],
      right: 1,
      because: 'What hiding it does must be measured; the two orders agree in part only.',
    },
    {
      lesson: 'counting',
      card: 6,
      question: 'What do both IBM Model 1 and a bigram language model fail to see?',
      choices: ['Which words are frequent', 'Which words keep company', 'The whole sentence at once', 'The target language'],
      right: 2,
      because: 'One sees word by word, the other two words at a time.',
    },
  ]),
};
/** @typedef {typeof en} Words */
