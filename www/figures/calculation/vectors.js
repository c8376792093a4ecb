/**
 * The vectors of a decoder step by name: what of the operands each is, how it is written, whose colour
 * it has. Units are the same unit in all vectors of one space.
 *
 * @typedef {import('../../networks/types.js').Operands} Operands
 * @typedef {import('./anatomy.js').Anatomy} Anatomy
 * @typedef {import('./notation.js').Symbols} Symbols
 * @typedef {object} Vector
 * @property {string} name
 * @property {string} tex
 * @property {Float32Array} values
 * @property {'embed'|'hidden'|'energy'|'readout'} space
 * @property {'enc'|'dec'|'att'} part
 * @property {number} full the value of full colour; 0: the largest of these
 *
 * @typedef {{ gates: Operands, attention: Operands|null, readout: Operands|null }} CellOperands what `inspect` tells of a cell, and of what stands beside it in a decoder
 * @typedef {CellOperands & { readout: Operands }} StepOperands what `inspect` tells of one step
 */
import { scoreOf } from './anatomy.js';
import { SCORES } from './scores.js';
import { rowOf } from '../../drawing/matrix.js';

/**
 * @param {CellOperands} operands
 * @param {Anatomy} anatomy
 * @param {Symbols} y
 * @param {number} token the source token looked at
 * @returns {Record<string, Vector>} by name, in the order of the calculation
 */
export function vectorsOf({ gates, attention, readout }, anatomy, y, token) {
  /** @type {Record<string, Vector>} */
  const vectors = {};
  const add = (
    /** @type {string} */ name,
    /** @type {string} */ tex,
    /** @type {Float32Array|undefined} */ values,
    /** @type {Vector['space']} */ space,
    /** @type {Vector['part']} */ part,
    full = 1,
  ) => {
    if (values) vectors[name] = { name, tex, values, space, part, full };
  };
  const gate = (/** @type {string} */ operand) => gates[operand]?.data;
  add('input', y.input, gate('input'), 'embed', anatomy.source === 'read' ? 'enc' : 'dec', 0);
  add('before', y.before, gate('hidden_before'), 'hidden', 'dec');
  add('memorybefore', y.memoryBefore, gate('memory_before'), 'hidden', 'dec', 0);
  if (attention) {
    add('key', y.key, rowOf(attention.value, token), 'hidden', 'enc');
    const { own } = SCORES[/** @type {NonNullable<Anatomy['score']>} */ (anatomy.score)];
    for (const vector of own?.(attention, y, anatomy.luong ? y.state : y.before, token) ?? []) vectors[vector.name] = vector;
  }
  add('context', y.context, attention?.context.data ?? gate('context'), 'hidden', anatomy.source === 'fixed' ? 'enc' : 'att', 0);
  add('reset', y.reset, gate('reset'), 'hidden', 'dec');
  add('update', y.update, gate('update'), 'hidden', 'dec');
  add('new', y.fresh, gate('new'), 'hidden', 'dec');
  add('ingate', y.inputGate, gate('input_gate'), 'hidden', 'dec');
  add('forget', y.forget, gate('forget_gate'), 'hidden', 'dec');
  add('cellgate', y.cellGate, gate('cell_gate'), 'hidden', 'dec');
  add('output', y.output, gate('output_gate'), 'hidden', 'dec');
  add('memory', y.memory, gate('memory'), 'hidden', 'dec', 0);
  add('state', y.state, gate('hidden'), 'hidden', 'dec');
  if (readout && anatomy.source !== 'read') add('readout', y.readout, readout.readout.data, 'readout', 'dec');
  return vectors;
}

/**
 * The two vectors whose products, summed, are the score.
 * @param {Anatomy} anatomy one with a score @param {Record<string, Vector>} vectors
 */
export function scoreFactors(anatomy, vectors) {
  const [a, b] = scoreOf(anatomy).factors.map((name) => vectors[name]);
  return { a, b };
}
