/** WebGPU beneath the page, on Chromium's software adapter where there is no other: counts, beams, and what can be looked into. */
import { expect, test } from '@playwright/test';
import { SOURCES_PORT } from '../../playwright.config.js';
import { SENTENCES } from './site.js';

/** The software adapter compiles pipelines on the CPU, and computes there. */
test.describe.configure({ timeout: 1_200_000 });

/** States on the two devices differ by less: the CPU rounds a vector to int16, the GPU adds in another order. */
const TOLERANCE = 0.02;
/** Attention weights differ by less; webgpu.spec.js. */
const WEIGHT_TOLERANCE = 0.002;
/** The bias of a piece that is never written; models/README.md. */
const NEVER = -100;

/**
 * Translates on a backend; looks into the parts at the last step.
 * @param {import('@playwright/test').Page} page
 * @param {{ backend: 'cpu'|'gpu', mechanism: string, texts: string[], options?: object, parts?: Part[] }} request
 */
async function run(page, request) {
  // Any answer of the server's will do as a page without scripts.
  await page.goto(`http://localhost:${SOURCES_PORT}/inventory.json`);
  return page.evaluate(async ({ backend, mechanism, texts, options, parts = [] }) => {
    const path = '/www/networks/client.js';
    const { Client } = await import(/* @vite-ignore */ path);
    const client = new Client({ base: new URL('/', location.href) });
    // What crosses to the test has to be plain arrays.
    const numbersOf = (/** @type {any} */ { id, candidates, hidden, context, attention }) => ({
      ids: [id, ...candidates.map((/** @type {any} */ each) => each.id)],
      logProbs: candidates.map((/** @type {any} */ each) => each.logProb),
      hidden: [...hidden],
      context: [...(context ?? [])],
      weights: [...(attention?.weights.data ?? []), ...(attention?.selfWeights?.data ?? [])],
      scores: [...(attention?.scores.data ?? [])],
    });
    await client.setBackend(backend);
    const runs = [];
    for (const text of texts) {
      /** @type {any[]} */
      const steps = [];
      /** @type {any} */
      const found = { beam: null, text: '', hood: {}, operands: [] };
      for await (const event of client.translate({ text, mechanism, options })) {
        if (event.type === 'start') found.beam = event.beam;
        if (event.type === 'step') steps.push(event.step);
        if (event.type === 'done') Object.assign(found, { text: event.text, hood: event.hood });
      }
      for (const part of parts) {
        const { operands } = await client.inspect(steps.length - 1, part);
        for (const { name, value } of operands) found.operands.push({ name: `${part.kind} ${name}`, ...value, data: [...value.data] });
      }
      runs.push({ ...found, steps: steps.map(numbersOf), own: steps.map(({ attention }) => attention?.selfWeights?.cols ?? 0) });
    }
    return runs;
  }, request);
}

test('no sentence after the first needs a new pipeline, whatever its length, with the Transformer too', async ({ page }) => {
  const texts = [SENTENCES[0], 'Bonjour.', 'Je voudrais savoir si tu peux venir avec moi demain matin à la gare pour attendre mon frère.'];
  const [first, ...others] = await run(page, { backend: 'gpu', mechanism: 'transformer', texts });
  expect(first.hood.pipelines).toBeGreaterThan(0);
  const lengths = new Set([first, ...others].map(({ hood }) => hood.tokens));
  expect(lengths.size).toBe(3);
  for (const { hood, own } of others) {
    expect(hood).toMatchObject({ backend: 'gpu', pipelines: 0, readbacksPerToken: 1 });
    expect(hood.dispatchesPerToken).toBeLessThanOrEqual(40);
    // The room for the whole target is not seen.
    expect(own).toEqual(own.map((/** @type {number} */ _, /** @type {number} */ t) => t + 1));
  }
});

/** @typedef {import('../../www/networks/types.js').Part} Part */

/** @type {Part[]} */
const RECURRENT = [
  { kind: 'gates' },
  { kind: 'encoderGates', position: 2, direction: 'backward' },
  { kind: 'attention' },
  { kind: 'readout' },
];
/** @type {Part[]} */
const TRANSFORMER = [
  { kind: 'embedding', side: 'source' },
  { kind: 'embedding', side: 'target' },
  { kind: 'encoderSelfAttention', layer: 1, head: 2 },
  { kind: 'encoderFeedForward', layer: 1 },
  { kind: 'selfAttention', layer: 1, head: 2 },
  { kind: 'crossAttention', layer: 2, head: 3 },
  { kind: 'feedForward', layer: 2 },
  { kind: 'readout' },
];

