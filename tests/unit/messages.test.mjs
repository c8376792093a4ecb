import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../../www/figures/calculation/words.js';
import '../../www/figures/transformer/words.js';
import { en } from '../../www/i18n/en.js';
import { ko } from '../../www/i18n/ko.js';
import { setLanguage, t, tell } from '../../www/i18n/t.js';
import { nameOf } from '../../www/networks/mechanism-name.js';
import { GROUPS } from '../../www/networks/mechanisms.js';
import { shipped } from '../../www/networks/own.js';

test('both languages say the same things', () => {
  assert.deepEqual(Object.keys(ko), Object.keys(en));
  for (const [key, message] of Object.entries(en)) {
    assert.equal(typeof (/** @type {Record<string, unknown>} */ (ko)[key]), typeof message, key);
  }
});

test('every mechanism has its sentence', () => {
  for (const { mechanisms } of GROUPS) for (const { name } of mechanisms) assert.ok(`mechanism.${name}` in en, name);
});

test('groups are named by their terms, and a network by what tells it from the others', () => {
  setLanguage('en');
  assert.deepEqual(
    GROUPS.map(({ key }) => t(key)),
    [
      'word by word',
      'encoder–decoder, one context vector',
      'additive attention',
      'multiplicative and concat attention',
      'location and local attention',
      'other scores',
      'self-attention',
      'yours',
    ],
  );
  const all = shipped(GROUPS.flatMap(({ mechanisms }) => mechanisms.map(({ name }) => name)));
  const names = all.map(nameOf);
  assert.deepEqual(names, [
    'Elman RNN',
    'seq2seq RNN',
    'seq2seq GRU',
    'seq2seq LSTM',
    'seq2seq LSTM, reversed',
    'Bahdanau additive',
    'Luong dot',
    'Luong general',
    'Luong concat',
    'Luong location',
    'Luong local-m',
    'Luong local-p',
    'scaled dot',
    'cosine',
    'Transformer',
  ]);
  assert.throws(() => nameOf('something'), /something/);
});

test('a sentence that is too long is told its length in the language chosen', () => {
  assert.match(tell('error.too-long', { len: 76, limit: 64 }), /76 tokens.*64/);
  setLanguage('ko');
  assert.match(tell('error.too-long', { len: 76, limit: 64 }), /76개.*64개/);
  assert.equal(t('backend.auto'), '자동');
  setLanguage('en');
});
