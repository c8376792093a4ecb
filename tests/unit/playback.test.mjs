import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commandOf } from '../../www/state/keys.js';
import { lastMade, lastMoment, momentOf, phaseOf, Playback, prelude, restOf, stepOf, within } from '../../www/state/playback.js';
import { DEFAULTS, Store } from '../../www/state/store.js';

/** A run of `tokens` source tokens and `steps` steps. @param {number} tokens @param {number} steps @param {string} [mechanism] */
function runOf(tokens, steps, mechanism = 'additive') {
  const kinds = /** @type {Record<string, object>} */ ({
    transformer: { kind: 'selfAttention', layers: 3, heads: 4 },
    rnn: { kind: 'none' },
  });
  const encoder = kinds[mechanism] ?? { kind: 'recurrent' };
  const source = { tokens: new Array(tokens).fill({}), readingOrder: [], encoder };
  return /** @type {any} */ ({ text: '', mechanism, source, steps: new Array(steps).fill({}), hood: null });
}

/** A store that shows a run, and its player. @param {any} run */
function playing(run) {
  const store = new Store(DEFAULTS, { mechanisms: [], theme: 'auto', dark: false });
  store.set({ run, status: 'done', moment: lastMoment(run), step: run.steps.length - 1 });
  /** @type {number[]} */
  const visited = [];
  const playback = new Playback(store, (moment) => {
    visited.push(moment);
    store.set({ moment, step: stepOf(store.state.run ?? run, moment) });
  });
  return { store, playback, visited };
}

test('a recurrent encoder reads a token a moment, then hands over, then words are made', () => {
  const run = runOf(5, 3);
  const phases = Array.from({ length: lastMoment(run) + 1 }, (_, moment) => phaseOf(run, moment));
  assert.deepEqual(
    phases.map(({ kind }) => kind),
    [...new Array(5).fill('read'), 'hand', 'make', 'make', 'make'],
  );
  assert.deepEqual(phases[4], { kind: 'read', turn: 4 });
  assert.deepEqual(phases[8], { kind: 'make', step: 2 });
});

test('a Transformer has a moment for each layer, a network without encoder none before its words', () => {
  assert.deepEqual(
    Array.from({ length: 5 }, (_, m) => phaseOf(runOf(9, 2, 'transformer'), m).kind),
    ['layer', 'layer', 'layer', 'hand', 'make'],
  );
  assert.equal(prelude(runOf(9, 9, 'rnn')), 0);
});

test('moments and steps lead to each other, and stay in the run', () => {
  const run = runOf(7, 4);
  for (let step = 0; step < 4; step++) assert.equal(stepOf(run, momentOf(run, step)), step);
  assert.equal(stepOf(run, 2), 0);
  assert.deepEqual(
    [-3, 4, 99].map((moment) => within(run, moment)),
    [0, 4, 11],
  );
});

test('double speed rests half as long, and a long sentence is not read for ever', () => {
  const run = runOf(60, 50);
  assert.equal(restOf(run, 0, 2) * 2, restOf(run, 0, 1));
  assert.ok(60 * restOf(run, 0, 1) <= 5000);
});

test('playing visits every moment once, in order, and ends at the last', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const run = runOf(3, 2);
  const { store, playback, visited } = playing(run);
  playback.toggle();
  assert.equal(store.state.playing, true);
  for (let k = 0; k < 20; k++) context.mock.timers.tick(5000);
  assert.deepEqual(visited, [0, 1, 2, 3, 4, 5]);
  assert.equal(store.state.playing, false);
});

test('it goes on where it was stopped, and starts anew when the reader has looked elsewhere', () => {
  const { store, playback, visited } = playing(runOf(6, 4));
  playback.seek(4);
  playback.play();
  playback.pause();
  assert.deepEqual(visited, [4]);
  store.set({ moment: 8 });
  playback.play();
  playback.pause();
  assert.deepEqual(visited, [4, 0]);
});

test('gone through, nothing is shown as made that is not; looked at, all of it is', () => {
  const run = runOf(6, 4);
  const { store, playback } = playing(run);
  assert.equal(lastMade(store.state), Infinity);
  playback.seek(2);
  assert.equal(lastMade(store.state), -5);
  playback.seek(8);
  assert.equal(lastMade(store.state), 1);
  playback.play();
  playback.pause();
  assert.equal(lastMade(store.state), 1);
  store.set({ stepping: false });
  assert.equal(lastMade(store.state), Infinity);
});

test('by itself it plays slower, until the reader says how fast', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const { store, playback, visited } = playing(runOf(10, 2));
  playback.play({ unasked: true });
  context.mock.timers.tick(599);
  assert.deepEqual(visited, [0]);
  context.mock.timers.tick(1);
  assert.deepEqual(visited, [0, 1]);
  playback.setSpeed(2);
  assert.equal(store.state.unasked, false);
  context.mock.timers.tick(225);
  assert.deepEqual(visited, [0, 1, 2]);
});

test('going back changes moment and step, and asks for nothing', () => {
  const run = runOf(4, 5);
  const { store, playback } = playing(run);
  run.inspect = () => assert.fail('nothing is computed anew');
  playback.move(-1);
  assert.deepEqual([store.state.moment, store.state.step], [8, 3]);
  assert.equal(store.state.run, run);
  for (let k = 0; k < 20; k++) playback.move(-1);
  assert.equal(store.state.moment, 0);
});

test('a new sentence stops playing', () => {
  const { store, playback } = playing(runOf(4, 5));
  playback.play();
  store.set({ text: 'Il pl' });
  assert.equal(store.state.playing, false);
});

test('nothing plays while there is nothing to play', () => {
  const { store, playback } = playing(runOf(4, 5));
  store.set({ stale: true });
  playback.play();
  assert.equal(store.state.playing, false);
});

test('keys mean the player in flow and player alone, and only where they mean nothing else', () => {
  /** @param {string[]} inside selectors that the target is within */
  const target = (inside) =>
    /** @type {any} */ ({
      closest: (/** @type {string} */ selectors) => (inside.some((each) => selectors.split(', ').includes(each)) ? {} : null),
    });
  const on = (/** @type {string} */ key, /** @type {string[]} */ inside, more = {}) => commandOf({ key, target: target(inside), ...more });
  assert.equal(on(' ', ['see-flow']), 'toggle');
  assert.equal(on('ArrowLeft', ['see-player']), 'back');
  for (const key of [' ', 'Home', 'End', 'ArrowRight']) assert.equal(on(key, []), undefined, key);
  assert.equal(on(' ', ['see-flow', 'button']), undefined);
  assert.equal(on('ArrowRight', ['see-player', 'button']), 'on');
  assert.equal(on('ArrowRight', ['see-flow', '[role="application"]']), undefined);
  assert.equal(on('ArrowRight', ['textarea']), undefined);
  assert.equal(on('ArrowRight', ['see-flow'], { ctrlKey: true }), undefined);
  assert.equal(on('ArrowRight', ['see-flow'], { defaultPrevented: true }), undefined);
  assert.equal(on('x', ['see-flow']), undefined);
});
