import assert from 'node:assert/strict';
import { test } from 'node:test';
import { en } from '../../www/lessons/words-en.js';
import { ko } from '../../www/lessons/words-ko.js';
import { commandOf } from '../../www/lessons/keys.js';
import { readPlace, viewLink, writePlace } from '../../www/lessons/place.js';
import { NOTHING, predicted, reached } from '../../www/lessons/progress.js';
import { parts, plain, word } from '../../www/lessons/rich.js';
import { Runs } from '../../www/lessons/runs.js';

const NAMES = ['tour', 'attention'];

test('a place in Learn is read from an address and written to it', () => {
  const place = readPlace('?learn=attention&card=3&present=1&quiz=off&embed=figure', NAMES);
  assert.deepEqual(place, { name: 'attention', card: 2, present: true, quiz: false, embed: 'figure' });
  assert.deepEqual(readPlace(writePlace(place, '?text=Bonjour&task=sort'), NAMES), place);
  assert.match(writePlace(place, '?text=Bonjour&task=sort'), /^\?text=Bonjour&learn=attention/);
});

test('an unknown lesson and a card that no lesson has fall back to the index and to the first card', () => {
  assert.equal(readPlace('?learn=nowhere&card=-4', NAMES).name, 'index');
  assert.equal(readPlace('?learn=tour&card=-4', NAMES).card, 0);
  assert.equal(readPlace('?learn=bench', NAMES).name, 'bench');
});

test('a slide names a lesson by embed alone', () => {
  assert.deepEqual(readPlace('?embed=tour', NAMES), { name: 'tour', card: 0, present: false, quiz: true, embed: 'lesson' });
});

test('a link out of a lesson carries what is set and nothing else', () => {
  assert.equal(viewLink({ text: 'Où ?', step: null, terms: 1, stage: undefined }), '?text=O%C3%B9+%3F&terms=1');
});

test('the furthest card counts, the last one ends a lesson, and going back takes nothing away', () => {
  let progress = reached(NOTHING, 'tour', 3, 5);
  progress = reached(progress, 'tour', 1, 5);
  assert.deepEqual(progress.lessons.tour, { card: 3, of: 5, done: false });
  progress = reached(reached(progress, 'tour', 4, 5), 'tour', 0, 5);
  assert.deepEqual(progress.lessons.tour, { card: 4, of: 5, done: true });
});

test('of two predictions at one card the last counts', () => {
  const of = (/** @type {string} */ chosen) => ({ lesson: 'tour', card: 2, question: '?', chosen, right: false, happened: '' });
  const { predictions } = predicted(predicted(NOTHING, of('a')), of('b'));
  assert.deepEqual(
    predictions.map(({ chosen }) => chosen),
    ['b'],
  );
});

test('marks in a text become its parts, and a word of a visitor never does', () => {
  assert.deepEqual(parts('It read _fatigué_ with **0.86**, $h_j$.'), [
    { kind: 'plain', text: 'It read ' },
    { kind: 'word', text: 'fatigué' },
    { kind: 'plain', text: ' with ' },
    { kind: 'strong', text: '0.86' },
    { kind: 'plain', text: ', ' },
    { kind: 'formula', text: 'h_j' },
    { kind: 'plain', text: '.' },
  ]);
  assert.equal(plain('_밥_을(를) **0.8**(으)로', 'ko'), '밥을 0.8로');
  assert.equal(word('a_b*c$'), 'a·b·c·');
});

test('Space and arrows go on and back, but not where something else uses them', () => {
  const target = (/** @type {(selector: string) => boolean} */ within) => /** @type {any} */ ({ closest: within });
  const nowhere = target(() => false);
  const button = target((selector) => selector.includes('button'));
  assert.equal(commandOf({ key: ' ', target: nowhere }), 'on');
  assert.equal(commandOf({ key: 'ArrowRight', target: button }), 'on');
  assert.equal(commandOf({ key: ' ', target: button }), undefined);
  assert.equal(commandOf({ key: 'ArrowLeft', target: nowhere }), 'back');
  assert.equal(commandOf({ key: 'b', target: nowhere }), 'B');
  assert.equal(commandOf({ key: 'f', target: nowhere }), 'large');
  assert.equal(commandOf({ key: 'f', target: nowhere, ctrlKey: true }), undefined);
});

/** Networks that write the sentence's letters. */
function letters() {
  /** @type {string[]} */
  const asked = [];
  const translate = async function* (/** @type {any} */ { text, mechanism }) {
    asked.push(`${mechanism} ${text}`);
    const inspect = async (/** @type {number} */ position) => ({ operands: [{ name: 'at', value: position }] });
    yield { type: 'start', source: {}, beam: null, inspect };
    for (const text of 'ab') yield { type: 'step', step: { text } };
    yield { type: 'done', hood: {} };
  };
  return { asked, translate: /** @type {any} */ (translate) };
}

test('runs are complete, one after another, and remembered', async () => {
  const { asked, translate } = letters();
  const runs = new Runs(translate);
  const [first, again, other] = await Promise.all(['x', 'x', 'y'].map((text) => runs.run({ text, mechanism: 'dot' })));
  assert.equal(first, again);
  assert.equal(other.steps.length, 2);
  assert.deepEqual(asked, ['dot x', 'dot y']);
});

test('who looks into a run that another has displaced has it made again', async () => {
  const { asked, translate } = letters();
  const runs = new Runs(translate);
  await runs.run({ text: 'x', mechanism: 'dot' });
  await runs.inspect({ text: 'x', mechanism: 'dot' }, 1, { kind: 'attention' });
  assert.equal(asked.length, 1);
  await runs.run({ text: 'y', mechanism: 'dot' });
  const found = await runs.inspect({ text: 'x', mechanism: 'dot' }, 1, { kind: 'attention' });
  assert.equal(found.at, 1);
  assert.deepEqual(asked, ['dot x', 'dot y', 'dot x']);
});

test('the frame speaks both languages', () => {
  assert.deepEqual(Object.keys(ko).sort(), Object.keys(en).sort());
});

test('both languages ask the same questions, and every lesson speaks both', async () => {
  const english = await import('../../www/lessons/quiz/words-en.js');
  const korean = await import('../../www/lessons/quiz/words-ko.js');
  /** @param {import('../../www/lessons/quiz/words-en.js').Words} words */
  const shape = (words) => words.questions.map(({ lesson, card, choices, right }) => [lesson, card, choices.length, right]);
  assert.deepEqual(shape(korean.ko), shape(english.en));
  for (const name of [
    'tour',
    'memory',
    'forgetting',
    'gates',
    'bottleneck',
    'attention',
    'scores',
    'transformer',
    'explanation',
    'counting',
  ]) {
    const { en } = await import(`../../www/lessons/${name}/words-en.js`);
    const { ko } = await import(`../../www/lessons/${name}/words-ko.js`);
    assert.deepEqual(Object.keys(ko).sort(), Object.keys(en).sort(), name);
  }
});
