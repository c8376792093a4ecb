import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changes, chooseWord, chosenSteps, forOther, NONE, same, sent, setRow, toggleMasked, without } from '../../www/state/options.js';
import { DEFAULTS, Store } from '../../www/state/store.js';

/** Steps that made these ids, each the best of its candidates, before the next id. @param {number[]} ids */
const made = (ids) => /** @type {any[]} */ (ids.map((id) => ({ id, candidates: [{ id }, { id: id + 1 }] })));
const STEPS = made([10, 20, 30, 40]);

test('a word chosen is held after the words before it', () => {
  const options = chooseWord(NONE, STEPS, 2, 31);
  assert.deepEqual(sent(options), { ...NONE, prefix: [10, 20, 31] });
  assert.deepEqual(changes(options), [{ kind: 'word', position: 2 }]);
});

test('the best candidate takes a choice back', () => {
  const options = chooseWord(chooseWord(NONE, STEPS, 1, 21), made([10, 21, 30]), 2, 31);
  assert.deepEqual(sent(chooseWord(options, made([10, 21, 30]), 2, 30)), { ...NONE, prefix: [10, 21] });
  assert.deepEqual(sent(chooseWord(chooseWord(NONE, STEPS, 0, 11), STEPS, 0, 10)), NONE);
});

test('an earlier choice drops what came after it, a later one keeps what came before', () => {
  const later = chooseWord(chooseWord(NONE, STEPS, 1, 21), made([10, 21, 30]), 2, 31);
  assert.deepEqual(later.prefix, [10, 21, 31]);
  assert.deepEqual(chosenSteps(later), [1, 2]);
  assert.deepEqual(chooseWord(later, made([10, 21, 31]), 0, 11).prefix, [11]);
  assert.deepEqual(without(later, { kind: 'word', position: 2 }).prefix, [10, 21]);
  assert.deepEqual(sent(without(later, { kind: 'word', position: 1 })), NONE);
});

test('a row set is decoded on from its step', () => {
  const options = setRow({ ...NONE, beamSize: 4 }, STEPS, 2, [0.5, 0.5]);
  assert.deepEqual(sent(options), { ...NONE, beamSize: 4, prefix: [10, 20], attention: [{ position: 2, weights: [0.5, 0.5] }] });
  assert.deepEqual(changes(options), [{ kind: 'row', position: 2 }]);
  assert.deepEqual(sent(without(options, { kind: 'row', position: 2 })), { ...NONE, beamSize: 4 });
});

test('a word chosen at a step whose row was set leaves the row', () => {
  const options = chooseWord(setRow(NONE, STEPS, 1, [1, 0]), STEPS, 1, 21);
  assert.deepEqual(changes(options), [
    { kind: 'row', position: 1 },
    { kind: 'word', position: 1 },
  ]);
  assert.deepEqual(options.prefix, [10, 21]);
  assert.deepEqual(setRow(options, STEPS, 1, [0, 1]).prefix, [10]);
});

test('hidden tokens come and go, and something stays in sight', () => {
  const options = toggleMasked(toggleMasked(NONE, [2, 3], 4), [0], 4);
  assert.deepEqual(options.masked, [0, 2, 3]);
  assert.equal(toggleMasked(options, [1], 4), options);
  assert.deepEqual(toggleMasked(options, [2, 3], 4).masked, [0]);
});

test('a row set gives up its weight on what is hidden', () => {
  const options = toggleMasked(setRow(NONE, STEPS, 0, [0.5, 0.25, 0.25]), [0], 3);
  assert.deepEqual(options.attention, [{ position: 0, weights: [0, 0.5, 0.5] }]);
  assert.deepEqual(toggleMasked(setRow(NONE, STEPS, 0, [1, 0, 0]), [0], 3).attention, []);
});

test('options from a link without the choices know the last word for one', () => {
  assert.deepEqual(chosenSteps({ ...NONE, prefix: [1, 2] }), [1]);
  assert.deepEqual(chosenSteps({ ...NONE, prefix: [1, 2], attention: [{ position: 2, weights: [1] }] }), []);
});

test('another sentence or network keeps the search alone', () => {
  const options = { ...toggleMasked(chooseWord(NONE, STEPS, 2, 31), [1], 4), beamSize: 4, lengthPenalty: 0.6 };
  assert.deepEqual(forOther(options), { ...NONE, beamSize: 4, lengthPenalty: 0.6 });
  const store = new Store(DEFAULTS, { mechanisms: [], theme: 'auto', dark: false });
  store.set({ options, past: [NONE] });
  store.set({ step: 1 });
  assert.equal(store.state.options, options);
  store.set({ text: 'Oui.' });
  assert.ok(same(store.state.options, forOther(options)));
  assert.deepEqual(store.state.past, []);
  // Options that come with their sentence, as out of a link, stay.
  store.set({ past: [NONE] });
  store.set({ text: 'Non.', options });
  assert.equal(store.state.options, options);
  assert.deepEqual(store.state.past, []);
});
