/**
 * Cuts what was typed into sentences: a network translates one at a time.
 *
 * @typedef {{ text: string, from: number, to: number }} Sentence `from` and `to`: where it stands in the whole
 */

/** An end mark with what closes behind it, where a gap follows; or a new line. */
const END = /[.!?…。！？]+["'”’»)\]]*(?=\s)|\n+/gu;
/** Before a full stop that ends no sentence: a title, an initial, an abbreviation. */
const ABBREVIATION = /(?:^|[\s(])(?:M|MM|Mme|Mmes|Mlle|Dr|Pr|St|Ste|p|env|etc|cf|ex|av|apr|vol|no|\p{Lu})\.$/u;
/** What goes on after the gap is no new sentence. */
const GOES_ON = /^\s+[\p{Ll}\d,;:]/u;

/** @param {string} whole @returns {Sentence[]} without those that hold no letter or digit */
export function sentences(whole) {
  const cuts = [...whole.matchAll(END)].map((match) => ({ at: match.index + match[0].length, mark: match[0] }));
  const ends = cuts.filter(({ at, mark }) => mark.includes('\n') || endsHere(whole, at, mark)).map(({ at }) => at);
  const starts = [0, ...ends];
  return starts.map((from, i) => trimmed(whole, from, ends[i] ?? whole.length)).filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
}

/** The sentence that a place in the text belongs to; the last one behind all of them. @param {Sentence[]} all @param {number} caret */
export const sentenceAt = (all, caret) => all.find(({ to }) => caret <= to) ?? all[all.length - 1];

/** @param {string} whole @param {number} at @param {string} mark */
function endsHere(whole, at, mark) {
  if (mark.startsWith('.') && ABBREVIATION.test(whole.slice(0, at))) return false;
  return !GOES_ON.test(whole.slice(at)) || (/[!?]/.test(mark) && /^\s+\d/.test(whole.slice(at)));
}

/** @param {string} whole @param {number} from @param {number} to @returns {Sentence} */
function trimmed(whole, from, to) {
  const part = whole.slice(from, to);
  const start = from + part.length - part.trimStart().length;
  return { text: part.trim(), from: start, to: start + part.trim().length };
}
