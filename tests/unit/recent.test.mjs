import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withRecent } from '../../www/state/recent.js';

test('the newest sentence comes first and stands once', () => {
  assert.deepEqual(withRecent(['Il pleut.', 'Il neige.'], 'Il neige.'), ['Il neige.', 'Il pleut.']);
});

test('the beginning of a sentence falls away when it is gone on with', () => {
  assert.deepEqual(withRecent(['Je suis', 'Il pleut.'], 'Je suis là.'), ['Je suis là.', 'Il pleut.']);
  assert.deepEqual(withRecent(['Il pleut.', 'Je suis'], 'Je suis là.'), ['Je suis là.', 'Il pleut.', 'Je suis']);
});

test('a dozen are kept', () => {
  const list = Array.from({ length: 12 }, (_, i) => `${i}.`);
  const next = withRecent(list, 'Oui.');
  assert.equal(next.length, 12);
  assert.equal(next.at(-1), '10.');
});
