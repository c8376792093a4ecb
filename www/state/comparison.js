/**
 * A comparison: one sentence through one network after another, as values. It knows neither page nor workers.
 *
 * @typedef {object} Entry what one network has come to
 * @property {string} mechanism
 * @property {'waiting'|'loading'|'running'|'done'|'failed'|'stopped'} status
 * @property {import('../networks/types.js').SourceTrace|null} source
 * @property {import('../networks/types.js').Step[]} steps
 * @property {import('../networks/client.js').Hood|null} hood there when it is done
 * @property {import('./store.js').Notice|null} fault why it failed
 *
 * @typedef {object} Comparison
 * @property {string} text
 * @property {object} options that every network was asked for
 * @property {boolean} running
 * @property {Entry[]} entries in the order in which they run
 *
 * @typedef {{ text: string, options: object, mechanisms: readonly string[] }} Request
 * @typedef {object} Means
 * @property {import('../networks/client.js').Client['translate']} translate
 * @property {(comparison: Comparison) => void} tell called with every change; never after `signal` has aborted
 * @property {AbortSignal} signal
 */
import { asNotice, isAbort } from '../networks/faults.js';

/** Faults of the sentence: every network would refuse it, after a download. */
const OF_THE_TEXT = new Set(['empty-text', 'too-long', 'nothing-known', 'mostly-unknown']);

/**
 * Runs a sentence through all networks. One that fails says why in its entry, and the others go on; a sentence that
 * none can read is thrown as the fault that it is.
 *
 * @param {Request} request @param {Means} means
 * @param {Comparison|null} [before] the same comparison, stopped: what is done in it stays
 */
export async function compare(request, { translate, tell, signal }, before = null) {
  let now = begun(request, before);
  /** @param {string} mechanism @param {Partial<Entry>} patch */
  const change = (mechanism, patch) => {
    if (signal.aborted) return;
    now = { ...now, entries: now.entries.map((entry) => (entry.mechanism === mechanism ? { ...entry, ...patch } : entry)) };
    tell(now);
  };
  tell(now);
  for (const { mechanism, status } of now.entries) {
    if (status === 'done') continue;
    try {
      change(mechanism, { status: 'loading' });
      await runOne(translate({ text: request.text, options: request.options, mechanism, signal }), (patch) => change(mechanism, patch));
    } catch (error) {
      if (signal.aborted || isAbort(error)) return;
      const fault = asNotice(error);
      if (OF_THE_TEXT.has(fault.code)) throw error;
      change(mechanism, { status: 'failed', fault });
    }
    if (signal.aborted) return;
  }
  tell({ ...now, running: false });
}

/**
 * @param {AsyncGenerator<import('../networks/client.js').TranslateEvent, void>} events
 * @param {(patch: Partial<Entry>) => void} change
 */
async function runOne(events, change) {
  /** @type {Entry['steps']} */
  let steps = [];
  for await (const event of events) {
    // A GPU that fails lets the CPU start anew.
    if (event.type === 'start') change({ status: 'running', source: event.source, steps: (steps = []) });
    else if (event.type === 'step') change({ steps: (steps = [...steps, event.step]) });
    else if (event.type === 'done') change({ status: 'done', hood: event.hood });
  }
}

/** @param {Request} request @param {Comparison|null} before @returns {Comparison} */
function begun({ text, options, mechanisms }, before) {
  const entries = mechanisms.map((mechanism) => {
    const done = before?.entries.find((entry) => entry.mechanism === mechanism && entry.status === 'done');
    return done ?? { mechanism, status: /** @type {const} */ ('waiting'), source: null, steps: [], hood: null, fault: null };
  });
  return { text, options, running: true, entries };
}

/** What is left when a comparison is stopped. @param {Comparison} comparison @returns {Comparison} */
export function stopped(comparison) {
  const entries = comparison.entries.map((entry) =>
    entry.status === 'done' || entry.status === 'failed'
      ? entry
      : { ...entry, status: /** @type {const} */ ('stopped'), source: null, steps: [] },
  );
  return { ...comparison, running: false, entries };
}

/** Whether a comparison has all that a request would give. @param {Comparison|null} comparison @param {Request} request */
export function answers(comparison, { text, options, mechanisms }) {
  return (
    comparison !== null &&
    comparison.text === text &&
    JSON.stringify(comparison.options) === JSON.stringify(options) &&
    mechanisms.every((name) => comparison.entries.some(({ mechanism, status }) => mechanism === name && status === 'done'))
  );
}

/** Natural logarithm of the probability of all pieces, the end mark's with them. @param {Pick<Entry, 'steps'>} run */
export const totalLogProb = ({ steps }) => steps.reduce((sum, { logProb }) => sum + logProb, 0);

/** Geometric mean of the pieces' probabilities. @param {Pick<Entry, 'steps'>} run */
export const meanProbability = (run) => Math.exp(totalLogProb(run) / run.steps.length);

/**
 * In which order the cards stand: the pinned one first; what is not done last, where the order needs its numbers.
 * @param {Entry[]} entries in the order of history
 * @param {import('./store.js').Order} order @param {string|null} pinned
 * @returns {Entry[]}
 */
export function arranged(entries, order, pinned) {
  /** @param {Entry} entry */
  const rank = (entry) => {
    if (order === 'history') return 0;
    if (!entry.hood) return Infinity;
    return order === 'time' ? entry.hood.msPerToken : -totalLogProb(entry);
  };
  const first = (/** @type {Entry} */ { mechanism }) => (mechanism === pinned ? 0 : 1);
  const ranks = new Map(entries.map((entry) => [entry, rank(entry)]));
  const apart = (/** @type {number} */ a, /** @type {number} */ b) => (a === b ? 0 : a - b);
  return [...entries].sort((a, b) => first(a) - first(b) || apart(ranks.get(a) ?? 0, ranks.get(b) ?? 0));
}
