/** What happens at a moment, in a sentence. */
import { langOf } from '../../text/detect.js';
import { pieces } from '../../i18n/quoted.js';
import { tell } from '../../i18n/t.js';
import { phaseOf } from '../../state/playback.js';
import { sourceGroups, START_LABEL, targetGroups } from '../../text/words.js';
import { joinOf, weightsOf } from './story.js';

/** @typedef {import('../../networks/types.js').Run} Run */

/** @param {Run} run @param {number} token */
export const readLabel = (run, token) => sourceGroups(run.source.tokens, false)[token].label;

/** @param {Run} run @param {number} step */
export const madeLabel = (run, step) => targetGroups(run.steps, false)[step].label;

/** What goes into the decoder at a step. @param {Run} run @param {number} step */
export const inputLabel = (run, step) => (step ? madeLabel(run, step - 1) : START_LABEL);

/** What a cell of the decoder reads at a step: the word made before; without an encoder, a word of the source. @param {Run} run @param {number} step */
export const fedLabel = (run, step) => (joinOf(run) === 'none' ? readLabel(run, step) : inputLabel(run, step));

/** A message: its key, its details, and the languages of those that are words. @typedef {[key: import('../../i18n/t.js').Key, details: Record<string, unknown>, langs: Record<string, import('../../i18n/quoted.js').Lang>]} Said */

/** What happens, as a text. @param {Run} run @param {number} moment @param {number|null} head */
export function caption(run, moment, head) {
  const [key, details] = said(run, moment, head);
  return tell(key, details);
}

/** What happens, in pieces, its words with their languages. @param {Run} run @param {number} moment @param {number|null} head */
export const captionPieces = (run, moment, head) => pieces(...said(run, moment, head));

/** @param {Run} run @param {number} moment @param {number|null} head @returns {Said} */
function said(run, moment, head) {
  const phase = phaseOf(run, moment);
  if (phase.kind === 'read') return reading(run, phase.turn);
  if (phase.kind === 'layer') return ['flow.layer', { layer: phase.layer + 1, of: run.source.encoder.layers ?? 0 }, {}];
  return phase.kind === 'hand' ? handing(run) : making(run, phase.step, head);
}

/** The weight of what the word made attends to most, as the sentence of a moment tells it. @param {Run} run @param {number} moment @param {number|null} head */
export function toldWeight(run, moment, head) {
  const phase = phaseOf(run, moment);
  const attention = phase.kind === 'make' ? run.steps[phase.step].attention : null;
  return attention ? Math.max(...Array.from(weightsOf(attention, head))).toFixed(2) : null;
}

/** @param {Run} run @param {number} turn @returns {Said} */
function reading(run, turn) {
  const { readingOrder, encoder } = run.source;
  const lang = langOf(run.text);
  const details = { word: readLabel(run, readingOrder[turn]), turn: turn + 1, of: readingOrder.length };
  if (!encoder.backward) return ['flow.read', details, { word: lang }];
  return [
    'flow.readBoth',
    { ...details, other: readLabel(run, readingOrder[readingOrder.length - 1 - turn]) },
    { word: lang, other: lang },
  ];
}

/** @param {Run} run @returns {Said} */
function handing(run) {
  const join = joinOf(run);
  if (join === 'attention' || join === 'transformer') return ['flow.handAll', { n: run.source.tokens.length }, {}];
  const numbers = join === 'fixed' ? run.steps[0].context?.length : run.source.encoder.firstState?.cols;
  return ['flow.handOne', { n: numbers ?? 0 }, {}];
}

/** @param {Run} run @param {number} step @param {number|null} head @returns {Said} */
function making(run, step, head) {
  const { attention, logProb } = run.steps[step];
  const details = { word: madeLabel(run, step), p: Math.exp(logProb).toFixed(2) };
  if (!attention) return ['flow.make', details, { word: 'en' }];
  const row = Array.from(weightsOf(attention, head));
  const most = row.indexOf(Math.max(...row));
  return [
    'flow.makeFrom',
    { ...details, read: readLabel(run, most), weight: row[most].toFixed(2) },
    { word: 'en', read: langOf(run.text) },
  ];
}
