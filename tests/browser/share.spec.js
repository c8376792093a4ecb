/** What leaves the page: a link that opens as it is seen, pictures, numbers. */
import AxeBuilder from '@axe-core/playwright';
import { readFile } from 'node:fs/promises';
import { choose, expect, labels, mechanisms, open, part, SENTENCES, test, translate, translated, weights, attends } from './site.js';

/** @typedef {import('@playwright/test').Page} Page */

/** Saves a file; returns its name and bytes. @param {Page} page @param {string} kind */
async function saved(page, kind) {
  if ((await part(page, 'share').getAttribute('aria-expanded')) === 'false') await part(page, 'share').click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator(`[data-save=${kind}]`).click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** What a reader sees of the state. @param {Page} page */
async function seen(page) {
  return {
    english: (await part(page, 'translation').innerText()).replace(/\s+/g, ' ').trim(),
    mechanism: await part(page, 'mechanism').locator(':checked').inputValue(),
    step: await part(page, 'translation').locator('[aria-selected=true]').getAttribute('data-step'),
    candidates: await part(page, 'candidates').innerText(),
    labels: await labels(page),
    weights: await weights(page),
  };
}

test('a link opens in the very state: sentence, network, step, head, words, language', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, { backend: 'cpu', text: SENTENCES[2], mechanism: 'transformer', lang: 'en' });
  await translated(page, SENTENCES[2]);
  await page.getByRole('combobox', { name: 'Which attention weights' }).selectOption('6');
  await page.getByRole('radio', { name: 'words', exact: true }).check();
  const words = part(page, 'translation').getByRole('option');
  const resting = await part(page, 'translation').locator('[aria-selected=true]').getAttribute('data-step');
  const other = (await words.first().getAttribute('data-step')) === resting ? words.nth(1) : words.first();
  await other.hover();
  await expect(other).toHaveAttribute('aria-selected', 'true');
  const before = await seen(page);
  await part(page, 'share').click();
  await part(page, 'copy-link').click();
  await expect(part(page, 'copy-link')).toContainText('copied');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await page.goto('about:blank');
  await page.goto(link);
  await translated(page, SENTENCES[2]);
  expect(await seen(page)).toEqual(before);
  await expect(page.getByRole('combobox', { name: 'Which attention weights' })).toHaveValue('6');
  await expect(page.getByRole('radio', { name: 'words', exact: true })).toBeChecked();
  // The address bar has come to say the same.
  for (const each of [/head=6/, /step=/, /words=1/]) expect(page.url()).toMatch(each);
});

test('a link opens at the step of the walk and with the terms that are shown', async ({ page }) => {
  await open(page, { backend: 'cpu', text: SENTENCES[2], mechanism: 'transformer', lang: 'en' });
  await translated(page, SENTENCES[2]);
  await page.getByRole('tab').nth(7).click();
  await expect(page.getByRole('tab').nth(7)).toHaveAttribute('aria-selected', 'true');
  await expect(page).toHaveURL(/stage=cross/);
  await page.reload();
  await translated(page, SENTENCES[2]);
  await expect(page.getByRole('tab').nth(7)).toHaveAttribute('aria-selected', 'true');
  await expect(part(page, 'former-panel')).toHaveAttribute('data-step', 'cross');

  await open(page, { backend: 'cpu', text: SENTENCES[2], mechanism: 'additive', lang: 'en' });
  await translated(page, SENTENCES[2]);
  await part(page, 'calculation-open').click();
  await expect(page).toHaveURL(/terms=1/);
  await page.reload();
  await translated(page, SENTENCES[2]);
  await expect(part(page, 'calculation-open')).toHaveAttribute('aria-expanded', 'true');
  await expect(page.locator('see-calculation-steps')).toBeVisible();
});

test('a link carries what was changed by hand', async ({ page }) => {
  await open(page, { backend: 'cpu', text: SENTENCES[0], lang: 'en', hide: '3' });
  await translated(page, SENTENCES[0]);
  const { columns } = await labels(page);
  const hidden = await weights(page);
  expect(columns[3]).toBe('fatigué');
  expect(hidden.map((row) => row[3])).toEqual(hidden.map(() => 0));
  expect(hidden.some((row) => row[2] > 0)).toBe(true);
});

test('a step looked at replaces the address, a network chosen is a place to come back to', async ({ page }) => {
  await open(page, { backend: 'cpu', text: SENTENCES[0], lang: 'en' });
  await translated(page, SENTENCES[0]);
  const length = await page.evaluate(() => history.length);
  for (const n of [0, 1, 2]) await part(page, 'translation').getByRole('option').nth(n).hover();
  await expect(page).toHaveURL(/step=2/);
  expect(await page.evaluate(() => history.length)).toBe(length);
  const [other] = (await mechanisms(page)).filter((each) => each !== 'additive');
  await choose(page, other);
  expect(await page.evaluate(() => history.length)).toBe(length + 1);
  await page.goBack();
  await translated(page, SENTENCES[0]);
  await expect(part(page, 'translation').locator('[aria-selected=true]')).toHaveAttribute('data-step', '2');
  await expect(page).toHaveURL(/step=2/);
});

