/** What a token costs on the built page itself, which draws while it translates, by its own meter. */
import { median, sum } from './statistics.mjs';

const PATIENCE = 300_000;

/**
 * @param {import('@playwright/test').Page} page @param {string} url of the site
 * @param {string} mechanism @param {string[]} texts the first one warms up
 */
export async function measurePage(page, url, mechanism, texts) {
  const [warm] = texts;
  await page.goto(`${url}?${new URLSearchParams({ mechanism, backend: 'cpu', text: warm, lang: 'en' })}`);
  await done(page, warm, mechanism);
  const hood = page.getByTestId('hood');
  /** @type {Record<string, string|undefined>[]} */
  const rows = [];
  for (const text of [...texts.slice(1), warm]) {
    await page.getByTestId('source').fill(text);
    await done(page, text, mechanism);
    rows.push(await hood.evaluate((element) => ({ ...element.dataset })));
  }
  const numbers = (/** @type {string} */ key) => rows.map((row) => Number(row[key]));
  return {
    mechanism,
    sentences: rows.length,
    tokens: sum(numbers('tokens')),
    msPerToken: median(numbers('msPerToken')),
    msPerTokenWithEncoder: median(numbers('msPerTokenWithEncoder')),
  };
}

/** Waits for a translation. @param {import('@playwright/test').Page} page @param {string} text @param {string} mechanism */
async function done(page, text, mechanism) {
  const of = `[data-source=${JSON.stringify(text)}][data-mechanism="${mechanism}"]`;
  await page.locator(`[data-testid=translation][data-state=done]${of}`).waitFor({ timeout: PATIENCE });
}
