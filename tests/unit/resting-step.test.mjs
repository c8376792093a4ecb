import assert from 'node:assert/strict';
import { test } from 'node:test';
import { restingStep } from '../../www/resting-step.js';

/** @param {[string, number][]} pieces @returns {any} */
const steps = (pieces) => pieces.map(([piece, logProb], position) => ({ position, piece, logProb }));

test('the least certain word is looked at, not a mark that was less certain still', () => {
  assert.equal(restingStep(steps([['▁I', -0.1], ["'", -2], ['m', -0.2], ['▁tired', -0.9], ['</s>', -3]])), 3);
});

test('of marks alone the least certain is looked at, and the end mark never while there is another', () => {
  assert.equal(restingStep(steps([['…', -0.1], ['.', -0.4], ['</s>', -3]])), 1);
  assert.equal(restingStep(steps([['</s>', -3]])), 0);
  assert.equal(restingStep([]), 0);
});
