import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { askable } from '../../scripts/askable.mjs';
import { nearest } from '../../www/text/nearest.js';

test('English is answered with the nearest sentence that can be asked', () => {
  assert.equal(nearest('good night').english, 'Good night!');
  assert.match(nearest('hi, what is your name?').english, /your name/);
  assert.match(nearest('I am very tired').english, /tired/);
  assert.match(nearest('Where is the station please').english, /Where is/);
  assert.ok(nearest('zzz').likeness < 0.2);
});

test('the list is the phrasebook’s, some hundreds of sentences', () => {
  const list = JSON.parse(readFileSync(new URL('../../www/text/askable.json', import.meta.url), 'utf8'));
  assert.deepEqual(list, askable(), 'node scripts/askable.mjs writes it anew');
  assert.ok(list.length > 300);
});
