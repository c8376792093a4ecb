/** What people type, key by key: beginnings, English, several sentences, too much. */
import { expect, open, part, SENTENCES, test, translate, translated } from './site.js';

test.beforeEach(async ({ page }) => {
  await open(page, { backend: 'cpu', text: SENTENCES[0], lang: 'en' });
  await translated(page, SENTENCES[0]);
});

test('the first two letters raise nothing, and what is drawn stays', async ({ page }) => {
  for (const text of ['I', 'To', 'Do', 'ㅇ']) {
    await part(page, 'source').fill(text);
    await expect(part(page, 'translation')).toHaveAttribute('data-state', 'done');
    await page.waitForTimeout(400);
    await expect(part(page, 'message')).toBeHidden();
    await expect(part(page, 'heatmap')).toBeVisible();
  }
  await translate(page, 'Il fait froid.');
});

test('English keeps the figures and is answered with a sentence that can be asked', async ({ page }) => {
  await part(page, 'source').fill('I am very tired');
  await expect(part(page, 'message')).toHaveAttribute('data-code', 'language-en');
  await expect(part(page, 'heatmap')).toBeVisible();
  await expect(part(page, 'message')).toContainText('You can ask it for');
  const offer = part(page, 'message').getByRole('button').first();
  const text = await offer.innerText();
  await offer.click();
  await translated(page, text);
  await expect(part(page, 'message')).toBeHidden();
});

test('of several sentences the one with the caret is translated, the others are offered', async ({ page }) => {
  const passage = "Bonjour. J'ai perdu mes clés. Où est la gare ?";
  await part(page, 'source').fill(passage);
  await translated(page, 'Où est la gare ?');
  await expect(part(page, 'source')).toHaveValue(passage);
  const offered = part(page, 'sentences').getByRole('button');
  await expect(offered).toHaveText(['Bonjour.', "J'ai perdu mes clés.", 'Où est la gare ?']);
  await expect(offered.nth(2)).toHaveAttribute('aria-pressed', 'true');
  await offered.nth(1).click();
  await translated(page, "J'ai perdu mes clés.");
  await expect(part(page, 'source')).toHaveValue(passage);
  await translate(page, SENTENCES[0]);
  await expect(part(page, 'sentences')).toHaveCount(0);
});

test('a piece that is only a gap keeps its space, and is no column of whole words', async ({ page }) => {
  const text = "J'ai 25 ans.";
  const shown = await translate(page, text);
  expect(shown).toMatch(/\b25 years old/);
  await expect(part(page, 'heatmap')).toContainText('␣');
  await page.getByRole('radio', { name: 'words', exact: true }).check({ force: true });
  await expect(part(page, 'heatmap')).not.toContainText('␣');
});

test('near the limit a counter tells how much is left; a longer text is refused and stays out of the address', async ({ page }) => {
  await translate(page, 'le chat noir et le chien blanc '.repeat(6).trim());
  await expect(part(page, 'counter')).toHaveText(/^\d\d of 64 tokens$/);
  await part(page, 'source').fill('나는 오늘 아주 피곤해 '.repeat(200));
  await expect(part(page, 'message')).toHaveAttribute('data-code', 'too-long');
  await page.waitForTimeout(700);
  expect(page.url().length).toBeLessThan(1000);
});

test('a sentence that was typed is a place of its own, however many keys it took', async ({ page }) => {
  const length = await page.evaluate(() => history.length);
  await part(page, 'source').fill('');
  await part(page, 'source').pressSequentially('Il pleut.', { delay: 20 });
  await translated(page, 'Il pleut.');
  await part(page, 'source').press('Enter');
  await expect(page).toHaveURL(/Il\+pleut/);
  expect(await page.evaluate(() => history.length)).toBe(length + 1);
  await page.goBack();
  await translated(page, SENTENCES[0]);
});

