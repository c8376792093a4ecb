/**
 * The calculation of a step: what it shows are the numbers of the run. They are compared with those of another
 * run of the same network, asked for without the page.
 */
import AxeBuilder from '@axe-core/playwright';
import { SOURCES_PORT } from '../../playwright.config.js';
import { expect, mechanisms, open, part, SENTENCES, test, translated } from './site.js';

const SOURCES = `http://localhost:${SOURCES_PORT}/`;
/** Six significant digits of sums of a few hundred float32, whose vectors the CPU rounds to 16 bits for a product. */
const TOLERANCE = 1e-4;

/** @typedef {Record<string, { rows: number, cols: number, data: number[] }>} Operands */
/** @typedef {{ scores: number[]|null, weights: number[]|null, gates: Operands, attention: Operands|null, readout: Operands }} Trace */

/**
 * One step of a run that the page has no part in.
 * @param {import('@playwright/test').Browser} browser
 * @param {{ text: string, mechanism: string, step: number }} what
 * @returns {Promise<Trace>}
 */
async function traceOf(browser, what) {
  const page = await browser.newPage();
  // Any answer of the server's will do as a page without scripts.
  await page.goto(`${SOURCES}inventory.json`);
  const trace = await page.evaluate(async ({ text, mechanism, step: position }) => {
    const path = '/www/networks/client.js';
    const { Client } = await import(/* @vite-ignore */ path);
    const client = new Client();
    await client.setBackend('cpu');
    const steps = [];
    for await (const event of client.translate({ text, mechanism })) if (event.type === 'step') steps.push(event.step);
    const floats = (/** @type {any} */ matrix) => ({ ...matrix, data: Array.from(matrix.data, Number) });
    const inspect = async (/** @type {string} */ kind) => {
      const { operands } = await client.inspect(position, { kind });
      return Object.fromEntries(operands.map((/** @type {any} */ { name, value }) => [name, floats(value)]));
    };
    const { attention } = steps[position];
    return {
      scores: attention ? Array.from(attention.scores.data, Number) : null,
      weights: attention ? Array.from(attention.weights.data, Number) : null,
      gates: await inspect('gates'),
      attention: attention ? await inspect('attention') : null,
      readout: await inspect('readout'),
    };
  }, what);
  await page.close();
  return trace;
}

/** Opens the calculation of one step. @param {import('@playwright/test').Page} page @param {number} step */
async function openAt(page, step) {
  await part(page, 'translation').getByRole('option').nth(step).focus();
  await part(page, 'calculation-open').click();
  const steps = part(page, 'calculation-steps');
  await expect(steps).toHaveAttribute('data-step', String(step));
  await expect(steps).toHaveAttribute('data-fresh', 'true');
  return steps;
}

/** The numbers of a list of products: what it shows as the sum, and what its products and the rest add up to.
 * @param {import('@playwright/test').Page} page @param {string} id */
async function sumShown(page, id) {
  const list = part(page, `calc-sum-${id}`);
  const products = await list
    .locator('[data-product]')
    .evaluateAll((cells) => cells.map((cell) => Number(/** @type {HTMLElement} */ (cell).dataset.product)));
  // The sum so far, beside the last of them, is the whole sum.
  const digits = (/** @type {string} */ text) => Number(text.replace('−', '-'));
  const last = digits(await list.locator('tbody .so-far').last().innerText());
  expect(Math.abs(last - digits(await list.locator('tfoot .total').innerText()))).toBeLessThan(0.0021);
  return {
    shown: Number(await list.getAttribute('data-value')),
    added: products.reduce((sum, each) => sum + each, 0),
    count: products.length,
  };
}

/** The unit and value of a strip. @param {import('@playwright/test').Page} page @param {string} name */
async function stripShown(page, name) {
  const strip = page.locator(`.calc-steps [data-vector="${name}"] .calc-strip`).first();
  return { unit: Number(await strip.getAttribute('data-unit')), value: Number(await strip.getAttribute('data-value')) };
}

/** @param {number} a @param {number} b */
const near = (a, b) => expect(Math.abs(a - b), `${a} and ${b}`).toBeLessThan(TOLERANCE);

