import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { takeInventory } from '../../scripts/inventory.mjs';

delete process.env.SEQ2SEE_MODELS;
const root = mkdtempSync(join(tmpdir(), 'seq2see-'));
after(() => rmSync(root, { recursive: true }));

/** @param {string} path @param {string} text */
function write(path, text) {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}

test('an empty repository offers nothing', () => {
  const { inventory, assets } = takeInventory(root);
  assert.deepEqual(inventory, { packages: { cpu: null, gpu: null, lab: null }, building: false, tokenizer: null, models: {} });
  assert.deepEqual(assets, []);
});

test('a checkpoint is offered when it is whole, under a name that changes with its content', () => {
  write('models/additive/config.json', '{"mechanism":"additive"}');
  assert.deepEqual(takeInventory(root).inventory.models, {});
  write('models/additive/model.safetensors', 'weights');
  const before = takeInventory(root).inventory.models.additive;
  assert.equal(before.weights.bytes, 7);
  assert.deepEqual(before.config, { mechanism: 'additive' });
  write('models/additive/model.safetensors', 'better weights');
  const { inventory, assets } = takeInventory(root);
  assert.notEqual(inventory.models.additive.weights.url, before.weights.url);
  assert.ok(assets.some(({ url }) => url === inventory.models.additive.weights.url));
});

test('a package under way is not offered', () => {
  write('pkg/gpu/seq2see_web.js', '');
  write('pkg/gpu/seq2see_web_bg.wasm', '');
  assert.ok(takeInventory(root).inventory.packages.gpu);
  const { inventory } = takeInventory(root, { building: true, unfinished: ['gpu'] });
  assert.equal(inventory.packages.gpu, null);
  assert.ok(inventory.building);
});
