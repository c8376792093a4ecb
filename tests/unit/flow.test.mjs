import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnsOf, frame } from '../../www/figures/flow/geometry.js';
import { MASS, ribbons, thinned } from '../../www/figures/flow/ribbons.js';

const ROW = Float32Array.of(0.05, 0.4, 0.1, 0.25, 0.2);
const IN_ORDER = [0, 1, 2, 3, 4];

test('a ribbon is as wide as its weight', () => {
  const drawn = ribbons(ROW, { full: 24, columns: IN_ORDER, all: true });
  assert.deepEqual(
    drawn.map(({ token }) => token),
    IN_ORDER,
  );
  for (const { token, weight, width } of drawn) {
    assert.equal(weight, ROW[token]);
    assert.equal(width, ROW[token] * 24);
  }
});

test('ribbons of a row stand side by side, as wide together as the row', () => {
  const drawn = ribbons(ROW, { full: 24, columns: IN_ORDER, all: true });
  for (let k = 1; k < drawn.length; k++) {
    const apart = drawn[k].at - drawn[k - 1].at;
    assert.ok(Math.abs(apart - (drawn[k].width + drawn[k - 1].width) / 2) < 1e-9);
  }
  const [first, last] = [drawn[0], drawn[drawn.length - 1]];
  assert.ok(Math.abs(first.at - first.width / 2 + 12) < 1e-6);
  assert.ok(Math.abs(last.at + last.width / 2 - 12) < 1e-6);
});

test('ribbons meet the reader in the order in which the source stands', () => {
  const drawn = ribbons(ROW, { full: 10, columns: columnsOf([3, 2, 1, 0, 4]), all: true });
  assert.deepEqual(
    drawn.map(({ token }) => token),
    [3, 2, 1, 0, 4],
  );
  for (let k = 1; k < drawn.length; k++) assert.ok(drawn[k].at > drawn[k - 1].at);
});

test('a thinned row keeps its largest weights until they hold 75 % of it, and none more', () => {
  assert.deepEqual(thinned(ROW), [1, 3, 4]);
  assert.deepEqual(thinned([0.9, 0.1]), [0]);
  assert.deepEqual(thinned([0.25, 0.25, 0.25, 0.25]), [0, 1, 2]);
  const random = Array.from({ length: 60 }, (_, k) => ((k * 7919) % 61) + 1);
  const sum = random.reduce((a, b) => a + b);
  const kept = thinned(random.map((x) => x / sum));
  const held = kept.reduce((total, j) => total + random[j] / sum, 0);
  const smallest = Math.min(...kept.map((j) => random[j] / sum));
  assert.ok(held >= MASS - 1e-9 && held - smallest < MASS);
});

test('a source read backwards stands in the order in which it is read', () => {
  // Three words and the end mark, which is read last in any case.
  assert.deepEqual(columnsOf([2, 1, 0, 3]), [2, 1, 0, 3]);
  assert.deepEqual(columnsOf([1, 2, 0]), [2, 0, 1]);
});

test('rows have room for their names, less of it in a narrow figure', () => {
  const [wide, narrow] = [640, 354].map((width) => frame({ columns: 8, width, longest: 50 }));
  assert.ok(wide.roomy && !narrow.roomy);
  assert.ok(wide.start > narrow.start && narrow.start > 80);
  assert.ok(wide.left(0) >= wide.start);
});

test('columns fill the width there is, and scroll rather than crowd', () => {
  const roomy = frame({ columns: 8, width: 640, longest: 50 });
  assert.ok(roomy.width <= 640 && roomy.width > 560);
  assert.ok(roomy.units % 2 === 0 && roomy.units <= 16);
  const crowded = frame({ columns: 60, width: 640, longest: 50 });
  assert.ok(crowded.pitch >= 40 && crowded.width > 640);
  const few = frame({ columns: 2, width: 1200, longest: 50 });
  assert.ok(few.pitch <= 100);
  assert.equal(roomy.middle(3) - roomy.middle(2), roomy.pitch);
  assert.ok(roomy.left(1) > roomy.left(0) + roomy.cell);
});
