import assert from 'node:assert/strict';
import { test } from 'node:test';
import { movable } from '../../www/networks/transfer.js';

test('a matrix becomes floats, and its buffer moves with the record', () => {
  const bytes = new Uint8Array(new Float32Array([0.25, -1, 3, 7.5, 0, 2]).buffer);
  const record = { tokens: [{ id: 7, piece: '▁a' }], encoder: { forward: { rows: 2, cols: 3, data: bytes }, backward: null } };
  const buffers = movable(record);
  assert.deepEqual([.../** @type {any} */ (record.encoder.forward.data)], [0.25, -1, 3, 7.5, 0, 2]);
  assert.deepEqual(buffers, [record.encoder.forward.data.buffer]);
  assert.deepEqual(structuredClone(record, { transfer: buffers }).encoder.forward.rows, 2);
});

test('rows of floats move too, and what holds none stays as it is', () => {
  const hidden = new Float32Array([1, 2]);
  assert.deepEqual(movable({ hidden, candidates: [{ logProb: -0.5 }], attention: null }), [hidden.buffer]);
  assert.deepEqual(movable(null), []);
});
