import assert from 'node:assert/strict';
import { test } from 'node:test';
import { figure, furthest, largest, moments, padded, products, reach, rowOf, shareOfZeros, sinusoids, stacked, sum, term, weighted } from '../../www/components/transformer/numbers.js';
import { STEPS } from '../../www/components/transformer/steps.js';
import { en } from '../../www/i18n/en.js';

test('there are nine steps, the encoder before the decoder, each with its words', () => {
  assert.equal(STEPS.length, 9);
  assert.deepEqual(STEPS.map(({ side }) => side), [...Array(6).fill('enc'), ...Array(3).fill('dec')]);
  for (const { id } of STEPS) for (const what of ['tab', 'title', 'text', 'aside']) assert.ok(`former.${id}.${what}` in en, `${id}.${what}`);
});

test('a step asks for the layer, head and position looked at', () => {
  const needs = (/** @type {string} */ id) => STEPS.find((step) => step.id === id)?.needs({ step: 3, last: 7, layer: 1, head: 2, heads: 4, side: 'enc' });
  assert.deepEqual(needs('attend'), { attention: [0, { kind: 'encoderSelfAttention', layer: 1, head: 2 }] });
  assert.deepEqual(needs('causal'), { attention: [7, { kind: 'selfAttention', layer: 1, head: 2 }] });
  assert.deepEqual(needs('cross'), { attention: [3, { kind: 'crossAttention', layer: 1, head: 2 }] });
  assert.equal(Object.keys(needs('concat') ?? {}).length, 4);
});

test('products sum to the dot product', () => {
  assert.deepEqual(products([1, -2, 3], [4, 5, -6]), [4, -10, -18]);
  assert.equal(sum(products([1, -2, 3], [4, 5, -6])), -24);
});

test('the terms written out are those furthest from zero', () => {
  assert.deepEqual(furthest([0.5, -3, 2, 0], 2), [1, 2]);
  assert.equal(largest([0.2, 0.5, 0.3]), 1);
});

test('rows of growing length are filled with zeros', () => {
  const table = padded([[1], [0.25, 0.75]], 2);
  assert.deepEqual([...table.data], [1, 0, 0.25, 0.75]);
  assert.deepEqual([...rowOf(table, 1)], [0.25, 0.75]);
});

test('a row is multiplied with its own factor', () => {
  assert.deepEqual([...weighted(stacked([[1, 2, 3], [4, 5, 6]]), [2, 0.5]).data], [2, 4, 6, 2, 2.5, 3]);
});

test('mean and spread are those that a layer norm takes', () => {
  const { mean, deviation } = moments([2, 4, 4, 4, 5, 5, 7, 9]);
  assert.deepEqual([mean, deviation], [5, 2]);
  assert.equal(shareOfZeros([0, 1, 0, 0]), 0.75);
  assert.equal(reach([0.5, -2]), 2);
});

// numpy: pos=5, i=6, d=8: cos(5 / 10000 ** (6 / 8)) for i=7, sin for i=6
test('the waves are the paper’s', () => {
  const waves = sinusoids(6, 8);
  const at = (/** @type {number} */ pos, /** @type {number} */ i) => waves.data[pos * 8 + i];
  assert.ok(Math.abs(at(5, 6) - 0.004999979) < 1e-7);
  assert.ok(Math.abs(at(5, 7) - 0.9999875) < 1e-7);
  assert.ok(Math.abs(at(3, 0) - Math.sin(3)) < 1e-7);
  assert.deepEqual([...rowOf(waves, 0)], [0, 1, 0, 1, 0, 1, 0, 1]);
});

test('a negative number has a true minus, and brackets in a sum', () => {
  assert.equal(figure(-1.234), '−1.23');
  assert.equal(term(-1.234), '(−1.23)');
  assert.equal(term(1.2), '1.20');
});
