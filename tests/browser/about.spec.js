/** The dialog about the page: what it is, whose work is in it, its keys. */
import AxeBuilder from '@axe-core/playwright';
import { expect, open, part, SENTENCES, test, translated } from './site.js';

test.beforeEach(async ({ page }) => {
  await open(page, { backend: 'cpu', text: SENTENCES[0], lang: 'en' });
  await translated(page, SENTENCES[0]);
});

test('it opens at three places, is worked by keys, and gives the focus back', async ({ page }) => {
  await part(page, 'what').click();
  await expect(part(page, 'about')).toContainText('An encoder reads it.');
  await page.keyboard.press('Escape');
  await expect(part(page, 'about')).toBeHidden();
  await expect(part(page, 'what')).toBeFocused();
  await page.keyboard.press('?');
  await expect(part(page, 'about').getByRole('table')).toContainText('takes the last change back');
  await page.keyboard.press('Escape');
  await part(page, 'source').press('?');
  await expect(part(page, 'about')).toBeHidden();
});

test('credits, terms, citation and a report are there, and no rule of axe is broken', async ({ page }) => {
  await part(page, 'about-link').click();
  const dialog = part(page, 'about');
  await expect(dialog).toContainText('Tatoeba');
  await expect(dialog).toContainText('CC BY 2.0 FR');
  await expect(dialog).toContainText('@software{seq2see');
  await expect(dialog.locator('[data-copy=report]')).toHaveAttribute(
    'data-text',
    /sentence: Je suis très fatigué ce soir\.\nnetwork: additive\ntranslation: I'm very tired tonight\./,
  );
  const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test('forced colours leave weights, chosen network and scrubber to be seen', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  const colour = (/** @type {string} */ selector) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).backgroundColor);
  const cells = await part(page, 'heatmap')
    .locator('.cell')
    .evaluateAll((all) => new Set(all.map((cell) => getComputedStyle(cell).backgroundColor)).size);
  expect(cells).toBeGreaterThan(5);
  expect(await colour('.segments label:has(:checked)')).not.toBe(await colour('.segments label:not(:has(:checked))'));
  expect(await colour('.scrubber .making.past i, .scrubber .making i')).not.toBe('rgba(0, 0, 0, 0)');
});
