/** What a screen reader is told: of what is typed, the finished translation alone. */
import { expect, open, part, SENTENCES, test, translated } from './site.js';

/** Notes from here on every change of a region that a screen reader reads out by itself. @param {import('@playwright/test').Page} page */
const listen = (page) =>
  page.evaluate(() => {
    const told = /** @type {string[]} */ ([]);
    /** @type {any} */ (window).told = told;
    const LIVE = '[aria-live=polite], [aria-live=assertive], [role=status], [role=alert], [role=log], output:not([aria-live=off])';
    new MutationObserver((records) => {
      const regions = new Set(records.map(({ target }) => (target instanceof Element ? target : target.parentElement)?.closest(LIVE)));
      for (const region of regions) if (region?.textContent?.trim()) told.push(region.textContent.trim());
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });

test('while a sentence is typed nothing is announced; its translation is, once', async ({ page }) => {
  await open(page, { backend: 'cpu', text: SENTENCES[0], lang: 'en' });
  await translated(page, SENTENCES[0]);
  await expect(page.locator('see-announcer')).toContainText('tonight');
  await listen(page);
  await part(page, 'source').fill('');
  await part(page, 'source').pressSequentially("J'ai perdu mes clés.", { delay: 60 });
  await translated(page, "J'ai perdu mes clés.");
  await expect(page.locator('see-announcer')).toContainText('keys');
  const told = await page.evaluate(() => /** @type {any} */ (window).told);
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('keys');
});
