/** The flow and its player: what is drawn is the run, and keys, buttons and scrubber go through it. */
import { moment, ofRun, openTranslated } from './flow.js';
import { attends, choose, expect, mechanisms, open, part, test, translated, weights } from './site.js';

const LONG = 'Hier soir, ma petite sœur a longuement parlé de ses études avec nos parents dans la grande cuisine.';

/** The ribbons of a step. @param {import('@playwright/test').Page} page @param {number} step */
const ribbons = (page, step) =>
  part(page, 'flow')
    .locator(`.ribbons[data-step="${step}"] path`)
    .evaluateAll((paths) =>
      paths.map((path) => ({ token: Number(path.getAttribute('data-token')), width: Number(path.getAttribute('stroke-width')) })),
    );

test('keys go through the moments, from the first token to the last word', async ({ page }) => {
  await openTranslated(page);
  await page.keyboard.press('Home');
  expect(await moment(page)).toBe(0);
  await page.keyboard.press('ArrowRight');
  expect(await moment(page)).toBe(1);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  expect(await moment(page)).toBe(0);
  await page.keyboard.press('End');
  const { tokens, steps } = await ofRun(page, (run) => ({ tokens: run.source.tokens.length, steps: run.steps.length }));
  expect(await moment(page)).toBe(tokens + steps);
  // The same step is looked at everywhere.
  await page.keyboard.press('ArrowLeft');
  const last = part(page, 'translation').getByRole('option').last();
  await expect(last).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('heading', { name: /Candidates for/ })).toContainText(await last.innerText());
});

test('the first moment shows the encoder alone', async ({ page }) => {
  await openTranslated(page);
  await page.keyboard.press('Home');
  const flow = part(page, 'flow');
  // Two readers: one at the first token, one at the last.
  await expect(flow.locator('.node.enc .strip:not(.later)')).toHaveCount(2);
  await expect(flow.locator('.decoder')).toHaveClass(/unborn/);
  await expect(flow.locator('.node.dec .strip:not(.later)').and(flow.locator('.decoder *'))).toHaveCount(0);
  await expect(flow.locator('.ribbons:not(.later)')).toHaveCount(0);
  await expect(flow.locator('.ring.enc.shown')).toHaveCount(2);
  await expect(flow.locator('.ring.dec.shown')).toHaveCount(0);
  await expect(part(page, 'heatmap').locator('.frame')).toHaveCount(0);
});

test('strips hold the states of the run', async ({ page }) => {
  for (const mechanism of ['additive', 'seq2seq-gru', 'transformer']) {
    await openTranslated(page, mechanism);
    const told = await ofRun(page, ({ source: { encoder, readingOrder }, steps }) => ({
      encoder: [encoder.forward ?? encoder.states, encoder.backward]
        .filter(Boolean)
        .map(({ data, cols }) =>
          readingOrder.map((/** @type {number} */ _, /** @type {number} */ j) => [...data.slice(j * cols, j * cols + 8)]),
        ),
      decoder: steps.map((/** @type {any} */ step) => [...step.hidden.slice(0, 8)]),
    }));
    const shown = await part(page, 'flow').evaluate((flow) => {
      const first = (/** @type {Element} */ strip) =>
        [...strip.querySelectorAll('[data-value]')].slice(0, 8).map((bar) => Number(bar.getAttribute('data-value')));
      const cells = (/** @type {string} */ selector) =>
        [...flow.querySelectorAll(selector)].map((cell) => [...cell.querySelectorAll('.strip')].map(first));
      return { encoder: cells('.node.enc[data-moment]'), decoder: cells('.decoder .node') };
    });
    expect(shown.decoder, mechanism).toEqual(told.decoder.map((/** @type {number[]} */ state) => [state]));
    expect(shown.encoder, mechanism).toEqual(
      told.encoder[0].map((/** @type {number[]} */ _, /** @type {number} */ j) => told.encoder.map((states) => states[j])),
    );
  }
});

test('ribbons are as wide as the weights of the table, and hold 75 % of each row or all', async ({ page }) => {
  await openTranslated(page);
  for (const mechanism of (await mechanisms(page)).filter(attends)) {
    await choose(page, mechanism);
    const table = await weights(page);
    const full = Number(await part(page, 'flow').locator('.flow-figure').getAttribute('data-full'));
    for (const [step, row] of table.entries()) {
      const drawn = await ribbons(page, step);
      // Widths have three decimals.
      for (const { token, width } of drawn) expect(Math.abs(width - row[token] * full)).toBeLessThan(6e-4);
      const held = drawn.map(({ token }) => row[token]);
      const sum = held.reduce((a, b) => a + b, 0);
      expect(sum).toBeGreaterThanOrEqual(0.75 - 1e-6);
      expect(sum - Math.min(...held)).toBeLessThan(0.75);
    }
    await page.getByRole('radio', { name: 'all', exact: true }).check();
    expect(await ribbons(page, 2)).toHaveLength(table[2].length);
    await page.getByRole('radio', { name: '75% of the weight' }).check();
  }
});

