/** What happens at a moment, in a sentence. */
import { t } from '../i18n/t.js';
import { phaseOf } from '../playback.js';
import { sourceGroups, START_LABEL, targetGroups } from '../words.js';
import { joinOf, rowOf } from './story.js';

/** @typedef {import('../types.js').Run} Run */

/** @param {Run} run @param {number} token */
export const readLabel = (run, token) => sourceGroups(run.source.tokens, false)[token].label;

/** @param {Run} run @param {number} step */
export const madeLabel = (run, step) => targetGroups(run.steps, false)[step].label;

/** What goes into the decoder at a step. @param {Run} run @param {number} step */
export const inputLabel = (run, step) => (step ? madeLabel(run, step - 1) : START_LABEL);

/** What a cell of the decoder reads at a step: the word made before; without an encoder, a word of the source. @param {Run} run @param {number} step */
export const fedLabel = (run, step) => (joinOf(run) === 'none' ? readLabel(run, step) : inputLabel(run, step));

/** @param {Run} run @param {number} moment @param {number|null} head */
export function caption(run, moment, head) {
  const phase = phaseOf(run, moment);
  if (phase.kind === 'read') return reading(run, phase.turn);
  if (phase.kind === 'layer') return t('flow.layer', { layer: phase.layer + 1, of: run.source.encoder.layers ?? 0 });
  return phase.kind === 'hand' ? handing(run) : making(run, phase.step, head);
}

/**
 * What stands out in the sentence of a moment: the word made, and the weight of what it attends to most.
 * @param {Run} run @param {number} moment @param {number|null} head
 */
export function outstanding(run, moment, head) {
  const phase = phaseOf(run, moment);
  if (phase.kind !== 'make') return {};
  const { attention } = run.steps[phase.step];
  return { word: `“${madeLabel(run, phase.step)}”`, weight: attention && Math.max(...Array.from(rowOf(attention, head))).toFixed(2) };
}

/** @param {Run} run @param {number} turn */
function reading(run, turn) {
  const { readingOrder, encoder } = run.source;
  const word = readLabel(run, readingOrder[turn]);
  const details = { word, turn: turn + 1, of: readingOrder.length };
  if (!encoder.backward) return t('flow.read', details);
  return t('flow.readBoth', { ...details, other: readLabel(run, readingOrder[readingOrder.length - 1 - turn]) });
}

/** @param {Run} run */
function handing(run) {
  const join = joinOf(run);
  if (join === 'attention' || join === 'transformer') return t('flow.handAll', { n: run.source.tokens.length });
  const numbers = join === 'fixed' ? run.steps[0].context?.length : run.source.encoder.firstState?.cols;
  return t('flow.handOne', { n: numbers ?? 0 });
}

/** @param {Run} run @param {number} step @param {number|null} head */
function making(run, step, head) {
  const { attention, logProb } = run.steps[step];
  const details = { word: madeLabel(run, step), p: Math.exp(logProb).toFixed(2) };
  if (!attention) return t('flow.make', details);
  const row = Array.from(rowOf(attention, head));
  const most = row.indexOf(Math.max(...row));
  return t('flow.makeFrom', { ...details, read: readLabel(run, most), weight: row[most].toFixed(2) });
}
