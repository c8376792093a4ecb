import assert from 'node:assert/strict';
import test from 'node:test';
import { around, beside, way } from '../../www/tour/places.js';

const VIEW = { width: 1000, height: 800 };
const CARD = { width: 300, height: 150 };

test('the way has five places; what stands for attention depends on the network', () => {
  assert.deepEqual(way(true), ['sentence', 'network', 'flow', 'attention', 'making']);
  assert.deepEqual(way(false), ['sentence', 'network', 'flow', 'without', 'making']);
});

test('the light encloses all boxes of a place', () => {
  const boxes = [
    { left: 10, top: 40, right: 60, bottom: 90 },
    { left: 30, top: 20, right: 80, bottom: 50 },
  ];
  assert.deepEqual(around(boxes), { left: 10, top: 20, right: 80, bottom: 90 });
});

test('the card stands under the place, over it where there is no room, else at the lower edge; never outside', () => {
  assert.deepEqual(beside({ left: 40, top: 100, right: 400, bottom: 300 }, CARD, VIEW), { left: 40, top: 312 });
  assert.deepEqual(beside({ left: 40, top: 500, right: 400, bottom: 780 }, CARD, VIEW), { left: 40, top: 338 });
  assert.deepEqual(beside({ left: 40, top: -20, right: 400, bottom: 900 }, CARD, VIEW), { left: 688, top: 638 });
  assert.deepEqual(beside({ left: 900, top: 100, right: 990, bottom: 300 }, CARD, VIEW).left, 688);
});
