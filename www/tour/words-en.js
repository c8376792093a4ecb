/** The tour's words in English; fetched with it. */
export const en = {
  name: 'Tour of the page',
  count: (/** @type {{ at: number, of: number }} */ { at, of }) => `${at} of ${of}`,
  back: 'Back',
  next: 'Next',
  end: 'Done',
  close: 'End the tour',
  /** @type {Record<import('./places.js').Place, [string, string]>} */
  places: {
    sentence: ['Type a sentence', 'Type French or Korean here. Beside it the network writes English; what it is not sure of is marked.'],
    network: [
      'Which network translates',
      'From left to right, forty years of ideas: networks without attention, with attention, and the Transformer. Choose another: the same sentence goes through it at once.',
    ],
    flow: [
      'The sentence on its way',
      'Each column is a token. Press ▶: the encoder reads, then the decoder writes a word at a time. The strips are real hidden states, the ribbons real attention weights.',
    ],
    attention: [
      'Where it looks',
      'A row for each word written, a column for each word read: the darker a cell, the more the word rests on it. Drag a cell, and the network translates with your weights.',
    ],
    without: [
      'Nowhere to look',
      'This network has no attention: all that it knows of the source is one vector. Choose a network with attention, and a heatmap stands here.',
    ],
    making: [
      'How a word was chosen',
      'Select a word anywhere, and here is how it came about: scores, weights, states, and the runners-up. Choose a runner-up, and the network goes on from there.',
    ],
  },
};

/** @typedef {typeof en} Words */
