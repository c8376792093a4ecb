import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detect, isBeginning, langOf, tellsNothing } from '../../www/text/detect.js';
import { EXAMPLES } from '../../www/text/examples.js';

/** @param {string} language @param {string[]} texts */
const certainly = (language, texts) => {
  for (const text of texts) assert.deepEqual(detect(text), { language, certain: true }, text);
};

test('the examples are recognised', () => {
  certainly('fr', EXAMPLES.fr);
  certainly('ko', EXAMPLES.ko);
});

test('French is recognised with and without accents', () => {
  certainly('fr', ["Je n'ai pas le temps.", 'Il est parti hier avec sa valise', 'Où êtes-vous ?', 'L’eau est froide.']);
});

test('English is recognised by its short words', () => {
  certainly('en', [
    'Hello, how are you today?',
    'This is not what I wanted.',
    "I don't know where she lives.",
    'The cat sleeps on the bed.',
  ]);
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
  for (const text of ['Tom Müller dort.', 'Je connais Señor Muñoz.', 'Mme Groß habite à Berlin.'])
    assert.equal(detect(text).language, 'fr', text);
  assert.deepEqual(detect('Müller und Söhne sind müde.'), { language: 'other', certain: true });
});

test('everyday French without accents, capitals or marks is French', () => {
  certainly('fr', [
    'je suis fatigue',
    'il mange une pomme',
    'bonsoir madame',
    "j'ai faim",
    'a demain',
    'on se voit ce soir',
    'TU VIENS DEMAIN',
    'bonne nuit',
    'il fait froid',
  ]);
});

test('everyday English is English', () => {
  certainly('en', [
    'I am a student',
    'What time is it?',
    'The cat is on the table.',
    'my name is Sarah',
    'I love you',
    'thank you very much',
    "it's cold today",
  ]);
});

test('nothing is said of the first two letters, nor of a jamo', () => {
  for (const text of ['I', 'To', 'Do', 'ㅇ', 'ㅇㅏ', 'Il', '안', '']) assert.ok(isBeginning(text), text);
  for (const text of ['Ton', 'Donc', '안녕하', 'Oui', 'ㅁㄴㅇㄹ']) assert.ok(!isBeginning(text), text);
});

/** Texts by what is made of them: `?` tells no language at all, `fr?` and `ko?` are read so for want of better. */
const TABLE = {
  fr: [
    'Bonjour, comment ça va ?',
    'je mange du pain',
    "C'est la vie.",
    'Il y a un chat dans le jardin.',
    "Qu'est-ce que c'est ?",
    'Merci',
    'OUI',
    'Tom a mangé une pomme.',
    'Mme Weber est très gentille.',
    'Je connais Kim Minho.',
    'Sarah et John sont partis.',
    'Nous allons à New York.',
    'Tom Müller dort.',
    'un test',
    'Québec',
    'le restaurant est fermé',
  ],
  'fr?': [
    'Paris',
    'table',
    'restaurant',
    'taxi',
    'train',
    'village',
    'pizza',
    'police',
    'Tom',
    'Marie',
    'Pierre',
    'Julie Martin',
    'Londres',
    'Mangez !',
    'Ralentissez !',
    'Continuons',
    'grenouille',
    'bateau',
    'chanteuse',
  ],
  ko: [
    '안녕하세요',
    '저는 학생입니다.',
    '오늘 날씨 좋다',
    '톰은 잔다',
    '밥',
    '네',
    'BTS 노래를 좋아해요',
    '나는 Paris에 간다',
    'ㅋㅋㅋ 재밌다',
  ],
  en: [
    'I like the table',
    'this is a test',
    'good morning',
    'How are you?',
    'Where is the restaurant?',
    'My name is Tom.',
    "Let's go to Paris",
  ],
  other: [
    'Wie geht es dir?',
    'Ich heiße Anna.',
    'Guten Morgen, wo ist der Bahnhof?',
    'Hola, ¿qué tal?',
    'Buenos días',
    'No me gusta el café con leche y azúcar',
    'Ciao, come stai? Io sono qui.',
    'Mi chiamo Luca e sono di Roma, grazie',
    'Obrigado, eu não falo português',
    'Ik ben niet moe',
    'Привет',
    '你好',
    'こんにちは',
    'नमस्ते',
    'مرحبا',
    'שלום',
    'Γεια σου',
  ],
  '?': [
    'Namaste',
    'test',
    'Test',
    'asdf',
    'qwerty',
    'blabla',
    'xyz',
    'hjkl hjkl',
    'aaaa',
    'Lorem ipsum dolor sit amet',
    'Konnichiwa',
    'Sayonara',
    'Merhaba',
    'annyeonghaseyo',
    'saranghae',
    'kamsahamnida',
    'Hakuna matata',
    'ㅁㄴㅇㄹ',
    'ㅋㅋㅋㅋ',
  ],
};

/** @param {string} text */
const kind = (text) => {
  const { language, certain } = detect(text);
  if (tellsNothing(text)) return '?';
  return language === 'fr' && !certain ? 'fr?' : language;
};

for (const [expected, texts] of Object.entries(TABLE)) {
  test(`${texts.length} texts are held for ${expected}`, () => {
    for (const text of texts) assert.equal(kind(text), expected, text);
  });
}

test('a text has a language to be spoken in only where one can be told', () => {
  assert.deepEqual(['Où est la gare ?', '저는 학생입니다.', 'I am here', 'Namaste', 'שלום', 'Paris'].map(langOf), [
    'fr',
    'ko',
    'en',
    null,
    null,
    'fr',
  ]);
});

test('a text without letters is no heap of them', () => {
  for (const text of ['', '12', '!!!', '🙂']) assert.equal(tellsNothing(text), false, text);
});