test('additive: every sum shown is that of its products, and the number of the trace', async ({ page, browser }) => {
  const text = SENTENCES[0];
  await open(page, { backend: 'cpu', mechanism: 'additive', text });
  await translated(page, text);
  const step = 2;
  const trace = await traceOf(browser, { text, mechanism: 'additive', step });
  await openAt(page, step);
  const tokens = part(page, 'calc-tokens').getByRole('radio');
  expect(await tokens.count()).toBe(trace.scores?.length);
  for (const token of [0, 3]) {
    await tokens.nth(token).click();
    await page.mouse.move(0, 0);
    const score = await sumShown(page, 'score');
    // The six largest, and the others by sign.
    expect(score.count).toBe(8);
    near(score.shown, Number(trace.scores?.[token]));
    near(score.added, Number(trace.scores?.[token]));
  }
  const { attention, gates, readout } = trace;
  const hidden = await stripShown(page, 'state');
  near(hidden.value, gates.hidden.data[hidden.unit]);
  const context = await sumShown(page, 'context');
  near(context.shown, Number(attention?.context.data[hidden.unit]));
  near(context.added, Number(attention?.context.data[hidden.unit]));
  const logit = await sumShown(page, 'logit');
  const candidate = Number(await part(page, 'calc-output').locator('[aria-pressed="true"]').getAttribute('data-id'));
  near(logit.shown, readout.logits.data[candidate]);
  near(logit.added, readout.logits.data[candidate]);

  const table = part(page, 'calc-softmax');
  const row = (/** @type {number} */ n) =>
    table
      .locator('tbody tr')
      .nth(n)
      .locator('[data-value]')
      .evaluateAll((cells) => cells.map((cell) => Number(/** @type {HTMLElement} */ (cell).dataset.value)));
  (await row(0)).forEach((score, j) => near(score, Number(trace.scores?.[j])));
  (await row(2)).forEach((weight, j) => near(weight, Number(trace.weights?.[j])));
  const exps = await table
    .locator('[data-exp]')
    .evaluateAll((cells) => cells.map((cell) => Number(/** @type {HTMLElement} */ (cell).dataset.exp)));
  const total = exps.reduce((sum, each) => sum + each, 0);
  exps.forEach((each, j) => near(each / total, Number(trace.weights?.[j])));
});

for (const mechanism of ['seq2seq-gru', 'additive']) {
  test(`${mechanism}: gates and state of a unit chosen are the network's`, async ({ page, browser }) => {
    const text = SENTENCES[0];
    await open(page, { backend: 'cpu', mechanism, text });
    test.skip(!(await mechanisms(page)).includes(mechanism), 'this checkpoint is not there');
    await translated(page, text);
    const step = 1;
    const { gates } = await traceOf(browser, { text, mechanism, step });
    await openAt(page, step);
    const strip = page.locator('[data-vector="update"] .calc-strip');
    await strip.focus();
    await page.keyboard.press('Home');
    for (let k = 0; k < 5; k++) await page.keyboard.press('ArrowRight');
    for (const [vector, operand] of Object.entries({
      reset: 'reset',
      update: 'update',
      new: 'new',
      state: 'hidden',
      before: 'hidden_before',
      context: 'context',
    })) {
      const shown = await stripShown(page, vector);
      expect(shown.unit, vector).toBe(5);
      near(shown.value, gates[operand].data[5]);
    }
    // The numbers of each line, put into its formula, give the number behind the equals sign.
    for (const operand of ['reset', 'update', 'new', 'hidden']) {
      const values = await page
        .locator(`.calc-line[data-operand="${operand}"] .calc-num`)
        .evaluateAll((all) => all.map((each) => Number(/** @type {HTMLElement} */ (each).dataset.value)));
      const value = Number(values.pop());
      const [a, b, c, d] = values;
      const sigmoid = 1 / (1 + Math.exp(-(a + b)));
      const computed = { reset: sigmoid, update: sigmoid, new: Math.tanh(a + b * c), hidden: (1 - a) * b + c * d }[operand];
      near(value, Number(computed));
      near(value, gates[operand].data[5]);
    }
    await expect(page.locator('.calc-steps li')).toHaveCount(mechanism === 'additive' ? 6 : 4);
  });
}

