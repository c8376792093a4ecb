/** The tour: five places lit one after another, by keys and by pointer, and the page as it was when it is over. */
import AxeBuilder from '@axe-core/playwright';
import { expect, open, part, SENTENCES, test, translated } from './site.js';

/** How far the light reaches over what it lights. */
const MARGIN = 8;

/** @param {import('@playwright/test').Page} page @param {string} places selector of what is to be lit */
async function expectLit(page, places) {
  await expect
    .poll(() =>
      page.evaluate((selector) => {
        const light = document.querySelector('.tour-light')?.getBoundingClientRect();
        const boxes = [...document.querySelectorAll(selector)].map((each) => each.getBoundingClientRect());
        if (!light || !boxes.length) return null;
        return [
          Math.min(...boxes.map(({ left }) => left)) - light.left,
          Math.min(...boxes.map(({ top }) => top)) - light.top,
          light.right - Math.max(...boxes.map(({ right }) => right)),
          light.bottom - Math.max(...boxes.map(({ bottom }) => bottom)),
        ].map((each) => each >= 0);
      }, places),
    )
    .toEqual([true, true, true, true]);
  const card = await part(page, 'tour').boundingBox();
  const view = page.viewportSize();
  if (!card || !view) throw new Error('no card');
  expect(card.x).toBeGreaterThanOrEqual(0);
  expect(card.x + card.width).toBeLessThanOrEqual(view.width + MARGIN);
  expect(card.y).toBeGreaterThanOrEqual(0);
  expect(card.y + card.height).toBeLessThanOrEqual(view.height + MARGIN);
}

test('five places are lit, each with its words; the focus comes back', async ({ page }) => {
  await open(page, { backend: 'cpu', text: SENTENCES[0], lang: 'en' });
  await translated(page, SENTENCES[0]);
  await part(page, 'tour-begin').click();
  const places = [
    ['sentence', '.card.pair'],
    ['network', 'see-mechanism'],
    ['flow', 'see-flow'],
    ['attention', 'see-attention'],
    ['making', '.making-of'],
  ];
  for (const [name, selector] of places) {
    await expect(part(page, 'tour')).toHaveAttribute('data-place', name);
    await expect(part(page, 'tour')).toBeFocused();
    await expectLit(page, selector);
    await page.keyboard.press('ArrowRight');
  }
  const { violations } = await new AxeBuilder({ page }).include('see-tour').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await part(page, 'tour-next').click();
  await expect(part(page, 'tour')).toHaveCount(0);
  await expect(part(page, 'tour-begin')).toBeFocused();
});

test('without attention it says so; on a phone, in Korean, the card stays on the screen; Escape ends it', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 780 });
  await open(page, { backend: 'cpu', text: SENTENCES[1], lang: 'ko', mechanism: 'seq2seq-gru' });
  await translated(page, SENTENCES[1]);
  await part(page, 'tour-begin').click();
  for (let n = 0; n < 3; n++) {
    await expectLit(page, '.tour-light');
    await part(page, 'tour-next').click();
  }
  await expect(part(page, 'tour')).toHaveAttribute('data-place', 'without');
  await expectLit(page, 'see-attention');
  await page.keyboard.press('Escape');
  await expect(part(page, 'tour')).toHaveCount(0);
});