for (const [mechanism, parts] of /** @type {[string, Part[]][]} */ ([
  ['additive', RECURRENT],
  ['transformer', TRANSFORMER],
])) {
  test(`${mechanism}: a beam finds what it finds on the CPU, and every part has the same numbers`, async ({ page }) => {
    const request = { mechanism, texts: [SENTENCES[2]], parts, options: { beamSize: 3 } };
    const [cpu] = await run(page, { backend: 'cpu', ...request });
    const [gpu] = await run(page, { backend: 'gpu', ...request });
    expect([cpu.hood.backend, gpu.hood.backend]).toEqual(['cpu', 'gpu']);
    expect(gpu.text).toBe(cpu.text);
    const shapes = (/** @type {any} */ { operands }) => operands.map((/** @type {any} */ { name, rows, cols }) => [name, rows, cols]);
    /** @param {any} beam */
    const best = ({ steps, best }) => best.map((/** @type {number} */ at, /** @type {number} */ t) => steps[t][at].piece);
    expect(best(gpu.beam)).toEqual(best(cpu.beam));
    expect(shapes(gpu)).toEqual(shapes(cpu));
    gpu.operands.forEach((/** @type {any} */ { name, data }, /** @type {number} */ k) => {
      // The CPU leaves the logit of a piece that is never written at its bias.
      const apart = Math.max(
        ...data.map((/** @type {number} */ x, /** @type {number} */ i) =>
          name.endsWith(' logits') && cpu.operands[k].data[i] === NEVER ? 0 : Math.abs(x - cpu.operands[k].data[i]),
        ),
      );
      const size = Math.max(1, ...cpu.operands[k].data.map((/** @type {number} */ x) => (x > -1e8 ? Math.abs(x) : 0)));
      expect(apart / size, name).toBeLessThan(TOLERANCE);
    });
  });
}

/** What each mechanism may ask of the device for a token, and options that take another way through a kernel. */
const COUNTS = /** @type {[string, number, object?][]} */ ([
  ['rnn', 12],
  ['seq2seq-rnn', 12],
  ['seq2seq-gru', 12],
  ['seq2seq-lstm', 12],
  ['seq2seq-lstm-reversed', 12],
  ['additive', 12, { masked: [1] }],
  ['dot', 12],
  ['general', 12, { masked: [0] }],
  ['concat', 12],
  ['transformer', 40, { masked: [1] }],
]);

for (const [mechanism, most, options] of COUNTS) {
  test(`${mechanism}: at most ${most} dispatches a token, and every number of every step is the CPU's`, async ({ page }) => {
    const [text] = SENTENCES;
    const [cpu] = await run(page, { backend: 'cpu', mechanism, texts: [text], options });
    // The second word is asked for: the fifth best of the CPU's, with what it made before.
    const prefix = [cpu.steps[0].ids[0], cpu.steps[1].ids.at(-1)];
    for (const asked of mechanism === 'rnn' ? [options] : [options, { ...options, prefix }]) {
      const [expected] = await run(page, { backend: 'cpu', mechanism, texts: [text], options: asked });
      const [found] = await run(page, { backend: 'gpu', mechanism, texts: [text], options: asked });
      expect(found.hood).toMatchObject({ backend: 'gpu', readbacksPerToken: 1 });
      expect(found.hood.dispatchesPerToken).toBeLessThanOrEqual(most);
      expect(found.text).toBe(expected.text);
      expect(found.steps.length).toBe(expected.steps.length);
      found.steps.forEach((/** @type {any} */ step, /** @type {number} */ t) => {
        expect(step.ids, `step ${t}`).toEqual(expected.steps[t].ids);
        for (const [name, tolerance] of /** @type {[string, number][]} */ ([
          ['logProbs', TOLERANCE],
          ['hidden', TOLERANCE],
          ['context', TOLERANCE],
          ['scores', TOLERANCE],
          ['weights', WEIGHT_TOLERANCE],
        ])) {
          const size = Math.max(1, ...expected.steps[t][name].map(Math.abs));
          const apart = step[name].map((/** @type {number} */ x, /** @type {number} */ i) => Math.abs(x - expected.steps[t][name][i]));
          expect(step[name].length, `${name}, step ${t}`).toBe(expected.steps[t][name].length);
          expect(Math.max(0, ...apart) / size, `${name}, step ${t}`).toBeLessThan(tolerance);
        }
      });
    }
  });
}