test('keys of the page are taken in flow and player alone', async ({ page }) => {
  await page.locator('main').focus();
  const before = await part(page, 'translation').locator('[aria-selected=true]').getAttribute('data-step');
  for (const key of ['Home', 'ArrowRight', ' ']) await page.keyboard.press(key);
  await expect(part(page, 'translation').locator('[aria-selected=true]')).toHaveAttribute('data-step', before ?? '');
});

test('the box can be cleared', async ({ page }) => {
  await page.getByRole('button', { name: 'Clear the sentence' }).click();
  await expect(part(page, 'source')).toHaveValue('');
  await expect(part(page, 'source')).toBeFocused();
});

test('what is read otherwise than it was typed is told, and what is not read is marked', async ({ page }) => {
  await translate(page, 'JE SUIS FATIGUÉ');
  await expect(part(page, 'read-as')).toContainText('Je suis fatigué');
  await translate(page, "J'aime Paris.");
  await expect(part(page, 'read-as')).toHaveCount(0);
  await translate(page, 'Je ♥ Paris ☂');
  await expect(part(page, 'unread')).toContainText('♥ ☂');
  await expect(part(page, 'heatmap')).toContainText('♥⟨unk⟩');
  await part(page, 'source').fill('☂☂☂ ♥♥♥ a');
  await expect(part(page, 'message')).toHaveAttribute('data-code', 'mostly-unknown');
});

test('labels are right after a browser has wrapped the page’s texts', async ({ page }) => {
  await page.evaluate(() => {
    const texts = document.createTreeWalker(document.querySelector('see-page') ?? document.body, NodeFilter.SHOW_TEXT);
    /** @type {Text[]} */
    const all = [];
    while (texts.nextNode()) if (texts.currentNode.nodeValue?.trim()) all.push(/** @type {Text} */ (texts.currentNode));
    for (const text of all) {
      const outer = document.createElement('font');
      outer.append(document.createElement('font'));
      outer.firstElementChild?.append(`[${text.data}]`);
      text.replaceWith(outer);
    }
  });
  const shown = await translate(page, 'Il fait froid.');
  expect(shown).not.toContain('[');
  await expect(part(page, 'heatmap')).not.toContainText('[');
  await expect(part(page, 'heatmap')).toContainText('froid');
});

test('labels are right after an extension has marked a part of each text', async ({ page }) => {
  await page.evaluate(() => {
    const texts = document.createTreeWalker(document.querySelector('see-page') ?? document.body, NodeFilter.SHOW_TEXT);
    /** @type {Text[]} */
    const all = [];
    while (texts.nextNode()) if ((texts.currentNode.nodeValue?.trim().length ?? 0) > 1) all.push(/** @type {Text} */ (texts.currentNode));
    for (const text of all) {
      const range = document.createRange();
      range.setStart(text, 1);
      range.setEnd(text, text.length);
      range.surroundContents(document.createElement('mark'));
    }
  });
  expect(await translate(page, 'Il fait froid.')).toBe("It's cold.");
  for (const id of ['heatmap', 'candidates', 'flow']) await expect(part(page, id).locator('mark')).toHaveCount(0);
  await expect(part(page, 'heatmap').locator('.heads')).toHaveText(/^\s*Il\s*fait\s*froid/);
});

test('labels are right after others have put elements in place of texts, one by one or in one', async ({ page }) => {
  await page.evaluate(() => {
    const texts = document.createTreeWalker(document.querySelector('see-page') ?? document.body, NodeFilter.SHOW_TEXT);
    /** @type {Text[]} */
    const all = [];
    while (texts.nextNode()) if (texts.currentNode.nodeValue?.trim()) all.push(/** @type {Text} */ (texts.currentNode));
    all.forEach((text, i) => {
      if (i % 2) {
        const font = document.createElement('font');
        font.append(`[${text.data}]`);
        text.before(font);
        return text.remove();
      }
      const mark = document.createElement('mark');
      mark.append(text.data.slice(1));
      text.replaceWith(text.data.slice(0, 1), mark, '');
    });
  });
  expect(await translate(page, 'Il fait froid.')).not.toContain('[');
  for (const id of ['heatmap', 'candidates', 'flow']) {
    await expect(part(page, id)).not.toContainText('[');
    await expect(part(page, id).locator('mark, font')).toHaveCount(0);
  }
  await expect(part(page, 'heatmap').locator('.column')).toHaveText(['Il', 'fait', 'froid', '.', '⟨eos⟩']);
});

