/** The page's doubt is the one that was measured. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { DOUBTFUL, doubt } from '../../www/doubt.js';

test('the mean is that of the factors', () => {
  assert.equal(doubt({ steps: [] }), null);
  assert.ok(Math.abs((doubt(/** @type {any} */ ({ steps: [{ logProb: Math.log(0.2) }, { logProb: Math.log(0.8) }] })) ?? 0) - 0.4) < 1e-12);
});

test('the report is about the threshold that the page has', () => {
  const report = readFileSync(new URL('../../models/REPORT.md', import.meta.url), 'utf8');
  assert.match(report, new RegExp(`\\(the geometric one\\) below ${String(DOUBTFUL).replace('.', '\\.')}\\.`));
});
