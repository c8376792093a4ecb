/**
 * How each recurrent mechanism writes its calculation, as TeX: the symbols of its paper, each in the
 * colour of its part and of a class `t-NAME` by which it can be lit wherever it stands.
 *
 * @typedef {import('./anatomy.js').Anatomy} Anatomy
 */

import { cellReads } from './anatomy.js';
import { SCORES } from './scores.js';

/** A symbol in the colour of its part. @param {string} name @param {'enc'|'dec'|'att'|''} part @param {string} tex */
const mark = (name, part, tex) => `\\htmlClass{${part} t-${name}}{${tex}}`;

/**
 * The symbols of a mechanism, as TeX.
 * @param {Pick<Anatomy, 'luong'|'source'>} anatomy
 */
export function symbols({ luong, source }) {
  const elman = source === 'read';
  const s = luong || elman ? 'h' : 's';
  const i = luong || elman ? 't' : 'i';
  const scoreAt = (/** @type {string} */ at) => mark('score', 'att', `e_{${i}${at}}`);
  return {
    input: elman ? mark('input', 'enc', 'x_t') : mark('input', 'dec', `E y_{${i}-1}`),
    before: mark('before', 'dec', `${s}_{${i}-1}`),
    state: mark('state', 'dec', `${s}_{${i}}`),
    fresh: mark('new', 'dec', `\\tilde{${s}}_{${i}}`),
    key: mark('key', 'enc', luong ? '\\bar{h}_s' : 'h_j'),
    last: mark('context', 'enc', 'h_{T_x}'),
    v: mark('v', '', 'v_a'),
    energy: (/** @type {string} */ tex) => mark('energy', 'att', tex),
    mapped: (/** @type {string} */ tex) => mark('mapped', 'dec', tex),
    score: scoreAt(luong ? 's' : 'j'),
    scoreAt,
    weight: mark('weight', 'att', luong ? 'a_t(s)' : '\\alpha_{ij}'),
    context: source === 'fixed' ? mark('context', 'enc', 'c') : mark('context', 'att', `c_${i}`),
    reset: mark('reset', 'dec', `r_${i}`),
    update: mark('update', 'dec', `z_${i}`),
    inputGate: mark('ingate', 'dec', `i_${i}`),
    forget: mark('forget', 'dec', `f_${i}`),
    cellGate: mark('cellgate', 'dec', `g_${i}`),
    output: mark('output', 'dec', `o_${i}`),
    memory: mark('memory', 'dec', `m_${i}`),
    memoryBefore: mark('memorybefore', 'dec', `m_{${i}-1}`),
    readout: elman ? mark('state', 'dec', 'h_t') : mark('readout', 'dec', luong ? '\\tilde{h}_t' : `t_${i}`),
    logit: mark('logit', 'dec', `\\ell_${i}`),
    prob: mark('prob', 'dec', `p(y_${i})`),
    i,
    j: luong ? 's' : 'j',
  };
}

/** @typedef {ReturnType<typeof symbols>} Symbols */

/**
 * The symbols of an encoder's cell, as TeX: those of a decoder without attention, at the token j.
 * @param {'forward'|'backward'|null} direction null: the encoder reads in one direction only
 * @param {boolean} backwards whether the cell comes from the token behind
 * @returns {Symbols}
 */
export function encoderSymbols(direction, backwards) {
  const h = direction ? `\\over${direction === 'forward' ? 'right' : 'left'}arrow{h}` : 'h';
  const before = backwards ? 'j+1' : 'j-1';
  const enc = (/** @type {string} */ name, /** @type {string} */ tex) => mark(name, 'enc', tex);
  return {
    ...symbols({ luong: false, source: 'read' }),
    input: enc('input', 'E x_j'),
    before: enc('before', `${h}_{${before}}`),
    state: enc('state', `${h}_j`),
    fresh: enc('new', `\\tilde{h}_j`),
    reset: enc('reset', 'r_j'),
    update: enc('update', 'z_j'),
    inputGate: enc('ingate', 'i_j'),
    forget: enc('forget', 'f_j'),
    cellGate: enc('cellgate', 'g_j'),
    output: enc('output', 'o_j'),
    memory: enc('memory', 'm_j'),
    memoryBefore: enc('memorybefore', `m_{${before}}`),
  };
}

/** The score of one pair; nothing without attention. @param {Anatomy} anatomy @param {Symbols} y */
export const scoreTex = ({ score, luong }, y) => (score ? `${y.score} = ${SCORES[score].tex(y, luong ? y.state : y.before)}` : '');

