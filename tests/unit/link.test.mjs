import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linkOf, readLink, writeLink } from '../../www/state/link.js';
import { NONE } from '../../www/state/options.js';
import { DEFAULTS, Store } from '../../www/state/store.js';

/** @typedef {import('../../www/state/store.js').Link} Link */

const MECHANISMS = ['seq2seq-gru', 'additive', 'transformer'];

/** A link in which nothing is usual. @type {Link} */
const FULL = {
  text: '저 새가 예쁘다. & 100 % = +, a:b_c',
  mechanism: 'transformer',
  backend: 'cpu',
  lang: 'ko',
  view: 'compare',
  step: 7,
  head: 9,
  whole: true,
  numbers: false,
  terms: true,
  stage: 'cross',
  options: {
    beamSize: 4,
    lengthPenalty: 0.6,
    prefix: [12, 45, 7999],
    chosen: [0, 2],
    masked: [2, 3],
    attention: [
      { position: 5, weights: [0.1, 0.333333333, 1.5e-9] },
      { position: 6, weights: [0, 1, 0] },
    ],
  },
  order: 'time',
  pinned: 'additive',
};

const read = (/** @type {string} */ query) => readLink(query, DEFAULTS, MECHANISMS);

test('a link without a query is what the page shows first', () => {
  assert.deepEqual(read(''), DEFAULTS);
  assert.equal(writeLink(DEFAULTS, DEFAULTS), '');
});

test('what is written into a link is read from it', () => {
  assert.deepEqual(read(writeLink(FULL, DEFAULTS)), FULL);
  // And when nothing is taken for granted, so that a link says the same to every reader.
  assert.deepEqual(read(writeLink(DEFAULTS, {})), DEFAULTS);
  assert.match(writeLink(DEFAULTS, {}), /text=.*mechanism=additive.*lang=en/);
});

test('weights set by hand come back as the float32 that the networks compute with', () => {
  const weights = Array.from({ length: 40 }, (_, j) => Math.fround(Math.sin(j) ** 2 / 20));
  const options = { ...NONE, attention: [{ position: 0, weights }] };
  const [row] = read(writeLink({ ...DEFAULTS, options }, DEFAULTS)).options.attention;
  assert.deepEqual(row.weights.map(Math.fround), weights);
});

test('options stand short in a link', () => {
  const options = { ...NONE, beamSize: 4, prefix: [12, 45], masked: [2, 3], attention: [{ position: 5, weights: [0.1, 0.9] }] };
  assert.equal(writeLink({ ...DEFAULTS, options }, DEFAULTS), '?beam=4&prefix=12,45&hide=2,3&attend=5:0.1,0.9');
});

test('an empty text in a link is an empty text', () => {
  assert.equal(read('?text=').text, '');
  assert.equal(read(writeLink({ ...DEFAULTS, text: '' }, DEFAULTS)).text, '');
});

test('unknown and broken values in a link fall back', () => {
  const queries = [
    '?mechanism=oracle&backend=abacus&lang=tlh&view=moon&order=size&pin=oracle&words=2&numbers=maybe&terms=yes&stage=encore',
    '?step=-1&head=1.5&beam=0&penalty=NaN&prefix=1,,2&hide=a&attend=5&chosen=1',
    '?step=1e3&head=&beam=65&penalty=-1&prefix=1;2&hide=99&attend=5:',
    '?step=__proto__&beam=4.5&penalty=99&prefix=99999999&attend=x:1,2_:_5:1:2_3:0,0_4:2',
    `?prefix=${'1,'.repeat(80)}1&hide=%00&attend=${'0:1_'.repeat(80)}0:1&text`.replace('&text', ''),
  ];
  for (const query of queries) assert.deepEqual(read(query), DEFAULTS, query);
});

test('one broken option leaves the others', () => {
  assert.deepEqual(read('?beam=4&prefix=x&hide=1').options, { ...NONE, beamSize: 4, masked: [1] });
});

test('a mechanism without its checkpoint falls back to one that is there', () => {
  assert.equal(readLink('?mechanism=additive', DEFAULTS, ['transformer']).mechanism, 'transformer');
});

test('other parameters of the address stay', () => {
  assert.equal(writeLink({ ...DEFAULTS, lang: 'ko' }, DEFAULTS, '?debug=1&lang=en'), '?debug=1&lang=ko');
  assert.equal(writeLink(DEFAULTS, DEFAULTS, '?beam=4&step=3&debug=1'), '?debug=1');
});

test('a step is in the link once its run is there, and not where the run comes to rest by itself', () => {
  const store = new Store(DEFAULTS, { mechanisms: MECHANISMS, theme: 'auto', dark: false });
  const step = (/** @type {number} */ logProb, /** @type {string} */ piece) => /** @type {any} */ ({ logProb, piece });
  const run = /** @type {any} */ ({
    text: DEFAULTS.text,
    mechanism: 'additive',
    options: DEFAULTS.options,
    steps: [step(-0.1, '▁I'), step(-0.9, '▁am'), step(-2, '</s>')],
  });
  store.set({ run, step: 2 });
  assert.equal(linkOf(store.state).step, null);
  store.set({ status: 'done' });
  assert.equal(linkOf(store.state).step, 2);
  store.set({ step: 1 });
  assert.equal(linkOf(store.state).step, null);
  store.set({ step: 0, text: 'Non.' });
  assert.equal(linkOf(store.state).step, null);
});
