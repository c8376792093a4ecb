/**
 * How a translation is to differ from the network's own, inside a link:
 * `beam=4&penalty=0.6&prefix=12,45&chosen=1&hide=2,3&attend=5:0.1,0.9_6:0.5,0.5`.
 *
 * @typedef {import('./options.js').Options} Options
 */
import { exact } from '../drawing/exact.js';
import { NONE } from './options.js';

/** What the core takes: a wider beam, or a word beyond the longest sentence, is as none. */
const MOST = { beam: 64, penalty: 10, ids: 64, id: 1e6 };

/**
 * What is broken falls back by itself; whether ids and positions fit a sentence shows only in its run.
 * @param {URLSearchParams} query @param {Options} usual @returns {Options}
 */
export function readOptions(query, usual = NONE) {
  const prefix = list(query.get('prefix'), whole(MOST.id));
  const chosen = list(query.get('chosen'), whole(prefix.length - 1));
  return {
    beamSize: whole(MOST.beam, 1)(query.get('beam')) ?? usual.beamSize,
    lengthPenalty: decimal(MOST.penalty)(query.get('penalty')) ?? usual.lengthPenalty,
    prefix,
    masked: list(query.get('hide'), whole(MOST.ids)),
    attention: rows(query.get('attend')),
    ...(prefix.length && query.has('chosen') ? { chosen } : {}),
  };
}

/** Writes what is not usual, deletes the rest. @param {Options} options @param {URLSearchParams} query */
export function writeOptions({ beamSize, lengthPenalty, prefix, masked, attention, chosen }, query) {
  /** @type {Record<string, string>} */
  const values = {
    beam: beamSize === NONE.beamSize ? '' : String(beamSize),
    penalty: lengthPenalty === NONE.lengthPenalty ? '' : String(lengthPenalty),
    prefix: prefix.join(','),
    chosen: prefix.length && chosen ? chosen.join(',') : '',
    hide: masked.join(','),
    attend: attention.map(({ position, weights }) => `${position}:${weights.map(exact).join(',')}`).join('_'),
  };
  for (const [name, value] of Object.entries(values)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
}

/** @typedef {(text: string|null) => number|undefined} Reader */

/** @param {number} most @param {number} [least] @returns {Reader} */
const whole =
  (most, least = 0) =>
  (text) => {
    const value = text && /^\d{1,7}$/.test(text) ? Number(text) : NaN;
    return value >= least && value <= most ? value : undefined;
  };

/** @param {number} most @returns {Reader} */
const decimal = (most) => (text) => {
  const value = text && /^\d{1,3}(\.\d{1,20})?(e-\d{1,3})?$/.test(text) ? Number(text) : NaN;
  return value <= most ? value : undefined;
};

/** All of a list, or nothing of it. @param {string|null} text @param {Reader} read @returns {number[]} */
function list(text, read) {
  const values = (text ?? '').split(',').map(read);
  return values.length <= MOST.ids && values.every((value) => value !== undefined) ? values : [];
}

/** @param {string|null} text @returns {Options['attention']} */
function rows(text) {
  const all = (text ?? '').split('_').flatMap((row) => {
    const [at, weights, ...more] = row.split(':');
    const position = whole(MOST.ids)(at);
    const values = list(weights ?? '', decimal(1));
    const sum = values.reduce((total, weight) => total + weight, 0);
    return position === undefined || more.length || !(sum > 0) ? [] : [{ position, weights: values }];
  });
  return all.length <= MOST.ids ? all : [];
}
