import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';

/** @param {import('@playwright/test').Page} page */
const bench = (page) => page.getByTestId('bench');

test('a network learns Korean numbers before the reader, and one without attention does not', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto('?learn=bench&task=korean-numbers');
  await expect(bench(page)).toHaveAttribute('data-state', 'idle');
  await page.getByTestId('bench-step').click();
  await expect(bench(page)).toHaveAttribute('data-updates', '1', { timeout: 30_000 });
  await expect(bench(page)).toHaveAttribute('data-state', 'paused');
  await page.getByTestId('bench-play').click();
  await expect.poll(async () => Number(await bench(page).getAttribute('data-updates')), { timeout: 90_000 }).toBeGreaterThanOrEqual(226);
  await page.getByTestId('bench-play').click();
  await expect(bench(page)).toHaveAttribute('data-state', 'paused');
  expect(Number(await bench(page).getAttribute('data-exact'))).toBeGreaterThan(0.8);
  await expect(page.getByRole('region', { name: 'With attention', exact: true }).locator('.births .weight').first()).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  await page.getByTestId('bench-reset').click();
  await expect(bench(page)).toHaveAttribute('data-updates', '0');
});

test('own pairs are read, and what is not read is told', async ({ page }) => {
  await page.goto('?learn=bench&task=pairs');
  await page.getByTestId('bench-pairs').fill('봄\tspring\n여름 → summer\nalone\n가을;autumn\n겨울\twinter\n');
  await page.getByTestId('bench-pairs').blur();
  await expect(page.getByTestId('bench-read')).toHaveText('4 pairs read', { timeout: 30_000 });
  await expect(page.getByTestId('bench-faults')).toContainText('line 3');
  await page.getByTestId('bench-step').click();
  await expect(bench(page)).toHaveAttribute('data-updates', '1');
});
