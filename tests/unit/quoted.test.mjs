import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pieces } from '../../www/i18n/quoted.js';
import { setLanguage, t } from '../../www/i18n/t.js';

test('words of a message carry their languages', () => {
  assert.deepEqual(pieces('flow.makeFrom', { word: 'tired', p: '0.98', read: 'fatigué', weight: '0.74' }, { word: 'en', read: 'fr' }), [
    { text: 'Makes “' },
    { text: 'tired', lang: 'en' },
    { text: '”, probability 0.98. It attends mostly to “' },
    { text: 'fatigué', lang: 'fr' },
    { text: '”: 0.74.' },
  ]);
});

test('a message that compares two words of a language still finds them the same', () => {
  const said = pieces('flow.readBoth', { word: 'soir', other: 'soir', turn: 5, of: 7 }, { word: 'fr', other: 'fr' });
  assert.equal(said.filter(({ lang }) => lang === 'fr').length, 1);
});

test('Korean particles follow the word, whose marks are not heard', () => {
  setLanguage('ko');
  const whole = (/** @type {string} */ word) =>
    pieces('whatif.hide', { word }, { word: 'ko' })
      .map(({ text }) => text)
      .join('');
  assert.equal(whole('책'), t('whatif.hide', { word: '책' }));
  assert.match(whole('책'), /책”을 /);
  assert.match(whole('나무'), /나무”를 /);
  setLanguage('en');
});

test('a word of no known language is a piece all the same, and one from right to left is isolated in plain text', () => {
  assert.deepEqual(pieces('whatif.held', { word: 'xyz' }, { word: null }), [
    { text: '“' },
    { text: 'xyz', lang: null },
    { text: '” held' },
  ]);
  assert.equal(t('heatmap.cell', { made: 'peace', read: 'שלום', weight: '0.74' }), 'peace ← \u2068שלום\u2069: 0.74');
  assert.equal(t('heatmap.cell', { made: 'peace', read: 'paix', weight: '0.74' }), 'peace ← paix: 0.74');
});
