import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NONE } from '../../www/state/options.js';
import { isLeastSure, restingStep } from '../../www/state/resting-step.js';

/** @param {[string, number][]} pieces @returns {any} */
const steps = (pieces) => pieces.map(([piece, logProb], position) => ({ position, piece, logProb }));

test('the least certain word is looked at, not a mark that was less certain still', () => {
  assert.equal(
    restingStep(
      steps([
        ['▁I', -0.1],
        ["'", -2],
        ['m', -0.2],
        ['▁tired', -0.9],
        ['</s>', -3],
      ]),
    ),
    3,
  );
});

test('of marks alone the least certain is looked at, and the end mark never while there is another', () => {
  assert.equal(
    restingStep(
      steps([
        ['…', -0.1],
        ['.', -0.4],
        ['</s>', -3],
      ]),
    ),
    1,
  );
  assert.equal(restingStep(steps([['</s>', -3]])), 0);
  assert.equal(restingStep([]), 0);
});

test('the least certain of several words is told as such, but not one that the reader holds', () => {
  const run = (/** @type {number[]} */ prefix) =>
    /** @type {any} */ ({
      steps: steps([
        ['▁I', -0.1],
        ['▁slept', -0.9],
        ['</s>', -3],
      ]),
      options: { ...NONE, prefix },
    });
  assert.deepEqual(
    [0, 1, 2].map((step) => isLeastSure(run([]), step)),
    [false, true, false],
  );
  assert.equal(isLeastSure(run([7, 8]), 1), false);
  assert.equal(
    isLeastSure(
      /** @type {any} */ ({
        steps: steps([
          ['▁Hello', -0.9],
          ['</s>', -3],
        ]),
        options: NONE,
      }),
      0,
    ),
    false,
  );
});

test('a word that the reader forced is not the one least certain, unless there is no other', () => {
  const made = steps([
    ['▁I', -0.1],
    ['▁sing', -9],
    ['▁well', -0.4],
    ['</s>', -3],
  ]);
  assert.equal(restingStep(made, [1]), 2);
  assert.equal(restingStep(made, [0, 1, 2]), 1);
});
