/** A name for a file, made of the sentence and the network, that every system takes. */

/** Letters of the sentence in it. */
const MOST = 40;

/** @param {string} sentence @param {string} mechanism @param {string} ending such as `svg` */
export function fileName(sentence, mechanism, ending) {
  const words =
    sentence
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const short = Array.from(words.join('-')).slice(0, MOST).join('').replace(/-$/, '');
  return `${['seq2see', mechanism, short].filter(Boolean).join('-')}.${ending}`;
}
