/** The Transformer's nine steps: what is shown is what the network computed. */
import AxeBuilder from '@axe-core/playwright';
import { expect, open, part, test, translate, translated } from './site.js';

const TEXT = 'Je suis très fatigué ce soir.';
/** Products of float32 numbers summed in another order, and int8 products rounded on their way. */
const TOLERANCE = 2e-3;

test.beforeEach(async ({ page }) => {
  await open(page, { backend: 'cpu', mechanism: 'transformer', text: TEXT });
  await translated(page, TEXT);
});

/** Opens one of the nine steps and waits for its numbers. @param {import('./site.js').Page} page @param {string} id */
async function openStep(page, id) {
  await part(page, `former-tab-${id}`).click();
  await part(page, 'former-panel').scrollIntoViewIfNeeded();
  await expect(part(page, 'former-panel')).toHaveAttribute('data-step', id);
  await expect(part(page, 'former-panel')).toHaveAttribute('data-ready', 'true');
}

/** What the network itself said: the run's trace. @param {import('./site.js').Page} page */
const trace = (page) =>
  page.evaluate(() => {
    const { run, step, head } = /** @type {any} */ (document.querySelector('see-page')).store.state;
    const rows = (/** @type {any} */ matrix) =>
      Array.from({ length: matrix.rows }, (_, i) => Array.from(matrix.data.subarray(i * matrix.cols, (i + 1) * matrix.cols)));
    const { layers, heads, weights } = run.source.encoder;
    return {
      step,
      row: head ?? 0,
      layers,
      heads,
      encoder: rows(weights),
      scores: run.steps.map((/** @type {any} */ each) => rows(each.attention.scores)),
      weights: run.steps.map((/** @type {any} */ each) => rows(each.attention.weights)),
      selfWeights: run.steps.map((/** @type {any} */ each) => rows(each.attention.selfWeights)),
      candidates: run.steps.map((/** @type {any} */ each) => each.candidates),
    };
  });

/** The numbers of a table: NaN where there is none. @param {import('./site.js').Page} page @param {string} id @returns {Promise<number[][]>} */
const table = (page, id) =>
  part(page, id)
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('td')].map((cell) => (cell.textContent === '×' ? NaN : Number(cell.textContent)))),
    );

/** @param {import('./site.js').Page} page @param {string} id */
const value = async (page, id) => Number(await part(page, id).getAttribute('data-value'));

/** Chooses the opened cell with the keyboard. @param {import('./site.js').Page} page */
async function openCell(page) {
  await part(page, 'former-stages').getByRole('application').focus();
  await page.keyboard.press('Enter');
  await expect(part(page, 'former-cell')).toBeVisible();
}

test('the shown products sum to the score of the trace times √d_k', async ({ page }) => {
  await openStep(page, 'cross');
  const { step, scores, weights } = await trace(page);
  const shown = await table(page, 'former-row-table');
  const column = weights[step][0].indexOf(Math.max(...weights[step][0]));
  await openCell(page);
  const terms = await table(page, 'former-terms');
  const dk = terms.length;
  for (const [q, k, product] of terms) expect(product).toBeCloseTo(q * k, 5);
  const sum = terms.reduce((total, [, , product]) => total + product, 0);
  expect(Math.abs((await value(page, 'former-sum')) - sum)).toBeLessThan(1e-4);
  expect(Math.abs(sum - shown[0][column])).toBeLessThan(TOLERANCE);
  expect(Math.abs(sum - scores[step][0][column] * Math.sqrt(dk))).toBeLessThan(TOLERANCE * Math.sqrt(dk));
  expect(Math.abs((await value(page, 'former-share')) - weights[step][0][column])).toBeLessThan(TOLERANCE);
});

test('an encoder’s cell is its query times its key, and its row is the trace’s', async ({ page }) => {
  await openStep(page, 'attend');
  const { encoder } = await trace(page);
  const [products, scores, weights] = await table(page, 'former-row-table');
  products.forEach((product, j) => expect(product).toBeCloseTo(scores[j] * 8, 3));
  expect(encoder.some((row) => row.every((weight, j) => Math.abs(weight - weights[j]) < 1e-4))).toBe(true);
  await openCell(page);
  const terms = await table(page, 'former-terms');
  const sum = terms.reduce((total, [, , product]) => total + product, 0);
  expect(Math.abs(sum - (await value(page, 'former-product')))).toBeLessThan(TOLERANCE);
});

