import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLink, writeLink } from '../../www/state/link.js';
import { forTask, readPlan, sideBySide, writePlan } from '../../www/bench/plan.js';
import { letters } from '../../www/bench/samples.js';
import { en } from '../../www/bench/words-en.js';
import { ko } from '../../www/bench/words-ko.js';
import { DEFAULTS } from '../../www/state/store.js';

test('an address says what is trained, and what it does not know falls away', () => {
  const plan = readPlan('?learn=bench&task=reverse&cell=lstm&attention=dot&seed=7');
  assert.deepEqual([plan.task.name, plan.cell, plan.attention, plan.seed], ['reverse', 'lstm', 'dot', 7]);
  assert.deepEqual(readPlan(writePlan(plan, '?lang=ko')), plan);
  assert.deepEqual(readPlan('?task=chess&cell=x&attention=y&seed=-1'), readPlan(''));
});

test('the same network without attention is trained beside one with it', () => {
  const plan = readPlan('?attention=general');
  const [one, other, ...more] = sideBySide(plan);
  assert.deepEqual([one.attention, other.attention, more.length], ['general', 'first-state', 0]);
  assert.deepEqual([one.seed, one.size, one.task], [other.seed, other.size, other.task]);
  assert.equal(sideBySide(readPlan('?attention=first-state')).length, 1);
  assert.equal(sideBySide(forTask('next-letter')).length, 1);
});

test('a letter is right where the answer has the same', () => {
  assert.deepEqual(
    letters('198', '1992').map(({ right }) => right),
    [true, true, false],
  );
  assert.deepEqual(
    letters('12345', '12').map(({ right }) => right),
    [true, true, false, false, false],
  );
});

test('a link to the bench keeps what the bench adds, and another view loses it', () => {
  const search = '?learn=bench&task=sort&seed=3';
  const link = readLink(search, DEFAULTS, ['additive']);
  assert.equal(link.view, 'learn');
  assert.equal(writeLink(link, DEFAULTS, search), search);
  assert.equal(writeLink({ ...link, view: 'translate' }, DEFAULTS, search), '');
});

test('both languages have the same words', () => {
  assert.deepEqual(Object.keys(en), Object.keys(ko));
});
