import assert from 'node:assert/strict';
import { test } from 'node:test';
import { known } from '../../www/networks/mechanisms.js';
import { DEFAULTS, Store } from '../../www/state/store.js';

const MECHANISMS = ['seq2seq-gru', 'additive', 'transformer'];

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
