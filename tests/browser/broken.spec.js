/** Code that does not arrive: the page says so once and offers to load itself anew; the sentence stays. */
import { test as base, expect } from '@playwright/test';
import { open, part, SENTENCES, translated } from './site.js';

/** Without the watch over errors: the browser itself logs what did not arrive. */
const test = base;

test('a view that does not arrive is told, asked for once, and there after another try', async ({ page }) => {
  let asked = 0;
  await page.route(/assets\/compare-.*\.js/, (route) => (asked++, route.fulfill({ status: 404, body: 'not here' })));
  await open(page, { backend: 'cpu', text: SENTENCES[2], lang: 'en' });
  await translated(page, SENTENCES[2]);
  await page.getByRole('link', { name: 'Compare' }).click();
  await expect(part(page, 'broken')).toBeVisible();
  await part(page, 'help').hover();
  await page.setViewportSize({ width: 900, height: 700 });
  expect(asked).toBe(1);
  await page.unroute(/assets\/compare-.*\.js/);
  await part(page, 'broken').getByRole('button').click();
  await expect(part(page, 'compare-status')).toHaveAttribute('data-state', 'done');
  await expect(part(page, 'broken')).toHaveCount(0);
});

test('a page whose own script does not arrive says so in both languages', async ({ page }) => {
  await page.route(/assets\/show-.*\.js/, (route) => route.abort());
  await open(page, { backend: 'cpu' });
  await expect(page.getByRole('alert')).toContainText('did not arrive');
  await expect(page.getByRole('alert')).toContainText('받지 못했습니다');
  await page.unroute(/assets\/show-.*\.js/);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(part(page, 'source')).toBeVisible();
});
