/** What the bench begins with, and what an address asks of it. */

/**
 * @typedef {import('./types.js').Plan} Plan
 * @typedef {import('./types.js').Enters} Enters
 */

export const TASKS = [
  'next-letter',
  'one-to-many',
  'many-to-one',
  'many-to-many',
  'reverse',
  'sort',
  'french-numbers',
  'korean-numbers',
  'native-numbers',
  'dates',
  'pairs',
];
/** @type {import('./types.js').Cell[]} */
export const CELLS = ['rnn', 'gru', 'lstm'];
/** @type {Enters[]} */
export const ENTERS = ['additive', 'dot', 'general', 'concat', 'scaled-dot', 'cosine', 'fixed-context', 'first-state', 'transformer'];
/** A network reads and answers letter by letter in these: there is no source to attend to. */
const AS_IT_READS = ['next-letter', 'many-to-many'];

/** @type {Plan} */
const USUAL = {
  task: { name: 'korean-numbers' },
  cell: 'gru',
  attention: 'additive',
  size: 48,
  bidirectional: true,
  layers: 1,
  dropout: 0,
  rate: 0.004,
  warmup: 0,
  clip: 1,
  batch: 32,
  seed: 1,
};

/** A plan for a task, with what it needs beside its name. @param {string} name @param {Plan} [plan] @returns {Plan} */
export function forTask(name, plan = USUAL) {
  const task =
    name === 'next-letter'
      ? { name, word: 'hello' }
      : name === 'pairs'
        ? { name, text: '', unit: /** @type {const} */ ('letters') }
        : { name };
  if (name === 'next-letter') return { ...plan, task, size: 16, rate: 0.02 };
  return { ...plan, task, size: USUAL.size, rate: USUAL.rate };
}

/** What `?learn=bench&task=…&cell=…&attention=…&seed=…` asks for. @param {string} search @returns {Plan} */
export function readPlan(search) {
  const query = new URLSearchParams(search);
  const task = TASKS.find((each) => each === query.get('task')) ?? USUAL.task.name;
  const seed = Number(query.get('seed') ?? USUAL.seed);
  const attention = ENTERS.find((each) => each === query.get('attention')) ?? USUAL.attention;
  return {
    ...entering(forTask(task), attention),
    cell: CELLS.find((each) => each === query.get('cell')) ?? USUAL.cell,
    seed: Number.isInteger(seed) && seed >= 0 && seed < 1e6 ? seed : USUAL.seed,
  };
}

/** The source enters otherwise: only what attends is read for in both directions, unless the reader wants it. @param {Plan} plan @param {Enters} attention @returns {Plan} */
export const entering = (plan, attention) => ({ ...plan, attention, bidirectional: attends({ attention }) && attention !== 'transformer' });

/** The same in an address. @param {Plan} plan @param {string} search */
export function writePlan({ task, cell, attention, seed }, search) {
  const query = new URLSearchParams(search);
  for (const [name, value] of Object.entries({ learn: 'bench', task: task.name, cell, attention, seed: String(seed) }))
    query.set(name, value);
  return `?${query}`;
}

/** The networks that a plan trains side by side: the one asked for, and the same without attention. @param {Plan} plan @returns {Plan[]} */
export function sideBySide(plan) {
  const alone = asItReads(plan) || plan.attention === 'first-state';
  return alone ? [plan] : [plan, { ...plan, attention: 'first-state', bidirectional: false }];
}

/** Whether it is learned by a network that writes as it reads: then there is one cell, and no choice of how the source enters. @param {Plan} plan */
export const asItReads = ({ task }) => AS_IT_READS.includes(task.name);

/** Whether weights can be drawn of its reading. @param {Pick<Plan, 'attention'>} plan */
export const attends = ({ attention }) => !['first-state', 'fixed-context'].includes(attention);
