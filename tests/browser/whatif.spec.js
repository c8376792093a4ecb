/** What if: another word, a hidden word, attention set by hand, a beam; and all of it undone. */
import AxeBuilder from '@axe-core/playwright';
import { nativeTranslations } from './native.js';
import { choose, expect, expectRowsSumToOne, labels, mechanisms, open, part, test, translate, translated, weights } from './site.js';

const TEXT = 'Je suis très fatigué ce soir.';
/** Float32 weights, written with nine digits. */
const CLOSE = 1e-6;

/** @typedef {import('@playwright/test').Page} Page */

/** Makes a change and waits until it has been run; returns the English. @param {Page} page @param {() => Promise<unknown>} change @param {string} [text] */
async function after(page, change, text = TEXT) {
  const watch = await part(page, 'translation').evaluateHandle((element) => {
    let busy = false;
    const run = new Promise((resolve) => {
      new MutationObserver((_, observer) => {
        busy ||= element.dataset.state !== 'done';
        if (!busy || element.dataset.state !== 'done') return;
        observer.disconnect();
        resolve(true);
      }).observe(element, { attributes: true, attributeFilter: ['data-state'] });
    });
    return { run };
  });
  await change();
  await watch.evaluate(({ run }) => run);
  return translated(page, text);
}

/** The words of the translation, a step each. @param {Page} page */
const words = (page) => part(page, 'translation').getByRole('option').allInnerTexts();

/** Looks at a step, and returns the labels of its candidates. @param {Page} page @param {number} step */
async function candidatesAt(page, step) {
  await part(page, 'translation').getByRole('option').nth(step).hover();
  await expect(part(page, 'translation').getByRole('option').nth(step)).toHaveAttribute('aria-selected', 'true');
  return part(page, 'candidates').getByRole('button').locator('span:first-child').allInnerTexts();
}

/** Opens the page on a sentence; returns the English. @param {Page} page @param {import('./site.js').Query} [query] */
async function begin(page, { text = TEXT, ...query } = {}) {
  await open(page, { backend: 'cpu', text, ...query });
  return translated(page, text);
}

/** @param {Page} page @param {number} row @param {number} column */
const cell = (page, row, column) => page.locator(`.cell[data-row="${row}"][data-column="${column}"]`);

for (const mechanism of ['additive', 'seq2seq-gru', 'transformer']) {
  test(`${mechanism}: the second candidate gives the same words, that word, and what follows from it`, async ({ page }) => {
    const first = await begin(page, { mechanism });
    const before = await words(page);
    const step = 3;
    const [, second] = await candidatesAt(page, step);
    const other = await after(page, () => part(page, 'candidates').getByRole('button').nth(1).click());
    expect(other).not.toBe(first);
    const made = await words(page);
    expect(made.slice(0, step)).toEqual(before.slice(0, step));
    expect(made[step]).toBe(second);
    await expect(part(page, 'translation').locator('.held')).toHaveText(made.slice(0, step + 1));
    await expect(part(page, 'translation').locator('.chosen')).toHaveText(second);
    await expect(part(page, 'candidates').getByRole('button', { pressed: true })).toContainText(second);
    // The page still looks at the step that was changed.
    await expect(part(page, 'translation').getByRole('option', { selected: true })).toHaveText(second);
    expect(await after(page, () => part(page, 'candidates').getByRole('button').first().click())).toBe(first);
    await expect(part(page, 'changes')).toHaveCount(0);
  });
}

test('a hidden word has no weight anywhere, and undo brings the very same back', async ({ page }) => {
  for (const mechanism of ['additive', 'transformer']) {
    const first = await begin(page, { mechanism });
    const table = await weights(page);
    const column = (await labels(page)).columns.indexOf('fatigué');
    await after(page, () => page.locator(`.heat .column[data-column="${column}"]`).click());
    const hidden = await weights(page);
    expect(hidden.map((row) => row[column])).toEqual(hidden.map(() => 0));
    await expectRowsSumToOne(page);
    await expect(part(page, 'changes')).toContainText('“fatigué” hidden');
    expect(await after(page, () => page.keyboard.press('Control+z'))).toBe(first);
    expect(await weights(page)).toEqual(table);
  }
});

