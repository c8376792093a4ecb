import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  alignments,
  best,
  languageModel,
  learned,
  NULL,
  readPairs,
  step,
  translationModel,
  uniform,
} from '../../www/lessons/counting/model.js';
import { PAIRS as FRENCH } from '../../www/lessons/counting/pairs-fr.js';
import { PAIRS as KOREAN } from '../../www/lessons/counting/pairs-ko.js';

const close = (/** @type {number|undefined} */ a, /** @type {number} */ b) => assert.ok(Math.abs((a ?? NaN) - b) < 1e-12, `${a} and ${b}`);
const tiny = readPairs('la maison|the house\nla|the');

// By hand: uniform, so every English word comes to equal shares from NULL and the words of its source, 1/3 each in the first
// pair, 1/2 each in the second. Counts: t(the|la) = 1/3 + 1/2, t(house|la) = 1/3; of maison 1/3 and 1/3; of NULL as of la.
test('one step of EM on two pairs is what a hand computes', () => {
  const t = step(tiny, uniform(tiny));
  close(t.get('la')?.get('the'), 5 / 6 / (5 / 6 + 1 / 3));
  close(t.get('la')?.get('house'), 1 / 3 / (5 / 6 + 1 / 3));
  close(t.get('maison')?.get('the'), 1 / 2);
  close(t.get(NULL)?.get('the'), 5 / 7);
  const [the, house] = alignments(tiny[0], t);
  close(the[1], 5 / 7 / (5 / 7 + 5 / 7 + 1 / 2));
  close(house[2], 1 / 2 / (2 / 7 + 2 / 7 + 1 / 2));
});

test('probabilities sum to 1, and the likelihood never falls', () => {
  const pairs = readPairs(FRENCH);
  let before = -Infinity;
  for (const steps of [1, 2, 4, 8]) {
    const t = learned(pairs, steps);
    for (const of of t.values()) assert.ok(Math.abs([...of.values()].reduce((sum, p) => sum + p, 0) - 1) < 1e-9);
    const now = pairs.reduce((sum, pair) => sum + Math.log(translationModel(pair, t)), 0);
    assert.ok(now > before);
    before = now;
  }
});

test('some hundred pairs of each language teach what chat and 고양이 mean', () => {
  assert.ok(readPairs(FRENCH).length + readPairs(KOREAN).length >= 200);
  assert.equal(best(learned(readPairs(FRENCH), 10), 'chat')[0].e, 'cat');
  assert.equal(best(learned(readPairs(KOREAN), 10), '고양이')[0].e, 'cat');
  assert.equal(best(learned(readPairs(KOREAN), 10), '먹는다')[0].e, 'eats');
});

test('the translation model is blind to order, the language model is not', () => {
  const pairs = readPairs(FRENCH);
  const t = learned(pairs, 10);
  const source = ['le', 'chat', 'dort'];
  const [right, wrong] = [
    ['the', 'cat', 'sleeps'],
    ['sleeps', 'the', 'cat'],
  ];
  close(translationModel({ source, target: right }, t), translationModel({ source, target: wrong }, t));
  assert.ok(languageModel(pairs, right) > 10 * languageModel(pairs, wrong));
  // By hand on the two pairs: 4 kinds with the end; <s> the, the house, house </s>.
  close(languageModel(tiny, ['the', 'house']), ((2 + 1) / (2 + 3)) * ((1 + 1) / (2 + 3)) * ((1 + 1) / (1 + 3)));
});
