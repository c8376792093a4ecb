import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alongRow, inGrid } from '../../www/drawing/grid-keys.js';

test('along a row keys go on, back and to its ends, and stop there', () => {
  assert.deepEqual(
    ['ArrowLeft', 'ArrowRight', 'Home', 'End', 'Enter'].map((key) => alongRow(key, 3, 7)),
    [2, 4, 0, 6, undefined],
  );
  assert.deepEqual([alongRow('ArrowLeft', 0, 7), alongRow('ArrowRight', 6, 7)], [0, 6]);
});

test('in a grid they go up to its headings, where it has some, and down to its last row', () => {
  const size = { rows: 3, columns: 5 };
  const from = (/** @type {string} */ key, first = 0, row = 0) => inGrid(key, { row, column: 2 }, size, first);
  assert.deepEqual(
    [from('ArrowUp'), from('ArrowUp', -1)],
    [
      { row: 0, column: 2 },
      { row: -1, column: 2 },
    ],
  );
  assert.deepEqual(
    [from('PageDown'), from('ArrowDown', 0, 2), from('PageUp', -1, -1)],
    [
      { row: 2, column: 2 },
      { row: 2, column: 2 },
      { row: 0, column: 2 },
    ],
  );
  assert.deepEqual([from('End'), from('Home', -1, -1), from('Tab')], [{ row: 0, column: 4 }, { row: -1, column: 0 }, undefined]);
});