test('KaTeX is fetched only after the first translation, from this host', async ({ page }) => {
  /** @type {Record<string, string|null>} */
  const states = {};
  page.on('request', async (request) => {
    if (!/katex/i.test(request.url()) || 'first' in states) return;
    states.first = await page
      .getByTestId('translation')
      .getAttribute('data-state')
      .catch(() => null);
  });
  await open(page, { backend: 'cpu', text: SENTENCES[0] });
  await translated(page, SENTENCES[0]);
  await expect(part(page, 'calculation').locator('.katex').first()).toBeVisible();
  expect(states.first).toBe('done');
});

test('the card tells the weights of the step, and a word of it opens the calculation there', async ({ page }) => {
  await open(page, { backend: 'cpu', text: SENTENCES[0] });
  await translated(page, SENTENCES[0]);
  await part(page, 'translation').getByRole('option').nth(3).focus();
  await expect(part(page, 'calculation')).toHaveAttribute('data-step', '3');
  const told = await part(page, 'calc-words')
    .locator('button')
    .evaluateAll((all) => all.map((each) => Number(/** @type {HTMLElement} */ (each).dataset.value)));
  const drawn = await part(page, 'heatmap-table').locator('tbody tr').nth(3).locator('td').allTextContents();
  expect(told.length).toBe(drawn.length);
  told.forEach((weight, j) => near(weight, Number(drawn[j])));
  await part(page, 'calc-words').locator('button').nth(1).click();
  await page.mouse.move(0, 0);
  await expect(part(page, 'calc-tokens').getByRole('radio').nth(1)).toHaveAttribute('aria-checked', 'true');
});

test('all of it by keyboard: open, follow another word, look at another step, close', async ({ page }) => {
  await open(page, { backend: 'cpu', text: SENTENCES[0] });
  await translated(page, SENTENCES[0]);
  await part(page, 'calculation-open').focus();
  await page.keyboard.press('Enter');
  await expect(part(page, 'calculation-steps')).toHaveAttribute('data-fresh', 'true');
  await expect(part(page, 'calculation-open')).toBeFocused();
  await page.keyboard.press('Tab');
  const tokens = part(page, 'calc-tokens').getByRole('radio');
  await page.keyboard.press('Home');
  await expect(tokens.first()).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(tokens.nth(1)).toBeFocused();
  await expect(tokens.nth(1)).toHaveAttribute('aria-checked', 'true');
  // What is focused is lit, with what it is made of.
  // Past the choice of all stages or one.
  for (let n = 0; n < 2; n++) await page.keyboard.press('Tab');
  await expect(page.locator('[data-vector="before"] .calc-strip').first()).toBeFocused();
  await expect(part(page, 'calculation-steps')).toHaveAttribute('data-lit', /before/);
  await part(page, 'translation').getByRole('option').first().focus();
  await expect(part(page, 'calculation-steps')).toHaveAttribute('data-step', '0');
  await part(page, 'calculation-open').focus();
  await page.keyboard.press('Enter');
  await expect(part(page, 'calculation-steps')).toHaveCount(0);
  await expect(part(page, 'calculation-open')).toBeFocused();
});

test('on a phone one stage at a time, and Next leads through them', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 780 });
  await open(page, { backend: 'cpu', mechanism: 'additive', text: SENTENCES[0], lang: 'en' });
  await translated(page, SENTENCES[0]);
  await openAt(page, 2);
  const shown = page.locator('.calc-steps li:not(.folded)');
  for (const stage of ['score', 'softmax', 'context', 'cell', 'readout', 'output']) {
    await expect(shown).toHaveCount(1);
    await expect(shown).toHaveAttribute('data-stage', stage);
    await expect(part(page, 'stage-nav')).toBeInViewport();
    if (stage !== 'output') await part(page, 'stage-next').click();
  }
  await expect(part(page, 'stage-next')).toHaveCount(0);
  await page.getByRole('radio', { name: 'all stages' }).check({ force: true });
  await expect(shown).toHaveCount(6);
});

test('the tables behind hold every number of the strips', async ({ page, browser }) => {
  const text = SENTENCES[1];
  await open(page, { backend: 'cpu', mechanism: 'additive', text });
  await translated(page, text);
  const { gates } = await traceOf(browser, { text, mechanism: 'additive', step: 1 });
  await openAt(page, 1);
  await page.getByRole('button', { name: 'Show all vectors as tables' }).click();
  const rows = part(page, 'calc-table-hidden').locator('tbody tr');
  await expect(rows).toHaveCount(gates.hidden.cols);
  const last = (await rows.nth(7).locator('td').allTextContents()).map(Number);
  near(Number(last.at(-1)), gates.hidden.data[7]);
  near(last[0], gates.hidden_before.data[7]);
});

