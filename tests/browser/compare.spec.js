/** The view that compares: one sentence through every network that is there. */
import AxeBuilder from '@axe-core/playwright';
import { attends, choose, expect, mechanisms, open, part, SENTENCES, test, translated } from './site.js';

/** @typedef {import('@playwright/test').Page} Page */

/** @param {Page} page */
const card = (page, mechanism = '') => page.locator(`[data-testid="compare-card"]${mechanism && `[data-mechanism="${mechanism}"]`}`);

/** Waits for the comparison's end. @param {Page} page @param {string} [state] */
async function compared(page, state = 'done') {
  await expect(part(page, 'compare-status')).toHaveAttribute('data-state', state);
}

/** What stands on the cards, in their order. @param {Page} page */
const words = async (page) => (await part(page, 'compare-text').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());

/** @param {Page} page @returns {Promise<string[]>} */
const order = (page) => card(page).evaluateAll((cards) => cards.map((each) => /** @type {HTMLElement} */ (each).dataset.mechanism ?? ''));

/** @param {Page} page */
async function expectNoViolations(page) {
  await page.waitForTimeout(700);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
}

test('every network says what it says in Translate, with the weights drawn there', async ({ page }) => {
  await open(page, { backend: 'cpu', text: SENTENCES[0], lang: 'en' });
  await translated(page, SENTENCES[0]);
  /** @type {Record<string, { english: string, weights: string[] }>} */
  const usual = {};
  for (const mechanism of await mechanisms(page)) {
    const english = await choose(page, mechanism);
    usual[mechanism] = { english, weights: await part(page, 'heatmap-table').locator('td').allTextContents() };
  }
  await part(page, 'views').getByRole('link', { name: 'Compare' }).click();
  await compared(page);
  await expect(page).toHaveURL(/view=compare/);
  await expect(part(page, 'views').getByRole('link', { name: 'Compare' })).toHaveAttribute('aria-current', 'page');
  expect(await order(page)).toEqual(Object.keys(usual));
  expect(await words(page)).toEqual(Object.values(usual).map(({ english }) => english));
  for (const [mechanism, { weights }] of Object.entries(usual)) {
    const drawn = await card(page, mechanism)
      .locator('rect[data-weight]')
      .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-weight')));
    expect(drawn, mechanism).toEqual(weights);
    expect(drawn.length > 0).toBe(attends(mechanism));
  }
});

test('who comes from the page’s own sentence is shown one that tells the networks apart, and what to see', async ({ page }) => {
  await open(page, { backend: 'cpu', lang: 'en' });
  await translated(page, SENTENCES[0]);
  await part(page, 'views').getByRole('link', { name: 'Compare' }).click();
  await compared(page);
  await expect(part(page, 'source')).toHaveValue('Nous avons attendu le bus pendant une heure.');
  expect((await order(page))[0]).toBe('additive');
  await expect(part(page, 'compare-look')).toContainText(/What to see: .* wrote “hour”; \d of the other 9 lost it/);
});

test('a card has the numbers of its run, and the cards stand in the order of a number', async ({ page }) => {
  await open(page, { backend: 'cpu', text: SENTENCES[2], view: 'compare', lang: 'en' });
  await compared(page);
  const numbers = async () =>
    card(page).evaluateAll((cards) =>
      cards.map((each) => {
        const { logProb, msPerToken, tokens } = /** @type {HTMLElement} */ (each.querySelector('dl')).dataset;
        return {
          logProb: Number(logProb),
          ms: Number(msPerToken),
          tokens: Number(tokens),
          shown: [...each.querySelectorAll('dd')].map((cell) => cell.textContent ?? ''),
        };
      }),
    );
  const all = await numbers();
  for (const { logProb, tokens, shown } of all) {
    expect(Number(shown[0].replace('−', '-'))).toBeCloseTo(logProb, 2);
    expect(Number(shown[1])).toBeCloseTo(Math.exp(logProb / tokens), 2);
    expect(Number(shown[3])).toBe(tokens);
  }
  await page.getByRole('radio', { name: 'by log-probability' }).check();
  const byProbability = (await numbers()).map(({ logProb }) => logProb);
  expect(byProbability).toEqual([...byProbability].sort((a, b) => b - a));
  expect(new Set(byProbability)).toEqual(new Set(all.map(({ logProb }) => logProb)));
  await page.getByRole('radio', { name: 'by time' }).check();
  const byTime = (await numbers()).map(({ ms }) => ms);
  expect(byTime).toEqual([...byTime].sort((a, b) => a - b));
  await expect(page).toHaveURL(/order=time/);
});

