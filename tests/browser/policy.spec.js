/** The content policy of the built page: nothing that the page does breaks it, and what others put into the page does nothing. */
import { expect, open, part, SENTENCES, test, translated } from './site.js';

test('the page says what it may load, and breaks it nowhere', async ({ page }) => {
  await page.addInitScript(() => {
    const broken = /** @type {string[]} */ ([]);
    /** @type {any} */ (window).broken = broken;
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => broken.push(`${violatedDirective} ${blockedURI}`));
  });
  await open(page, { backend: 'cpu', text: SENTENCES[0], lang: 'en' });
  await translated(page, SENTENCES[0]);
  await expect(page.locator('meta[http-equiv="Content-Security-Policy"]')).toHaveAttribute(
    'content',
    /default-src 'none'.*script-src 'self' 'wasm-unsafe-eval'/,
  );
  await part(page, 'calculation-open').click();
  await expect(part(page, 'calculation-steps')).toBeVisible();
  await part(page, 'about-link').click();
  await expect(part(page, 'about')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Compare' }).click();
  await expect(part(page, 'compare-status')).toHaveAttribute('data-state', 'done');
  await page.getByRole('link', { name: 'Learn' }).click();
  await expect(part(page, 'learn')).toBeVisible();
  expect(await page.evaluate(() => /** @type {any} */ (window).broken)).toEqual([]);
});

test('a mark in a link is text, in every field of it', async ({ page }) => {
  const mark = '<img src=x onerror="document.title=1">';
  await open(page, {
    text: `Bonjour ${mark}`,
    lang: mark,
    mechanism: mark,
    backend: mark,
    hide: mark,
    head: mark,
    step: mark,
    stage: mark,
  });
  await expect(part(page, 'source')).toHaveValue(`Bonjour ${mark}`);
  expect(await page.locator('img').count()).toBe(0);
  expect(await page.title()).not.toBe('1');
});
