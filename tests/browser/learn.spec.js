import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { choose, expectRowsSumToOne, labels, SENTENCES, translate, translated } from './site.js';

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

test('the trained network opens in Translate and is drawn there as a shipped one is', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto('?learn=bench&task=korean-numbers&lang=en');
  await page.getByTestId('bench-play').click();
  await expect.poll(async () => Number(await bench(page).getAttribute('data-updates')), { timeout: 90_000 }).toBeGreaterThanOrEqual(75);
  await page.getByTestId('bench-play').click();
  await expect(bench(page)).toHaveAttribute('data-state', 'paused');
  await page.getByTestId('bench-open').click();
  const english = await translated(page, '천구백구십이');
  expect(english).toMatch(/^\d*$/);
  await expect(page.getByTestId('translation')).toHaveAttribute('data-mechanism', 'yours');
  await expect(page.getByRole('radio', { name: 'additive', exact: true }).and(page.locator('[value=yours]'))).toBeChecked();
  await expectRowsSumToOne(page);
  expect((await labels(page)).columns.slice(0, 6).join('')).toBe('천구백구십이');
  // Every number of a step, from the network itself.
  await page.getByTestId('calculation-open').click();
  await expect(page.getByTestId('calculation-steps')).toHaveAttribute('data-mechanism', 'yours');
  // Another sentence of the task, in a language that the page's own networks are not asked in; and a shipped network again.
  await translate(page, '삼백이십일');
  await expectRowsSumToOne(page);
  expect(page.url()).not.toContain('yours');
  await choose(page, 'additive');
  await choose(page, 'yours');
});

test('a checkpoint brought as its three files translates as the shipped one does', async ({ page }) => {
  await page.goto('?learn=bench&task=next-letter&lang=en');
  const models = new URL('../../models/', import.meta.url);
  const files = ['dot/config.json', 'tokenizer.json', 'dot/model.safetensors'].map((name) => fileURLToPath(new URL(name, models)));
  await page.getByTestId('bench-load').setInputFiles(files);
  const [sentence] = SENTENCES;
  const brought = await translated(page, sentence);
  await expect(page.getByTestId('translation')).toHaveAttribute('data-mechanism', 'yours');
  await expectRowsSumToOne(page);
  expect(await choose(page, 'dot')).toBe(brought);
});