test('the pinned card stands first, and the others show where they differ from it', async ({ page }) => {
  await open(page, { backend: 'cpu', text: 'Elle chante mieux que sa sœur.', view: 'compare', lang: 'en' });
  await compared(page);
  await expect(page.locator('mark')).toHaveCount(0);
  const last = String((await order(page)).at(-1));
  await card(page, last)
    .getByRole('button', { name: /^Compare the others/ })
    .click();
  expect((await order(page))[0]).toBe(last);
  const [pinned, ...others] = await words(page);
  for (const [i, text] of others.entries()) {
    const marks = await card(page)
      .nth(i + 1)
      .locator('mark')
      .allInnerTexts();
    // What is not marked is in the pinned translation; a word of the card that is not there is marked.
    const missing = text.split(/[\s.]+/).filter((word) => word && !pinned.split(/[\s.]+/).includes(word));
    for (const word of missing) expect(marks.join(' ')).toContain(word);
    if (text === pinned) expect(marks).toEqual([]);
  }
  // The link follows at leisure.
  await expect(page).toHaveURL(/[?&]pin=/);
  await page.reload();
  await compared(page);
  expect((await order(page))[0]).toBe(last);
});

test('a card opens its network in Translate, and back leads to the comparison', async ({ page }) => {
  await open(page, { backend: 'cpu', text: SENTENCES[3], view: 'compare', lang: 'en' });
  await compared(page);
  const [first] = await order(page);
  const [english] = await words(page);
  await card(page, first)
    .getByRole('button', { name: /in Translate/ })
    .click();
  expect(await translated(page, SENTENCES[3])).toBe(english);
  await expect(part(page, 'mechanism').locator(':checked')).toHaveValue(first);
  await expect(page.locator('main')).toBeFocused();
  await page.goBack();
  await compared(page);
  await expect(card(page, first)).toHaveAttribute('data-state', 'done');
});

test('no checkpoint but the one shown is fetched before the reader compares', async ({ page }) => {
  /** @type {Set<string>} */
  const fetched = new Set();
  page.on('request', (request) => request.url().endsWith('.safetensors') && fetched.add(request.url()));
  await open(page, { backend: 'cpu', text: SENTENCES[0], lang: 'en' });
  await translated(page, SENTENCES[0]);
  const count = (await mechanisms(page)).length;
  await page.waitForTimeout(500);
  expect(fetched.size).toBe(1);
  await part(page, 'views').getByRole('link', { name: 'Compare' }).click();
  await compared(page);
  expect(fetched.size).toBe(count);
});

test('it can be cancelled, and goes on where it stopped', async ({ page }) => {
  // The last network's weights wait until they are let through.
  /** @type {(() => void)[]} */
  const waiting = [];
  await page.route('**/transformer/*.safetensors', (route) => new Promise((resolve) => waiting.push(() => resolve(route.continue()))));
  await open(page, { backend: 'cpu', text: SENTENCES[0], view: 'compare', lang: 'en' });
  await expect(card(page, 'transformer')).toHaveAttribute('data-state', 'loading');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await compared(page, 'stopped');
  await expect(card(page, 'transformer')).toHaveAttribute('data-state', 'stopped');
  await expect(card(page, 'additive')).toHaveAttribute('data-state', 'done');
  const before = await card(page, 'additive').locator('dl').getAttribute('data-ms-per-token');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(card(page, 'transformer')).toHaveAttribute('data-state', 'loading');
  for (const go of waiting) go();
  await compared(page);
  expect(await card(page, 'additive').locator('dl').getAttribute('data-ms-per-token')).toBe(before);
});

test('a new sentence takes the place of the one before', async ({ page }) => {
  await open(page, { backend: 'cpu', text: SENTENCES[0], view: 'compare', lang: 'en' });
  await expect(card(page).first()).toBeVisible();
  await part(page, 'source').fill(SENTENCES[1]);
  await part(page, 'source').fill(SENTENCES[2]);
  await compared(page);
  const made = await words(page);
  await expect(page).toHaveURL(/text=J/);
  // Opened in a window of its own, the other view has the sentence, too.
  const there = new URL(String(await part(page, 'views').getByRole('link', { name: 'Translate' }).getAttribute('href')));
  expect([there.searchParams.get('text'), there.searchParams.get('view')]).toEqual([SENTENCES[2], 'translate']);
  await open(page, { backend: 'cpu', text: SENTENCES[2], view: 'compare', lang: 'en' });
  await compared(page);
  expect(await words(page)).toEqual(made);
});

