/** Learn's lessons: a walk by keyboard through their cards, what they say against the run, no fault of accessibility. */
import AxeBuilder from '@axe-core/playwright';
import { expect, open, part, SENTENCES, test, translated } from './site.js';

/** @typedef {import('@playwright/test').Page} Page */

const lesson = (/** @type {Page} */ page) => part(page, 'lesson');

/** A lesson that is open and at rest. @param {Page} page @param {string} name @param {number} card @param {'ask'|'told'} state */
async function at(page, name, card, state) {
  await expect(lesson(page)).toHaveAttribute('data-name', name);
  await expect(lesson(page)).toHaveAttribute('data-card', String(card));
  await expect(lesson(page)).toHaveAttribute('data-state', state);
}

/** @param {Page} page */
async function accessible(page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

/** The numbers behind the figure, exact. @param {Page} page */
const table = (page) =>
  part(page, 'lesson-table')
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.getAttribute('data-value'))));

test('the index leads to the lessons and to the bench, and remembers how far a reader has come', async ({ page }) => {
  await open(page, { learn: 'index' });
  await expect(part(page, 'lessons')).toBeVisible();
  await accessible(page);
  await part(page, 'learn-next').click();
  await at(page, 'tour', 1, 'told');
  await page.keyboard.press('ArrowRight');
  await at(page, 'tour', 2, 'told');
  await page.goBack();
  await expect(part(page, 'learn-next')).toContainText('Go on');
  await part(page, 'learn-bench').click();
  await expect(part(page, 'bench')).toHaveAttribute('data-state', 'idle');
  await expect(page).toHaveURL(/learn=bench/);
});

test('the tour is walked by keyboard; what it says of the run is what Translate shows', async ({ page }) => {
  await open(page, { learn: 'tour' });
  await at(page, 'tour', 1, 'told');
  await page.keyboard.press(' ');
  await at(page, 'tour', 2, 'told');
  await page.keyboard.press('ArrowRight');
  await at(page, 'tour', 3, 'ask');
  await page.keyboard.press('ArrowRight');
  await at(page, 'tour', 3, 'ask');
  await page.keyboard.press('c');
  await accessible(page);
  await page.keyboard.press('ArrowRight');
  await at(page, 'tour', 3, 'told');
  await expect(page.locator('.said .yes')).toBeVisible();
  const said = await page.locator('.say.told b').first().innerText();
  await part(page, 'lesson-why').getByRole('button').first().click();
  await expect(part(page, 'lesson-theory')).toContainText('Yes.');
  await accessible(page);
  await page.keyboard.press('ArrowRight');
  await at(page, 'tour', 4, 'told');
  const rows = await table(page);
  await page.keyboard.press('ArrowRight');
  await at(page, 'tour', 5, 'ask');
  await page.keyboard.press('a');
  await page.keyboard.press('ArrowRight');
  await at(page, 'tour', 5, 'told');
  await page.keyboard.press('ArrowLeft');
  await page.getByRole('link', { name: 'Open in Translate' }).click();
  await translated(page, SENTENCES[0]);
  const shown = await part(page, 'heatmap-table')
    .locator('tbody tr')
    .evaluateAll((all) => all.map((row) => Math.max(...[...row.querySelectorAll('td')].map((cell) => Number(cell.textContent)))));
  expect(rows.map((row) => Number(row[2]).toFixed(6))).toEqual(shown.map((weight) => weight.toFixed(6)));
  expect(rows.map((row) => Number(row[2]).toFixed(2))).toContain(said);
});

test('a lecturer asks by a show of hands, and a frame shows the figure alone', async ({ page }) => {
  await open(page, { learn: 'tour', card: '3', present: '1' });
  await at(page, 'tour', 3, 'ask');
  await expect(page.locator('header')).toBeHidden();
  await page.keyboard.press('b');
  await page.keyboard.press('b');
  await expect(part(page, 'lesson-predict')).toContainText('2 hands');
  await accessible(page);
  await page.keyboard.press(' ');
  await at(page, 'tour', 3, 'told');
  await open(page, { learn: 'tour', card: '4', quiz: 'off', embed: 'figure' });
  await at(page, 'tour', 4, 'told');
  await expect(part(page, 'lesson-figure')).toBeVisible();
  await expect(part(page, 'lesson-next')).toHaveCount(0);
});

