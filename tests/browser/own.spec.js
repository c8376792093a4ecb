/** A translation of one's own and its probability; before and after a change; reading aloud. */
import AxeBuilder from '@axe-core/playwright';
import { choose, expect, open, part, SENTENCES, test, translated } from './site.js';

const [TEXT] = SENTENCES;

test("a translation of one's own is scored token by token, and anew under another network", async ({ page }) => {
  await open(page, { backend: 'cpu', text: TEXT, lang: 'en' });
  const made = await translated(page, TEXT);
  await part(page, 'own').click();
  const result = part(page, 'own-result');
  const verdict = part(page, 'own-verdict');
  await part(page, 'own-text').fill(made);
  await page.keyboard.press('Enter');
  await expect(verdict).toHaveText('This is the very translation above.');
  // The same tokens on two ways through the network: teacher forcing, and its own search.
  const probabilities = await result
    .locator('.scored')
    .evaluateAll((all) => all.map((each) => [...each.querySelectorAll('li')].map((li) => Number(li.dataset.value))));
  expect(probabilities[0].length).toBe(probabilities[1].length);
  probabilities[0].forEach((p, i) => expect(Math.abs(p - probabilities[1][i])).toBeLessThan(1e-3));
  await part(page, 'own-text').fill('The weather is fine.');
  await page.keyboard.press('Enter');
  await expect(verdict).toContainText('times as probable');
  const under = await result.locator('.scored').first().locator('.number').first().innerText();
  const { violations } = await new AxeBuilder({ page }).include('.target').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await choose(page, 'seq2seq-gru');
  await expect(result.locator('.scored').first().locator('.number').first()).not.toHaveText(under);
  await part(page, 'own-text').fill('漢字');
  await page.keyboard.press('Enter');
  await expect(result).toHaveText('The network cannot write: 漢字');
  await page.keyboard.press('Escape');
  await expect(part(page, 'own')).toBeFocused();
});

test('a change shows the translation before and now, with the words that differ marked', async ({ page }) => {
  await open(page, { backend: 'cpu', text: TEXT, lang: 'en' });
  const before = await translated(page, TEXT);
  await part(page, 'translation').getByRole('option').nth(3).hover();
  await part(page, 'candidates').getByRole('button').nth(1).click();
  const lines = part(page, 'before-after');
  await expect(lines.locator('dd').first()).toHaveText(before);
  await expect(lines.locator('dd').last()).toHaveText(await translated(page, TEXT));
  await expect(lines.locator('.before mark').first()).toHaveText('very');
  await page.keyboard.press('Control+z');
  await expect(lines).toHaveCount(0);
});

test('sentence and translation are read by voices of their languages; where there is none, nothing offers it', async ({ page }) => {
  await page.addInitScript(() => {
    /** @type {string[]} */
    const said = [];
    /** @type {any} */ (window).said = said;
    const voices = [
      { lang: 'fr-FR', localService: true, default: true },
      { lang: 'en-US', localService: false, default: false },
    ];
    /** @type {any} */ (window).SpeechSynthesisUtterance = class {
      constructor(/** @type {string} */ text) {
        Object.assign(this, { text });
      }
    };
    Object.defineProperty(window, 'speechSynthesis', {
      value: {
        getVoices: () => voices,
        addEventListener() {},
        removeEventListener() {},
        cancel() {
          said.push('silence');
        },
        speak: (/** @type {any} */ { text, lang }) => said.push(`${lang}: ${text}`),
      },
    });
  });
  await open(page, { backend: 'cpu', text: TEXT, lang: 'en' });
  await translated(page, TEXT);
  const button = page.getByRole('button', { name: 'Read aloud in French' });
  await button.click();
  await page.getByRole('button', { name: 'Stop reading' }).click();
  expect(await page.evaluate(() => /** @type {any} */ (window).said)).toEqual(['silence', `fr-FR: ${TEXT}`, 'silence']);
  await expect(page.getByRole('button', { name: 'Read aloud in English' })).toHaveCount(0);
});
