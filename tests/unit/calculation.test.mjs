import assert from 'node:assert/strict';
import { test } from 'node:test';
import katex from 'katex';
import { anatomyOf as anatomyOfMechanism, madeOf } from '../../www/figures/calculation/anatomy.js';
import { cellNumbers, energyNumbers } from '../../www/figures/calculation/cell-numbers.js';
import { digits, signed } from '../../www/figures/calculation/digits.js';
import {
  cellTex,
  chainTex,
  contextTex,
  logitTex,
  probTex,
  readoutTex,
  scoreTex,
  softmaxTex,
  symbols,
} from '../../www/figures/calculation/notation.js';
import { wordOf } from '../../www/figures/calculation/scores.js';
import { columnOf, rowOf } from '../../www/drawing/matrix.js';
import { largestAt, logSumExp, mostMoved, softmaxParts, sumOfProducts } from '../../www/figures/calculation/terms.js';
import { scoreFactors, vectorsOf } from '../../www/figures/calculation/vectors.js';
import '../../www/figures/calculation/words.js';
import { en } from '../../www/i18n/en.js';
import { madeUpRun } from '../browser/made-up-run.js';
import { NETWORKS, SCORES } from '../networks.js';

const RECURRENT = Object.keys(NETWORKS).filter((name) => name !== 'transformer');

/** @param {string} name of a mechanism that is recurrent */
const anatomyOf = (name) => {
  const anatomy = anatomyOfMechanism(NETWORKS[name]);
  assert.ok(anatomy);
  return anatomy;
};

/** @param {number} rows @param {number} cols @param {(k: number) => number} value */
const matrix = (rows, cols, value) => ({ rows, cols, data: Float32Array.from({ length: rows * cols }, (_, k) => value(k)) });
const close = (/** @type {number} */ a, /** @type {number} */ b) => assert.ok(Math.abs(a - b) < 1e-6, `${a} is not ${b}`);

test('the products named and the others together are the whole sum', () => {
  const a = Array.from({ length: 37 }, (_, k) => Math.sin(3 * k));
  const b = Array.from({ length: 37 }, (_, k) => Math.cos(5 * k));
  const whole = a.reduce((sum, each, k) => sum + each * b[k], 0);
  const { terms, above, below, running } = sumOfProducts(a, b, whole, { also: 12 });
  assert.equal(terms.length, 6);
  assert.equal(above.count + below.count, 31);
  assert.ok(above.sum > 0 && below.sum < 0);
  close(terms.reduce((sum, { product }) => sum + product, 0) + above.sum + below.sum, whole);
  assert.equal(running.length, 37);
  close(running[1], a[0] * b[0] + a[1] * b[1]);
  close(running[36], whole);
  const sizes = terms.slice(0, 5).map(({ product }) => Math.abs(product));
  assert.deepEqual(
    sizes,
    [...sizes].sort((one, other) => other - one),
  );
  const largest = Math.max(...a.map((each, k) => Math.abs(each * b[k])));
  assert.equal(sizes[0], largest);
});

test('a product asked for is named in any case, and never twice', () => {
  const a = [9, 8, 7, 6, 5, 4, 3, 2, 1];
  const named = (/** @type {number} */ also) => sumOfProducts(a, a, 0, { also }).terms.map(({ index }) => index);
  assert.deepEqual(named(8), [0, 1, 2, 3, 4, 8]);
  assert.deepEqual(named(2), [0, 1, 2, 3, 4, 5]);
});

test('one product left over is named, not called the others', () => {
  const { terms, above } = sumOfProducts([1, 2, 3, 4, 5, 6, 7], [1, 1, 1, 1, 1, 1, 1], 28);
  assert.equal(terms.length, 7);
  assert.deepEqual(above, { count: 0, sum: 0 });
});

test('a softmax leaves out what is masked', () => {
  const { exps, total } = softmaxParts([1, 2, 700, 3], [2]);
  assert.equal(exps[2], 0);
  close(total, Math.exp(1) + Math.exp(2) + Math.exp(3));
});

