import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chrf, kept } from '../../www/lessons/bottleneck/chrf.js';
import { grown, LADDER, length } from '../../www/lessons/bottleneck/ladder.js';
import { hiddenAt, hideable, hiding, shifted, uniform } from '../../www/lessons/explanation/measure.js';
import { onAxis } from '../../www/lessons/forgetting/axis.js';
import { inLast, leftOf, shares } from '../../www/lessons/forgetting/influence.js';
import { lastInput, left, states } from '../../www/lessons/memory/recurrence.js';
import { kendall, overlap, softmax } from '../../www/lessons/softmax.js';

const close = (/** @type {number} */ a, /** @type {number} */ b, by = 1e-9) => assert.ok(Math.abs(a - b) < by, `${a} and ${b}`);

test('a softmax sums to 1, turns gaps into factors, and is flatter when hotter', () => {
  const weights = softmax([1, 2, 1000]);
  close(weights[2], 1);
  const [a, b] = softmax([3, 1]);
  close(a / b, Math.exp(2));
  const [c, d] = softmax([3, 1], 2);
  close(c / d, Math.exp(1));
});

test('coins overlap with weights as far as both lie at one place', () => {
  close(overlap([0.6, 0.4, 0], [0.5, 0.1, 0.4]), 0.6);
});

// scipy.stats.kendalltau([1, 2, 3, 4], [1, 3, 2, 4]) = 0.6667; ([1, 2, 2, 3], [1, 2, 3, 3]) = 0.8
test('rank correlation is what SciPy gives, with ties and without', () => {
  close(kendall([1, 2, 3, 4], [1, 3, 2, 4]), 2 / 3);
  close(kendall([1, 2, 2, 3], [1, 2, 3, 3]), 0.8);
  close(kendall([1, 2, 3], [3, 2, 1]), -1);
  assert.equal(kendall([1, 1], [1, 2]), 0);
});

test('hiding a piece holds the words before and measures how far the word moves', () => {
  const step = (/** @type {number} */ id, /** @type {number} */ logProb) => ({
    id,
    logProb,
    candidates: [{ id: 9, piece: '▁late', logProb: -0.1 }],
  });
  const run = /** @type {any} */ ({ source: { tokens: [{ piece: '▁Je' }, { piece: '</s>' }] }, steps: [step(4, -0.5), step(5, -0.2)] });
  assert.deepEqual(hideable(run), [0]);
  assert.deepEqual(hiding(run, 1, 0), { masked: [0], prefix: [4, 5] });
  const forced = /** @type {any} */ ({ steps: [step(4, -0.6), step(5, -2.2)] });
  const { p, written, change } = hiddenAt(run, forced, 1);
  close(p, Math.exp(-2.2));
  close(change, 2);
  assert.equal(written, 'late');
});

test('weights set by hand are alike, or each handed on by one place', () => {
  assert.deepEqual(uniform(4), [0.25, 0.25, 0.25, 0.25]);
  assert.deepEqual(shifted([0.7, 0.2, 0.1]), [0.1, 0.7, 0.2]);
});

test('a state fades below one, holds itself above, and follows its recurrence', () => {
  const inputs = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  const [first, second] = states(inputs, { a: 0.5, b: 1 });
  close(first, Math.tanh(1));
  close(second, Math.tanh(0.5 * Math.tanh(1)));
  assert.ok(left(states(inputs, { a: 0.5, b: 1 }), 0, 8) < 0.01);
  const held = states(inputs, { a: 2, b: 1 }).at(-1) ?? 0;
  close(Math.tanh(2 * held), held, 1e-3);
  assert.equal(lastInput([0, 1, -1, 0]), 2);
});

// By hand: of one letter 2/3 agree, of two 1/2, of three none; longer ones there are none.
test('chrF is what a hand computes, and counts recall twice', () => {
  close(chrf('abc', 'abd'), (100 * (2 / 3 + 1 / 2)) / 3);
  const recall = (1 / 2 + 1 / 3) / 2;
  close(chrf('ab', 'ab cd'), (500 * recall) / (4 + recall));
  close(chrf("I'm tired.", "I'm tired."), 100);
  assert.equal(chrf('', 'abc'), 0);
});

test('a word counts as kept as often as it is still there', () => {
  close(kept("I'm very tired.", 'Tired I am, very, very.'), 2 / 3);
  close(kept('to be or not to be', 'to be'), 2 / 6);
});

test('the ladder grows, and so does a sentence by its clauses', () => {
  for (const language of /** @type {const} */ (['fr', 'ko'])) {
    const lengths = LADDER[language].map(({ text }) => length(text));
    assert.equal(lengths.length, 8);
    assert.ok(
      lengths.every((each, n) => n === 0 || each > lengths[n - 1]),
      `${lengths}`,
    );
  }
  const [alone, first] = grown('Où es-tu ?', 'fr');
  assert.equal(alone, 'Où es-tu ?');
  assert.equal(first, 'Où es-tu, et il pleut.');
});

/** A run whose encoder read two pieces and the end into states of two numbers. @param {number[]} data @param {number[]} readingOrder */
const encoded = (data, readingOrder) =>
  /** @type {any} */ ({ source: { readingOrder, encoder: { forward: { rows: 3, cols: 2, data: Float32Array.from(data) } } } });

test('what is left of a piece is how far the states are apart, in the order of reading', () => {
  const run = encoded([1, 0, 3, 4, 0, 2], [0, 1, 2]);
  const without = encoded([0, 0, 3, 3, 0, 1], [0, 1, 2]);
  assert.deepEqual(leftOf(run, without, 0), [
    { t: 0, left: 1 },
    { t: 1, left: 0.2 },
    { t: 2, left: 0.5 },
  ]);
  assert.deepEqual(
    leftOf(encoded([1, 0, 3, 4, 0, 2], [1, 0, 2]), without, 1).map(({ t }) => t),
    [1, 0, 2],
  );
  close(inLast(run, without), 0.5);
  assert.deepEqual(shares([1, 4, 2]), [0.25, 1, 0.5]);
});

test('the axis has one decade', () => {
  close(onAxis(1), 1);
  close(onAxis(0.1), 0);
  close(onAxis(0.01), 0);
  close(onAxis(Math.sqrt(0.1)), 0.5);
});
