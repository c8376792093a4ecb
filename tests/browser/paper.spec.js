/** Where the page is not seen on a screen of its own colours: saved figures, paper, colours that the system chooses. */
import { readFile } from 'node:fs/promises';
import { expect, labels, open, part, SENTENCES, test, translated } from './site.js';

/** @typedef {import('@playwright/test').Page} Page */

/** Saves a file; returns its name and text. @param {Page} page @param {string} kind */
async function saved(page, kind) {
  if ((await part(page, 'share').getAttribute('aria-expanded')) === 'false') await part(page, 'share').click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator(`[data-save=${kind}]`).click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

/**
 * An SVG file, shown without the page's styles: its texts, those that stand outside of it, its numbers.
 * @param {Page} page @param {string} text
 */
async function shown(page, text) {
  const frame = await page.context().newPage();
  await frame.setContent(text.replace(/^<svg/, '<svg id="picture"'));
  const seen = await frame.evaluate(() => {
    const picture = /** @type {SVGSVGElement} */ (/** @type {unknown} */ (document.getElementById('picture')));
    const box = picture.getBoundingClientRect();
    const texts = [...picture.querySelectorAll('text')];
    const outside = texts.filter((each) => {
      const { left, right, top, bottom } = each.getBoundingClientRect();
      return left < box.left || right > box.right || top < box.top || bottom > box.bottom;
    });
    const ribbons = [...picture.querySelectorAll('path[data-token]')].map((path) => ({
      step: Number(path.parentElement?.dataset.step),
      token: Number(path.getAttribute('data-token')),
      weight: Number(path.querySelector('title')?.textContent),
    }));
    return { texts: texts.map((each) => each.textContent ?? ''), outside: outside.map((each) => each.textContent), ribbons };
  });
  await frame.close();
  return seen;
}

test('the flow is saved as it is seen, on a light ground, with the numbers of the run, in need of no style sheet', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page, { backend: 'cpu', text: SENTENCES[0], lang: 'en' });
  const english = await translated(page, SENTENCES[0]);
  const { rows, columns } = await labels(page);
  const { name, text } = await saved(page, 'flow-svg');
  expect(name).toBe('seq2see-additive-flow-je-suis-très-fatigué-ce-soir.svg');
  for (const outer of ['var(', 'light-dark', 'class=', 'NaN', 'undefined']) expect(text.includes(outer), outer).toBe(false);
  expect(/<rect width="\d+" height="\d+" fill="rgb\(255, 255, 255\)"/.test(text)).toBe(true);
  expect(text.includes('rgb(28, 30, 37)'), "the dark page's card").toBe(false);
  const seen = await shown(page, text);
  expect(seen.outside).toEqual([]);
  for (const word of [SENTENCES[0], english, ...rows, ...columns]) expect(seen.texts).toContain(word);
  const run = JSON.parse((await saved(page, 'json')).text);
  expect(seen.ribbons.length).toBeGreaterThan(3);
  expect(seen.ribbons.map(({ weight }) => weight)).toEqual(seen.ribbons.map(({ step, token }) => run.steps[step].attention.row[token]));
  // The page itself stays dark.
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(20, 21, 26)');
  expect((await saved(page, 'flow-png')).text.slice(1, 4)).toBe('PNG');
});

test('the tree of a beam is saved with every hypothesis', async ({ page }) => {
  await open(page, { backend: 'cpu', text: SENTENCES[2], lang: 'ko', beam: '3' });
  await translated(page, SENTENCES[2]);
  const nodes = await part(page, 'beam-tree').locator('.node text').allTextContents();
  const { name, text } = await saved(page, 'beam-svg');
  expect(name).toContain('additive-beam');
  const seen = await shown(page, text);
  expect(seen.outside).toEqual([]);
  for (const node of nodes) expect(seen.texts).toContain(node);
});

for (const text of ["C'est anticonstitutionnellement.", `${'대한민국만세'.repeat(5)} 좋아요.`, 'Où est שלום 123 ?']) {
  test(`saved figures hold ${text.slice(0, 24)} whole`, async ({ page }) => {
    await open(page, { backend: 'cpu', text, lang: 'en' });
    await translated(page, text);
    await page.getByRole('radio', { name: 'words', exact: true }).check();
    for (const kind of ['svg', 'flow-svg']) expect((await shown(page, (await saved(page, kind)).text)).outside).toEqual([]);
  });
}

