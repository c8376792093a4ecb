/** Everyone can use it: keyboard, screen reader, Korean, dark, phone, little motion. */
import AxeBuilder from '@axe-core/playwright';
import { expect, mechanisms, open, part, SENTENCES, test, translated, choose } from './site.js';

const PHONE = { width: 375, height: 812 };
/** Drawn otherwise than the one that the page opens with: one of each kind. */
const OTHER_KINDS = ['rnn', 'seq2seq-gru', 'transformer'];

/** @param {import('@playwright/test').Page} page */
async function expectNoViolations(page) {
  // Words that fade in are not yet their own colour.
  await page.waitForTimeout(700);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
}

/** @param {import('@playwright/test').Page} page @param {string} name */
const screenshot = (page, name) => page.screenshot({ path: `artifacts/${name}.png`, fullPage: true });

for (const [name, scheme, size] of /** @type {const} */ ([
  ['desktop-light', 'light', null],
  ['desktop-dark', 'dark', null],
  ['phone-light', 'light', PHONE],
  ['phone-dark', 'dark', PHONE],
])) {
  test(`axe finds nothing: ${name}`, async ({ page }) => {
    if (size) await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: scheme });
    await open(page, { backend: 'cpu', text: SENTENCES[0] });
    await translated(page, SENTENCES[0]);
    await expectNoViolations(page);
    await screenshot(page, name);
    for (const mechanism of (await mechanisms(page)).filter((each) => OTHER_KINDS.includes(each))) {
      await choose(page, mechanism);
      await expectNoViolations(page);
      await screenshot(page, `${name}-${mechanism}`);
    }
    await page.getByRole('button', { name: 'more examples' }).click();
    await expectNoViolations(page);
    await part(page, 'source').fill('The weather is very nice today.');
    await expect(part(page, 'message')).toBeVisible();
    await expectNoViolations(page);
    await screenshot(page, `${name}-message`);
  });
}

test('the interface speaks Korean', async ({ page }) => {
  await open(page, { backend: 'cpu', text: SENTENCES[1] });
  await translated(page, SENTENCES[1]);
  await page.getByRole('button', { name: '한국어' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
  await expect(page).toHaveTitle(/[가-힣]/);
  await expect(part(page, 'source')).toHaveAttribute('placeholder', /[가-힣]/);
  // Nothing of the interface is left in English but names and the translation.
  const text = await page.locator('header, footer, .stage h2').allInnerTexts();
  expect(text.join(' ')).toMatch(/[가-힣]/);
  await expectNoViolations(page);
  await screenshot(page, 'desktop-korean');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('all of it can be reached and done by keyboard', async ({ page }) => {
  await open(page, { backend: 'cpu', text: SENTENCES[0] });
  await translated(page, SENTENCES[0]);
  /** @param {(focused: { testid: string|null, role: string|null, name: string|null, classes: string }) => boolean} found */
  const tabTo = async (found) => {
    for (let n = 0; n < 60; n++) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        const { activeElement: element } = document;
        return {
          testid: element?.getAttribute('data-testid') ?? null,
          role: element?.getAttribute('role') ?? null,
          name: element?.getAttribute('name') ?? null,
          classes: element?.className ?? '',
        };
      });
      if (found(focused)) return;
    }
    throw new Error('the keyboard does not get there');
  };
  await tabTo(({ testid }) => testid === 'backend');
  await tabTo(({ testid }) => testid === 'source');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(SENTENCES[2]);
  await page.keyboard.press('Enter');
  await translated(page, SENTENCES[2]);
  await tabTo(({ role }) => role === 'option');
  await page.keyboard.press('Home');
  await expect(part(page, 'translation').getByRole('option').first()).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(part(page, 'translation').getByRole('option').nth(1)).toHaveAttribute('aria-selected', 'true');
  const before = await part(page, 'mechanism').locator(':checked').inputValue();
  await tabTo(({ name }) => name === 'mechanism');
  await page.keyboard.press('ArrowRight');
  await expect(part(page, 'mechanism').locator(':checked')).not.toHaveValue(before);
  await page.keyboard.press('ArrowLeft');
  await expect(part(page, 'mechanism').locator(':checked')).toHaveValue(before);
  await translated(page, SENTENCES[2]);
  await tabTo(({ role }) => role === 'application');
  await page.keyboard.press('ArrowRight');
  const tip = part(page, 'heatmap').locator('output');
  await expect(tip).toContainText(/←/);
  const said = await tip.innerText();
  await page.keyboard.press('ArrowDown');
  await expect(tip).not.toHaveText(said);
});

test('the table behind the heatmap can be shown', async ({ page }) => {
  await open(page, { backend: 'cpu', text: SENTENCES[0] });
  await translated(page, SENTENCES[0]);
  await page.getByRole('button', { name: 'As a table', exact: true }).click();
  await expect(part(page, 'heatmap-table')).toBeVisible();
  await expectNoViolations(page);
});

test('a phone scrolls down, never sideways', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const long = 'Nous avons attendu le bus pendant une heure devant la grande maison de ma sœur.';
  await open(page, { backend: 'cpu', text: long });
  await translated(page, long);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await screenshot(page, 'phone-long');
});

