/** What the specs share: the page by its handles, and a watch over what no page may do. */
import { test as base, expect } from '@playwright/test';

export { expect };

/**
 * @typedef {import('@playwright/test').Page} Page
 * @typedef {{ text?: string, mechanism?: string, backend?: string, lang?: string } & Record<string, string>} Query
 */

/** French and Korean, short and long. */
export const SENTENCES = ['Je suis très fatigué ce soir.', '나는 오늘 아주 피곤해.', "J'ai perdu mes clés.", '저 새가 예쁘다.'];

/** A test whose page asks no other host, throws nothing and logs no error. */
export const test = base.extend({
  page: async ({ page, baseURL }, use) => {
    const { origin } = new URL(baseURL ?? '');
    /** @type {string[]} */
    const faults = [];
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith('http') && url.origin !== origin) faults.push(`asked ${url.href}`);
    });
    page.on('pageerror', (error) => faults.push(`threw ${error.stack ?? error}`));
    page.on('console', (message) => message.type() === 'error' && faults.push(`logged ${message.text()}`));
    await use(page);
    expect(faults).toEqual([]);
  },
});

/** Opens the page. @param {Page} page @param {Query} [query] */
export async function open(page, query = {}) {
  await page.goto(`./?${new URLSearchParams(query)}`);
}

/** @param {Page} page @param {string} id */
export const part = (page, id) => page.getByTestId(id);

/** Waits until a sentence is translated; returns the English. @param {Page} page @param {string} text @param {number} [timeout] */
export async function translated(page, text, timeout = 60_000) {
  const translation = part(page, 'translation');
  await expect(translation).toHaveAttribute('data-source', text, { timeout });
  await expect(translation).toHaveAttribute('data-state', 'done', { timeout });
  return (await translation.innerText()).replace(/\s+/g, ' ').trim();
}

/** Types a sentence over what stands there, and has it translated. @param {Page} page @param {string} text @param {number} [timeout] */
export async function translate(page, text, timeout) {
  await part(page, 'source').fill(text);
  return translated(page, text, timeout);
}

/** Chooses a checkpoint and waits for its translation. @param {Page} page @param {string} mechanism @param {number} [timeout] */
export async function choose(page, mechanism, timeout = 60_000) {
  const text = await part(page, 'source').inputValue();
  await part(page, 'mechanism').locator(`input[value="${mechanism}"]`).check();
  await expect(part(page, 'translation')).toHaveAttribute('data-mechanism', mechanism, { timeout });
  return translated(page, text, timeout);
}

/** Names of the checkpoints that the page offers. @param {Page} page @returns {Promise<string[]>} */
export async function mechanisms(page) {
  const radios = part(page, 'mechanism').locator('input[type=radio]');
  await expect(radios.first()).toBeAttached();
  return radios.evaluateAll((all) => all.map((each) => /** @type {HTMLInputElement} */ (each).value));
}

/** Whether a checkpoint has attention to draw. @param {string} mechanism */
export const attends = (mechanism) => !/^(rnn|seq2seq)/.test(mechanism);

/** The numbers of the table behind the heatmap. @param {Page} page @returns {Promise<number[][]>} */
export async function weights(page) {
  return part(page, 'heatmap-table')
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td')].map((cell) => Number(cell.textContent))));
}

/** The words of the table's rows and columns. @param {Page} page */
export async function labels(page) {
  const texts = (/** @type {string} */ where) => part(page, 'heatmap-table').locator(where).allTextContents();
  return { rows: await texts('tbody th'), columns: (await texts('thead th')).slice(1) };
}

/** The numbers under the hood of the last translation. @param {Page} page @returns {Promise<Record<string, string|undefined>>} */
export const hood = (page) => part(page, 'hood').evaluate((element) => ({ ...element.dataset }));

/** Asserts that every row of the heatmap's table sums to 1. @param {Page} page */
export async function expectRowsSumToOne(page) {
  const rows = await weights(page);
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) {
    // Float32 weights, a few dozen at most.
    expect(Math.abs(row.reduce((sum, weight) => sum + weight, 0) - 1)).toBeLessThan(1e-4);
    expect(row.every((weight) => weight >= 0 && weight <= 1.000001)).toBe(true);
  }
}
