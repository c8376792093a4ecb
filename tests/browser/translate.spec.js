/** The main path: a sentence typed becomes English words, on the CPU. */
import { nativeTranslations } from './native.js';
import {
  attends,
  choose,
  expect,
  expectRowsSumToOne,
  hood,
  labels,
  mechanisms,
  open,
  part,
  SENTENCES,
  test,
  translate,
  translated,
  weights,
} from './site.js';

test('the first screen shows a sentence translated and drawn', async ({ page }) => {
  await page.goto('./');
  const text = await part(page, 'source').inputValue();
  expect(text).not.toBe('');
  expect(await translated(page, text)).toMatch(/[a-z]/i);
  await expectRowsSumToOne(page);
  await expect(part(page, 'candidates').locator('li')).toHaveCount(6);
  await expect(part(page, 'message')).toBeHidden();
  expect(await hood(page)).toMatchObject({ backend: 'cpu' });
});

test('every checkpoint gives the words of the native program', async ({ page }) => {
  test.setTimeout(600_000);
  await open(page, { backend: 'cpu', text: SENTENCES[0] });
  for (const mechanism of await mechanisms(page)) {
    await choose(page, mechanism);
    const made = [];
    for (const text of SENTENCES) made.push(await translate(page, text));
    expect(made, mechanism).toEqual(nativeTranslations(mechanism, SENTENCES));
  }
});

test('attention rows sum to one, in sub-words and in words, for every head', async ({ page }) => {
  await open(page, { backend: 'cpu', text: "J'ai perdu mes clés." });
  await translated(page, "J'ai perdu mes clés.");
  for (const mechanism of (await mechanisms(page)).filter(attends)) {
    await choose(page, mechanism);
    await expectRowsSumToOne(page);
    const { rows, columns } = await labels(page);
    expect((await weights(page)).every((row) => row.length === columns.length)).toBe(true);
    expect(rows.length).toBe((await weights(page)).length);
    await page.getByRole('radio', { name: 'words', exact: true }).check();
    await expectRowsSumToOne(page);
    expect((await labels(page)).columns.length).toBeLessThanOrEqual(columns.length);
    await page.getByRole('radio', { name: 'sub-words' }).check();
    const heads = page.getByRole('combobox', { name: 'Which attention weights' });
    if (!(await heads.count())) continue;
    const usual = await weights(page);
    await heads.selectOption('0');
    await expectRowsSumToOne(page);
    expect(await weights(page)).not.toEqual(usual);
    await heads.selectOption('');
  }
});

test('a network without attention says so and draws what it hands over', async ({ page }) => {
  await open(page, { backend: 'cpu' });
  const without = (await mechanisms(page)).find((mechanism) => mechanism.startsWith('seq2seq'));
  test.skip(!without, 'no such checkpoint is there');
  await choose(page, String(without));
  await expect(part(page, 'heatmap-table')).toHaveCount(0);
  await expect(part(page, 'heatmap').getByRole('img')).toHaveAccessibleName(/context vector/);
});

test('the toggle loads the checkpoint and keeps the sentence', async ({ page }) => {
  await open(page, { backend: 'cpu', text: SENTENCES[1] });
  for (const mechanism of [...(await mechanisms(page)).reverse(), 'additive']) {
    await choose(page, mechanism);
    await expect(part(page, 'source')).toHaveValue(SENTENCES[1]);
    await expect(part(page, 'mechanism').locator(':checked')).toHaveValue(mechanism);
    await expect(part(page, 'heatmap')).toHaveAttribute('data-mechanism', mechanism);
  }
});

test('of sentences typed quickly only the last one ends done', async ({ page }) => {
  await open(page, { backend: 'cpu', text: SENTENCES[2] });
  await translated(page, SENTENCES[2]);
  const seen = await part(page, 'translation').evaluateHandle((element) => {
    /** @type {string[]} */
    const done = [];
    new MutationObserver(() => {
      if (element.dataset.state === 'done') done.push(String(element.dataset.source));
    }).observe(element, { attributes: true });
    return done;
  });
  const typed = ['Le chat', 'Le chat noir dort', 'Le chat noir dort sur le lit de ma sœur', 'Elle chante', 'Où est la gare ?'];
  const last = String(typed.at(-1));
  // Sooner than a word can come back from the worker, so that every run but the last is superseded.
  await part(page, 'source').evaluate(async (box, sentences) => {
    for (const text of sentences) {
      /** @type {HTMLTextAreaElement} */ (box).value = text;
      box.dispatchEvent(new InputEvent('input', { bubbles: true }));
      box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
      await new Promise((resolve) => setTimeout(resolve));
    }
  }, typed);
  await translated(page, last);
  await page.waitForTimeout(1000);
  expect([...new Set(await seen.jsonValue())].filter((text) => text !== SENTENCES[2])).toEqual([last]);
  await expect(part(page, 'translation')).toHaveAttribute('data-source', last);
  await expect(part(page, 'message')).toBeHidden();
});

test('results follow while typing', async ({ page }) => {
  await open(page, { backend: 'cpu', text: SENTENCES[2] });
  await translated(page, SENTENCES[2]);
  await part(page, 'source').fill('');
  await part(page, 'source').pressSequentially('Il pleut.', { delay: 30 });
  expect(await translated(page, 'Il pleut.')).toMatch(/[a-z]/i);
});

test('words can be looked at one by one', async ({ page }) => {
  await open(page, { backend: 'cpu', text: SENTENCES[0] });
  await translated(page, SENTENCES[0]);
  const words = part(page, 'translation').getByRole('option');
  for (const word of [words.first(), words.last()]) {
    await word.hover();
    await expect(word).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('heading', { name: /Candidates for/ })).toContainText(await word.innerText());
    const numbers = await part(page, 'candidates').locator('.number').allTextContents();
    const sum = numbers.reduce((total, number) => total + Number(number), 0);
    // Six numbers of three digits.
    expect(Math.abs(sum - 1)).toBeLessThan(0.004);
  }
});
