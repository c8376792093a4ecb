/** CPU and WebGPU compute the same network: words, states and probabilities of a long sentence, step by step. */
import { expect, test } from '@playwright/test';
import { SOURCES_PORT } from '../../playwright.config.js';

const SITE = `http://localhost:${SOURCES_PORT}/`;
const LONG =
  'Je voudrais savoir si tu peux venir avec moi demain matin à la gare pour attendre mon frère et sa femme, parce que je ne veux pas y aller seul.';

/**
 * The CPU multiplies int8 rows with vectors rounded to int16 (2⁻¹⁶ of the largest element), WebGPU takes the same rows in
 * float32. Over twenty steps, each on the state of the one before, this added up to 1e-4 in a state and 2e-4 in a
 * logarithm where it was measured; a wrong kernel is off by tenths.
 */
const TOLERANCE = { state: 0.002, context: 0.002, weight: 0.002, logProb: 0.01 };

for (const mechanism of ['additive', 'transformer', 'seq2seq-gru']) {
  test(`${mechanism}: twenty steps and more agree`, async ({ page }) => {
    test.setTimeout(600_000);
    // Any answer of the server's will do as a page without scripts.
    await page.goto(`${SITE}inventory.json`);
    const runs = await page.evaluate(
      async ({ text, mechanism }) => {
        const path = '/www/networks/client.js';
        const { Client } = await import(/* @vite-ignore */ path);
        const client = new Client();
        if (!client.models.includes(mechanism)) return null;
        /** @param {string} backend */
        const run = async (backend) => {
          await client.setBackend(backend);
          /** @type {any[]} */
          const steps = [];
          /** @type {string[]} */
          const used = [];
          for await (const event of client.translate({ text, mechanism })) {
            if (event.type === 'step') steps.push(event.step);
            if (event.type === 'done') used.push(event.hood.backend);
          }
          const floats = (/** @type {any} */ row) => (row ? Array.from(row, Number) : []);
          return {
            used,
            steps: steps.map(({ id, logProb, hidden, context, attention }) => ({
              id,
              logProb,
              hidden: floats(hidden),
              context: floats(context),
              row: floats(attention?.row),
            })),
          };
        };
        return { cpu: await run('cpu'), gpu: await run('gpu') };
      },
      { text: LONG, mechanism },
    );
    test.skip(!runs, 'this checkpoint is not there');
    if (!runs) return;
    const { cpu, gpu } = runs;
    expect([cpu.used, gpu.used]).toEqual([['cpu'], ['gpu']]);
    expect(gpu.steps.map(({ id }) => id)).toEqual(cpu.steps.map(({ id }) => id));
    if (mechanism !== 'seq2seq-gru') expect(cpu.steps.length).toBeGreaterThanOrEqual(20);
    /** @param {(step: (typeof cpu.steps)[number]) => number[]} part */
    const furthest = (part) =>
      Math.max(0, ...cpu.steps.flatMap((step, t) => part(step).map((x, k) => Math.abs(x - part(gpu.steps[t])[k]))));
    const found = {
      state: furthest(({ hidden }) => hidden),
      context: furthest(({ context }) => context),
      weight: furthest(({ row }) => row),
      logProb: furthest(({ logProb }) => [logProb]),
    };
    console.log(mechanism, cpu.steps.length, 'steps, furthest apart:', JSON.stringify(found));
    for (const key of /** @type {const} */ (['state', 'context', 'weight', 'logProb'])) {
      expect(found[key], key).toBeLessThan(TOLERANCE[key]);
    }
  });
}
