/**
 * Where in Learn a reader is, as the address says it: `?learn=NAME&card=N`, with `present=1` for a projector, `quiz=off` for
 * who asks by a show of hands, `embed=lesson` or `embed=figure` for a frame in another page.
 *
 * @typedef {object} Place
 * @property {string} name of a lesson, `index`, `bench`, `quiz` or `predictions`
 * @property {number} card from 0
 * @property {boolean} present large type, one sentence
 * @property {boolean} quiz whether predictions are asked for
 * @property {'lesson'|'figure'|null} embed
 */

/** Places that are no lessons. */
export const OTHERS = ['index', 'bench', 'quiz', 'predictions'];

/** Parameters of Learn alone. */
const OWN = ['learn', 'card', 'present', 'quiz', 'embed'];
/** Parameters of the bench alone. */
const OF_THE_BENCH = ['task', 'cell', 'attention', 'seed'];

/** @param {string} search @param {readonly string[]} names of the lessons that are there @returns {Place} */
export function readPlace(search, names) {
  const query = new URLSearchParams(search);
  const embed = query.get('embed');
  const wanted = [query.get('learn'), embed].find((name) => name !== null && (names.includes(name) || OTHERS.includes(name)));
  const card = Number(query.get('card') ?? 1);
  return {
    name: wanted ?? 'index',
    card: Number.isInteger(card) && card >= 1 && card < 100 ? card - 1 : 0,
    present: query.get('present') === '1',
    quiz: query.get('quiz') !== 'off',
    embed: embed === null ? null : embed === 'figure' ? 'figure' : 'lesson',
  };
}

/** The same as a query; what else an address carries stays. @param {Place} place @param {string} [search] */
export function writePlace({ name, card, present, quiz, embed }, search = '') {
  const query = new URLSearchParams(search);
  for (const each of OWN) query.delete(each);
  if (name !== 'bench') for (const each of OF_THE_BENCH) query.delete(each);
  query.set('learn', name);
  if (card > 0) query.set('card', String(card + 1));
  if (present) query.set('present', '1');
  if (!quiz) query.set('quiz', 'off');
  if (embed) query.set('embed', embed);
  return `?${query}`;
}

/**
 * The address of a view outside of Learn with what a lesson looks at.
 * @param {Record<string, string|number|null|undefined>} shown as in a link: `text`, `mechanism`, `view`, `step`, `terms`, `stage`, `lang`
 */
export function viewLink(shown) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(shown)) if (value !== null && value !== undefined) query.set(name, String(value));
  return `?${query}`;
}
