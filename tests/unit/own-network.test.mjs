import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openedFiles } from '../../www/bench/files.js';
import { anatomyOf, isRecurrent } from '../../www/figures/calculation/anatomy.js';
import { kindOf, ofConfig } from '../../www/networks/kinds.js';
import { describe } from '../../www/networks/mechanisms.js';
import { hold, OWN, own, shipped } from '../../www/networks/own.js';
import { linkOf, writeLink } from '../../www/state/link.js';
import { DEFAULTS, Store } from '../../www/state/store.js';

/** @param {object} network */
const held = (network) => hold({ config: { network }, tokenizer: new Uint8Array(), weights: new Uint8Array() });

test('the reader’s own network is what its config says, not what its name is', () => {
  assert.equal(kindOf(OWN), undefined);
  held({ family: 'seq2seq', cell: 'lstm', attention: 'general' });
  assert.deepEqual([anatomyOf(OWN, true).cell, anatomyOf(OWN, true).score, describe(OWN).label], ['lstm', 'general', 'general']);
  held({ family: 'seq2seq', cell: 'gru', attention: 'first-state' });
  assert.deepEqual([anatomyOf(OWN, false).source, describe(OWN).label, describe(OWN).attends], ['first', 'GRU', false]);
  held({ family: 'transformer', d_model: 16 });
  assert.deepEqual([isRecurrent(OWN), describe(OWN).label, describe(OWN).attends], [false, 'Transformer', true]);
  assert.deepEqual(ofConfig({ network: { family: 'elman' } }), { cell: 'rnn', enters: 'read' });
});

test('a network that takes the place of another has another name for the worker', () => {
  held({ family: 'elman' });
  const before = own()?.name;
  held({ family: 'elman' });
  assert.notEqual(own()?.name, before);
});

test('no link carries it, and Compare runs what came with the page', () => {
  const store = new Store({ ...DEFAULTS, mechanism: OWN, text: '구' }, { mechanisms: ['dot', OWN], theme: 'auto', dark: false });
  assert.ok(!writeLink(linkOf(store.state), {}).includes(OWN));
  assert.deepEqual(shipped(store.state.mechanisms), ['dot']);
});

test('three files are a checkpoint, one is a run, and others are refused with their names', async () => {
  const file = (/** @type {string} */ name, text = '{"network":{"family":"elman"}}') => new File([text], name);
  const three = [file('model (1).safetensors'), file('config.json'), file('tokenizer.json')];
  assert.equal((await openedFiles(three)).network?.config.network.family, 'elman');
  assert.ok((await openedFiles([file('bench.safetensors')])).run);
  await assert.rejects(openedFiles(three.slice(1)), /model\.safetensors/);
  await assert.rejects(openedFiles([three[0], file('config.json', '{}'), three[2]]), /config\.json/);
});
