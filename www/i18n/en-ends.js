/** What the page says where a sentence is hardly read, or a translation is cut. */
export const ends = {
  'translation.ended.repeats': 'The network began to repeat itself, so the translation was cut here.',
  'translation.ended.length': 'The translation reached the longest length allowed and was cut here.',
  'error.mostly-unknown': (/** @type {{ unread?: number, of?: number }} */ { unread, of }) =>
    `The networks cannot read ${unread} of the ${of} letters and symbols. Words in French or Korean will do:`,
  'error.all-hidden': 'Every word of the sentence is hidden, so there is nothing to read. Show one again.',
  'error.unwritable': (/** @type {{ symbols?: string }} */ { symbols }) => `No network here can write “${symbols}”.`,
};
