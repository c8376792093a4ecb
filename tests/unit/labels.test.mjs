import assert from 'node:assert/strict';
import { test } from 'node:test';
import { middles, readable } from '../../www/drawing/labels.js';

const line = (/** @type {number[]} */ ...widths) => widths.map((width, i) => ({ at: 20 + 40 * i, width }));

test('all labels are shown where all have room', () => {
  assert.deepEqual(readable(line(30, 32, 8)), [true, true, true]);
});

test('a long label is shown beside short ones, and left out beside long ones', () => {
  assert.deepEqual(readable(line(10, 50, 10)), [true, true, true]);
  assert.deepEqual(readable(line(30, 50, 30)), [true, false, true]);
});

test('the label at work is shown in any case, and what it would cover is not', () => {
  assert.deepEqual(readable(line(30, 50, 30, 30), 1), [false, true, false, true]);
});

test('segments have their middles where a line with gaps puts them', () => {
  assert.deepEqual(middles([2, 1, 1], 108, 4), [25, 66.5, 95.5]);
  assert.deepEqual(middles([], 100, 4), []);
});
