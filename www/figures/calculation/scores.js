/**
 * The score functions of recurrent networks: how each is written, and the two vectors whose products, summed, are the score.
 *
 * @typedef {import('./notation.js').Symbols} Symbols
 * @typedef {import('./vectors.js').Vector} Vector
 * @typedef {import('../../networks/types.js').Operands} Operands
 * @typedef {object} Form
 * @property {(y: Symbols, query: string) => string} tex what the score of one pair is
 * @property {[a: string, b: string]} factors names of the two vectors; `query` stands for the state that it looks with
 * @property {Record<string, string[]>} [made] what the score's own vectors are made of
 * @property {(attention: Operands, y: Symbols, query: string, token: number) => Vector[]} [own] vectors that no other score has
 * @property {Record<string, string>} [words] what its own vectors are called, where not by their names
 * @property {(y: Symbols) => string} [window] the places that are read, where they are not all of them
 * @property {(y: Symbols) => string} [gaussian] by what the softmax is multiplied, where by anything
 */
import { rowOf } from '../../drawing/matrix.js';

/** @param {string} name @param {string} tex @param {Float32Array} values @param {Partial<Vector>} [rest] @returns {Vector} */
const vector = (name, tex, values, rest) => ({ name, tex, values, space: 'hidden', part: 'att', full: 0, ...rest });

/** The layer of an additive score: `tanh` of query and key, weighted with `v`. @param {string} inner @returns {Pick<Form, 'factors'|'made'|'own'>} */
const layer = (inner) => ({
  factors: ['v', 'energy'],
  made: { energy: ['query', 'key'] },
  own: ({ energy, energy_weights: v }, y, _, token) => [
    vector('energy', y.energy(inner), rowOf(energy, token), { space: 'energy', full: 1 }),
    vector('v', y.v, v.data, { space: 'energy' }),
  ],
});

/** The query against the mapped key. @type {Form} */
const general = {
  tex: (y, query) => `${query}^\\top\\, ${y.energy(`W_a ${y.key}`)}`,
  factors: ['query', 'energy'],
  made: { energy: ['key'] },
  own: ({ key }, y, _, token) => [vector('energy', y.energy(`W_a ${y.key}`), rowOf(key, token))],
};

/** As long as 1. @param {string} x */
const unit = (x) => `\\dfrac{${x}}{\\lVert ${x} \\rVert}`;

/** @type {Record<import('../../networks/mechanism.js').Score, Form>} */
export const SCORES = {
  additive: { tex: (y, query) => `${y.v}^\\top\\, ${y.energy(`\\tanh(W_a ${query} + U_a ${y.key})`)}`, ...layer('\\tanh(\\cdot)') },
  concat: { tex: (y, query) => `${y.v}^\\top\\, ${y.energy(`\\tanh(W_a [${query}; ${y.key}])`)}`, ...layer('\\tanh(W_a[\\,\\cdot\\,])') },
  dot: { tex: (y, query) => `${query}^\\top\\, ${y.key}`, factors: ['query', 'key'] },
  general,
  'scaled-dot': {
    tex: (y, query) => `${y.mapped(`\\dfrac{${query}}{\\sqrt{d}}`)}^{\\!\\top} ${y.key}`,
    factors: ['mapped', 'key'],
    made: { mapped: ['query'] },
    words: { mapped: 'scaled' },
    own: ({ mapped_query: mapped }, y, query) => [vector('mapped', y.mapped(`${query} / \\sqrt{d}`), mapped.data, { part: 'dec' })],
  },
  cosine: {
    tex: (y, query) => `${y.mapped(unit(query))}^{\\!\\top} ${y.energy(unit(y.key))}`,
    factors: ['mapped', 'energy'],
    made: { mapped: ['query'], energy: ['key'] },
    words: { mapped: 'unitquery', energy: 'unitkey' },
    own: ({ mapped_query: mapped, key }, y, query, token) => [
      vector('mapped', y.mapped(`${query} / \\lVert ${query} \\rVert`), mapped.data, { part: 'dec' }),
      vector('energy', y.energy(`${y.key} / \\lVert ${y.key} \\rVert`), rowOf(key, token)),
    ],
  },
  location: {
    tex: (y, query) => `${query}^\\top\\, ${y.energy(`W_{a,${y.j}}`)}`,
    factors: ['query', 'energy'],
    words: { energy: 'place' },
    own: ({ key }, y, _, token) => [vector('energy', y.energy(`W_{a,${y.j}}`), rowOf(key, token))],
  },
  'local-m': { ...general, window: (y) => `\\lvert ${y.j} - p_${y.i} \\rvert \\le D,\\quad p_${y.i} = ${y.i}` },
  'local-p': {
    ...general,
    window: (y) => `\\lvert ${y.j} - p_${y.i} \\rvert \\le D,\\quad p_${y.i} = S\\, \\sigma(v_p^\\top \\tanh(W_p ${y.state}))`,
    gaussian: (y) => `\\exp\\!\\Big({-\\dfrac{(${y.j} - p_${y.i})^2}{2\\sigma^2}}\\Big)`,
  },
};

/** The key of what a vector is called. @param {import('../../networks/mechanism.js').Score|null} score @param {string} name */
export const wordOf = (score, name) => (score && SCORES[score].words?.[name]) ?? name;