test('the decoder reads nothing that lies ahead, and its rows sum to one over the rest', async ({ page }) => {
  await openStep(page, 'causal');
  const words = part(page, 'translation').getByRole('option');
  for (const at of [0, 2, 4]) {
    await words.nth(at).hover();
    await expect(page.getByRole('heading', { name: /Inside the Transformer/ })).toContainText(`output word ${at + 1} of`);
    await expect(part(page, 'former-row-table').locator('tbody tr').nth(2).locator('td', { hasText: '×' })).toHaveCount(
      (await trace(page)).weights.length - at - 1,
    );
    const { selfWeights } = await trace(page);
    const weights = (await table(page, 'former-row-table'))[2];
    const free = weights.filter((weight) => !Number.isNaN(weight));
    expect(free).toHaveLength(at + 1);
    expect(free.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 4);
    free.forEach((weight, j) => expect(Math.abs(weight - selfWeights[at][0][j])).toBeLessThan(TOLERANCE));
  }
});

test('every layer and head has its map, and choosing one chooses it for the page', async ({ page }) => {
  await openStep(page, 'cross');
  const { layers, heads, step, weights } = await trace(page);
  const radios = part(page, 'former-heads').getByRole('radio');
  await expect(radios).toHaveCount(layers * heads);
  const before = await table(page, 'former-row-table');
  const heatmap = await part(page, 'heatmap-table').innerText();
  const row = layers * heads - 2;
  await radios.nth(row).check();
  await expect(page.getByRole('combobox', { name: 'Which attention weights' })).toHaveValue(String(row));
  await expect.poll(() => table(page, 'former-row-table')).not.toEqual(before);
  expect(await part(page, 'heatmap-table').innerText()).not.toBe(heatmap);
  const shown = (await table(page, 'former-row-table'))[2];
  shown.forEach((weight, j) => expect(Math.abs(weight - weights[step][row][j])).toBeLessThan(1e-6));
});

test('embedding and position add up, and so does what attention adds', async ({ page }) => {
  await openStep(page, 'embed');
  for (const [embedding, position, input] of await table(page, 'former-token-table')) {
    expect(Math.abs(embedding + position - input)).toBeLessThan(1e-5);
  }
  await openStep(page, 'norm');
  const rows = await table(page, 'former-token-table');
  for (const [input, added, residual] of rows) expect(Math.abs(input + added - residual)).toBeLessThan(1e-5);
  // The norm shifts and scales all numbers alike, before a gain and a bias of each: it keeps their order, roughly.
  const mean = (/** @type {number[]} */ all) => all.reduce((sum, each) => sum + each, 0) / all.length;
  const [sum, norm] = [rows.map((each) => each[2]), rows.map((each) => each[3])];
  const spread = (/** @type {number[]} */ all) => Math.sqrt(mean(all.map((each) => (each - mean(all)) ** 2)));
  const together = mean(sum.map((each, d) => (each - mean(sum)) * (norm[d] - mean(norm)))) / (spread(sum) * spread(norm));
  expect(together).toBeGreaterThan(0.9);
});

test('the feed-forward layer goes on to the next layer, whose input it is', async ({ page }) => {
  await openStep(page, 'feed');
  await expect(part(page, 'former-zeros')).toContainText(/\d+ %/);
  const made = (await table(page, 'former-token-table')).map((row) => row[3]);
  await page.getByRole('button', { name: 'Layer 2' }).click();
  await expect(part(page, 'former-panel')).toHaveAttribute('data-step', 'project');
  await openStep(page, 'norm');
  const input = (await table(page, 'former-token-table')).map((row) => row[0]);
  input.forEach((each, d) => expect(Math.abs(each - made[d])).toBeLessThan(1e-4));
});

test('the decoder does the same with its own words', async ({ page }) => {
  await openStep(page, 'embed');
  await page.getByRole('radio', { name: 'decoder' }).check();
  const first = part(page, 'translation').getByRole('option').first();
  await first.hover();
  await expect(page.getByText('All numbers of “⟨sos⟩ → I” as a table')).toBeVisible();
  for (const [embedding, position, input] of await table(page, 'former-token-table')) {
    expect(Math.abs(embedding + position - input)).toBeLessThan(1e-5);
  }
  // The Add & Norm after the decoder has looked at the source gives what the feed-forward layer gets.
  await openStep(page, 'norm');
  await page.getByRole('radio', { name: 'decoder, after step 8' }).check();
  await expect(part(page, 'former-panel')).toContainText('cross-attention (step 8)');
  const words = await part(page, 'translation').getByRole('option').allInnerTexts();
  const rows = page.locator('.fm-equation see-matrix').first().locator('.mx-row');
  await expect(rows.nth(1)).toHaveText(`${words[0]} → ${words[1]}`);
  const normed = (await table(page, 'former-token-table')).map((row) => row[3]);
  await openStep(page, 'feed');
  await page.getByRole('radio', { name: 'decoder' }).check();
  await expect(rows.nth(1)).toHaveText(`${words[0]} → ${words[1]}`);
  await expect(part(page, 'former-zeros')).toContainText(/\d+ %/);
  const fed = await table(page, 'former-token-table');
  for (const [input, added, residual] of fed) expect(Math.abs(input + added - residual)).toBeLessThan(1e-5);
  fed.forEach(([input], d) => expect(Math.abs(input - normed[d])).toBeLessThan(1e-5));
});

