import assert from 'node:assert/strict';
import { test } from 'node:test';
import { line, median, quantile, undisturbed } from '../../bench/statistics.mjs';

test('the median of an even number of values lies between the two in the middle', () => {
  assert.equal(median([9, 1, 4, 2]), 3);
  assert.equal(median([5]), 5);
});

test('a quantile lies between its neighbours in proportion', () => {
  assert.equal(quantile([40, 10, 20, 30], 0.95), 38.5);
  assert.equal(quantile([1, 2, 3], 1), 3);
});

test('a line through points on a line is that line', () => {
  const { slope, at0 } = line([
    [5, 11],
    [20, 41],
    [64, 129],
  ]);
  assert.ok(Math.abs(slope - 2) < 1e-12);
  assert.ok(Math.abs(at0 - 1) < 1e-9);
});

test('what disturbed one time is not in the undisturbed one', () => {
  const times = [
    { ids: [7, 2], msEncoder: 9, msSteps: [1, 6] },
    { ids: [7, 2], msEncoder: 3, msSteps: [4, 2] },
  ];
  assert.deepEqual(undisturbed(times), { msEncoder: 3, msSteps: [1, 2], msPerToken: 3 });
});
