/**
 * How far a reader has come, and what was predicted. It is kept in this browser alone and can be forgotten.
 *
 * @typedef {{ lesson: string, card: number, question: string, chosen: string, right: boolean|null, happened: string }} Prediction
 *   `right`: whether it came so; null where there is no right and wrong
 * @typedef {{ card: number, of: number, done: boolean }} Reached the furthest card, from 0
 * @typedef {{ lessons: Record<string, Reached>, predictions: Prediction[], last: string|null }} Progress
 */
import { forget, recall, remember } from '../state/preferences.js';

const NAME = 'lessons';

/** @type {Progress} */
export const NOTHING = { lessons: {}, predictions: [], last: null };

/** @returns {Progress} */
export function readProgress() {
  try {
    const kept = JSON.parse(recall(NAME) ?? 'null');
    return kept && typeof kept === 'object' ? { ...NOTHING, ...kept } : NOTHING;
  } catch {
    return NOTHING; // what is kept is broken: as if there were nothing
  }
}

/** @param {Progress} progress */
export const keepProgress = (progress) => remember(NAME, JSON.stringify(progress));

export const forgetProgress = () => forget(NAME);

/** A card was reached; the last one ends its lesson. @param {Progress} progress @param {string} name @param {number} card @param {number} of @returns {Progress} */
export function reached(progress, name, card, of) {
  const before = progress.lessons[name];
  const furthest = Math.max(card, before?.card ?? 0);
  const done = (before?.done ?? false) || card === of - 1;
  return { ...progress, last: name, lessons: { ...progress.lessons, [name]: { card: furthest, of, done } } };
}

/** What was predicted at a card last counts. @param {Progress} progress @param {Prediction} prediction @returns {Progress} */
export function predicted(progress, prediction) {
  const others = progress.predictions.filter(({ lesson, card }) => lesson !== prediction.lesson || card !== prediction.card);
  return { ...progress, predictions: [...others, prediction] };
}
