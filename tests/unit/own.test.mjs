import assert from 'node:assert/strict';
import { test } from 'node:test';
import { least, mean, sum, verdict, written } from '../../www/own/verdict.js';
import { voiceFor } from '../../www/own/speech.js';

/** @param {[string, number][]} tokens with their probabilities */
const tokens = (tokens) => tokens.map(([added, p]) => ({ added, logProb: Math.log(p), rank: 1 }));

test("the probability of a sentence is the product of its tokens'", () => {
  const given = tokens([
    ['I', 0.5],
    [' go', 0.2],
    ['.', 0.1],
  ]);
  assert.ok(Math.abs(sum(given) - Math.log(0.01)) < 1e-12);
  assert.ok(Math.abs(mean(given) - 0.01 ** (1 / 3)) < 1e-12);
  assert.equal(least(given), 2);
});

test('the verdict says which of two translations the network holds for more probable, and how many times', () => {
  const own = tokens([
    ['I', 0.8],
    [' go', 0.5],
  ]);
  assert.deepEqual(
    verdict(
      tokens([
        ['We', 0.2],
        [' go', 0.5],
      ]),
      own,
    ),
    { kind: 'less', times: '4.0' },
  );
  assert.deepEqual(
    verdict(
      tokens([
        ['We', 0.0002],
        [' go', 0.5],
      ]),
      own,
    ),
    { kind: 'less', times: '4,000' },
  );
  assert.deepEqual(
    verdict(
      tokens([
        ['We', 1e-9],
        [' go', 0.5],
      ]),
      own,
    ),
    { kind: 'far' },
  );
  assert.deepEqual(
    verdict(
      tokens([
        ['We', 0.9],
        [' go', 0.9],
      ]),
      own,
    ),
    { kind: 'more' },
  );
  assert.deepEqual(
    verdict(
      tokens([
        ['I', 0.7],
        [' go', 0.5],
      ]),
      own,
    ),
    { kind: 'same' },
  );
});

test('what the network wrote has the words, probabilities and ranks of its steps', () => {
  const step = (/** @type {number} */ id, /** @type {string} */ text) => ({ id, text, logProb: -1, candidates: [{ id: 7 }, { id: 9 }] });
  const steps = /** @type {any} */ ([step(7, 'I'), step(9, 'I go'), step(7, 'I go')]);
  assert.deepEqual(
    written(steps).map(({ added, rank }) => [added, rank]),
    [
      ['I', 1],
      [' go', 2],
      ['', 1],
    ],
  );
});

test('a sentence is read by a voice of its language that lives here, never by one on a server', () => {
  const voice = (/** @type {string} */ lang, localService = true, first = false) => ({ lang, localService, default: first });
  assert.equal(voiceFor([voice('fr-FR', false), voice('en-US')], 'fr'), null);
  assert.equal(voiceFor([voice('fr-FR'), voice('fr_CA', true, true)], 'fr')?.lang, 'fr_CA');
  assert.equal(voiceFor([voice('en-GB'), voice('ko-KR')], 'ko')?.lang, 'ko-KR');
  assert.equal(voiceFor([], 'en'), null);
});