/** The softmax, and what else there is to a weight. @param {Anatomy} anatomy @param {Symbols} y @returns {string[]} */
export function softmaxTex({ score }, y) {
  const { window, gaussian } = score ? SCORES[score] : {};
  const softmax = `${y.weight} = \\dfrac{\\exp(${y.score})}{\\sum_{${y.j}'} \\exp(${y.scoreAt(`${y.j}'`)})}`;
  return [gaussian ? `${softmax}\\, ${gaussian(y)}` : softmax, ...(window ? [window(y)] : [])];
}

/** @param {Symbols} y */
export const contextTex = (y) => `${y.context} = \\textstyle\\sum_${y.j} ${y.weight}\\, ${y.key}`;

/** What the readout reads of a step. @param {Anatomy} anatomy @param {Symbols} y */
export function readoutTex({ luong, source }, y) {
  if (luong) return `${y.readout} = \\tanh(W_c [${y.context}; ${y.state}])`;
  const read = source === 'first' ? y.state : `[${y.input}; ${y.state}; ${y.context}]`;
  return `${y.readout} = \\tanh(W_t\\, ${read})`;
}

/** @param {Symbols} y */
export const logitTex = (y) => `${y.logit} = E^\\top\\, ${y.readout} + b`;
/** @param {Symbols} y */
export const probTex = (y) => `${y.prob} = \\operatorname{softmax}(${y.logit})`;

/** The lines of a cell by the name of the operand that each gives. @param {Anatomy} anatomy @param {Symbols} y @returns {{ operand: string, tex: string }[]} */
export function cellTex({ cell, source, luong }, y) {
  const reads = cellReads({ source, luong });
  const sum = (/** @type {string} */ k) => {
    const sub = k && `_${k}`;
    return `W${sub} ${y.input} + U${sub} ${y.before}${reads ? ` + C${sub} ${y.context}` : ''}`;
  };
  if (cell === 'rnn') return [{ operand: 'hidden', tex: `${y.state} = \\tanh(${sum('')})` }];
  if (cell === 'gru') {
    return [
      { operand: 'reset', tex: `${y.reset} = \\sigma(${sum('r')})` },
      { operand: 'update', tex: `${y.update} = \\sigma(${sum('z')})` },
      { operand: 'new', tex: `${y.fresh} = \\tanh(W ${y.input}${reads ? ` + C ${y.context}` : ''} + ${y.reset} \\odot U ${y.before})` },
      { operand: 'hidden', tex: `${y.state} = (1 - ${y.update}) \\odot ${y.fresh} + ${y.update} \\odot ${y.before}` },
    ];
  }
  return [
    { operand: 'input_gate', tex: `${y.inputGate} = \\sigma(${sum('i')})` },
    { operand: 'forget_gate', tex: `${y.forget} = \\sigma(${sum('f')})` },
    { operand: 'cell_gate', tex: `${y.cellGate} = \\tanh(${sum('g')})` },
    { operand: 'output_gate', tex: `${y.output} = \\sigma(${sum('o')})` },
    { operand: 'memory', tex: `${y.memory} = ${y.forget} \\odot ${y.memoryBefore} + ${y.inputGate} \\odot ${y.cellGate}` },
    { operand: 'hidden', tex: `${y.state} = ${y.output} \\odot \\tanh(${y.memory})` },
  ];
}

/** The whole step in a few links, for the card. @param {Anatomy} anatomy @returns {string[]} */
export function chainTex(anatomy) {
  const y = symbols(anatomy);
  const plain = `${y.prob} = \\operatorname{softmax}(E^\\top\\, ${y.readout} + b)`;
  if (anatomy.score) {
    return [scoreTex(anatomy, y), `${y.weight} = \\operatorname{softmax}_${y.j}(${y.score})`, contextTex(y)];
  }
  const name = { gru: 'GRU', lstm: 'LSTM', rnn: 'RNN' }[anatomy.cell];
  const cell = (/** @type {string} */ extra) => `${y.state} = \\operatorname{${name}}(${y.input}, ${y.before}${extra})`;
  if (anatomy.source === 'fixed') return [`${y.context} = ${y.last}`, cell(`, ${y.context}`), plain];
  if (anatomy.source === 'read') return [cellTex(anatomy, y)[0].tex, plain];
  return [cell(''), plain];
}
