import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/tools.mjs';
import { attends, mechanismOf } from '../../www/networks/mechanism.js';
import { entryOf } from '../../www/networks/mechanisms.js';
import { NETWORKS } from '../networks.js';

const MODELS = join(root, 'models');
const shipped = readdirSync(MODELS, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

/** @param {import('../../www/networks/mechanism.js').Config['network']} network */
const of = (network) => mechanismOf({ source_languages: ['ko'], target_language: 'en', network });

test('each checkpoint is what its config says, and has a row that tells what it is called', () => {
  for (const name of shipped) {
    const mechanism = mechanismOf(JSON.parse(readFileSync(join(MODELS, name, 'config.json'), 'utf8')));
    const { bidirectional } = mechanism;
    assert.deepEqual(mechanism, { ...NETWORKS[name], bidirectional }, name);
    // Who attends looks both ways.
    assert.equal(bidirectional, mechanism.family === 'seq2seq' && attends(mechanism), name);
    assert.ok(entryOf(name).label, name);
  }
});

test('a mechanism is family, cell, attention and direction of its network', () => {
  const lstm = of({ family: 'seq2seq', cell: 'lstm', attention: 'first-state', bidirectional: false, reversed: true });
  assert.deepEqual(lstm, {
    family: 'seq2seq',
    cell: 'lstm',
    source: 'first',
    score: null,
    luong: false,
    bidirectional: false,
    reversed: true,
    languages: { source: ['ko'], target: 'en' },
  });
  const names = Object.keys(NETWORKS).filter((name) => !attends(NETWORKS[name]));
  assert.deepEqual(names, ['rnn', 'seq2seq-rnn', 'seq2seq-gru', 'seq2seq-lstm', 'seq2seq-lstm-reversed']);
});

test('a kind that the page does not know is refused by its name', () => {
  assert.throws(() => of({ family: 'mamba' }), /family "mamba"/);
  assert.throws(() => of({ family: 'seq2seq', cell: 'sru', attention: 'dot' }), /cell "sru"/);
  assert.throws(() => of({ family: 'seq2seq', cell: 'gru', attention: 'toString' }), /attention "toString"/);
  assert.throws(() => of({ family: 'seq2seq', cell: 'gru' }), /attention "undefined"/);
});