test('all pieces of a word are hidden with one of them, and one word stays', async ({ page }) => {
  const text = 'Elle pleurniche.';
  await begin(page, { text });
  const { columns } = await labels(page);
  await after(page, () => page.locator('.heat .column[data-column="2"]').click(), text);
  const masked = page.locator('.heat .column.masked');
  expect((await masked.allInnerTexts()).length).toBeGreaterThan(1);
  expect('pleurniche.').toContain((await masked.allInnerTexts()).join(''));
  await expect(part(page, 'changes').locator('.change')).toHaveCount(1);
  const before = await weights(page);
  // The end mark, which stays in sight, is no word.
  await page.locator('.heat .column[data-column="0"]').click();
  await expect(page.locator('see-heatmap .tip')).toContainText('has to stay');
  expect(await masked.count()).toBe(columns.length - 2);
  expect(await weights(page)).toEqual(before);
});

test('a weight set by keys stands in the table, and its row sums to one', async ({ page }) => {
  const first = await begin(page);
  const table = await weights(page);
  await part(page, 'heatmap').getByRole('application').focus();
  await page.keyboard.press('PageUp');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  await after(page, async () => {
    for (let n = 0; n < 8; n++) await page.keyboard.press('+');
  });
  const set = await weights(page);
  expect(Math.abs(set[1][0] - (table[1][0] + 8 * 0.05))).toBeLessThan(CLOSE);
  // The others keep their proportions.
  expect(Math.abs(set[1][1] / set[1][2] - table[1][1] / table[1][2])).toBeLessThan(1e-4);
  expect(set[0]).toEqual(table[0]);
  await expectRowsSumToOne(page);
  await expect(page.locator('.heat .row.edited')).toHaveCount(1);
  await expect(page.locator('.heat .row.edited')).toHaveAttribute('data-row', '1');
  expect(await after(page, () => part(page, 'changes').getByRole('button', { name: 'Undo' }).click())).toBe(first);
  expect(await weights(page)).toEqual(table);
});

test('a drag upwards raises a weight, and changes what is translated', async ({ page }) => {
  const first = await begin(page);
  const before = await words(page);
  const { columns } = await labels(page);
  const row = before.indexOf('tired');
  expect(row).toBeGreaterThan(0);
  const box = await cell(page, row, columns.indexOf('soir')).boundingBox();
  if (!box) throw new Error('the cell is not drawn');
  await page.mouse.move(box.x + 12, box.y + 12);
  await page.mouse.down();
  await page.mouse.move(box.x + 12, box.y - 200, { steps: 6 });
  const changed = await after(page, () => page.mouse.up());
  const set = await weights(page);
  expect(Math.abs(set[row][columns.indexOf('soir')] - 1)).toBeLessThan(CLOSE);
  expect(changed).not.toBe(first);
  expect((await words(page)).slice(0, row)).toEqual(before.slice(0, row));
  await expect(part(page, 'translation').getByRole('option').nth(row)).toHaveAttribute('aria-selected', 'true');
});

test('a finger that swipes over the row looked at scrolls the page and sets nothing; held still, it sets', async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    baseURL,
    viewport: { width: 390, height: 780 },
    hasTouch: true,
    isMobile: true,
    locale: 'en-GB',
  });
  const page = await context.newPage();
  await begin(page);
  const before = await weights(page);
  const framed = cell(page, await words(page).then((all) => all.indexOf('very')), 2);
  const touch = await context.newCDPSession(page);
  const send = (/** @type {string} */ type, /** @type {{ x: number, y: number }[]} */ touchPoints) =>
    touch.send('Input.dispatchTouchEvent', /** @type {any} */ ({ type, touchPoints }));
  /** What an earlier swipe set going has come to rest. */
  const atRest = () =>
    page.evaluate(async () => {
      for (let still = 0, y = scrollY; still < 10; y = scrollY) {
        await new Promise(requestAnimationFrame);
        still = scrollY === y ? still + 1 : 0;
      }
    });
  /** Where a finger comes down on the cell, in sight. */
  const onCell = async () => {
    await framed.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
    await atRest();
    const box = await framed.boundingBox();
    if (!box) throw new Error('the cell is not drawn');
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  /** @param {{ x: number, y: number }} from @param {number} by pixels upwards */
  const move = async ({ x, y }, by) => {
    for (let n = 1; n <= 8; n++) await send('touchMove', [{ x, y: y - (by * n) / 8 }]);
    await send('touchEnd', []);
  };
  for (const by of [120, -120, 120]) {
    const point = await onCell();
    const from = await page.evaluate(() => scrollY);
    await send('touchStart', [point]);
    await move(point, by);
    await expect.poll(() => page.evaluate(() => scrollY)).not.toBe(from);
    await atRest();
  }
  expect(await weights(page)).toEqual(before);
  await expect(part(page, 'changes')).toHaveCount(0);
  const point = await onCell();
  await send('touchStart', [point]);
  await expect(page.locator('.heat.held')).toBeVisible();
  await move(point, 100);
  await expect(part(page, 'changes')).toBeVisible();
  await expect(page.locator('.heat.held')).toHaveCount(0);
  await context.close();
});

