/**
 * What a step of each recurrent mechanism is made of, and in which order the network takes it.
 *
 * @typedef {'handed'|'cell'|'score'|'softmax'|'context'|'readout'|'output'} Stage
 * @typedef {object} Anatomy
 * @property {'gru'|'lstm'|'rnn'} cell
 * @property {'additive'|'dot'|'general'|'concat'|'scaled-dot'|'cosine'|null} score
 * @property {'attention'|'fixed'|'first'|'read'} source what a step has of the source: attention, one context for all steps, the first state
 *   only, or, without encoder and decoder, the token that it reads
 * @property {boolean} luong whether attention looks with the state after the step, as Luong's does, and not before it
 * @property {Stage[]} stages
 */
import { kindOf } from '../../networks/kinds.js';
import { OWN } from '../../networks/own.js';

/** Whether a mechanism makes its words with a recurrent cell, whose calculation can be followed. @param {string|undefined} mechanism */
export const isRecurrent = (mechanism) => !!kindOf(mechanism)?.cell;

/**
 * @param {string} mechanism one that `isRecurrent`
 * @param {boolean} context whether a step of this run has a context
 * @returns {Anatomy}
 */
export function anatomyOf(mechanism, context) {
  const { cell, enters } = kindOf(mechanism) ?? {};
  if (!cell) throw new Error(`\`${mechanism}\` has no recurrent cell`);
  switch (enters) {
    case 'read':
      return { cell, score: null, source: 'read', luong: false, stages: ['cell', 'output'] };
    case 'additive':
      return {
        cell,
        score: enters,
        source: 'attention',
        luong: false,
        stages: ['score', 'softmax', 'context', 'cell', 'readout', 'output'],
      };
    case 'dot':
    case 'general':
    case 'concat':
    case 'scaled-dot':
    case 'cosine':
      return {
        cell,
        score: enters,
        source: 'attention',
        luong: true,
        stages: ['cell', 'score', 'softmax', 'context', 'readout', 'output'],
      };
    default:
      return context
        ? { cell, score: null, source: 'fixed', luong: false, stages: ['handed', 'cell', 'readout', 'output'] }
        : { cell, score: null, source: 'first', luong: false, stages: ['cell', 'readout', 'output'] };
  }
}

/** The key of the paper that a network follows: that of a checkpoint, or of how the source enters the reader's own. @param {string} mechanism */
export const paperOf = (mechanism) => (mechanism === OWN ? paperOfKind(kindOf(mechanism)?.enters) : mechanism);

/** @param {string|undefined} enters */
const paperOfKind = (enters) => (enters === 'read' ? 'rnn' : enters);

/** Whether the cell reads a context beside the word. @param {Pick<Anatomy, 'source'|'luong'>} anatomy */
export const cellReads = ({ source, luong }) => source === 'fixed' || (source === 'attention' && !luong);

/**
 * What each term is made of: it is lit together with it.
 * @param {Anatomy} anatomy @returns {Record<string, string[]>}
 */
export function madeOf({ cell, score, source, luong }) {
  const query = luong ? 'state' : 'before';
  const read = ['input', 'before', ...(cellReads({ source, luong }) ? ['context'] : [])];
  const layer = score === 'additive' || score === 'concat';
  return {
    score: layer ? ['v', 'energy'] : score === 'general' ? [query, 'energy'] : [query, 'key'],
    energy: layer ? [query, 'key'] : ['key'],
    weight: ['score'],
    context: score ? ['weight', 'key'] : [],
    reset: read,
    update: read,
    new: [...read, 'reset'],
    ingate: read,
    forget: read,
    cellgate: read,
    output: read,
    memory: ['forget', 'memorybefore', 'ingate', 'cellgate'],
    state: { gru: ['update', 'new', 'before'], lstm: ['output', 'memory'], rnn: read }[cell],
    readout: luong ? ['context', 'state'] : source === 'first' ? ['state'] : ['input', 'state', 'context'],
    logit: [source === 'read' ? 'state' : 'readout'],
    prob: ['logit'],
  };
}