test('on paper a dark page is light, the largest weight the darkest, figures fit the sheet, controls are gone', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page, { backend: 'cpu', text: SENTENCES[0], lang: 'en' });
  const english = await translated(page, SENTENCES[0]);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const light = (/** @type {string} */ row) =>
    page
      .locator(`.heat .cell[data-row="${row}"]`)
      .evaluateAll((cells) =>
        cells.map((each) => (getComputedStyle(each).backgroundColor.match(/\d+/g) ?? []).reduce((sum, part) => sum + Number(part), 0)),
      );
  await expect.poll(async () => Math.max(...(await light('0')))).toBeGreaterThan(700);
  const table = await part(page, 'heatmap-table').locator('tbody tr').first().locator('td').allTextContents();
  const cells = await light('0');
  const weights = table.map(Number);
  expect(cells.indexOf(Math.min(...cells))).toBe(weights.indexOf(Math.max(...weights)));
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
  for (const gone of ['player', 'share', 'help', 'backend']) await expect(part(page, gone)).toBeHidden();
  for (const there of ['source', 'translation', 'flow', 'heatmap', 'candidates', 'printed']) await expect(part(page, there)).toBeVisible();
  await expect(part(page, 'printed')).toContainText('mechanism=additive');
  await expect(part(page, 'translation')).toContainText(english.slice(0, 6));
  // A real sheet, one in each direction.
  for (const landscape of [false, true]) expect((await page.pdf({ format: 'A4', landscape })).subarray(0, 4).toString()).toBe('%PDF');
  await page.emulateMedia({ media: 'screen', colorScheme: 'dark' });
  await expect.poll(async () => Math.max(...(await light('0')))).toBeGreaterThan(0);
  await expect(part(page, 'player')).toBeVisible();
});

test('a flow wider than a sheet is printed whole', async ({ page }) => {
  const text = "J'ai perdu mes clés et je ne sais pas où les chercher dans la grande maison ce soir.";
  await open(page, { backend: 'cpu', text, lang: 'en' });
  await translated(page, text);
  const wide = () => page.locator('.flow-figure').evaluate((figure) => figure.getBoundingClientRect().width);
  expect(await wide()).toBeGreaterThan(1032);
  await page.emulateMedia({ media: 'print' });
  // What A4 holds in landscape, which this window is, in pixels.
  await expect.poll(wide).toBeLessThanOrEqual(1032 - 90);
  // The heatmap in one piece likewise: nothing of it is scrolled away.
  expect(await page.locator('.heat-scroll').evaluate((box) => box.scrollHeight <= box.clientHeight + 1)).toBe(true);
});

test('with colours that the system chooses, weights, bars, timeline, legends and the chosen network are seen', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await open(page, { backend: 'cpu', text: SENTENCES[0], lang: 'en' });
  await translated(page, SENTENCES[0]);
  const look = (/** @type {string} */ selector) =>
    page
      .locator(selector)
      .first()
      .evaluate((each) => {
        const { backgroundColor, backgroundImage } = getComputedStyle(each);
        return backgroundImage === 'none' ? backgroundColor : backgroundImage;
      });
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const fills = await page
    .locator('.heat .cell')
    .evaluateAll((cells) => new Set(cells.map((each) => getComputedStyle(each).backgroundColor)).size);
  expect(fills).toBeGreaterThan(8);
  for (const seen of [
    '.candidates i',
    '.scrubber .now i, .scrubber i.now',
    '.scrubber .past i, .scrubber i.past',
    '.segments label:has(:checked)',
    '.at-attention .legend i',
    '.ribbon-key',
  ]) {
    expect(await look(seen), seen).not.toBe(ground);
    expect(await look(seen), seen).not.toBe('rgba(0, 0, 0, 0)');
  }
  expect(await look('.mechanism label:has(:checked)')).not.toBe(await look('.mechanism label:not(:has(:checked))'));
  const ribbon = await page
    .locator('.ribbons.now path')
    .first()
    .evaluate((path) => getComputedStyle(path).stroke);
  expect(ribbon).not.toBe(ground);
});