test("what can be changed is said where it is; a word of the reader is not told as the network's", async ({ page }) => {
  await begin(page);
  await expect(part(page, 'what-if')).toContainText('Drag a cell');
  await candidatesAt(page, 3);
  await expect(part(page, 'what-if-word')).toHaveText('Choose another word, and the network goes on from there.');
  const [best, second] = await candidatesAt(page, 3);
  await after(page, () => part(page, 'candidates').getByRole('button').nth(1).click());
  await expect(part(page, 'what-if-word')).toHaveText(`You chose “${second}”; the network itself held “${best}” for the best.`);
  await expect(page.locator('see-calculation h2')).toContainText('You chose');
});

test('only recurrent attention can be set, and only attention can be hidden from', async ({ page }) => {
  await begin(page);
  await expect(page.locator('.heat.editable')).toHaveCount(1);
  const names = await mechanisms(page);
  await choose(page, 'transformer');
  await expect(page.locator('.heat')).toBeVisible();
  await expect(page.locator('.heat.editable')).toHaveCount(0);
  const [without] = names.filter((name) => name.startsWith('seq2seq'));
  await choose(page, without);
  await expect(page.locator('.heat')).toHaveCount(0);
  await expect(part(page, 'heatmap')).toBeVisible();
});

test('a change belongs to its sentence and its network', async ({ page }) => {
  await begin(page);
  await candidatesAt(page, 3);
  await after(page, () => part(page, 'candidates').getByRole('button').nth(1).click());
  await expect(part(page, 'changes')).toBeVisible();
  await translate(page, "J'ai perdu mes clés.");
  await expect(part(page, 'changes')).toHaveCount(0);
  await expect(part(page, 'translation').locator('.held')).toHaveCount(0);
});

test('changes are taken back one by one, and all', async ({ page }) => {
  const first = await begin(page);
  await after(page, () => page.locator('.heat .column[data-column="2"]').click());
  const hidden = await translated(page, TEXT);
  await candidatesAt(page, 3);
  await after(page, () => part(page, 'candidates').getByRole('button').nth(1).click());
  await expect(part(page, 'changes').locator('.change')).toHaveCount(2);
  expect(await after(page, () => part(page, 'changes').locator('.change').nth(1).click())).toBe(hidden);
  await candidatesAt(page, 3);
  await after(page, () => part(page, 'candidates').getByRole('button').nth(1).click());
  expect(await after(page, () => part(page, 'changes').getByRole('button', { name: 'Reset' }).click())).toBe(first);
});

test('a link opens with its changes, which can be taken back', async ({ page }) => {
  const first = await begin(page);
  await after(page, () => page.locator('.heat .column[data-column="2"]').click());
  await candidatesAt(page, 3);
  const other = await after(page, () => part(page, 'candidates').getByRole('button').nth(1).click());
  const chips = await part(page, 'changes').locator('.change').allInnerTexts();
  await expect(page).toHaveURL(/prefix=/);
  await page.reload();
  expect(await translated(page, TEXT)).toBe(other);
  expect(await part(page, 'changes').locator('.change').allInnerTexts()).toEqual(chips);
  expect(await after(page, () => part(page, 'changes').getByRole('button', { name: 'Reset' }).click())).toBe(first);
  await expect(part(page, 'changes')).toHaveCount(0);
});

test('a beam of 4 gives the words of the native program', async ({ page }) => {
  test.setTimeout(600_000);
  await begin(page);
  await part(page, 'beam').selectOption('4');
  for (const mechanism of ['additive', 'transformer', 'seq2seq-gru']) {
    await choose(page, mechanism);
    const made = [];
    const sentences = [TEXT, "J'ai perdu mes clés.", '나는 오늘 아주 피곤해.'];
    for (const text of sentences) made.push(await translate(page, text));
    await expect(part(page, 'beam')).toHaveValue('4');
    expect(made, mechanism).toEqual(nativeTranslations(mechanism, sentences, ['--beam', '4']));
  }
});

