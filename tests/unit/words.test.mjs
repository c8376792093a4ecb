import assert from 'node:assert/strict';
import { test } from 'node:test';
import { END_LABEL, groupWeights, pieceLabel, sourceGroups, surfaces, targetGroups } from '../../www/text/words.js';

/** Steps as the networks hand them over, of pieces and the text after each. @param {[string, string][]} pairs */
const steps = (pairs) =>
  pairs.map(([piece, text], position) => ({
    position,
    id: 4,
    piece,
    logProb: 0,
    hidden: [],
    context: null,
    candidates: [],
    attention: null,
    text,
    done: false,
  }));

const TIRED = steps([
  ['▁I', 'I'],
  ["'", "I'"],
  ['m', "I'm"],
  ['▁t', "I'm t"],
  ['ired', "I'm tired"],
  ['.', "I'm tired."],
  ['</s>', "I'm tired."],
]);

/** @param {[string, string, number][]} rows */
const tokens = (rows) => rows.map(([piece, text, word], id) => ({ id, piece, text, word, unknown: false }));

test('surfaces joined are the text', () => {
  const joined = surfaces(TIRED)
    .map(({ gap, word }) => gap + word)
    .join('');
  assert.equal(joined, "I'm tired.");
});

const AGE = steps([
  ['▁I', 'I'],
  ["'", "I'"],
  ['m', "I'm"],
  ['▁', "I'm "],
  ['2', "I'm 2"],
  ['5', "I'm 25"],
  ['.', "I'm 25."],
  ['</s>', "I'm 25."],
]);

test('a piece that is only a gap keeps its space in the text', () => {
  assert.equal(
    surfaces(AGE)
      .map(({ gap, word }) => gap + word)
      .join(''),
    "I'm 25.",
  );
});

test('a gap opens the word behind it where words are whole, and is shown where pieces are', () => {
  assert.deepEqual(
    targetGroups(AGE, true).map(({ label }) => label),
    ["I'm", '25', '.', END_LABEL],
  );
  assert.deepEqual(
    targetGroups(AGE, false).map(({ label }) => label),
    ['I', "'", 'm', '␣', '2', '5', '.', END_LABEL],
  );
  const source = tokens([
    ['▁hôpital', 'hôpital', 0],
    ['▁', '', 1],
    ['?', '?', 1],
    ['▁', '', 2],
    ['1', '1', 2],
    ['2', '2', 2],
    ['</s>', '', 3],
  ]);
  assert.deepEqual(
    sourceGroups(source, true).map(({ label }) => label),
    ['hôpital', '?', '12', END_LABEL],
  );
  assert.deepEqual(
    sourceGroups(source, false).map(({ label }) => label),
    ['hôpital', '␣', '?', '␣', '1', '2', END_LABEL],
  );
});

test('the end mark adds nothing to the text', () => {
  assert.deepEqual(surfaces(TIRED).at(-1), { gap: '', word: '' });
});

test('whole words join sub-words and elisions, not punctuation', () => {
  assert.deepEqual(
    targetGroups(TIRED, true).map(({ label }) => label),
    ["I'm", 'tired', '.', END_LABEL],
  );
  assert.equal(targetGroups(TIRED, false).length, TIRED.length);
});

test('source tokens join by the word they belong to', () => {
  const source = tokens([
    ['▁fati', 'fati', 0],
    ['gué', 'gué', 0],
    ['▁soir', 'soir', 1],
    ['</s>', '', 2],
  ]);
  assert.deepEqual(
    sourceGroups(source, true).map(({ label, members }) => [label, members]),
    [
      ['fatigué', [0, 1]],
      ['soir', [2]],
      [END_LABEL, [3]],
    ],
  );
  assert.deepEqual(
    sourceGroups(source, false).map(({ label }) => label),
    ['fati', 'gué', 'soir', END_LABEL],
  );
});

test('a symbol outside the vocabulary keeps its text, marked as unread', () => {
  const unread = tokens([['<unk>', '🙂', 0]]).map((token) => ({ ...token, unknown: true }));
  assert.equal(sourceGroups(unread, false)[0].label, '🙂⟨unk⟩');
});

test('rows of grouped weights sum to one', () => {
  const rows = [
    { label: 'a', members: [0, 1], end: false },
    { label: 'b', members: [2], end: false },
  ];
  const columns = [
    { label: 'x', members: [0], end: false },
    { label: 'y', members: [1, 2], end: false },
  ];
  const grouped = groupWeights(
    [
      [0.5, 0.25, 0.25],
      [0.1, 0.2, 0.7],
      [0, 0, 1],
    ],
    rows,
    columns,
  );
  for (const row of grouped) assert.ok(Math.abs(Array.from(row).reduce((a, b) => a + b) - 1) < 1e-12);
  assert.ok(Math.abs(grouped[0][1] - 0.7) < 1e-12);
});

test('a piece is shown without the sign of its gap', () => {
  assert.equal(pieceLabel('▁very'), 'very');
  assert.equal(pieceLabel('</s>'), END_LABEL);
  assert.equal(pieceLabel('▁'), '␣');
});
