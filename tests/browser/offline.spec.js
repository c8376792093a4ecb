/** Without a network: after a first visit the page opens with what was used; all networks are kept where that is asked for. */
import { choose, expect, mechanisms, open, part, SENTENCES, test, translated } from './site.js';

test.use({ serviceWorkers: 'allow' });

/** Done when the service worker has kept the page, and the page its package. @param {import('@playwright/test').Page} page */
async function kept(page) {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect
    .poll(() => page.evaluate(async () => (await (await caches.open('seq2see')).keys()).some(({ url }) => url.endsWith('.wasm'))))
    .toBe(true);
}

test('what was used opens without a network, and the rest says that the network is away', async ({ page, context }) => {
  await open(page, { backend: 'cpu', text: SENTENCES[0], mechanism: 'additive' });
  const before = await translated(page, SENTENCES[0]);
  await kept(page);
  await context.setOffline(true);
  await page.reload();
  expect(await translated(page, SENTENCES[0])).toBe(before);
  // What was never used is not there, and says so; the sentence stays.
  await part(page, 'mechanism').locator('input[value="dot"]').check();
  await expect(part(page, 'message')).toHaveAttribute('data-code', 'network');
  await expect(part(page, 'source')).toHaveValue(SENTENCES[0]);
  await context.setOffline(false);
});

test('all networks are kept when it is asked for, and removed', async ({ page, context }) => {
  await open(page, { backend: 'cpu', text: SENTENCES[0], lang: 'en' });
  await translated(page, SENTENCES[0]);
  await kept(page);
  const { length } = await mechanisms(page);
  await part(page, 'about-link').click();
  await expect(part(page, 'offline')).toHaveAttribute('data-networks', '1');
  await part(page, 'offline-keep').click();
  await expect(part(page, 'offline')).toHaveAttribute('data-networks', `${length}`);
  await expect(part(page, 'offline')).toContainText('All networks are kept.');
  await context.setOffline(true);
  await page.reload();
  await translated(page, SENTENCES[0]);
  await choose(page, 'dot');
  await context.setOffline(false);
  await part(page, 'about-link').click();
  await part(page, 'offline-remove').click();
  await expect(part(page, 'offline')).toHaveAttribute('data-bytes', '0');
  const left = await page.evaluate(async () => {
    const all = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return all.flat().map(({ url }) => url);
  });
  expect(left).toEqual([]);
});
