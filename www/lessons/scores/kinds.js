/**
 * Seven ways to score a decoder state against a source state: what each computes, what it has to learn, which paper wrote it so.
 *
 * @typedef {'cosine'|'additive'|'location'|'general'|'dot'|'scaled'|'concat'} Kind
 * @typedef {{ kind: Kind, tex: string, paper: 'graves'|'bahdanau'|'luong'|'vaswani', where: string, learns: string, own: boolean }} Score
 *   `learns`: its matrices, empty for none; `own`: whether a network of the page was trained with it
 */
import { att, dec, enc } from '../papers.js';
import { dot, norm } from '../softmax.js';

const s = dec('s_i');
const h = enc('h_j');

/** In the order of the table that textbooks print. @type {Score[]} */
export const SCORES = [
  { kind: 'cosine', tex: `\\cos(${s}, ${h})`, paper: 'graves', where: 'eq. 6', learns: '', own: false },
  {
    kind: 'additive',
    tex: `v^\\top \\tanh(W ${dec('s_{i-1}')} + U ${h})`,
    paper: 'bahdanau',
    where: 'A.1.2',
    learns: 'v, W, U',
    own: true,
  },
  { kind: 'location', tex: `${att('a_i')} = \\operatorname{softmax}(W ${s})`, paper: 'luong', where: 'eq. 8', learns: 'W', own: false },
  { kind: 'general', tex: `${s}^\\top W ${h}`, paper: 'luong', where: 'eq. 8', learns: 'W', own: true },
  { kind: 'dot', tex: `${s}^\\top ${h}`, paper: 'luong', where: 'eq. 8', learns: '', own: true },
  { kind: 'scaled', tex: `${s}^\\top ${h} / \\sqrt{d}`, paper: 'vaswani', where: 'eq. 1', learns: '', own: false },
  { kind: 'concat', tex: `v^\\top \\tanh(W [${s}; ${h}])`, paper: 'luong', where: 'eq. 8', learns: 'v, W', own: true },
];

/** Scores by formula, on states that were trained with another. @type {Record<'cosine'|'scaled', (query: ArrayLike<number>, state: ArrayLike<number>) => number>} */
export const FORMULAS = {
  cosine: (query, state) => dot(query, state) / (norm(query) * norm(state)),
  scaled: (query, state) => dot(query, state) / Math.sqrt(query.length),
};

/**
 * How many numbers a score learns.
 * @param {Kind} kind @param {{ d_hidden: number, d_attention?: number|null }} network
 */
export function learned(kind, { d_hidden: d, d_attention: a }) {
  const sizes = { additive: (a ?? 0) * (2 * d + 2), concat: (a ?? 0) * (2 * d + 2), general: d * d };
  return kind in sizes ? sizes[/** @type {'general'} */ (kind)] : 0;
}