test('a sentence that none can read is told once, for all', async ({ page }) => {
  await open(page, { backend: 'cpu', text: SENTENCES[0], view: 'compare', lang: 'en' });
  await compared(page);
  await part(page, 'source').fill('le chat noir '.repeat(100));
  await expect(part(page, 'message')).toHaveAttribute('data-code', 'too-long');
  await expect(card(page)).toHaveCount(0);
  await part(page, 'source').fill('The weather is very nice today.');
  await expect(part(page, 'message')).toHaveAttribute('data-code', 'language-en');
  await part(page, 'source').fill(SENTENCES[3]);
  await compared(page);
  await expect(part(page, 'message')).toBeHidden();
});

test('a network whose weights do not arrive says so in its card, and the others go on', async ({ context }) => {
  // The browser logs a failed load as an error of its own: this test looks at what the page says.
  const page = await context.newPage();
  let broken = true;
  await page.route('**/additive/*.safetensors', (route) => (broken ? route.abort() : route.continue()));
  await page.goto(`./?${new URLSearchParams({ backend: 'cpu', text: SENTENCES[0], view: 'compare', lang: 'en' })}`);
  await compared(page);
  await expect(card(page, 'additive')).toHaveAttribute('data-state', 'failed');
  await expect(card(page, 'additive')).toContainText('did not arrive');
  await expect(card(page, 'transformer')).toHaveAttribute('data-state', 'done');
  broken = false;
  await card(page, 'additive').getByRole('button', { name: 'Try again' }).click();
  await expect(card(page, 'additive')).toHaveAttribute('data-state', 'done');
});

test('by keyboard: to the view, through the order, to a card and into it', async ({ page }) => {
  await open(page, { backend: 'cpu', text: SENTENCES[0], lang: 'en' });
  await translated(page, SENTENCES[0]);
  const tabTo = async (/** @type {import('@playwright/test').Locator} */ goal) => {
    for (let n = 0; n < 40; n++) {
      await page.keyboard.press('Tab');
      if (await goal.evaluate((element) => element === document.activeElement)) return;
    }
    throw new Error('the keyboard does not get there');
  };
  await tabTo(part(page, 'views').getByRole('link', { name: 'Compare' }));
  await page.keyboard.press('Enter');
  await compared(page);
  await tabTo(page.getByRole('radio', { name: 'by year' }));
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'by log-probability' })).toBeChecked();
  const [first] = await order(page);
  await tabTo(card(page, first).getByRole('button', { name: /^Compare the others/ }));
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(new RegExp(`pin=${first}`));
  await tabTo(card(page, first).getByRole('button', { name: /in Translate/ }));
  await page.keyboard.press('Enter');
  await translated(page, SENTENCES[0]);
});

const LONG =
  'Nous avons attendu le bus pendant une heure devant la grande maison de ma sœur, parce que personne ne nous avait dit que le dernier bus était parti.';

for (const [name, scheme, size, text, query] of /** @type {const} */ ([
  ['light', 'light', null, 'Elle chante mieux que sa sœur.', { lang: 'en', pin: 'additive' }],
  ['dark', 'dark', null, SENTENCES[1], { lang: 'en', pin: 'additive', order: 'time' }],
  ['korean', 'light', null, 'Oui', { lang: 'ko' }],
  ['phone', 'light', { width: 390, height: 844 }, LONG, { lang: 'en' }],
])) {
  test(`axe finds nothing, and nothing goes over the edge: ${name}`, async ({ page }) => {
    if (size) await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: scheme });
    await open(page, { backend: 'cpu', text, view: 'compare', ...query });
    await compared(page);
    await expectNoViolations(page);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(over).toBeLessThanOrEqual(0);
    await page.screenshot({ path: `artifacts/compare-${name}.png`, fullPage: true });
    if (query.lang === 'ko') expect((await page.locator('.entries').innerText()).match(/probability|token|pieces|attention/i)).toBeNull();
  });
}

test('a wider screen shows more columns', async ({ page }) => {
  const columns = async (/** @type {number} */ width) => {
    await page.setViewportSize({ width, height: 860 });
    return card(page).evaluateAll((cards) => new Set(cards.map((each) => each.getBoundingClientRect().left)).size);
  };
  await open(page, { backend: 'cpu', text: SENTENCES[0], view: 'compare', lang: 'en' });
  await compared(page);
  expect([await columns(390), await columns(800), await columns(1280)]).toEqual([1, 2, 3]);
});