test('the table of step 4 has all that W_O makes, each beside the number of its head', async ({ page }) => {
  await openStep(page, 'concat');
  const rows = await table(page, 'former-token-table');
  expect(rows).toHaveLength(256);
  for (const row of rows) expect(row.every(Number.isFinite) && row.length === 2).toBe(true);
});

test('previous and next lead through the nine steps', async ({ page }) => {
  await openStep(page, 'embed');
  await expect(part(page, 'stage-previous')).toHaveCount(0);
  for (const id of ['project', 'attend']) {
    await part(page, 'stage-next').click();
    await expect(part(page, 'former-panel')).toHaveAttribute('data-step', id);
    await expect(page.locator('.former h3')).toBeFocused();
  }
  await part(page, 'stage-previous').click();
  await expect(part(page, 'former-panel')).toHaveAttribute('data-step', 'project');
  await openStep(page, 'word');
  await expect(part(page, 'stage-next')).toHaveCount(0);
});

test('the sentence under the masked map names no masked key as read', async ({ page }) => {
  await openStep(page, 'causal');
  await part(page, 'translation').getByRole('option').nth(1).hover();
  const reads = page.locator('.fm-reads');
  await expect(reads).toContainText('masked, not read');
  const masked = (await reads.locator('s').innerText()).split(' ');
  const named = await reads.locator('.number').evaluateAll((all) => all.map((each) => each.previousElementSibling?.textContent));
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((each) => masked.includes(each ?? ''))).toEqual([]);
});

test('a source word hidden by the reader is struck out, and gets no weight', async ({ page }) => {
  await page.evaluate(() => {
    const { store, runner } = /** @type {any} */ (document.querySelector('see-page'));
    store.set({ options: { ...store.state.options, masked: [3] } });
    return runner.run();
  });
  await translated(page, TEXT);
  for (const id of ['attend', 'cross']) {
    await openStep(page, id);
    await expect(part(page, 'former-row-table').locator('td', { hasText: '×' })).toHaveCount(3);
    const [, , weights] = await table(page, 'former-row-table');
    expect(weights.flatMap((weight, j) => (Number.isNaN(weight) ? [j] : []))).toEqual([3]);
    expect(weights.filter((weight) => !Number.isNaN(weight)).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 4);
  }
});

test('the last step shows the logits whose softmax are the candidates', async ({ page }) => {
  await openStep(page, 'word');
  const { candidates, step } = await trace(page);
  const shown = await part(page, 'former-logits')
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('[data-value]')].map((cell) => Number(cell.getAttribute('data-value')))),
    );
  const [best] = shown;
  candidates[step].forEach((/** @type {any} */ each, /** @type {number} */ i) => {
    expect(Math.abs(shown[i][0] - best[0] - (each.logProb - candidates[step][0].logProb))).toBeLessThan(TOLERANCE);
    expect(shown[i][1]).toBeCloseTo(Math.exp(each.logProb), 5);
  });
  const terms = await table(page, 'former-logit-terms');
  const sum = terms.reduce((total, [, , product]) => total + product, 0);
  expect(Math.abs(sum - best[0])).toBeLessThan(1);
  expect(Number(await part(page, 'former-logit').locator('b[data-value]').getAttribute('data-value'))).toBeCloseTo(best[0], 2);
});

test('the steps are reached with the keyboard, and a new sentence brings new numbers', async ({ page }) => {
  await part(page, 'former-tab-embed').focus();
  for (const id of ['project', 'attend', 'concat']) {
    await page.keyboard.press('ArrowRight');
    await expect(part(page, `former-tab-${id}`)).toBeFocused();
    await expect(part(page, 'former-panel')).toHaveAttribute('data-step', id);
  }
  await openStep(page, 'attend');
  const before = await table(page, 'former-row-table');
  await translate(page, '나는 오늘 아주 피곤해.');
  await expect.poll(() => table(page, 'former-row-table')).not.toEqual(before);
  await expect(part(page, 'former-row-table').locator('thead th').nth(1)).toHaveText('나는');
});

for (const id of ['embed', 'attend', 'feed', 'causal', 'word']) {
  test(`axe finds nothing in the step ${id}`, async ({ page }) => {
    await openStep(page, id);
    if (await part(page, 'former-stages').count()) await openCell(page);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id: rule, nodes }) => `${rule}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)).toEqual([]);
  });
}

test('nothing is wider than a telephone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const id of ['embed', 'project', 'attend', 'concat', 'norm', 'feed', 'causal', 'cross', 'word']) {
    await openStep(page, id);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), id).toBeLessThanOrEqual(0);
  }
});
