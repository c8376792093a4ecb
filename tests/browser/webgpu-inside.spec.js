/** WebGPU beneath the page, on Chromium's software adapter where there is no other: counts, beams, and what can be looked into. */
import { expect, test } from '@playwright/test';
import { SOURCES_PORT } from '../../playwright.config.js';
import { SENTENCES } from './site.js';

/** The software adapter compiles pipelines on the CPU, and computes there. */
test.describe.configure({ timeout: 1_200_000 });

/** States on the two devices differ by less: the CPU rounds a vector to int16, the GPU adds in another order. */
const TOLERANCE = 0.02;
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
    const path = '/www/client.js';
    const { Client } = await import(/* @vite-ignore */ path);
    const client = new Client({ base: new URL('/', location.href) });
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
      runs.push({ ...found, own: steps.map(({ attention }) => attention?.selfWeights?.cols ?? 0) });
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
    expect(hood.dispatchesPerToken).toBeLessThanOrEqual(180);
    // The room for the whole target is not seen.
    expect(own).toEqual(own.map((/** @type {number} */ _, /** @type {number} */ t) => t + 1));
  }
});

/** @typedef {import('../../www/types.js').Part} Part */

/** @type {Part[]} */
const RECURRENT = [{ kind: 'gates' }, { kind: 'encoderGates', position: 2, direction: 'backward' }, { kind: 'attention' }, { kind: 'readout' }];
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

for (const [mechanism, parts] of /** @type {[string, Part[]][]} */ ([['additive', RECURRENT], ['transformer', TRANSFORMER]])) {
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
      const apart = Math.max(...data.map((/** @type {number} */ x, /** @type {number} */ i) => (name.endsWith(' logits') && cpu.operands[k].data[i] === NEVER ? 0 : Math.abs(x - cpu.operands[k].data[i]))));
      const size = Math.max(1, ...cpu.operands[k].data.map((/** @type {number} */ x) => (x > -1e8 ? Math.abs(x) : 0)));
      expect(apart / size, name).toBeLessThan(TOLERANCE);
    });
  });
}
