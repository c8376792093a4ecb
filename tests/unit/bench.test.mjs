import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLink, writeLink } from '../../www/state/link.js';
import { entering, forTask, readPlan, sideBySide, writePlan } from '../../www/bench/plan.js';
import { freeLetter } from '../../www/bench/kept.js';
import { exactCurves, lossCurves, shownOf } from '../../www/bench/progress.js';
import { paint } from '../../www/bench/strips.js';
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

test('only what attends is read for in both directions, unless the reader wants it', () => {
  const plan = readPlan('?attention=cosine');
  assert.equal(plan.bidirectional, true);
  assert.deepEqual(
    ['first-state', 'fixed-context', 'transformer', 'scaled-dot'].map(
      (attention) => entering(plan, /** @type {'dot'} */ (attention)).bidirectional,
    ),
    [false, false, false, true],
  );
});

test('kept runs are drawn under the present ones, each with its letter', () => {
  /** @type {any} */
  const learner = { name: 'run0', losses: [3, 2], rates: [], looks: [{ updates: 0, loss: 3, exact: 1, asked: 4 }], about: { updates: 9 } };
  const kept = [{ ...learner, letter: 'A', name: '', updates: 2 }];
  const shown = shownOf([learner], kept);
  assert.deepEqual(
    shown.map(({ kind }) => kind),
    ['kept', 'with'],
  );
  const [before, now] = lossCurves(shown);
  assert.equal(before.last, 'A 2.00');
  // Of a run that was loaded at update 7 the newest losses alone are known.
  assert.deepEqual(now.line, [
    { x: 7, y: 3 },
    { x: 8, y: 2 },
  ]);
  assert.deepEqual(exactCurves(shown)[1].line, [{ x: 0, y: 0.25 }]);
  assert.equal(freeLetter(['A', 'C']), 'B');
});

test('a strip has a step of colour for each number, by its sign and size', () => {
  assert.equal(
    paint([1, -0.5], 1),
    'linear-gradient(to right, color-mix(in srgb, var(--enc) 100%, transparent) 0.00% 50.00%, color-mix(in srgb, var(--mut) 50%, transparent) 50.00% 100.00%)',
  );
});
