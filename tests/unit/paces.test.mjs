import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Paces } from '../../www/networks/paces.js';

test('the CPU is taken until both are measured, then the faster one, checkpoint by checkpoint', () => {
  const paces = new Paces();
  assert.equal(paces.faster('additive'), 'cpu');
  paces.record('gpu', 'additive', 0.4);
  assert.equal(paces.faster('additive'), 'cpu');
  paces.record('cpu', 'additive', 1.2);
  assert.equal(paces.faster('additive'), 'gpu');
  assert.equal(paces.faster('transformer'), 'cpu');
  assert.ok(paces.knows('gpu', 'additive') && !paces.knows('gpu', 'transformer'));
  // The machine has become busy, or quiet: what was measured last counts.
  paces.record('gpu', 'additive', 1.3);
  assert.equal(paces.faster('additive'), 'cpu');
});
