/** The encoder's cell, opened from Inside and from the flow: its state is the run's, and its equation gives it. */
import AxeBuilder from '@axe-core/playwright';
import { expect, open, part, SENTENCES, test, translated } from './site.js';

/** Six significant digits of sums whose vectors the CPU rounds to 16 bits. */
const TOLERANCE = 1e-4;

/** A number of the encoder's states. @param {import('@playwright/test').Page} page @param {'forward'|'backward'} direction @param {number} token @param {number} unit */
const stateOf = (page, direction, token, unit) =>
  page.evaluate(
    ([name, row, column]) => {
      const { encoder } = /** @type {any} */ (document.querySelector('see-page')).store.state.run.source;
      const { data, cols } = encoder[name];
      return data[Number(row) * cols + Number(column)];
    },
    /** @type {const} */ ([direction, token, unit]),
  );

/** @param {string} text what a line shows before its "=" */
const numbersIn = (text) => (text.match(/−?\d+(\.\d+)?/g) ?? []).map((each) => Number(each.replace('−', '-')));

for (const { mechanism, operand } of [
  { mechanism: 'additive', operand: 'hidden' },
  { mechanism: 'seq2seq-lstm', operand: 'memory' },
]) {
  test(`${mechanism}: what is shown of the encoder's cell is the run's, and adds up`, async ({ page }) => {
    await open(page, { backend: 'cpu', text: SENTENCES[0], mechanism, terms: '1', lang: 'en' });
    await translated(page, SENTENCES[0]);
    if (!(await part(page, 'calculation-steps').count())) await part(page, 'calculation-open').click();
    await part(page, 'encoder-open').locator('summary').click();
    const cell = part(page, 'encoder-cell');
    await (mechanism === 'additive' ? part(page, 'calc-tokens') : cell).locator('[data-token="2"]').click();
    await expect(cell).toHaveAttribute('data-token', '2');
    await expect(cell).toHaveAttribute('data-fresh', 'true');
    const state = cell.locator('[data-vector=state] [data-unit]');
    const unit = Number(await state.getAttribute('data-unit'));
    expect(Math.abs(Number(await state.getAttribute('data-value')) - (await stateOf(page, 'forward', 2, unit)))).toBeLessThan(TOLERANCE);
    // The last products of the line, as they are shown to three places, make its value.
    const line = await cell.locator(`[data-operand=${operand}]`).innerText();
    const [parts, value] = line.split('=');
    const [a, b, c, d] = numbersIn(parts.replace('1 −', '').replace('1 −', ''));
    const made = operand === 'hidden' ? (1 - a) * b + c * d : a * b + c * d;
    expect(Math.abs(made - numbersIn(value)[0])).toBeLessThan(0.005);
    if (mechanism !== 'additive') return;
    await cell.getByRole('radio', { name: 'backwards' }).check();
    await expect(cell).toHaveAttribute('data-direction', 'backward');
    await expect(cell).toHaveAttribute('data-fresh', 'true');
    const back = Number(await state.getAttribute('data-unit'));
    expect(Math.abs(Number(await state.getAttribute('data-value')) - (await stateOf(page, 'backward', 2, back)))).toBeLessThan(TOLERANCE);
    // A press on a cell of the encoder in the flow opens that one.
    await part(page, 'flow').locator('[data-moment="4"]').first().click();
    await expect(cell).toHaveAttribute('data-token', '4');
    const { violations } = await new AxeBuilder({ page }).include('see-encoder-cell').analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
}
