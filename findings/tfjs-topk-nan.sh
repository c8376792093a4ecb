#!/usr/bin/env bash
# One would guess: a NaN among the scores takes one of topk's places, first or last, and the other places are right; and
#   topk with k = 1 chooses what argMax chooses.
# What happens: in TensorFlow.js one NaN spoils the choice among the numbers too: the largest of [5, NaN, 3, 9, 2, 7, 1, 8]
#   by topk with k = 1 is 8, [1, 3, NaN, 2] has the best two 2 and 1, and with k = 4 the values come unsorted. argMax of
#   the same rows passes over the NaN and finds 9 and 3, but takes a NaN that stands first; max is NaN.
# Seen with: @tensorflow/tfjs 4.22.0 (cpu backend); 2026-11-28.
# What follows: one NaN logit does not stop a beam, it makes it choose plausible wrong words, while greedy search looks well.
#   Look at the logits (isNaN of their sum) before choosing; the chosen scores can be finite and wrong.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >npm.log
npm install --silent --no-audit --no-fund @tensorflow/tfjs@4.22.0
cat >best.mjs <<'JS'
import assert from 'node:assert';
import * as tf from '@tensorflow/tfjs';

await tf.setBackend('cpu');
const cases = [
  { row: [5, 0, 3, 9, 2, 7, 1, 8], k: 1, top: [9], best: 3, largest: 9 }, // without a NaN all is as one would guess
  { row: [5, NaN, 3, 9, 2, 7, 1, 8], k: 1, top: [8], best: 3, largest: NaN },
  { row: [1, 3, NaN, 2], k: 2, top: [2, 1], best: 1, largest: NaN },
  { row: [1, NaN, 3, 2], k: 4, top: [1, NaN, 3, 2], best: 2, largest: NaN },
  { row: [NaN, 1, 3, 2], k: 1, top: [3], best: 0, largest: NaN },
];
for (const { row, k, top, best, largest } of cases) {
  const x = tf.tensor1d(row);
  const [values, [first], [max]] = [tf.topk(x, k).values, x.argMax(), x.max()].map((tensor) => [...tensor.dataSync()]);
  console.log(`[${row}]: topk(${k}) [${values}], argMax ${first}, max ${max}`);
  assert.deepStrictEqual([values, first, max], [top, best, largest]);
}
JS
node best.mjs 2>&1 | grep -v '^$\|=====\|Hi, looks like'
