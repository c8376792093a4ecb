import { readFileSync } from 'node:fs';
import { expect, test } from './site.js';

/** Losses that `crates/lab/tests/runs.rs` holds the native run of the same plan to. */
const NATIVE = JSON.parse(readFileSync(new URL('./bench-losses.json', import.meta.url), 'utf8'));

/** @param {import('@playwright/test').Page} page */
const bench = (page) => page.getByTestId('bench');

/** @param {import('@playwright/test').Page} page */
const lossOf = async (page) => Number(await bench(page).getAttribute('data-loss'));

/** Makes one update, and waits for it. @param {import('@playwright/test').Page} page @param {number} update its number */
async function step(page, update) {
  await page.getByTestId('bench-step').click();
  await expect(bench(page)).toHaveAttribute('data-updates', String(update));
  await expect(bench(page)).toHaveAttribute('data-state', 'paused');
}

/** Trains until the runs pause by themselves. @param {import('@playwright/test').Page} page */
async function toItsGoal(page) {
  await expect(bench(page)).toHaveAttribute('data-updates', '600', { timeout: 120_000 });
  await expect(bench(page)).toHaveAttribute('data-state', 'paused');
  return bench(page).getAttribute('data-loss');
}

/** Another tab is in front, or this one. @param {import('@playwright/test').Page} page @param {boolean} hidden */
const hide = (page, hidden) =>
  page.evaluate((is) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => is });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);

/** Has the tab hidden as soon as an update is seen, however fast the machine is. @param {import('@playwright/test').Page} page */
const hideAtFirstUpdate = (page) =>
  bench(page).evaluate((element) => {
    const seen = new MutationObserver(() => {
      if (Number(element.getAttribute('data-updates')) < 1) return;
      seen.disconnect();
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    seen.observe(element, { attributeFilter: ['data-updates'] });
  });

test('the same seed gives in the browser the losses that it gives natively', async ({ page }) => {
  const { task, cell, attention, seed } = NATIVE.plan;
  await page.goto(`?learn=bench&task=${task.name}&cell=${cell}&attention=${attention}&seed=${seed}`);
  expect(NATIVE.losses).toHaveLength(10);
  for (const [n, loss] of NATIVE.losses.entries()) {
    await step(page, n + 1);
    expect(Math.abs((await lossOf(page)) - loss)).toBeLessThan(1e-3);
  }
});

test('a run that was saved goes on as if it had not been interrupted', async ({ page }) => {
  await page.goto('?learn=bench&task=one-to-many&attention=dot&cell=lstm&seed=3');
  for (const update of [1, 2, 3]) await step(page, update);
  const saving = page.waitForEvent('download');
  await page.getByTestId('bench-save').click();
  const file = await (await saving).path();
  const whole = [];
  for (const update of [4, 5]) {
    await step(page, update);
    whole.push(await lossOf(page));
  }
  await page.reload();
  await page.getByTestId('bench-load').setInputFiles(file);
  await expect(bench(page)).toHaveAttribute('data-updates', '3');
  for (const update of [4, 5]) {
    await step(page, update);
    expect(await lossOf(page)).toBe(whole[update - 4]);
  }
});

test('training rests with the tab, and comes to the same loss as if it had not', async ({ page }) => {
  await page.goto('?learn=bench&task=next-letter&seed=4');
  await page.getByTestId('bench-play').click();
  const whole = await toItsGoal(page);
  await page.getByTestId('bench-reset').click();
  await expect(bench(page)).toHaveAttribute('data-updates', '0');
  await hideAtFirstUpdate(page);
  await page.getByTestId('bench-play').click();
  await expect(bench(page)).toHaveAttribute('data-state', 'paused');
  expect(Number(await bench(page).getAttribute('data-updates'))).toBeLessThan(600);
  await hide(page, false);
  expect(await toItsGoal(page)).toBe(whole);
});

test('a run that diverges stops with a sentence that says what to try', async ({ page }) => {
  await page.goto('?learn=bench&task=one-to-many&attention=dot');
  await page.getByTestId('bench-rate').press('End');
  await page.getByTestId('bench-play').click();
  await expect(bench(page)).toHaveAttribute('data-state', 'diverged');
  await expect(page.getByTestId('bench-message')).toContainText('smaller learning rate');
  await expect(page.getByTestId('bench-play')).toBeDisabled();
  await page.getByTestId('bench-reset').click();
  await expect(bench(page)).toHaveAttribute('data-state', 'idle');
});

test('a run is kept, named, drawn beside another and gone on with', async ({ page }) => {
  await page.goto('?learn=bench&task=one-to-many&attention=additive');
  await step(page, 1);
  await page.getByTestId('bench-hold').click();
  const kept = page.getByTestId('bench-kept');
  await kept.getByRole('textbox').fill('first try');
  await page.getByTestId('bench-attention').selectOption('cosine');
  await page.getByTestId('bench-warmup').press('End');
  await step(page, 1);
  await expect(page.locator('.curves path.kept').first()).toBeAttached();
  await expect(page.getByTestId('bench-rates')).toBeVisible();
  await page.getByTestId('bench-strips').first().locator('summary').click();
  await expect(page.locator('.strips .strip').first()).toBeVisible();
  await page.getByTestId('bench-resume').click();
  await expect(page.getByTestId('bench-attention')).toHaveValue('additive');
  await step(page, 2);
});
