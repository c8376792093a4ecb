import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openedFiles } from '../../www/bench/files.js';
import { anatomyOf, paperOf } from '../../www/figures/calculation/anatomy.js';
import { mechanismOf } from '../../www/networks/mechanism.js';
import { entryOf } from '../../www/networks/mechanisms.js';
import { hold, OWN, own, shipped } from '../../www/networks/own.js';
import { linkOf, writeLink } from '../../www/state/link.js';
import { DEFAULTS, Store } from '../../www/state/store.js';

/** @param {import('../../www/networks/mechanism.js').Config['network']} network */
function held(network) {
  const config = { source_languages: ['fr'], target_language: 'en', network };
  hold({ config, tokenizer: new Uint8Array(), weights: new Uint8Array() });
  const own = mechanismOf(config);
  return { anatomy: anatomyOf(own), label: entryOf(OWN).label, paper: paperOf({ mechanism: OWN, network: own }) };
}

test('the reader’s own network is what its config says, not what its name is', () => {
  const general = held({ family: 'seq2seq', cell: 'lstm', attention: 'general' });
  assert.deepEqual(
    [general.anatomy?.cell, general.anatomy?.score, general.label, general.paper],
    ['lstm', 'general', 'general', 'general'],
  );
  const plain = held({ family: 'seq2seq', cell: 'gru', attention: 'first-state' });
  assert.deepEqual([plain.anatomy?.source, plain.label, plain.paper], ['first', 'GRU', 'first-state']);
  const former = held({ family: 'transformer' });
  assert.deepEqual([former.anatomy, former.label], [null, 'Transformer']);
  assert.equal(held({ family: 'elman' }).paper, 'rnn');
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