test('the sum of exponentials of large logits stays finite', () => {
  close(logSumExp([1000, 1000]), 1000 + Math.log(2));
});

test('rows and columns are those of the matrix', () => {
  const m = matrix(3, 5, (k) => k);
  assert.deepEqual([...rowOf(m, 1)], [5, 6, 7, 8, 9]);
  assert.deepEqual([...columnOf(m, 2)], [2, 7, 12]);
  assert.equal(largestAt([3, 9, -20]), 1);
  assert.equal(mostMoved([0, 1, 5], [0, 4, 4]), 1);
});

test('numbers are written short and with a true minus', () => {
  assert.deepEqual(
    [0.1234, -0.5, -0.0001, 14.521, 80278, 2030000].map((x) => digits(x)),
    ['0.123', '−0.500', '0.000', '14.521', '80278', '2.03·10⁶'],
  );
  assert.deepEqual([0.25, -0.25].map(signed), ['+0.250', '−0.250']);
});

/** A line as it is written, computed. @param {import('../../www/figures/calculation/cell-numbers.js').Line} line */
function evaluated({ fn, sum }) {
  const x = sum.reduce(
    (total, factors) =>
      total +
      factors.reduce((product, { value, complement, fn: of }) => product * (complement ? 1 - value : of ? Math.tanh(value) : value), 1),
    0,
  );
  return fn === 'σ' ? 1 / (1 + Math.exp(-x)) : fn === 'tanh' ? Math.tanh(x) : x;
}

const sigmoid = (/** @type {number} */ x) => 1 / (1 + Math.exp(-x));

/** Operands of a cell of three units, computed gate by gate as the papers say. @param {'gru'|'lstm'|'rnn'} cell */
function operandsOf(cell) {
  const d = 3;
  const n = { gru: 3, lstm: 4, rnn: 1 }[cell];
  const input = matrix(1, n * d, (k) => Math.sin(k + 1));
  const hidden = matrix(1, n * d, (k) => Math.cos(2 * k));
  const before = matrix(1, d, (k) => 0.3 * k - 0.4);
  const memory = matrix(1, d, (k) => 1.1 - 0.7 * k);
  const sum = (/** @type {number} */ g, /** @type {number} */ k) => input.data[g * d + k] + hidden.data[g * d + k];
  /** @type {import('../../www/networks/types.js').Operands} */
  const gates = { input_product: input, hidden_product: hidden, hidden_before: before };
  if (cell === 'rnn')
    return { ...gates, state: matrix(1, d, (k) => Math.tanh(sum(0, k))), hidden: matrix(1, d, (k) => Math.tanh(sum(0, k))) };
  if (cell === 'gru') {
    const r = (/** @type {number} */ k) => sigmoid(sum(0, k));
    const z = (/** @type {number} */ k) => sigmoid(sum(1, k));
    const fresh = (/** @type {number} */ k) => Math.tanh(input.data[2 * d + k] + r(k) * hidden.data[2 * d + k]);
    return {
      ...gates,
      reset: matrix(1, d, r),
      update: matrix(1, d, z),
      new: matrix(1, d, fresh),
      hidden: matrix(1, d, (k) => (1 - z(k)) * fresh(k) + z(k) * before.data[k]),
    };
  }
  const after = (/** @type {number} */ k) => sigmoid(sum(1, k)) * memory.data[k] + sigmoid(sum(0, k)) * Math.tanh(sum(2, k));
  return {
    ...gates,
    memory_before: memory,
    input_gate: matrix(1, d, (k) => sigmoid(sum(0, k))),
    forget_gate: matrix(1, d, (k) => sigmoid(sum(1, k))),
    cell_gate: matrix(1, d, (k) => Math.tanh(sum(2, k))),
    output_gate: matrix(1, d, (k) => sigmoid(sum(3, k))),
    memory: matrix(1, d, after),
    hidden: matrix(1, d, (k) => sigmoid(sum(3, k)) * Math.tanh(after(k))),
  };
}

