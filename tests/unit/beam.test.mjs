import assert from 'node:assert/strict';
import { test } from 'node:test';
import { branchesOf, neighbour } from '../../www/figures/beam/beam.js';

/** @param {number|null} parent @param {string} piece @param {number} logProb @param {number} sum */
const node = (parent, piece, logProb, sum) => ({ parent, id: 0, piece, logProb, sum, score: sum / 2, finished: piece === '</s>' });
const BEAM = {
  steps: [
    [node(null, '▁I', -0.1, -0.1), node(null, '▁We', -2, -2)],
    [node(0, '▁sleep', -0.5, -0.6), node(0, "'", -1, -1.1)],
    [node(1, 'm', -0.2, -1.3), node(0, '</s>', -0.9, -1.5)],
    [node(0, '</s>', -0.1, -1.4)],
  ],
  best: [0, 1, 0, 0],
};

test('a hypothesis has the text of all its tokens', () => {
  const rows = branchesOf(BEAM);
  assert.deepEqual(
    rows.map((row) => row.map(({ text }) => text)),
    [['I', 'We'], ['I sleep', "I'"], ["I'm", 'I sleep'], ["I'm"]],
  );
  assert.equal(rows[2][1].label, '⟨eos⟩');
});

test('what became of each is seen', () => {
  assert.deepEqual(
    branchesOf(BEAM).map((row) => row.map(({ fate }) => fate)),
    [['best', 'dropped'], ['kept', 'best'], ['best', 'finished'], ['best']],
  );
});

test('arrow keys follow the tree', () => {
  const rows = branchesOf(BEAM);
  assert.equal(neighbour(rows, rows[0][0], 'ArrowRight'), rows[1][1]);
  assert.equal(neighbour(rows, rows[1][1], 'ArrowUp'), rows[1][0]);
  assert.equal(neighbour(rows, rows[1][0], 'ArrowRight'), rows[2][1]);
  assert.equal(neighbour(rows, rows[3][0], 'ArrowLeft'), rows[2][0]);
  assert.equal(neighbour(rows, rows[0][1], 'ArrowRight'), undefined);
});
