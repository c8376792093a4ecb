import assert from 'node:assert/strict';
import { test } from 'node:test';
import katex from 'katex';
import { en } from '../../www/glossary/en.js';
import { FORMS } from '../../www/glossary/forms.js';
import { ko } from '../../www/glossary/ko.js';
import { PAPERS, TERMS } from '../../www/glossary/terms.js';
import { stretches } from '../../www/glossary/with-terms.js';

/** What a course on these networks names. */
const ASKED = `sequence-to-sequence encoder decoder hidden-state context-vector attention-score attention-weight softmax alignment
  additive-attention dot-attention general-attention concat-attention self-attention cross-attention multi-head masked-self-attention
  positional-encoding residual-connection layer-normalisation feed-forward embedding token beam-search greedy log-probability
  bottleneck gate gru lstm rnn teacher-forcing`.split(/\s+/);

test('the glossary explains every term in both languages, with a paper', () => {
  const names = Object.keys(TERMS);
  for (const name of ASKED) assert.ok(names.includes(name), name);
  assert.deepEqual(Object.keys(en), names);
  assert.deepEqual(Object.keys(ko), names);
  for (const name of names) {
    assert.ok(en[name].text.length > 60 && /^[A-Z].*\.$/u.test(en[name].text), name);
    assert.ok(/[가-힣].*다\.$/u.test(ko[name].text), name);
    assert.match(PAPERS[TERMS[name].paper].url, /^https:/);
  }
});

test('no two terms have one name, and every formula can be set', () => {
  for (const words of [en, ko]) assert.equal(new Set(Object.values(words).map(({ name }) => name)).size, Object.keys(TERMS).length);
  for (const { tex } of Object.values(TERMS)) if (tex) katex.renderToString(tex, { throwOnError: true, strict: false, trust: true });
});

test('every word that leads to a term leads to one that is there, and the longer word goes first', () => {
  for (const forms of Object.values(FORMS)) {
    forms.forEach(([form, name], i) => {
      assert.ok(TERMS[name], name);
      for (const [before] of forms.slice(0, i)) assert.ok(!form.includes(before), `${form} would be taken for ${before}`);
    });
  }
});

test('terms are found in a text, the longest that fits, each once, whatever ends it', () => {
  const marked = (/** @type {string} */ text, /** @type {'en'|'ko'} */ lang) =>
    stretches(text, lang)
      .filter(({ name }) => name)
      .map(({ text: part, name }) => `${part}:${name}`);
  assert.deepEqual(marked('seq2seq: encoder, attention, decoder', 'en'), [
    'seq2seq:sequence-to-sequence',
    'encoder:encoder',
    'attention:attention',
    'decoder:decoder',
  ]);
  assert.deepEqual(marked('Masked self-attention of hidden states; hidden states again', 'en'), [
    'Masked self-attention:masked-self-attention',
    'hidden states:hidden-state',
  ]);
  assert.deepEqual(marked('An attentional tokenizer, ahead', 'en'), []);
  assert.deepEqual(marked('은닉 상태를 읽는 셀프 어텐션과 어텐션', 'ko'), [
    '은닉 상태:hidden-state',
    '셀프 어텐션:self-attention',
    '어텐션:attention',
  ]);
  for (const text of ['', 'A plain sentence.', 'The decoder’s context vectors sum.'])
    assert.equal(
      stretches(text, 'en')
        .map(({ text: part }) => part)
        .join(''),
      text,
    );
});
