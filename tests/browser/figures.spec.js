/** Figures take what they draw: several of a kind stand on one page, each with a run of its own, and without the page's store. */
import { SOURCES_PORT } from '../../playwright.config.js';
import { expect, test } from './site.js';

const SOURCES = `http://localhost:${SOURCES_PORT}/`;
// The page is that of the sources.
test.use({ baseURL: SOURCES });

const TEXT = 'Je suis très fatigué ce soir.';
const MECHANISMS = ['additive', 'concat'];

/** @typedef {{ made: string[], weights: number[][] }} Drawn what a figure is to show of its run */

/**
 * Translates with each mechanism, and mounts a flow and a heatmap of each run on a page of nothing else.
 * @param {import('@playwright/test').Page} page @returns {Promise<Drawn[]>}
 */
async function mounted(page) {
  await page.goto('./tests/browser/empty.html');
  return page.evaluate(
    async ({ text, mechanisms }) => {
      const load = (/** @type {string} */ path) => import(/* @vite-ignore */ path);
      const [{ Client }, { begunRun }, words] = await Promise.all([
        load('/www/networks/client.js'),
        load('/www/networks/run.js'),
        load('/www/text/words.js'),
        load('/www/figures/flow/flow.js'),
        load('/www/figures/heatmap/attention.js'),
        load('/www/figures/calculation/calculation.js'),
        load('/www/styles/index.css'),
      ]);
      const client = new Client({ base: new URL('/', location.href) });
      await client.setBackend('cpu');
      const all = [];
      for (const mechanism of mechanisms) {
        /** @type {any} */
        let run;
        for await (const event of client.translate({ text, mechanism })) {
          if (event.type === 'start') run = begunRun({ text, mechanism, options: { prefix: [], masked: [], attention: [] } }, event);
          else if (event.type === 'step') run.steps.push(event.step);
        }
        const step = run.steps.length - 1;
        const flow = Object.assign(document.createElement('see-flow'), { run, moment: run.source.tokens.length + 1 + step });
        const [attention, calculation] = ['see-attention', 'see-calculation'].map((name) =>
          Object.assign(document.createElement(name), { run, step }),
        );
        document.body.append(flow, attention, calculation);
        all.push({
          made: words.targetGroups(run.steps, false).map((/** @type {{ label: string }} */ { label }) => label),
          weights: run.steps.map((/** @type {any} */ { attention }) => Array.from(attention.row)),
        });
      }
      return all;
    },
    { text: TEXT, mechanisms: MECHANISMS },
  );
}

test('two flows, heatmaps and calculations of two runs each show their own words and weights', async ({ page }) => {
  const runs = await mounted(page);
  expect(runs[0].weights).not.toEqual(runs[1].weights);
  for (const [k, { made, weights }] of runs.entries()) {
    const flow = page.locator('see-flow').nth(k);
    await expect(flow.locator('svg .word-label.made')).toHaveText(made);
    await expect(flow.getByTestId('flow-table').locator('tbody tr:has(td[lang=en]) td:nth-child(3)')).toHaveText(made);
    const rows = page.locator('see-attention').nth(k).getByTestId('heatmap-table').locator('tbody tr');
    await expect(rows.locator('th')).toHaveText(made);
    const shown = await rows.evaluateAll((all) =>
      all.map((row) => [...row.querySelectorAll('td')].map((cell) => Number(cell.textContent))),
    );
    // Four digits are shown.
    shown.forEach((row, i) => row.forEach((weight, j) => expect(Math.abs(weight - weights[i][j])).toBeLessThan(1e-4)));
    expect(shown.map((row) => row.length)).toEqual(weights.map((row) => row.length));
    const told = await page
      .locator('see-calculation')
      .nth(k)
      .locator('.calc-words button')
      .evaluateAll((all) => all.map((each) => [Number(each.dataset.token), Number(each.dataset.value)]));
    expect(told.map(([, weight]) => weight)).toEqual(told.map(([token]) => weights[weights.length - 1][token]));
    expect(told.length).toBeGreaterThan(3);
  }
});

test('what a reader does in one figure leaves the others as they are', async ({ page }) => {
  await mounted(page);
  const flow = (/** @type {number} */ k) => page.locator('see-flow').nth(k);
  const told = page.evaluate(
    () => new Promise((done) => document.addEventListener('see-seek', (event) => done(/** @type {CustomEvent} */ (event).detail))),
  );
  const ribbons = await flow(1).locator('.ribbons path').count();
  await flow(0).getByRole('radio', { name: 'all', exact: true }).check();
  await expect(flow(1).getByRole('radio', { name: '75% of the weight' })).toBeChecked();
  expect(await flow(1).locator('.ribbons path').count()).toBe(ribbons);

  await flow(0).getByRole('button', { name: 'table' }).click();
  await expect(flow(0).getByTestId('flow-table')).toBeVisible();
  await expect(flow(1).locator('div.hidden').getByTestId('flow-table')).toHaveCount(1);
  await page.locator('see-attention').nth(1).getByRole('radio', { name: 'words', exact: true }).check();
  await expect(page.locator('see-attention').nth(0).getByRole('radio', { name: 'sub-words' })).toBeChecked();

  const twice = await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id).filter((id, k, ids) => ids.indexOf(id) !== k));
  expect(twice).toEqual([]);

  // A press asks for another moment; whoever holds the run may follow.
  await flow(1).locator('[data-moment="2"]').first().click();
  expect(await told).toBe(2);
  await expect(flow(0).locator('svg .word-label.made').first()).toBeVisible();
});