test('who wants little motion sees little', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, { backend: 'cpu', text: SENTENCES[0] });
  await translated(page, SENTENCES[0]);
  const longest = await page.evaluate(() =>
    Math.max(0, ...document.getAnimations().map((each) => Number(each.effect?.getComputedTiming().duration ?? 0))),
  );
  expect(longest).toBeLessThanOrEqual(100);
});

test('what a finger presses is 44 pixels high', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, baseURL });
  const page = await context.newPage();
  await open(page, { backend: 'cpu', text: SENTENCES[0], lang: 'en' });
  await translated(page, SENTENCES[0]);
  // Inline links of a text, single words and cells of figures are as large as what they are of.
  const small = await page.locator('see-page button:visible, see-page select:visible').evaluateAll((all) =>
    all
      .filter(
        (each) =>
          !each.closest('.translation, .heat, svg, p, caption, h2, h3, .former, see-term, .term') && !each.matches('.word, .link, .term'),
      )
      .map((each) => ({
        name: each.getAttribute('aria-label') || each.textContent?.trim(),
        height: Math.round(each.getBoundingClientRect().height),
      }))
      .filter(({ height }) => height > 0 && height < 44),
  );
  expect(small).toEqual([]);
  await context.close();
});

test('no text is smaller than 13 pixels, but indices and numbers in small figures', async ({ page }) => {
  await open(page, { backend: 'cpu', text: SENTENCES[0], lang: 'en' });
  await translated(page, SENTENCES[0]);
  const small = await page.evaluate(() => {
    const texts = document.createTreeWalker(document.querySelector('see-page') ?? document.body, NodeFilter.SHOW_TEXT);
    /** @type {Set<string>} */
    const found = new Set();
    while (texts.nextNode()) {
      const element = texts.currentNode.parentElement;
      if (
        !element ||
        !texts.currentNode.nodeValue?.trim() ||
        element.closest('sub, sup, .katex, svg, .heat .cell, .hidden, .printed, style')
      )
        continue;
      if (element.checkVisibility() && parseFloat(getComputedStyle(element).fontSize) < 13)
        found.add(`${element.className}: ${texts.currentNode.nodeValue.trim()}`);
    }
    return [...found];
  });
  expect(small).toEqual([]);
});

test('axe finds nothing in the tree of a beam', async ({ page }) => {
  await open(page, { backend: 'cpu', text: SENTENCES[0], beam: '4', lang: 'en' });
  await translated(page, SENTENCES[0]);
  await expect(part(page, 'beam-table')).toBeAttached();
  await expectNoViolations(page);
});
