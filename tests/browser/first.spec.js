/** The first meeting: what this is stands on the page, the player is in reach, and the run is played once by itself. */
import AxeBuilder from '@axe-core/playwright';
import { expect, open, part, SENTENCES, test, translated } from './site.js';

/** @param {import('@playwright/test').Page} page */
const playing = (page) => page.evaluate(() => /** @type {any} */ (document.querySelector('see-page')).store.state.playing);

/** As the page is without a link. @param {import('@playwright/test').Page} page */
async function firstVisit(page) {
  await page.goto('./');
  await expect(part(page, 'translation')).toHaveAttribute('data-state', 'done');
}

for (const size of [
  { width: 1280, height: 720 },
  { width: 1366, height: 768 },
  { width: 1024, height: 768 },
]) {
  test(`purpose and player are seen without scrolling: ${size.width} × ${size.height}`, async ({ page }) => {
    await page.setViewportSize(size);
    await open(page, { backend: 'cpu', text: SENTENCES[0] });
    await translated(page, SENTENCES[0]);
    await expect(page.getByText('watch a neural network turn it into English')).toBeInViewport({ ratio: 1 });
    const play = page.getByRole('button', { name: /^Play/ });
    await expect(play).toBeInViewport({ ratio: 1 });
    const { y = 0 } = (await play.boundingBox()) ?? {};
    expect(y).toBeLessThan(size.width < 1100 ? 440 : 350);
  });
}

test('on a phone the player stays at the lower edge while what it plays is in sight, and Play brings that into sight', async ({ page }) => {
  const size = { width: 390, height: 844 };
  await page.setViewportSize(size);
  await open(page, { backend: 'cpu', text: SENTENCES[0] });
  await translated(page, SENTENCES[0]);
  const player = part(page, 'player');
  const lower = async () => Math.round(((await player.boundingBox())?.y ?? 0) + ((await player.boundingBox())?.height ?? 0));
  expect(size.height - (await lower())).toBeLessThan(12);
  await page.getByRole('button', { name: /^Play/ }).click();
  const flow = part(page, 'flow');
  await expect.poll(async () => (await flow.boundingBox())?.y ?? 999).toBeLessThan(260);
  expect(size.height - (await lower())).toBeLessThan(12);
  await page.getByRole('button', { name: /^Pause/ }).click();
  // Behind the figures it stays with them.
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await expect.poll(async () => size.height - (await lower())).toBeGreaterThan(400);
});

test('no control of the stage is smaller than a fingertip', async ({ browser, baseURL }) => {
  for (const [hasTouch, least] of /** @type {const} */ ([
    [false, 32],
    [true, 44],
  ])) {
    const context = await browser.newContext({
      baseURL,
      hasTouch,
      isMobile: hasTouch,
      viewport: hasTouch ? { width: 390, height: 844 } : { width: 1280, height: 860 },
    });
    const page = await context.newPage();
    await open(page, { backend: 'cpu', text: SENTENCES[0], mechanism: 'transformer' });
    await translated(page, SENTENCES[0]);
    const small = await page
      .locator('.stage :is(button, label, select, summary), .mechanisms label')
      .evaluateAll(
        (all, least) =>
          all
            .map((each) => ({ name: each.textContent?.trim(), height: each.getBoundingClientRect().height }))
            .filter(({ height }) => height && height < least),
        least,
      );
    expect(small).toEqual([]);
    await context.close();
  }
});

test('on a first visit the run is played once by itself, and its end is the page at rest', async ({ page }) => {
  test.slow();
  await firstVisit(page);
  const whole = (await part(page, 'translation').innerText()).trim();
  await expect.poll(() => playing(page)).toBe(true);
  expect((await part(page, 'translation').innerText()).trim()).not.toBe(whole);
  // In the middle of it nothing is hard to read.
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
  await expect.poll(() => playing(page), { timeout: 60_000 }).toBe(false);
  expect((await part(page, 'translation').innerText()).trim()).toBe(whole);
  await expect(page.getByText('The word it was least sure of is lit.')).toBeVisible();
  await page.reload();
  await expect(part(page, 'translation')).toHaveAttribute('data-state', 'done');
  await page.waitForTimeout(2500);
  expect(await playing(page)).toBe(false);
});

test('whatever a visitor does ends that, and a link or little motion has none of it', async ({ page }) => {
  await firstVisit(page);
  await expect.poll(() => playing(page)).toBe(true);
  await part(page, 'source').click();
  expect(await playing(page)).toBe(false);
  expect((await part(page, 'translation').innerText()).trim().split(' ').length).toBeGreaterThan(2);
  const still = async () => {
    await page.waitForTimeout(2500);
    expect(await playing(page)).toBe(false);
  };
  await page.evaluate(() => localStorage.clear());
  await open(page, { backend: 'cpu', text: SENTENCES[0] });
  await translated(page, SENTENCES[0]);
  await still();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await firstVisit(page);
  await still();
});