for (const [mechanism, stages] of /** @type {const} */ ([
  ['dot', ['cell', 'score', 'softmax', 'context', 'readout', 'output']],
  ['general', ['cell', 'score', 'softmax', 'context', 'readout', 'output']],
  ['concat', ['cell', 'score', 'softmax', 'context', 'readout', 'output']],
  ['scaled-dot', ['cell', 'score', 'softmax', 'context', 'readout', 'output']],
  ['cosine', ['cell', 'score', 'softmax', 'context', 'readout', 'output']],
  ['location', ['cell', 'score', 'softmax', 'context', 'readout', 'output']],
  ['local-p', ['cell', 'score', 'softmax', 'context', 'readout', 'output']],
  ['seq2seq-lstm', ['cell', 'readout', 'output']],
  ['seq2seq-rnn', ['handed', 'cell', 'readout', 'output']],
  ['rnn', ['cell', 'output']],
])) {
  test(`${mechanism}: a run made up is drawn stage by stage`, async ({ browser }) => {
    const page = await browser.newPage({ viewport: { width: 1180, height: 900 } });
    /** @type {string[]} */
    const faults = [];
    page.on('pageerror', (error) => faults.push(String(error.stack)));
    await page.goto(`${SOURCES}inventory.json`);
    const scores = await page.evaluate(
      async ({ mechanism }) => {
        const paths = ['/www/styles/index.css', '/www/figures/calculation/steps.js', '/tests/browser/made-up-run.js'];
        const [, , { madeUpRun }] = await Promise.all(paths.map((path) => import(/* @vite-ignore */ path)));
        const { run, scores } = madeUpRun(mechanism);
        const element = /** @type {any} */ (document.createElement('see-calculation-steps'));
        Object.assign(element, { run, step: 1 });
        document.body.replaceChildren(element);
        return scores;
      },
      { mechanism },
    );
    await expect(part(page, 'calculation-steps')).toHaveAttribute('data-fresh', 'true');
    expect(
      await page.locator('.calc-steps li').evaluateAll((all) => all.map((each) => /** @type {HTMLElement} */ (each).dataset.stage)),
    ).toEqual([...stages]);
    if (scores) {
      await part(page, 'calc-tokens').getByRole('radio').nth(2).click();
      const { shown, added } = await sumShown(page, 'score');
      near(shown, scores[2]);
      near(added, scores[2]);
    }
    await expect(page.locator('.calc-steps .katex-error')).toHaveCount(0);
    await page.screenshot({ path: `artifacts/calculation-${mechanism}.png`, fullPage: true });
    expect(faults).toEqual([]);
    await page.close();
  });
}

test('a Transformer has no such calculation', async ({ page }) => {
  await open(page, { backend: 'cpu', mechanism: 'transformer', text: SENTENCES[3] });
  test.skip(!(await mechanisms(page)).includes('transformer'), 'this checkpoint is not there');
  await translated(page, SENTENCES[3]);
  await expect(part(page, 'calculation')).toHaveCount(0);
});

for (const [name, scheme, size] of /** @type {const} */ ([
  ['desktop-light', 'light', null],
  ['phone-dark', 'dark', { width: 390, height: 844 }],
])) {
  test(`axe finds nothing in the opened calculation: ${name}`, async ({ page }) => {
    if (size) await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: scheme });
    await open(page, { backend: 'cpu', text: SENTENCES[0] });
    await translated(page, SENTENCES[0]);
    await openAt(page, 2);
    await page.waitForTimeout(700);
    const { violations } = await new AxeBuilder({ page }).include('see-calculation').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
    // Opened it has the whole width of its card.
    const share = await page
      .locator('see-calculation')
      .evaluate((element) => element.clientWidth / /** @type {HTMLElement} */ (element.parentElement).clientWidth);
    expect(share).toBeGreaterThan(0.99);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await page.screenshot({ path: `artifacts/calculation-${name}.png`, fullPage: true });
  });
}
