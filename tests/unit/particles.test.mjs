import assert from 'node:assert/strict';
import test from 'node:test';
import '../../www/figures/calculation/words.js';
import '../../www/figures/transformer/words.js';
import { ko } from '../../www/i18n/ko.js';
import { lastSound, particles } from '../../www/i18n/particles.js';

test('a particle fits the last sound of a Korean word', () => {
  const said = {
    '“오늘”을(를)': '“오늘”을',
    '“책”이(가)': '“책”이',
    '“새”이(가)': '“새”가',
    '“친구”과(와)': '“친구”와',
    '“서울”(으)로': '“서울”로',
    '“부산”(으)로': '“부산”으로',
    '“버스”(으)로': '“버스”로',
    '“나는”은(는) “어제”을(를)': '“나는”은 “어제”를',
  };
  for (const [written, read] of Object.entries(said)) assert.equal(particles(written), read);
});

test('a word of Latin letters, a digit and a mark are taken by their sound', () => {
  const closed = [
    'school',
    'book',
    'cat',
    'back',
    'time',
    'one',
    'I’m',
    'am',
    'evening',
    'apple',
    'stop',
    'sleep',
    'L',
    'R',
    'n',
    '3',
    '10',
    '7',
  ];
  for (const word of closed) assert.notEqual(lastSound(word.replace('’', "'")), 'vowel', word);
  const open = ['night', 'house', 'tired', 'very', 'is', 'the', 'drink', 'want', 'car', 'I', 'eos', 'très', 'été', '2', '45', ''];
  for (const word of open) assert.equal(lastSound(word), 'vowel', word);
  assert.equal(particles('“school”을(를)'), '“school”을');
  assert.equal(particles('“⟨eos⟩”을(를)'), '“⟨eos⟩”를');
  assert.equal(particles('“.”을(를)'), '“.”를');
});

test('no Korean message has a fixed particle after a quoted word', () => {
  const fixed = /”(?:은|는|이|가|을|를|과|와|으로|로|라고)(?![가-힣(])/u;
  const details = new Proxy({}, { get: (_, name) => (name === Symbol.toPrimitive ? undefined : 'ㅁ') });
  for (const [key, message] of Object.entries(ko)) {
    const text = typeof message === 'function' ? /** @type {(details: unknown) => string} */ (message)(details) : message;
    assert.ok(!fixed.test(text), `${key}: ${text}`);
  }
});