for (const cell of /** @type {const} */ (['gru', 'lstm', 'rnn'])) {
  test(`every line of the ${cell} comes out as the network's number`, () => {
    const gates = operandsOf(cell);
    const y = symbols(anatomyOf('seq2seq-gru'));
    for (const unit of [0, 1, 2]) {
      const lines = cellNumbers(cell, gates, unit);
      assert.deepEqual(
        lines.map(({ operand }) => operand),
        cellTex({ ...anatomyOf('seq2seq-gru'), cell }, y).map(({ operand }) => operand),
      );
      for (const line of lines) close(evaluated(line), line.value);
    }
  });
}

for (const score of SCORES) {
  test(`${score}: the sum of the products shown is the score`, async () => {
    const { run, scores } = madeUpRun(score);
    const [gates, attention, readout] = await Promise.all(['gates', 'attention', 'readout'].map((kind) => run.inspect(1, { kind })));
    assert.ok(scores);
    const anatomy = anatomyOf(score);
    for (const token of [0, 2, 4]) {
      const vectors = vectorsOf({ gates, attention, readout }, anatomy, symbols(anatomy), token);
      const { a, b } = scoreFactors(anatomy, vectors);
      assert.equal(a.values.length, b.values.length);
      close(
        a.values.reduce((sum, each, k) => sum + each * b.values[k], 0),
        scores[token],
      );
      // Both factors are among the strips of the stage, in words.
      for (const { name, space } of [a, b]) {
        assert.ok(`calc.vector.${wordOf(score, name)}` in en && `calc.space.${space}` in en, name);
      }
      const line = energyNumbers(attention, anatomy, token, 3);
      assert.equal(!!line, 'energy' in attention);
      if (line) close(evaluated(line), line.value);
    }
  });
}

test('every formula of every mechanism is one that KaTeX can set', () => {
  assert.equal(RECURRENT.length, 14);
  const options = {
    throwOnError: true,
    strict: false,
    trust: (/** @type {{ command: string }} */ { command }) => command === '\\htmlClass',
  };
  for (const mechanism of RECURRENT) {
    const anatomy = anatomyOf(mechanism);
    const y = symbols(anatomy);
    const formulas = [...chainTex(anatomy), ...cellTex(anatomy, y).map(({ tex }) => tex), readoutTex(anatomy, y), logitTex(y), probTex(y)];
    if (anatomy.score) formulas.push(scoreTex(anatomy, y), ...softmaxTex(anatomy, y), contextTex(y));
    for (const tex of formulas) {
      assert.match(katex.renderToString(tex, options), /class="katex"/);
    }
    assert.ok(anatomy.stages.every((stage) => stage in { handed: 1, cell: 1, score: 1, softmax: 1, context: 1, readout: 1, output: 1 }));
  }
});

test('Bahdanau attends before the step of the cell, Luong after it', () => {
  const order = (/** @type {string} */ mechanism) => anatomyOf(mechanism).stages;
  assert.ok(order('additive').indexOf('score') < order('additive').indexOf('cell'));
  for (const luong of ['dot', 'general', 'concat', 'scaled-dot', 'cosine', 'location', 'local-m', 'local-p'])
    assert.ok(order(luong).indexOf('cell') < order(luong).indexOf('score'));
  assert.ok(scoreTex(anatomyOf('additive'), symbols(anatomyOf('additive'))).includes('s_{i-1}'));
});

test('every mechanism has its words, and every vector', () => {
  for (const mechanism of RECURRENT) {
    assert.ok(`calc.paper.${mechanism}` in en, mechanism);
    const anatomy = anatomyOf(mechanism);
    for (const stage of anatomy.stages) {
      const said = stage === 'cell' ? `cell-${anatomy.cell}` : stage === 'score' ? `score-${anatomy.score}` : stage;
      assert.ok(`calc.say.${said}` in en, said);
      assert.ok(`calc.stage.${stage === 'cell' ? said : stage}` in en, stage);
    }
    for (const parts of Object.values(madeOf(anatomy)))
      for (const part of parts) {
        if (!['weight', 'score', 'logit'].includes(part)) assert.ok(`calc.vector.${wordOf(anatomy.score, part)}` in en, part);
      }
  }
});
