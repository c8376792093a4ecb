/** What may be typed: nothing, nonsense, too much, another language. */
import { expect, open, part, SENTENCES, test, translate, translated } from './site.js';

test.beforeEach(async ({ page }) => {
  await open(page, { backend: 'cpu', text: SENTENCES[0], lang: 'en' });
  await translated(page, SENTENCES[0]);
});

/** @param {import('@playwright/test').Page} page @param {string} code */
async function expectMessage(page, code) {
  await expect(part(page, 'message')).toBeVisible();
  await expect(part(page, 'message')).toHaveAttribute('data-code', code);
  await expect(part(page, 'message')).not.toBeEmpty();
}

test('an empty line is no fault', async ({ page }) => {
  for (const text of ['', '   ']) {
    await part(page, 'source').fill(text);
    await expect(part(page, 'translation')).toHaveText('');
    await expect(part(page, 'message')).toBeHidden();
  }
  await translate(page, SENTENCES[1]);
});

test('English is answered kindly, with sentences to try', async ({ page }) => {
  await part(page, 'source').fill('The weather is very nice today, is it not?');
  await expectMessage(page, 'language-en');
  await expect(part(page, 'message')).toContainText(/French and Korean/);
  await part(page, 'message').getByRole('button', { name: SENTENCES[1] }).click();
  await expect(part(page, 'source')).toHaveValue(SENTENCES[1]);
  await translated(page, SENTENCES[1]);
  await expect(part(page, 'message')).toBeHidden();
});

test('another language is answered kindly too', async ({ page }) => {
  await part(page, 'source').fill('Ich habe heute keine Zeit für das Spiel.');
  await expectMessage(page, 'language-other');
});

test('symbols that no network knows are named as such', async ({ page }) => {
  await part(page, 'source').fill('😀🎉 🦖');
  await expectMessage(page, 'nothing-known');
});

test('emoji and nonsense beside words are translated all the same', async ({ page }) => {
  for (const text of ['Je suis là 😀 !', 'bzzk wqqx plööf', '12345 !!! ???', '저는 Paris에 갔다 🎉']) {
    await part(page, 'source').fill(text);
    const translation = part(page, 'translation');
    await expect(translation).toHaveAttribute('data-source', text);
    await expect(translation).toHaveAttribute('data-state', /done|error/);
    if ((await translation.getAttribute('data-state')) === 'error') await expect(part(page, 'message')).toBeVisible();
  }
  await translate(page, SENTENCES[0]);
});

test('three hundred words are refused with their length', async ({ page }) => {
  await part(page, 'source').fill('le chat noir '.repeat(100));
  await expectMessage(page, 'too-long');
  await expect(part(page, 'message')).toContainText(/\b\d{3}\b/);
  await expect(part(page, 'message')).toContainText('64');
  await translate(page, SENTENCES[2]);
  await expect(part(page, 'message')).toBeHidden();
});

test('marks and markup are text', async ({ page }) => {
  const text = 'Le </s> <b>chat</b> <script>alert(1)</script>';
  await part(page, 'source').fill(text);
  await expect(part(page, 'translation')).toHaveAttribute('data-state', /done|error/);
  await expect(part(page, 'translation').locator('b, script')).toHaveCount(0);
});