test('what no run can honour falls away without a word', async ({ page }) => {
  const nonsense = {
    view: 'moon',
    step: '99',
    head: '999',
    words: 'x',
    beam: '4',
    prefix: '7999999',
    hide: '60',
    attend: '3:1,2',
    pin: '!',
    order: '?',
  };
  await open(page, { backend: 'cpu', text: SENTENCES[3], lang: 'en', ...nonsense });
  const english = await translated(page, SENTENCES[3]);
  await expect(part(page, 'message')).toBeHidden();
  await open(page, { backend: 'cpu', text: SENTENCES[3], lang: 'en' });
  expect(await translated(page, SENTENCES[3])).toBe(english);
});

test('without leave to copy, the link stands there to be copied', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined }));
  await open(page, { backend: 'cpu', text: SENTENCES[0], lang: 'en' });
  await translated(page, SENTENCES[0]);
  await part(page, 'share').click();
  await part(page, 'copy-link').click();
  const field = part(page, 'link');
  await expect(field).toBeFocused();
  expect(await field.evaluate((/** @type {HTMLInputElement} */ box) => [box.selectionStart, box.selectionEnd, box.value.length])).toEqual(
    await field.evaluate((/** @type {HTMLInputElement} */ box) => [0, box.value.length, box.value.length]),
  );
  expect(await field.inputValue()).toContain('mechanism=additive');
  const { violations } = await new AxeBuilder({ page }).include('see-attention').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test('the files hold the numbers of the table', async ({ page }) => {
  await open(page, { backend: 'cpu', text: SENTENCES[1], lang: 'en' });
  const english = await translated(page, SENTENCES[1]);
  const table = await weights(page);
  const { rows, columns } = await labels(page);

  const csv = await saved(page, 'csv');
  expect(csv.name).toBe('seq2see-additive-나는-오늘-아주-피곤해.csv');
  // No word of this sentence needs quotes.
  const [head, ...body] = csv.bytes
    .toString('utf8')
    .replace('\uFEFF', '')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));
  expect(head.slice(1)).toEqual(columns);
  expect(body.map(([label]) => label)).toEqual(rows);
  expect(body.map(([, ...cells]) => cells.map(Number))).toEqual(table);

  const svg = (await saved(page, 'svg')).bytes.toString('utf8');
  const drawn = await page.evaluate((text) => {
    const picture = new DOMParser().parseFromString(text, 'image/svg+xml');
    const texts = [...picture.querySelectorAll('text')].map((each) => each.textContent ?? '');
    const cells = [...picture.querySelectorAll('g > title')].map((each) => each.textContent?.split(': ').at(-1));
    const side = (/** @type {string} */ name) => Number(picture.documentElement.getAttribute(name));
    return { broken: !!picture.querySelector('parsererror'), texts, cells: cells.map(Number), size: [side('width'), side('height')] };
  }, svg);
  expect(drawn.broken).toBe(false);
  expect(drawn.cells).toEqual(table.flat());
  for (const word of [SENTENCES[1], english, 'seq2see', 'Bahdanau additive', 'weight α', ...rows, ...columns])
    expect(drawn.texts).toContain(word);

  const png = await saved(page, 'png');
  // Width and height stand at byte 16 of a PNG.
  expect([png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)]).toEqual(drawn.size.map((side) => 2 * side));

  const run = JSON.parse((await saved(page, 'json')).bytes.toString('utf8'));
  expect(run.translation).toBe(english);
  expect(
    run.steps.map((/** @type {any} */ step) => step.attention.row.map((/** @type {number} */ weight) => Number(weight.toPrecision(9)))),
  ).toEqual(table);
  expect(run.steps[0].candidates.length).toBeGreaterThanOrEqual(5);
});

test('every network can be saved, one head too; without attention the run alone', async ({ page }) => {
  await open(page, { backend: 'cpu', text: SENTENCES[3], lang: 'en' });
  await translated(page, SENTENCES[3]);
  for (const mechanism of await mechanisms(page)) {
    const english = await choose(page, mechanism);
    const run = JSON.parse((await saved(page, 'json')).bytes.toString('utf8'));
    expect([run.mechanism, run.translation]).toEqual([mechanism, english]);
    await expect(page.locator('[data-save=svg]')).toHaveCount(attends(mechanism) ? 1 : 0);
  }
  await choose(page, 'transformer');
  await page.getByRole('combobox', { name: 'Which attention weights' }).selectOption('4');
  const svg = (await saved(page, 'svg')).bytes.toString('utf8');
  expect(svg).toContain('layer 2, head 1');
  expect(Array.from(svg.matchAll(/<g><title>[^<]*: ([^<]*)</g), ([, weight]) => Number(weight))).toEqual((await weights(page)).flat());
  await translate(page, SENTENCES[0]);
  expect((await saved(page, 'csv')).name).toBe('seq2see-transformer-je-suis-très-fatigué-ce-soir.csv');
});