test('a chosen head is drawn in heatmap and flow alike', async ({ page }) => {
  await openTranslated(page, 'transformer');
  const usual = await ribbons(page, 1);
  await page.getByRole('combobox', { name: 'Which attention weights' }).selectOption('2');
  const full = Number(await part(page, 'flow').locator('.flow-figure').getAttribute('data-full'));
  const row = (await weights(page))[1];
  const drawn = await ribbons(page, 1);
  expect(drawn).not.toEqual(usual);
  for (const { token, width } of drawn) expect(Math.abs(width - row[token] * full)).toBeLessThan(6e-4);
});

test('a Transformer has layers and no arrow from cell to cell', async ({ page }) => {
  await openTranslated(page, 'transformer');
  const flow = part(page, 'flow');
  await expect(flow.locator('.self:not(.dec)')).toHaveCount(3);
  await expect(flow.locator('.arrow:not(.in, .out)')).toHaveCount(0);
  await page.keyboard.press('Home');
  await expect(flow.locator('.self.now')).toHaveCount(1);
  const told = await ofRun(page, ({ source: { encoder } }) => {
    const { data, cols } = encoder.weights;
    const mean = (/** @type {number} */ i, /** @type {number} */ j) =>
      [0, 1, 2, 3].reduce((sum, h) => sum + data[(h * cols + i) * cols + j] / 4, 0);
    return [0, 1, 2].map((i) => [...new Array(cols)].map((_, j) => mean(i, j)));
  });
  const lines = await flow.locator('.self.now path').evaluateAll((paths) =>
    paths.map((path) => ({
      query: Number(/** @type {Element} */ (path.parentNode).getAttribute('data-query')),
      key: Number(path.getAttribute('data-key')),
      value: Number(path.getAttribute('data-value')),
    })),
  );
  for (const { query, key, value } of lines.filter(({ query }) => query < 3)) expect(value).toBeCloseTo(told[query][key], 6);
});

test('without attention one vector is handed over', async ({ page }) => {
  await openTranslated(page, 'seq2seq-gru');
  const flow = part(page, 'flow');
  await expect(flow.locator('.ribbons')).toHaveCount(0);
  const told = await ofRun(page, (run) => [...run.steps[0].context.slice(0, 8)]);
  const bars = await flow
    .locator('.vector .strip [data-value]')
    .evaluateAll((all) => all.slice(0, 8).map((bar) => Number(bar.getAttribute('data-value'))));
  expect(bars).toEqual(told);
});

test('parts are named by the terms of the field, and the context vector is that of the step', async ({ page }) => {
  const names = (/** @type {string} */ what) => part(page, 'flow').locator(what).allTextContents();
  await openTranslated(page);
  expect(await names('.row-name')).toEqual(['encoder', 'decoder']);
  expect(await names('.symbol.enc')).toEqual(['h₁', 'h₂', 'h₃', 'h₄', 'h₅', 'h₆', 'h₇', 'h₈']);
  expect(await names('.symbol.dec')).toEqual(['s₀', 's₁', 's₂', 's₃', 's₄', 's₅', 's₆', 's₇', 's₈']);
  // The step looked at is the fourth: its ribbons run into its context vector, whose numbers are the run's.
  expect(await names('.symbol.att, .term.att')).toEqual(['c₄', 'context vector']);
  const context = await ofRun(page, (run) => [...run.steps[3].context.slice(0, 8)]);
  const bars = await part(page, 'flow')
    .locator('.box-of.att [data-value]')
    .evaluateAll((all) => all.slice(0, 8).map((bar) => Number(bar.getAttribute('data-value'))));
  expect(bars).toEqual(context);
  const most = Math.max(...(await weights(page))[3]);
  expect((await names('.weight'))[0]).toBe(`α = ${most.toFixed(2)}`);
  // A term is asked where it stands.
  await part(page, 'flow').locator('.term.att').click();
  await expect(part(page, 'gloss')).toContainText('컨텍스트 벡터');
  await page.keyboard.press('Escape');
  await choose(page, 'seq2seq-gru');
  expect(await names('.symbol.inside, .term')).toEqual(['c', 'context vector']);
  await choose(page, 'transformer');
  expect(await names('.note.enc')).toEqual(['self-attention', 'self-attention', 'self-attention']);
  expect((await names('.note.att, .note.side.dec')).join(' ')).toBe('encoder–decoder attention masked self-attention');
  await expect(part(page, 'mechanism').getByRole('group', { name: 'encoder–decoder, one context vector' }).getByRole('radio')).toHaveCount(
    4,
  );
});

