import assert from 'node:assert/strict';
import test from 'node:test';
import { mostLost } from '../../www/figures/compare/losses.js';

test('the word that most other networks lost is named, with those that lost it', () => {
  const others = [
    { mechanism: 'rnn', text: 'We have the bus.' },
    { mechanism: 'seq2seq-gru', text: 'We waited for the bus for a while.' },
    { mechanism: 'dot', text: 'We waited for an hour for the bus.' },
  ];
  assert.deepEqual(mostLost('We waited for the bus for an hour.', others), { word: 'hour', lost: ['rnn', 'seq2seq-gru'] });
});

test('where all have all there is nothing to name', () => {
  assert.equal(mostLost('I am tired.', [{ mechanism: 'dot', text: 'I am very tired.' }]), null);
});