test('the tree of a beam is drawn, with the numbers of its search', async ({ page }) => {
  await begin(page);
  await expect(part(page, 'beam-tree')).toHaveCount(0);
  await after(page, () => part(page, 'beam').selectOption('4'));
  await after(page, () => part(page, 'length-penalty').selectOption('0.6'));
  const rows = await part(page, 'beam-table')
    .locator('tbody tr')
    .evaluateAll((all) =>
      all.map((row) => {
        const texts = [...row.children].map((cell) => String(cell.textContent));
        const [step, place, text, token] = texts;
        const [logProb, sum, score] = texts.slice(4, 7).map(Number);
        return {
          step: Number(step),
          place: Number(place),
          text,
          token,
          logProb,
          sum,
          score,
          fate: /** @type {HTMLElement} */ (row).dataset.fate,
        };
      }),
    );
  const best = rows.filter(({ fate }) => fate === 'best');
  expect(best.map(({ token }) => token).slice(0, -1)).toEqual(await words(page));
  expect(best.at(-1)?.text).toBe((await part(page, 'translation').innerText()).trim());
  // Numbers of nine digits, summed and divided as in Wu et al. 2016, eq. 14.
  let sum = 0;
  for (const each of best) {
    sum += each.logProb;
    expect(Math.abs(each.sum - sum)).toBeLessThan(1e-5);
    expect(Math.abs(each.score - sum / ((5 + each.step) / 6) ** 0.6)).toBeLessThan(1e-5);
  }
  const finished = rows.filter(({ fate }) => fate === 'finished');
  expect(finished.length).toBeGreaterThan(0);
  for (const { score } of finished) expect(score).toBeLessThanOrEqual(/** @type {number} */ (best.at(-1)?.score));
  for (let step = 1; step <= best.length; step++) expect(rows.filter((row) => row.step === step)).toHaveLength(4);
  await expect(part(page, 'beam-tree').locator('.node')).toHaveCount(rows.length);
  // The very probabilities that the words of the line have.
  const p = await part(page, 'translation').getByRole('option').first().getAttribute('aria-label');
  expect(p).toContain(Math.exp(best[0].logProb).toFixed(2));
  await part(page, 'beam-tree').focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('.beam-told')).toContainText('log P');
  await after(page, () => part(page, 'beam').selectOption('1'));
  await expect(part(page, 'beam-tree')).toHaveCount(0);
});

test('a doubtful translation is marked, and why is said', async ({ page }) => {
  await begin(page);
  await expect(page.locator('.doubt')).toHaveCount(0);
  await translate(page, "D'accord, je pige que dalle au bidule chelou.");
  await expect(page.locator('.doubt')).toBeVisible();
  // The geometric mean of the probabilities of all pieces, the end mark's among them.
  const shown = await part(page, 'translation').getByRole('option').count();
  /** @type {number[]} */
  const each = [];
  await part(page, 'heatmap').getByRole('application').focus();
  await page.keyboard.press('PageUp');
  for (let i = 0; i <= shown; i++) {
    each.push(Number(await part(page, 'candidates').getByRole('button', { pressed: true }).locator('.number').innerText()));
    await page.keyboard.press('ArrowDown');
  }
  const mean = Math.exp(each.reduce((sum, p) => sum + Math.log(p), 0) / each.length);
  expect(mean).toBeLessThan(0.55);
  const said = Number((await page.locator('.why-doubt').innerText()).match(/0\.\d\d/)?.[0]);
  // Of numbers with three digits, and two.
  expect(Math.abs(said - mean)).toBeLessThan(0.01);
});

test('numbers come and go', async ({ page }) => {
  await begin(page);
  const numbers = () =>
    page
      .locator('.heat .cell')
      .allInnerTexts()
      .then((texts) => texts.filter(Boolean).length);
  expect(await numbers()).toBeGreaterThan(5);
  await page.getByRole('button', { name: 'numbers' }).click();
  expect(await numbers()).toBe(0);
  await page.getByRole('button', { name: 'numbers' }).click();
  expect(await numbers()).toBeGreaterThan(5);
});

test('axe finds nothing in what was changed', async ({ page }) => {
  for (const scheme of /** @type {const} */ (['light', 'dark'])) {
    await page.emulateMedia({ colorScheme: scheme });
    await begin(page);
    await after(page, () => page.locator('.heat .column[data-column="2"]').click());
    await candidatesAt(page, 3);
    await after(page, () => part(page, 'candidates').getByRole('button').nth(1).click());
    await after(page, () => part(page, 'beam').selectOption('4'));
    await expect(part(page, 'beam-tree')).toBeVisible();
    await page.getByText('How to read this').click();
    await page.waitForTimeout(900);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
  }
});
