import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowOf } from '../../www/drawing/matrix.js';
import {
  figure,
  furthest,
  largest,
  moments,
  padded,
  products,
  reach,
  shareOfZeros,
  sinusoids,
  stacked,
  sum,
  term,
  weighted,
} from '../../www/figures/transformer/numbers.js';
import { attentionOf, everyStep, labels, mostRead, shareOf } from '../../www/figures/transformer/scene.js';
import { STEPS } from '../../www/figures/transformer/steps.js';
import '../../www/figures/transformer/words.js';
import { en } from '../../www/i18n/en.js';

test('there are nine steps, the encoder before the decoder, each with its words', () => {
  assert.equal(STEPS.length, 9);
  assert.deepEqual(
    STEPS.map(({ side }) => side),
    [...Array(6).fill('enc'), ...Array(3).fill('dec')],
  );
  for (const { id } of STEPS)
    for (const what of ['tab', 'title', 'text', 'aside']) assert.ok(`former.${id}.${what}` in en, `${id}.${what}`);
});

test('a step asks for the layer, head and position looked at', () => {
  const needs = (/** @type {string} */ id) =>
    STEPS.find((step) => step.id === id)?.needs({ step: 3, last: 7, layer: 1, head: 2, heads: 4, part: 'enc' });
  assert.deepEqual(needs('attend'), { attention: [0, { kind: 'encoderSelfAttention', layer: 1, head: 2 }] });
  assert.deepEqual(needs('causal'), { attention: [7, { kind: 'selfAttention', layer: 1, head: 2 }] });
  assert.deepEqual(needs('cross'), { attention: [3, { kind: 'crossAttention', layer: 1, head: 2 }] });
  assert.equal(Object.keys(needs('concat') ?? {}).length, 4);
  const [, , , , norm, feed] = STEPS.map((step) => step.needs({ step: 3, last: 7, layer: 1, head: 2, heads: 4, part: 'cross' }));
  assert.deepEqual([Object.keys(norm).length, norm.row7], [8, [7, { kind: 'crossAttention', layer: 1, head: 0 }]]);
  assert.deepEqual([Object.keys(feed).length, feed.row0], [8, [0, { kind: 'feedForward', layer: 1 }]]);
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
  assert.deepEqual(
    [
      ...weighted(
        stacked([
          [1, 2, 3],
          [4, 5, 6],
        ]),
        [2, 0.5],
      ).data,
    ],
    [2, 4, 6, 2, 2.5, 3],
  );
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

/** A scene of two words with made-up operands of the decoder's self-attention. */
function scene() {
  const operands = {
    query: stacked([
      [1, 0],
      [0, 2],
    ]),
    key: stacked([
      [1, 1],
      [3, -1],
    ]),
    value: stacked([
      [1, 2],
      [3, 4],
    ]),
    products: stacked([
      [1, 3],
      [2, -2],
    ]),
    scores: stacked([
      [0.5, 1.5],
      [1, -1],
    ]),
    masked: stacked([
      [0.5, -1e9],
      [1, -1],
    ]),
    weights: stacked([
      [1, 0],
      [0.8808, 0.1192],
    ]),
    head: stacked([
      [1, 2],
      [1.24, 2.24],
    ]),
  };
  const of = STEPS.find(({ id }) => id === 'causal');
  return /** @type {any} */ ({
    of,
    operands: { attention: operands },
    made: ['a', 'b'],
    read: ['⟨sos⟩', 'a'],
    positions: ['⟨sos⟩ → a', 'a → b'],
  });
}

test('what the mask hides is neither read nor counted in the softmax', () => {
  const view = attentionOf(scene());
  assert.ok(view?.masked);
  assert.deepEqual([view.masked(0, 0), view.masked(0, 1), view.masked(1, 1)], [false, true, false]);
  assert.equal(shareOf(view, 0, 0).keys, 1);
  const { one, all, keys, kept } = shareOf(view, 1, 0);
  assert.ok(Math.abs(one / all - 0.880797) < 1e-6);
  assert.deepEqual([keys, kept], [2, true]);
});

test('a masked key is never named among those read, nor one whose weight would be written as nothing', () => {
  const view = attentionOf(scene());
  assert.ok(view);
  assert.deepEqual(mostRead(view, 0), [0]);
  assert.deepEqual(mostRead(view, 1), [0, 1]);
  assert.deepEqual(
    mostRead(
      {
        ...view,
        weights: stacked([
          [1, 0],
          [0.004, 0.996],
        ]),
      },
      1,
    ),
    [1],
  );
  assert.deepEqual(view.rows, ['⟨sos⟩ → a', 'a → b']);
});

test('what every step of the decoder gives one row of is one table', () => {
  const row = (/** @type {number} */ k) => ({
    input: stacked([[k, k + 1]]),
    inner: stacked([[k, 0, 0]]),
    value: stacked([
      [1, 2],
      [3, 4],
    ]),
  });
  const joined = everyStep(/** @type {any} */ ({ operands: { row0: row(5), row1: row(7) } }));
  assert.deepEqual(Object.keys(joined ?? {}), ['input', 'inner']);
  assert.deepEqual([...(joined?.input.data ?? [])], [5, 6, 7, 8]);
  assert.equal(joined?.inner.rows, 2);
  assert.equal(everyStep(/** @type {any} */ ({ operands: { row0: row(5), row1: null } })), null);
});

test('a weight that is no softmax of the scores was set by hand', () => {
  const of = scene();
  of.operands.attention.weights = stacked([
    [1, 0],
    [0.2, 0.8],
  ]);
  const view = attentionOf(of);
  assert.equal(view && shareOf(view, 1, 0).kept, false);
});

test('the decoder reads the start mark, then what it made', () => {
  const step = (/** @type {string} */ piece, /** @type {string} */ text) => ({
    position: 0,
    id: 4,
    piece,
    logProb: 0,
    candidates: [],
    text,
    done: false,
  });
  const run = {
    source: { tokens: [{ id: 5, piece: '▁Oui', text: 'Oui', word: 0, unknown: false }] },
    steps: [step('▁Yes', 'Yes'), step('</s>', 'Yes')],
  };
  assert.deepEqual(labels(/** @type {any} */ (run)), {
    source: ['Oui'],
    made: ['Yes', '⟨eos⟩'],
    read: ['⟨sos⟩', 'Yes'],
    positions: ['⟨sos⟩ → Yes', 'Yes → ⟨eos⟩'],
  });
});
