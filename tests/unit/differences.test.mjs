import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differences } from '../../www/figures/compare/differences.js';

/** @param {string} text @param {string|null} other */
const marked = (text, other) =>
  differences(text, other)
    .stretches.map(({ gap, words, differs }) => gap + (differs ? `[${words}]` : words))
    .join('');

test('words that are not in the other translation are marked', () => {
  assert.equal(marked('She knows the best sister.', 'She sings better than her sister.'), 'She [knows the best] sister.');
  assert.equal(differences('She knows the best sister.', 'She sings better than her sister.').count, 3);
});

test('the same words in another order are kept in one order only', () => {
  assert.equal(marked('a b c', 'c a b'), 'a b [c]');
});

test('words joined by an apostrophe are one, stops are words of their own', () => {
  assert.equal(marked("I'm tired!", "I'm tired."), "I'm tired[!]");
  assert.equal(marked("I'm here.", 'I am here.'), "[I'm] here.");
});

test('what says the same, or has nothing to compare with, is not marked', () => {
  assert.deepEqual(differences('Yes, I do.', 'Yes, I do.'), { stretches: [{ gap: '', words: 'Yes, I do.', differs: false }], count: 0 });
  assert.equal(marked('Yes.', null), 'Yes.');
  assert.deepEqual(differences('', 'Yes.'), { stretches: [], count: 0 });
  assert.equal(marked('Yes.', ''), '[Yes.]');
});
