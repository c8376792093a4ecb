import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { aboutEn } from '../../www/i18n/en-about.js';
import { aboutKo } from '../../www/i18n/ko-about.js';

const read = (/** @type {string} */ path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('every source that the networks learned from is credited on the page, with its terms', () => {
  const table = read('models/README.md').split('| source | terms |')[1];
  const rows = Array.from(table.matchAll(/^\| (?!---)(.+?) \| (.+?) \|$/gm), ([, name, terms]) => [
    name.replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1'),
    terms,
  ]);
  assert.ok(rows.length > 15);
  assert.deepEqual(JSON.parse(read('www/about/credits.json')), rows);
});

test('both languages say the same things', () => {
  assert.deepEqual(Object.keys(aboutKo), Object.keys(aboutEn));
  assert.equal(aboutKo.steps.length, aboutEn.steps.length);
  assert.deepEqual(
    aboutKo.keys.map(([key]) => key),
    aboutEn.keys.map(([key]) => key),
  );
});
