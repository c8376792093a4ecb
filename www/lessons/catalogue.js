/** The lessons in the order in which they are best taken; each is fetched when it is opened. */

/**
 * @typedef {object} Entry
 * @property {number} number as the index shows it
 * @property {number} minutes that it takes
 * @property {string[]} needs checkpoints without which it is not offered
 * @property {() => Promise<{ create: (means: import('./model.js').Means) => import('./model.js').Lesson<any> }>} load
 */

/** @type {Record<string, Entry>} */
export const LESSONS = {
  tour: { number: 0, minutes: 2, needs: ['additive'], load: () => import('./tour/lesson.js') },
  attention: { number: 7, minutes: 7, needs: ['additive'], load: () => import('./attention/lesson.js') },
  explanation: { number: 10, minutes: 5, needs: ['additive'], load: () => import('./explanation/lesson.js') },
  scores: { number: 8, minutes: 6, needs: ['additive', 'general', 'dot', 'concat'], load: () => import('./scores/lesson.js') },
  transformer: { number: 9, minutes: 10, needs: ['transformer', 'additive'], load: () => import('./transformer/lesson.js') },
  memory: { number: 1, minutes: 4, needs: [], load: () => import('./memory/lesson.js') },
  bottleneck: { number: 6, minutes: 6, needs: ['seq2seq-gru', 'additive'], load: () => import('./bottleneck/lesson.js') },
  forgetting: { number: 4, minutes: 5, needs: ['seq2seq-rnn'], load: () => import('./forgetting/lesson.js') },
  counting: { number: 11, minutes: 5, needs: [], load: () => import('./counting/lesson.js') },
  gates: { number: 5, minutes: 5, needs: ['seq2seq-lstm'], load: () => import('./gates/lesson.js') },
};

/** @type {{ key: 'memory'|'encoder'|'attention'|'transformer'|'closer', colour: string, lessons: string[] }[]} */
const ORDER = [
  { key: 'memory', colour: 'enc', lessons: ['tour', 'memory', 'hello'] },
  { key: 'encoder', colour: 'enc', lessons: ['kinds', 'forgetting', 'gates', 'bottleneck'] },
  { key: 'attention', colour: 'att', lessons: ['attention', 'scores'] },
  { key: 'transformer', colour: 'att', lessons: ['transformer'] },
  { key: 'closer', colour: 'ink', lessons: ['explanation', 'counting', 'picture'] },
];

/** The groups with those of their lessons that can be given. @param {readonly string[]} mechanisms */
export const groups = (mechanisms) =>
  ORDER.map((group) => ({
    ...group,
    lessons: group.lessons.filter((name) => LESSONS[name]?.needs.every((each) => mechanisms.includes(each))),
  }));

/** All that can be given, in order. @param {readonly string[]} mechanisms */
export const offered = (mechanisms) => groups(mechanisms).flatMap(({ lessons }) => lessons);

/** The one after it; null after the last. @param {string} name @param {readonly string[]} names */
export const after = (name, names) => names[names.indexOf(name) + 1] ?? null;
