/**
 * Numbers on the screen against PyTorch's on the same weights (tests/parity/page.py): not what the page believes of
 * itself, but what somebody else computes.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/tools.mjs';
import { expect, open, part, test, translated, weights } from './site.js';

/**
 * @typedef {{ id: number, candidates: { id: number, p: number }[], row: number[], scores?: number[], heads?: number[][] }} Step
 * @typedef {{ weights: string, steps: Step[] }} Expected
 * @type {{ text: string, runs: Record<string, Expected> }}
 */
const PYTORCH = JSON.parse(readFileSync(join(root, 'tests/browser/pytorch.json'), 'utf8'));

/** The CPU rounds a product's vector to 16 bits and PyTorch does not: 2⁻¹⁶ a product, over some tens of products in a row. */
const TOLERANCE = 2e-3;
/** Candidates are shown with three places. */
const SHOWN = 5e-4;

/** @param {ArrayLike<number>} shown @param {ArrayLike<number>} expected @param {number} [tolerance] */
function near(shown, expected, tolerance = TOLERANCE) {
  expect(shown.length).toBe(expected.length);
  Array.from(shown).forEach((number, i) =>
    expect(Math.abs(number - expected[i]), `${number} and PyTorch's ${expected[i]}`).toBeLessThan(tolerance),
  );
}

/** @param {import('@playwright/test').Page} page @param {string} mechanism @returns {Promise<Step[]>} */
async function opened(page, mechanism) {
  const { weights: digest, steps } = PYTORCH.runs[mechanism];
  const file = readFileSync(join(root, 'models', mechanism, 'model.safetensors'));
  expect(createHash('sha256').update(file).digest('hex'), 'pytorch.json is of other weights: run tests/parity/page.py').toBe(digest);
  await open(page, { backend: 'cpu', mechanism, text: PYTORCH.text });
  await translated(page, PYTORCH.text);
  return steps;
}

for (const mechanism of Object.keys(PYTORCH.runs)) {
  test(`${mechanism}: every weight of the heatmap is PyTorch's`, async ({ page }) => {
    const steps = await opened(page, mechanism);
    const shown = await weights(page);
    expect(shown.length).toBe(steps.length);
    steps.forEach(({ row }, i) => near(shown[i], row));
  });

  test(`${mechanism}: the candidates' probabilities are PyTorch's`, async ({ page }) => {
    const steps = await opened(page, mechanism);
    const words = part(page, 'translation').getByRole('option');
    for (const step of [0, 3, 5]) {
      await words.nth(step).focus();
      await expect(page.locator('see-candidates h2')).toContainText(`output word ${step + 1} of`);
      const shown = await part(page, 'candidates').locator('button .number').allTextContents();
      near(
        shown.map(Number),
        steps[step].candidates.map(({ p }) => p),
        TOLERANCE + SHOWN,
      );
    }
  });
}

test("additive: the scores in the calculation are PyTorch's", async ({ page }) => {
  const steps = await opened(page, 'additive');
  const step = 4;
  await part(page, 'translation').getByRole('option').nth(step).focus();
  await part(page, 'calculation-open').click();
  await expect(part(page, 'calculation-steps')).toHaveAttribute('data-fresh', 'true');
  const shown = await part(page, 'calc-softmax')
    .locator('tbody tr')
    .first()
    .locator('[data-value]')
    .evaluateAll((cells) => cells.map((cell) => Number(/** @type {HTMLElement} */ (cell).dataset.value)));
  near(shown, steps[step].scores ?? []);
});

test("transformer: the weights of every head are PyTorch's", async ({ page }) => {
  const steps = await opened(page, 'transformer');
  const heads = page.getByRole('combobox', { name: 'Which attention weights' });
  for (const head of [0, 5, 11]) {
    await heads.selectOption(String(head));
    const shown = await weights(page);
    steps.forEach(({ heads: rows }, i) => near(shown[i], rows?.[head] ?? []));
  }
});
