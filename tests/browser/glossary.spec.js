/** Terms of the field: what they mean is said beside them, and all of them stand in the dialog about the page. */
import AxeBuilder from '@axe-core/playwright';
import { expect, open, part, SENTENCES, test, translated } from './site.js';

/** @param {import('@playwright/test').Page} page @param {string} lang */
async function begin(page, lang) {
  await open(page, { backend: 'cpu', text: SENTENCES[0], lang });
  await translated(page, SENTENCES[0]);
}

test('a term is explained beside it, by pointer and by key, and the focus comes back', async ({ page }) => {
  await begin(page, 'en');
  const term = page.locator('see-flow see-term[name="encoder"]');
  const gloss = part(page, 'gloss');
  await term.click();
  await expect(gloss).toContainText('인코더');
  await expect(gloss).toContainText('The part that reads the source sentence.');
  await expect(gloss.getByRole('link')).toHaveAttribute('href', 'https://arxiv.org/abs/1406.1078');
  const [below, box] = [await term.boundingBox(), await gloss.boundingBox()];
  expect(box && below && box.y >= below.y + below.height && box.y < below.y + below.height + 20).toBe(true);
  await page.keyboard.press('Escape');
  await expect(gloss).toBeHidden();
  await expect(term).toBeFocused();
  await page.locator('see-attention see-term[name="alignment"]').press('Enter');
  await expect(gloss).toContainText('정렬');
  const { violations } = await new AxeBuilder({ page }).include('.gloss').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test('the keyboard goes on from a term', async ({ page }) => {
  await begin(page, 'en');
  const term = page.locator('see-flow see-term').first();
  await term.focus();
  await page.keyboard.press('Tab');
  await expect(term).not.toBeFocused();
});

test('a space on a term plays nothing, and all terms can be searched in both languages', async ({ page }) => {
  await begin(page, 'ko');
  await page.locator('see-flow see-term').first().press(' ');
  await expect(part(page, 'gloss')).toContainText('sequence-to-sequence');
  await expect(page.getByTestId('player').getByRole('button', { name: '재생' })).toBeVisible();
  await part(page, 'gloss').getByRole('button', { name: '용어 모두 보기' }).click();
  const list = part(page, 'glossary').getByRole('listitem');
  await expect.poll(() => list.count()).toBeGreaterThan(30);
  await page.getByRole('searchbox').fill('beam');
  await expect(list).toHaveCount(1);
  await expect(list).toContainText('빔 탐색');
  const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});