test('what tells no language is translated as a guess, and said to be one', async ({ page }) => {
  for (const text of ['Namaste', 'test', 'asdf']) {
    await translate(page, text);
    await expect(part(page, 'untold')).toContainText('Nothing here tells which language this is');
    await expect(page.getByText('language not recognised')).toBeVisible();
    await expect(part(page, 'source')).not.toHaveAttribute('lang', /./);
  }
  await translate(page, 'Tom Müller dort.');
  await expect(part(page, 'untold')).toHaveCount(0);
  await expect(page.getByText('French, detected')).toBeVisible();
});

test('words in captions have their languages, and letters from right to left turn nothing around', async ({ page }) => {
  await translate(page, 'Je dis שלום à mon ami.');
  const caption = page.locator('see-flow .caption');
  await expect(caption.locator('bdi').first()).toHaveAttribute('lang', 'en');
  await expect(caption.locator('bdi').nth(1)).toHaveAttribute('lang', 'fr');
  await expect(page.locator('see-candidates h2 bdi')).toHaveAttribute('lang', 'en');
  await expect(part(page, 'heatmap-table').locator('thead th').nth(1)).toHaveAttribute('lang', 'fr');
});

test('sentences of before are offered, kept in this browser, and forgotten when asked', async ({ page }) => {
  await expect(part(page, 'recent')).toHaveCount(0);
  await translate(page, 'Il fait froid.');
  await part(page, 'recent').waitFor();
  await translate(page, SENTENCES[0]);
  await page.reload();
  await part(page, 'recent').click();
  await page.locator('#recent').getByRole('button', { name: 'Il fait froid.' }).click();
  await translated(page, 'Il fait froid.');
  await part(page, 'recent').click();
  await part(page, 'forget').click();
  await expect(part(page, 'recent')).toHaveCount(0);
  expect(await page.evaluate(() => localStorage.getItem('seq2see.recent'))).toBeNull();
});

test('a word that the reader chose is no doubt of the network', async ({ page }) => {
  await expect(part(page, 'doubt')).toHaveCount(0);
  const rare = part(page, 'candidates').getByRole('button').nth(4);
  await rare.click();
  await expect(part(page, 'changes')).toBeVisible();
  await expect(part(page, 'translation')).toHaveAttribute('data-state', 'done');
  // Its own words alone are counted; the one forced is not what the page rests at on a reload.
  const own = await page.evaluate(() => {
    const { run } = /** @type {any} */ (document.querySelector('see-page')).store.state;
    const steps = run.steps.filter((/** @type {unknown} */ _, /** @type {number} */ i) => !run.options.chosen.includes(i));
    return Math.exp(
      steps.reduce((/** @type {number} */ sum, /** @type {{ logProb: number }} */ { logProb }) => sum + logProb, 0) / steps.length,
    );
  });
  await expect(part(page, 'doubt')).toHaveCount(own < 0.55 ? 1 : 0);
});

test('an empty translation is said to be one', async ({ page }) => {
  await open(page, { backend: 'cpu', text: SENTENCES[0], lang: 'en', prefix: '2', chosen: '0' });
  await expect(part(page, 'empty')).toHaveText('The network wrote nothing: it ended the sentence at once.');
  await expect(part(page, 'changes').locator('.change')).toHaveText(/“⟨eos⟩” instead of “I”/, { useInnerText: true });
});
