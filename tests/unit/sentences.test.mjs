import assert from 'node:assert/strict';
import test from 'node:test';
import { sentenceAt, sentences } from '../../www/text/sentences.js';

/** @param {string} whole */
const texts = (whole) => sentences(whole).map(({ text }) => text);

test('a paragraph is cut at the ends of its sentences', () => {
  assert.deepEqual(texts('Bonjour. Je suis Léa ! Ça va ? Oui…  Merci.'), ['Bonjour.', 'Je suis Léa !', 'Ça va ?', 'Oui…', 'Merci.']);
  assert.deepEqual(texts('안녕하세요. 저는 학생입니다. 반가워요!'), ['안녕하세요.', '저는 학생입니다.', '반가워요!']);
  assert.deepEqual(texts('Il a dit : "Viens !" Puis il est parti.'), ['Il a dit : "Viens !"', 'Puis il est parti.']);
  assert.deepEqual(texts('Un vers\nun autre vers\n\n'), ['Un vers', 'un autre vers']);
});

test('a title, an initial, a decimal, an address and small letters end nothing', () => {
  for (const one of [
    'M. Dupont est là.',
    'Mme. Roy et le Dr. Petit arrivent.',
    'J. Martin a 3.5 euros.',
    'Voir a.fr/x. maintenant',
    'Attends... je viens.',
    'Quoi ? dit-il.',
    '',
    'Je suis là 😀 !',
  ]) {
    assert.deepEqual(texts(one), one ? [one] : [], one);
  }
});

test('marks alone are no sentence', () => {
  assert.deepEqual(texts('Oui ! ... Non.'), ['Oui !', 'Non.']);
  assert.deepEqual(texts('!!! ???'), []);
});

test('the caret belongs to the sentence that it stands in or behind', () => {
  const whole = 'Bonjour. Ça va ? Merci.';
  const all = sentences(whole);
  assert.deepEqual(
    all.map(({ from, to }) => whole.slice(from, to)),
    ['Bonjour.', 'Ça va ?', 'Merci.'],
  );
  assert.equal(sentenceAt(all, 3).text, 'Bonjour.');
  assert.equal(sentenceAt(all, 9).text, 'Ça va ?');
  assert.equal(sentenceAt(all, 16).text, 'Ça va ?');
  assert.equal(sentenceAt(all, 999).text, 'Merci.');
});
