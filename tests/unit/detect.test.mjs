import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detect, isBeginning } from '../../www/detect.js';
import { EXAMPLES } from '../../www/examples.js';

/** @param {string} language @param {string[]} texts */
const certainly = (language, texts) => {
  for (const text of texts) assert.deepEqual(detect(text), { language, certain: true }, text);
};

test('the examples are recognised', () => {
  certainly('fr', EXAMPLES.fr);
  certainly('ko', EXAMPLES.ko);
});

test('French is recognised with and without accents', () => {
  certainly('fr', ["Je n'ai pas le temps.", 'Il est parti hier avec sa valise', 'Où êtes-vous ?', "L’eau est froide."]);
});

test('English is recognised by its short words', () => {
  certainly('en', ['Hello, how are you today?', 'This is not what I wanted.', "I don't know where she lives.", 'The cat sleeps on the bed.']);
});

test('other languages are recognised by words, letters or script', () => {
  certainly('other', ['Ich bin heute sehr müde.', '¿Dónde está la estación?', 'わたしはねこです', 'Привет, как дела?', '我今天很累']);
});

test('a word or two, a name or a number leave it open, and are translated', () => {
  for (const text of ['Paris', 'taxi', '2026', '', '🙂', 'Maria', 'on']) {
    const { language, certain } = detect(text);
    assert.equal(certain && language !== 'fr', false, text);
  }
});

test('French that quotes an English word stays French', () => {
  certainly('fr', ["J'ai regardé un film avec mon ami, le titre est The Wall.", 'Le week-end, je fais du shopping.']);
});

test('one Hangul syllable among Latin letters is Korean, but not for certain', () => {
  assert.deepEqual(detect('Samsung Galaxy 를'), { language: 'ko', certain: false });
});

test('a foreign name makes no foreign sentence', () => {
  for (const text of ['Tom Müller dort.', 'Je connais Señor Muñoz.', 'Mme Groß habite à Berlin.']) assert.equal(detect(text).language, 'fr', text);
  assert.deepEqual(detect('Müller und Söhne sind müde.'), { language: 'other', certain: true });
});

test('everyday French without accents, capitals or marks is French', () => {
  certainly('fr', ['je suis fatigue', 'il mange une pomme', 'bonsoir madame', "j'ai faim", 'a demain', 'on se voit ce soir', 'TU VIENS DEMAIN', 'bonne nuit', 'il fait froid']);
});

test('everyday English is English', () => {
  certainly('en', ['I am a student', 'What time is it?', 'The cat is on the table.', 'my name is Sarah', 'I love you', 'thank you very much', "it's cold today"]);
});

test('nothing is said of the first two letters, nor of a jamo', () => {
  for (const text of ['I', 'To', 'Do', 'ㅇ', 'ㅇㅏ', 'Il', '안', '']) assert.ok(isBeginning(text), text);
  for (const text of ['Ton', 'Donc', '안녕하', 'Oui']) assert.ok(!isBeginning(text), text);
});
