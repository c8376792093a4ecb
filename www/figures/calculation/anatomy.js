/**
 * What a step of a recurrent mechanism is made of, and in which order the network takes it.
 *
 * @typedef {'handed'|'cell'|'score'|'softmax'|'context'|'readout'|'output'} Stage
 * @typedef {import('../../networks/mechanism.js').Mechanism} Mechanism
 * @typedef {Pick<Mechanism, 'source'|'score'|'luong'> & { cell: NonNullable<Mechanism['cell']>, stages: Stage[] }} Anatomy
 */
import { OWN } from '../../networks/own.js';
import { SCORES } from './scores.js';

/** Nothing for a network that makes its words without a recurrent cell. @param {Mechanism} mechanism @returns {Anatomy|null} */
export const anatomyOf = ({ cell, source, score, luong }) => cell && { cell, source, score, luong, stages: stagesOf({ source, luong }) };

/** @param {Pick<Mechanism, 'source'|'luong'>} mechanism @returns {Stage[]} */
function stagesOf({ source, luong }) {
  /** @type {Stage[]} */
  const attention = ['score', 'softmax', 'context'];
  if (source === 'read') return ['cell', 'output'];
  if (source === 'first') return ['cell', 'readout', 'output'];
  if (source === 'fixed') return ['handed', 'cell', 'readout', 'output'];
  return luong ? ['cell', ...attention, 'readout', 'output'] : [...attention, 'cell', 'readout', 'output'];
}

/** The key of the paper that a network follows: that of a checkpoint, or of what kind the reader's own is. @param {Pick<import('../../networks/types.js').Run, 'mechanism'|'network'>} run */
export const paperOf = ({ mechanism, network: { source, score } }) =>
  mechanism === OWN ? (score ?? { read: 'rnn', fixed: 'fixed-context', first: 'first-state', attention: '' }[source]) : mechanism;

/** Whether the cell reads a context beside the word. @param {Pick<Mechanism, 'source'|'luong'>} mechanism */
export const cellReads = ({ source, luong }) => source === 'fixed' || (source === 'attention' && !luong);

/** The state that attention looks with. @param {Pick<Mechanism, 'luong'>} mechanism */
export const queryOf = ({ luong }) => (luong ? 'state' : 'before');

/** Which two vectors' products are summed to the score, and what the score's own vectors are made of. @param {Anatomy} anatomy */
export function scoreOf({ score, luong }) {
  if (!score) return { factors: [], made: {} };
  const { factors, made = {} } = SCORES[score];
  const named = (/** @type {string[]} */ names) => names.map((name) => (name === 'query' ? queryOf({ luong }) : name));
  return { factors: named(factors), made: Object.fromEntries(Object.entries(made).map(([name, of]) => [name, named(of)])) };
}

/**
 * What each term is made of: it is lit together with it.
 * @param {Anatomy} anatomy @returns {Record<string, string[]>}
 */
export function madeOf(anatomy) {
  const { cell, score, source, luong } = anatomy;
  const read = ['input', 'before', ...(cellReads({ source, luong }) ? ['context'] : [])];
  const { factors, made } = scoreOf(anatomy);
  return {
    score: factors,
    ...made,
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
