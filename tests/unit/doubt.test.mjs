/** The page's doubt is the one that was measured. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { DOUBTFUL, doubt } from '../../www/state/doubt.js';
import { NONE } from '../../www/state/options.js';

test('the mean is that of the factors', () => {
  assert.equal(doubt({ steps: [] }), null);
  assert.ok(Math.abs((doubt(/** @type {any} */ ({ steps: [{ logProb: Math.log(0.2) }, { logProb: Math.log(0.8) }] })) ?? 0) - 0.4) < 1e-12);
});

test('a word that the reader forced is no doubt of the network', () => {
  const steps = [0.9, 0.01, 0.8, 0.02].map((p) => ({ logProb: Math.log(p) }));
  const run = (/** @type {object} */ options) => doubt(/** @type {any} */ ({ steps, options: { ...NONE, ...options } }));
  assert.ok(Math.abs((run({}) ?? 0) - (0.9 * 0.01 * 0.8 * 0.02) ** 0.25) < 1e-12);
  // The first word of the prefix is the network's own: it is held because the second was chosen.
  assert.ok(Math.abs((run({ prefix: [7, 8], chosen: [1] }) ?? 0) - (0.9 * 0.8 * 0.02) ** (1 / 3)) < 1e-12);
  assert.equal(run({ prefix: [7, 8, 9], chosen: [1], attention: [{ position: 3, weights: [1] }] }), null);
});

test('the report is about the threshold that the page has', () => {
  const report = readFileSync(new URL('../../models/REPORT.md', import.meta.url), 'utf8');
  assert.match(report, new RegExp(`\\(the geometric one\\) below ${String(DOUBTFUL).replace('.', '\\.')}\\.`));
});
