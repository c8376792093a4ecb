/**
 * One unit of a layer with this run's numbers: each line is a function of a sum of products, and what
 * the network found for it.
 *
 * @typedef {import('../../networks/types.js').Operands} Operands
 * @typedef {{ value: number, term: string, complement?: boolean, fn?: 'tanh' }} Factor `complement`: enters as `1 - value`; `fn`: as `tanh(value)`
 * @typedef {object} Line
 * @property {string} operand
 * @property {string} term
 * @property {'σ'|'tanh'|''} fn
 * @property {Factor[][]} sum products of factors, added
 * @property {number} value the network's own
 */

/**
 * The lines of a recurrent cell.
 * @param {import('./anatomy.js').Anatomy['cell']} cell
 * @param {Operands} gates those of `inspect(position, { kind: 'gates' })`
 * @param {number} unit
 * @returns {Line[]}
 */
export function cellNumbers(cell, gates, unit) {
  const d = gates.hidden.cols;
  const at = (/** @type {string} */ name, /** @type {string} */ term, k = unit) => ({ value: gates[name].data[k], term });
  /** The two products that enter gate `g`. @param {number} g */
  const products = (g) => [[at('input_product', 'input', g * d + unit)], [at('hidden_product', 'before', g * d + unit)]];
  const line = (
    /** @type {string} */ operand,
    /** @type {string} */ term,
    /** @type {Line['fn']} */ fn,
    /** @type {Factor[][]} */ sum,
  ) => ({ operand, term, fn, sum, value: gates[operand].data[unit] });
  const hidden = (/** @type {Line['fn']} */ fn, /** @type {Factor[][]} */ sum) => line('hidden', 'state', fn, sum);

  if (cell === 'rnn') return [hidden('tanh', products(0))];
  if (cell === 'gru') {
    const [input, before] = products(2);
    const update = at('update', 'update');
    return [
      line('reset', 'reset', 'σ', products(0)),
      line('update', 'update', 'σ', products(1)),
      line('new', 'new', 'tanh', [input, [at('reset', 'reset'), ...before]]),
      hidden('', [
        [{ ...update, complement: true }, at('new', 'new')],
        [update, at('hidden_before', 'before')],
      ]),
    ];
  }
  return [
    line('input_gate', 'ingate', 'σ', products(0)),
    line('forget_gate', 'forget', 'σ', products(1)),
    line('cell_gate', 'cellgate', 'tanh', products(2)),
    line('output_gate', 'output', 'σ', products(3)),
    line('memory', 'memory', '', [
      [at('forget_gate', 'forget'), at('memory_before', 'memorybefore')],
      [at('input_gate', 'ingate'), at('cell_gate', 'cellgate')],
    ]),
    hidden('', [[at('output_gate', 'output'), { ...at('memory', 'memory'), fn: 'tanh' }]]),
  ];
}

/**
 * One unit of the layer of an additive score: `tanh(W q + key_j)`; nothing for a score without such a layer.
 * @param {Operands} attention those of `inspect(position, { kind: 'attention' })`
 * @param {import('./anatomy.js').Anatomy} anatomy
 * @param {number} token @param {number} unit
 * @returns {Line|null}
 */
export function energyNumbers({ mapped_query: query, key, energy }, { luong }, token, unit) {
  if (!energy) return null;
  const at = token * key.cols + unit;
  const sum = [[{ value: query.data[unit], term: luong ? 'state' : 'before' }], [{ value: key.data[at], term: 'key' }]];
  return { operand: 'energy', term: 'energy', fn: 'tanh', sum, value: energy.data[at] };
}

/**
 * One unit of the readout, `tanh` of its product.
 * @param {Operands} readout those of `inspect(position, { kind: 'readout' })`
 * @param {number} unit
 * @returns {Line}
 */
export function readoutNumbers({ readout_product: product, readout }, unit) {
  return {
    operand: 'readout',
    term: 'readout',
    fn: 'tanh',
    sum: [[{ value: product.data[unit], term: 'features' }]],
    value: readout.data[unit],
  };
}
