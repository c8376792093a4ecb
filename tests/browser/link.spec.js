/** The link: query parameters set the first state, and the address follows what is done. */
import { choose, expect, mechanisms, open, part, SENTENCES, test, translate, translated } from './site.js';

test('query parameters set the first state', async ({ page }) => {
  await open(page, { text: SENTENCES[3], mechanism: 'transformer', backend: 'cpu', lang: 'ko' });
  await translated(page, SENTENCES[3]);
  await expect(part(page, 'source')).toHaveValue(SENTENCES[3]);
  await expect(part(page, 'mechanism').locator(':checked')).toHaveValue('transformer');
  await expect(part(page, 'backend')).toHaveValue('cpu');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
});

test('unknown parameters are as none', async ({ page }) => {
  await open(page, { mechanism: 'telepathy', backend: 'abacus', lang: 'xx' });
  await translated(page, await part(page, 'source').inputValue());
  await expect(part(page, 'backend')).toHaveValue('auto');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('the address follows, and back and forward lead through it', async ({ page }) => {
  await open(page, { backend: 'cpu', text: SENTENCES[0] });
  await translated(page, SENTENCES[0]);
  const [other] = (await mechanisms(page)).filter((each) => each !== 'additive');
  await choose(page, other);
  await expect(page).toHaveURL(new RegExp(`mechanism=${other}`));
  await translate(page, SENTENCES[1]);
  await expect(page).toHaveURL(new RegExp(encodeURIComponent('나는')));
  await page.reload();
  await translated(page, SENTENCES[1]);
  await expect(part(page, 'mechanism').locator(':checked')).toHaveValue(other);
  // A sentence that was typed is a place of its own, and so is another network.
  await page.goBack();
  await translated(page, SENTENCES[0]);
  await expect(part(page, 'mechanism').locator(':checked')).toHaveValue(other);
  await page.goBack();
  await expect(part(page, 'mechanism').locator(':checked')).toHaveValue('additive');
  await translated(page, SENTENCES[0]);
});

test('a second visit takes the weights from what was kept', async ({ page }) => {
  await open(page, { backend: 'cpu', text: SENTENCES[0] });
  await translated(page, SENTENCES[0]);
  await expect.poll(() => page.evaluate(async () => (await (await caches.open('seq2see')).keys()).length)).toBeGreaterThan(1);
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.reload();
  await translated(page, SENTENCES[0]);
  expect(asked.filter((url) => url.endsWith('.safetensors'))).toEqual([]);
});

test('the scripts of the worker are asked for with the page, before it starts the worker', async ({ page }) => {
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await open(page, { backend: 'cpu', text: SENTENCES[0] });
  await translated(page, SENTENCES[0]);
  const hinted = await page
    .locator('link[rel=modulepreload]')
    .evaluateAll((links) => links.map((link) => new URL(/** @type {HTMLLinkElement} */ (link).href).pathname));
  const weights = asked.findIndex((path) => path.endsWith('.safetensors'));
  for (const script of [/\/assets\/worker-.*\.js$/, /\/pkg\/cpu\/seq2see_web-.*\.js$/]) {
    expect(
      hinted.some((path) => script.test(path)),
      `${script}`,
    ).toBe(true);
    const [first, ...again] = asked.flatMap((path, i) => (script.test(path) ? [i] : []));
    expect(first).toBeLessThan(weights);
    expect(again.length, 'the hint is of the very script that is used').toBeLessThanOrEqual(1);
  }
});

test('a file that does not arrive is told, and a second try mends it', async ({ context }) => {
  // The browser logs a failed load as an error of its own: this test looks at what the page says.
  const other = await context.newPage();
  let broken = true;
  await other.route('**/*.safetensors', (route) => (broken ? route.abort() : route.continue()));
  await other.goto(`./?backend=cpu&text=${encodeURIComponent(SENTENCES[0])}`);
  await expect(part(other, 'message')).toHaveAttribute('data-code', 'network');
  await expect(part(other, 'source')).toHaveValue(SENTENCES[0]);
  broken = false;
  await part(other, 'message').getByRole('button').first().click();
  await translated(other, SENTENCES[0]);
});
