import assert from 'node:assert/strict';
import { test } from 'node:test';
import { known } from '../../www/mechanisms.js';
import { DEFAULTS, readLink, Store, writeLink } from '../../www/state.js';

const MECHANISMS = ['seq2seq-gru', 'additive', 'transformer'];

test('a link without a query is what the page shows first', () => {
  assert.deepEqual(readLink('', DEFAULTS, MECHANISMS), DEFAULTS);
  assert.equal(writeLink(DEFAULTS, DEFAULTS), '');
});

test('what is written into a link is read from it', () => {
  /** @type {import('../../www/state.js').Link} */
  const link = { text: '저 새가 예쁘다. & 100 % = +', mechanism: 'transformer', backend: 'cpu', lang: 'ko' };
  assert.deepEqual(readLink(writeLink(link, DEFAULTS), DEFAULTS, MECHANISMS), link);
});

test('an empty text in a link is an empty text', () => {
  assert.equal(readLink('?text=', DEFAULTS, MECHANISMS).text, '');
  assert.equal(readLink(writeLink({ ...DEFAULTS, text: '' }, DEFAULTS), DEFAULTS, MECHANISMS).text, '');
});

test('unknown values in a link fall back', () => {
  const link = readLink('?mechanism=oracle&backend=abacus&lang=tlh', DEFAULTS, MECHANISMS);
  assert.deepEqual(link, DEFAULTS);
});

test('a mechanism without its checkpoint falls back to one that is there', () => {
  assert.equal(readLink('?mechanism=additive', DEFAULTS, ['transformer']).mechanism, 'transformer');
});

test('other parameters of the address stay', () => {
  assert.equal(writeLink({ ...DEFAULTS, lang: 'ko' }, DEFAULTS, '?debug=1&lang=en'), '?debug=1&lang=ko');
});

test('listeners hear of a change and of what was before', () => {
  const store = new Store(DEFAULTS, { mechanisms: MECHANISMS, theme: 'auto', dark: false });
  /** @type {string[]} */
  const heard = [];
  const forget = store.subscribe((state, before) => heard.push(`${before.text} → ${state.text}`));
  store.set({ text: 'Oui.' });
  forget();
  store.set({ text: 'Non.' });
  assert.deepEqual(heard, [`${DEFAULTS.text} → Oui.`]);
});

test('checkpoints stand in the order of their history, unknown ones aside', () => {
  assert.deepEqual(known(['transformer', 'something', 'additive', 'seq2seq-gru']), MECHANISMS);
});
