import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exact, inkOn, luminance, short, weightColour } from '../../www/drawing/scale.js';

const WEIGHTS = Array.from({ length: 101 }, (_, k) => k / 100);

for (const dark of [false, true]) {
  test(`more weight is always ${dark ? 'lighter' : 'darker'} on a ${dark ? 'dark' : 'light'} page`, () => {
    const light = WEIGHTS.map((weight) => luminance(weightColour(dark)(weight)));
    for (let k = 1; k < light.length; k++) assert.ok(dark ? light[k] >= light[k - 1] : light[k] <= light[k - 1]);
  });

  test(`numbers in cells can be read on a ${dark ? 'dark' : 'light'} page (WCAG AA)`, () => {
    for (const weight of WEIGHTS) {
      const fill = weightColour(dark)(weight);
      const ink = inkOn(fill) === '#ffffff' ? 1 : 0;
      const [a, b] = [luminance(fill) + 0.05, ink + 0.05];
      assert.ok(Math.max(a, b) / Math.min(a, b) >= 4.5, `${weight} on ${fill}`);
    }
  });
}

test('numbers in cells are short', () => {
  assert.deepEqual([0.904, 0.999, 1, 0.05].map(short), ['.90', '1', '1', '.05']);
});

test('exact values hold every digit of a float32', () => {
  for (const weight of new Float32Array([0.1, 1 / 3, 1e-7, 0.99999994])) {
    assert.equal(Math.fround(Number(exact(weight))), weight);
  }
});