test('predictions are kept in this browser and can be forgotten', async ({ page }) => {
  await open(page, { learn: 'tour', card: '3' });
  await at(page, 'tour', 3, 'ask');
  await page.keyboard.press('a');
  await page.keyboard.press(' ');
  await at(page, 'tour', 3, 'told');
  await open(page, { learn: 'predictions' });
  await expect(part(page, 'predictions')).toHaveAttribute('data-count', '1');
  await accessible(page);
  await part(page, 'learn-forget').click();
  await expect(part(page, 'predictions')).toHaveAttribute('data-count', '0');
  await page.reload();
  await expect(part(page, 'predictions')).toHaveAttribute('data-count', '0');
});

/** Goes on, by keyboard, once the lesson is at rest. @param {Page} page @param {string} [choice] a letter to predict with */
async function on(page, choice) {
  if (choice) await page.keyboard.press(choice);
  await page.keyboard.press('ArrowRight');
  await expect(lesson(page)).not.toHaveAttribute('data-state', 'acting');
}

test('ten coins are held against the weights, which are the softmax of the scores', async ({ page }) => {
  await open(page, { learn: 'attention' });
  await at(page, 'attention', 1, 'told');
  await on(page);
  await at(page, 'attention', 2, 'ask');
  await on(page);
  await at(page, 'attention', 2, 'ask');
  for (let n = 0; n < 10; n++) await part(page, 'lesson-predict').locator('button:not(.take)').nth(3).press('Enter');
  await on(page);
  await at(page, 'attention', 2, 'told');
  await accessible(page);
  const rows = (await table(page)).map((row) => row.map(Number));
  const most = Math.max(...rows.map(([score]) => score));
  const powers = rows.map(([score]) => Math.exp(score - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  rows.forEach(([, weight], j) => expect(Math.abs(weight - powers[j] / sum)).toBeLessThan(1e-5));
  await expect(page.locator('.big-number')).toHaveText(`${Math.round(100 * rows[3][1])}%`);
  for (const choice of [undefined, undefined, undefined, 'a', undefined, 'a']) await on(page, choice);
  await at(page, 'attention', 6, 'told');
  await expect(page.locator('.figure-head')).toContainText('dot');
  await accessible(page);
});

test('hiding each piece says how far weight and effect agree', async ({ page }) => {
  await open(page, { learn: 'explanation' });
  await at(page, 'explanation', 1, 'told');
  for (const choice of [undefined, 'c', undefined, 'a']) await on(page, choice);
  await at(page, 'explanation', 3, 'told');
  await accessible(page);
  const rows = await table(page);
  const change = rows.map((row) => Number(row[2]));
  expect(change.every((each) => each >= 0)).toBe(true);
  expect(Math.max(...change)).toBeGreaterThan(0.1);
  await expect(page.locator('.big-number')).toHaveText(/^τ = [−\d.]+$/);
  for (const choice of [undefined, 'b', undefined, 'b']) await on(page, choice);
  await at(page, 'explanation', 5, 'told');
});

test('cosine and scaled dot are computed on the states of dot, and seven scores stand side by side', async ({ page }) => {
  await open(page, { learn: 'scores' });
  await at(page, 'scores', 1, 'told');
  await on(page);
  await part(page, 'lesson-predict').getByRole('button', { name: 'dot product' }).press('Enter');
  for (const choice of [undefined, undefined, 'b']) await on(page, choice);
  await at(page, 'scores', 3, 'told');
  await accessible(page);
  const columns = await part(page, 'lesson-table').locator('thead th').allTextContents();
  const of = async (/** @type {string} */ name) =>
    (await table(page)).map((row) => Number(row[columns.findIndex((each) => each.startsWith(`${name} e`))]));
  const [dot, scaled, cosine] = [await of('dot product'), await of('scaled dot'), await of('content-base')];
  dot.forEach((score, j) => {
    // The states have crossed as float32.
    expect(Math.abs(score - scaled[j] * Math.sqrt(512))).toBeLessThan(1e-3);
    expect(Math.abs(cosine[j])).toBeLessThanOrEqual(1);
  });
});

test('the Transformer is gone through: attention rows sum to 1, and the mask leaves a triangle', async ({ page }) => {
  await open(page, { learn: 'transformer', card: '4' });
  await at(page, 'transformer', 4, 'ask');
  await on(page, 'a');
  await at(page, 'transformer', 4, 'told');
  await accessible(page);
  const sum = (/** @type {(string|null)[]} */ row) => row.reduce((total, cell) => total + Number(cell), 0);
  for (const row of await table(page)) expect(Math.abs(sum(row) - 1)).toBeLessThan(1e-5);
  for (const choice of [undefined, undefined, 'b']) await on(page, choice);
  await at(page, 'transformer', 6, 'told');
  (await table(page)).forEach((row, i) => {
    expect(row.filter((cell) => cell !== '')).toHaveLength(i + 1);
    expect(Math.abs(sum(row) - 1)).toBeLessThan(1e-5);
  });
});

test('a state is predicted to fade, and the numbers behind the line are its recurrence', async ({ page }) => {
  await open(page, { learn: 'memory', card: '3' });
  await at(page, 'memory', 3, 'ask');
  await on(page, 'b');
  await at(page, 'memory', 3, 'told');
  await accessible(page);
  let x = 0;
  for (const [input, state] of await table(page)) {
    x = Math.tanh(0.5 * x + Number(input));
    expect(Math.abs(Number(state) - x)).toBeLessThan(1e-12);
  }
  for (const choice of [undefined, 'b', undefined, 'b']) await on(page, choice);
  await at(page, 'memory', 5, 'told');
  await expect(part(page, 'lesson-table').locator('tbody tr')).not.toHaveCount(0);
});

test('a ladder of sentences goes through the GRU, and is stopped where the reader stops it', async ({ page }) => {
  await open(page, { learn: 'bottleneck', card: '2' });
  await at(page, 'bottleneck', 2, 'ask');
  await on(page, 'b');
  await at(page, 'bottleneck', 2, 'told');
  await expect(part(page, 'lesson-table').locator('tbody tr')).toHaveCount(8);
  for (const [score] of await table(page)) {
    expect(Number(score)).toBeGreaterThanOrEqual(0);
    expect(Number(score)).toBeLessThanOrEqual(100);
  }
  await accessible(page);
  await on(page);
  await at(page, 'bottleneck', 3, 'ask');
  await page.keyboard.press('c');
  await page.keyboard.press('ArrowRight');
  await part(page, 'lesson-cancel').press('Enter');
  await at(page, 'bottleneck', 3, 'told');
});

test('what hiding a piece leaves in the last state is drawn for every network', async ({ page }) => {
  await open(page, { learn: 'forgetting', card: '2' });
  await at(page, 'forgetting', 2, 'ask');
  await on(page, 'c');
  await at(page, 'forgetting', 2, 'told');
  const rnn = (await table(page)).map(([value]) => Number(value));
  const shown = await page.locator('.trace em').allTextContents();
  const most = Math.max(...rnn);
  expect(shown).toEqual(rnn.map((value) => (value / most >= 0.995 ? '1' : (value / most).toFixed(2).slice(1))));
  await accessible(page);
  for (const choice of [undefined, 'b', undefined, 'b']) await on(page, choice);
  await at(page, 'forgetting', 4, 'told');
  await accessible(page);
});

test('Model 1 counts words step by step, and questions at the end lead to their cards', async ({ page }) => {
  await open(page, { learn: 'counting', card: '2' });
  await at(page, 'counting', 2, 'ask');
  await on(page, 'b');
  await at(page, 'counting', 2, 'told');
  const sum = (await table(page)).reduce((total, [p]) => total + Number(p), 0);
  expect(sum).toBeGreaterThan(0.5);
  expect(sum).toBeLessThanOrEqual(1 + 1e-9);
  await accessible(page);
  for (const choice of [undefined, 'a', undefined, undefined, 'a', undefined, 'b']) await on(page, choice);
  await at(page, 'counting', 6, 'told');
  await open(page, { learn: 'quiz' });
  const first = part(page, 'quiz').locator('ol > li').first();
  await first.getByRole('button').nth(1).click();
  await expect(part(page, 'quiz')).toHaveAttribute('data-right', '1');
  await expect(part(page, 'quiz')).toHaveAttribute('data-asked', '1');
  await accessible(page);
  await first.getByRole('button', { name: 'See it run' }).click();
  await at(page, 'tour', 2, 'told');
});

test('the memory of a unit is its old one times f and the candidate times i', async ({ page }) => {
  await open(page, { learn: 'gates', card: '2' });
  await at(page, 'gates', 2, 'ask');
  await on(page, 'b');
  await at(page, 'gates', 2, 'told');
  let memory = 0;
  for (const [f, i, g, m] of (await table(page)).map((row) => row.map(Number))) {
    // Every number is read back from float32, and the products are of int8 weights computed once.
    expect(Math.abs(f * memory + i * g - m)).toBeLessThan(1e-4);
    memory = m;
  }
  await accessible(page);
});
