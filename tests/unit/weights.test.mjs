import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withWeight } from '../../www/state/weights.js';

/** @param {number[]} found @param {number[]} expected */
function close(found, expected) {
  assert.equal(found.length, expected.length);
  found.forEach((weight, j) => assert.ok(Math.abs(weight - expected[j]) < 1e-12, `${found} is not ${expected}`));
}

test('the others keep their proportions', () => {
  close(withWeight([0.2, 0.6, 0.2], [1], 0.2), [0.4, 0.2, 0.4]);
  close(withWeight([0.1, 0.3, 0.6], [2], 0.8), [0.05, 0.15, 0.8]);
});

test('the pieces of a word keep theirs', () => {
  close(withWeight([0.1, 0.3, 0.6], [0, 1], 0.8), [0.2, 0.6, 0.2]);
});

test('a row that was all on one cell spreads evenly', () => {
  close(withWeight([0, 1, 0], [1], 0.5), [0.25, 0.5, 0.25]);
});

test('what is hidden stays at zero', () => {
  close(withWeight([0, 1, 0], [1], 0.5, [0]), [0, 0.5, 0.5]);
  close(withWeight([0, 0.5, 0.5], [0], 0.5, [0]), [0, 0.5, 0.5]);
});

test('a weight stays between 0 and 1, and the only one in sight is 1', () => {
  close(withWeight([0.5, 0.5], [0], 1.7), [1, 0]);
  close(withWeight([0.5, 0.5], [0], -1), [0, 1]);
  close(withWeight([1, 0], [0], 0.3, [1]), [1, 0]);
});