test('what is not made yet has no name anywhere; looked at, the run is whole again', async ({ page }) => {
  await openTranslated(page);
  const { tokens, words } = await ofRun(page, (run) => ({
    tokens: run.source.tokens.length,
    words: run.steps.map((/** @type {any} */ { piece }) => piece.replace('▁', '')),
  }));
  await part(page, 'flow').focus();
  const named = async () => ({
    translation: (await part(page, 'translation').innerText()).trim(),
    scrubber: (await part(page, 'scrubber').locator('.making small').allInnerTexts()).filter(Boolean),
    heatmap: (await part(page, 'heatmap').locator('.row').allInnerTexts()).filter(Boolean),
    flow: (await part(page, 'flow').locator('.made').allTextContents()).filter(Boolean),
    tables: [await part(page, 'heatmap-table').locator('tbody tr').count(), await part(page, 'flow-table').locator('tbody tr').count()],
  });
  await page.keyboard.press('Home');
  expect(await named()).toEqual({ translation: '', scrubber: [], heatmap: [], flow: [], tables: [0, tokens] });
  await expect(part(page, 'translation').locator('.word.later')).toHaveCount(words.length - 1);
  await expect(page.locator('.making-of')).toHaveClass(/unmade/);
  for (let moved = 0; moved <= tokens + 3; moved++) await page.keyboard.press('ArrowRight');
  const made = words.slice(0, 4);
  expect(await named()).toEqual({ translation: "I'm very", scrubber: made, heatmap: made, flow: made, tables: [4, tokens + 4] });
  await expect(page.locator('.making-of')).not.toHaveClass(/unmade/);
  // A pointer on its way ends nothing; a press on a word does.
  const very = part(page, 'translation').getByRole('option').nth(3);
  await very.hover();
  expect((await named()).translation).toBe("I'm very");
  await part(page, 'heatmap').locator('.cell[data-row="6"]').first().hover();
  await expect(part(page, 'heatmap').locator('output')).toBeHidden();
  await very.click();
  expect((await named()).flow).toHaveLength(words.length);
  expect((await named()).heatmap).toHaveLength(words.length);
});

test('a number shows under the pointer, rounded, with what its cell reads and makes', async ({ page }) => {
  await openTranslated(page);
  const flow = part(page, 'flow');
  const tip = page.locator('see-flow > .tip');
  await flow.locator('.decoder .strip').nth(3).locator('[data-unit]').nth(4).hover();
  const told = await ofRun(page, ({ steps, source }) => ({
    made: steps[3].hidden[4],
    read: source.encoder.forward.data[2 * source.encoder.forward.cols + 1],
  }));
  const shown = (/** @type {number} */ value) => String(Number(value.toFixed(4))).replace('-', '−');
  await expect(tip).toHaveText(`s₄ (reads “m”, makes “very”), unit 5: ${shown(told.made)}`);
  await flow.locator('.node.enc').nth(2).locator('.strip').first().locator('[data-unit]').nth(1).hover();
  await expect(tip).toHaveText(`→h₃ (“très”), unit 2: ${shown(told.read)}`);
});

test('what is at work stays in sight, and the page never scrolls sideways', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, { backend: 'cpu', text: LONG });
  await translated(page, LONG);
  await part(page, 'flow').focus();
  // First as it came to rest, after a run that went on to its end.
  for (const key of ['', 'End', 'Home', 'ArrowRight']) {
    if (key) await page.keyboard.press(key);
    await page.waitForTimeout(800);
    const inSight = await part(page, 'flow').evaluate((flow) => {
      const ring = /** @type {Element} */ (flow.querySelector('.ring.shown')).getBoundingClientRect();
      const box = flow.getBoundingClientRect();
      return ring.left >= box.left && ring.right <= box.right;
    });
    expect(inSight, key).toBe(true);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});

test('a network that writes as it reads is drawn reading the source alone', async ({ page }) => {
  await open(page, { backend: 'cpu' });
  test.skip(!(await mechanisms(page)).includes('rnn'), 'this checkpoint is not there');
  await openTranslated(page, 'rnn');
  const flow = part(page, 'flow');
  const { tokens, steps } = await ofRun(page, (run) => ({ tokens: run.source.tokens.length, steps: run.steps.length }));
  expect(steps).toBe(tokens);
  await expect(flow.locator('.node.dec')).toHaveCount(tokens);
  await expect(flow.locator('.node.enc')).toHaveCount(0);
  // No word that was made goes into a cell.
  await expect(flow.locator('.arrow.in')).toHaveCount(0);
  await expect(flow.locator('.mark')).toHaveCount(0);
});
