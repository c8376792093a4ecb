/** The player: it goes through the moments of a run in order, by keys and scrubber, and at little cost. */
import { expect, mechanisms, open, part, SENTENCES, test, translate, translated } from './site.js';
import { moment, ofRun, openTranslated } from './flow.js';

const LONG = 'Hier soir, ma petite sœur a longuement parlé de ses études avec nos parents dans la grande cuisine.';

test('it plays with the space bar, but not while somebody types', async ({ page }) => {
  await openTranslated(page);
  await part(page, 'source').focus();
  await page.keyboard.press('End');
  await page.keyboard.type(' ');
  await expect(page.getByRole('button', { name: /^Play/ })).toBeVisible();
  await translated(page, `${SENTENCES[0]} `);
  await page.locator('main').focus();
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: /^Play/ })).toBeVisible();
  await part(page, 'flow').focus();
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: /^Pause/ })).toBeVisible();
  await expect.poll(() => moment(page)).toBeGreaterThan(1);
  // A new sentence is translated at once, and nothing plays on.
  await part(page, 'source').pressSequentially('Il');
  await expect(page.getByRole('button', { name: /^Play/ })).toBeVisible();
  await translate(page, SENTENCES[2]);
});

test('playing visits every moment in order, once, and ends at the last', async ({ page }) => {
  await openTranslated(page);
  await page.getByRole('radio', { name: '2 times the usual speed' }).check();
  const visited = await part(page, 'flow').evaluateHandle((flow) => {
    /** @type {number[]} */
    const moments = [];
    new MutationObserver(() => moments.push(Number(flow.dataset.moment))).observe(flow, {
      attributes: true,
      attributeFilter: ['data-moment'],
    });
    return moments;
  });
  await page.getByRole('button', { name: /^Play/ }).click();
  const { tokens, steps } = await ofRun(page, (run) => ({ tokens: run.source.tokens.length, steps: run.steps.length }));
  await expect.poll(() => moment(page)).toBe(tokens + steps);
  await expect(page.getByRole('button', { name: /^Play/ })).toBeVisible();
  expect(await visited.jsonValue()).toEqual(Array.from({ length: tokens + steps + 1 }, (_, m) => m));
});

test('while it plays, what is out of sight rests until it is seen or the playing is over', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 600 });
  await openTranslated(page);
  const candidates = page.getByRole('heading', { name: /Candidates for/ });
  const word = () =>
    ofRun(page, (run) => run.steps[/** @type {any} */ (document.querySelector('see-page')).store.state.step].piece.replace('▁', ''));
  await page.keyboard.press('Home');
  await expect(candidates).toContainText(await word());
  const before = await candidates.innerText();
  await page.keyboard.press('Space');
  const { tokens } = await ofRun(page, (run) => ({ tokens: run.source.tokens.length }));
  await expect.poll(() => moment(page)).toBeGreaterThan(tokens + 2);
  await expect(candidates).not.toBeInViewport();
  expect(await candidates.innerText()).toBe(before);
  await page.keyboard.press('Space');
  await expect(candidates).toContainText(await word());
  // In sight it follows.
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  await candidates.evaluate((heading) => heading.scrollIntoView({ block: 'center' }));
  await expect.poll(() => moment(page)).toBeGreaterThan(tokens + 2);
  await expect.poll(async () => (await candidates.innerText()).includes(await word())).toBe(true);
});

test('the scrubber goes where it is pressed, and says where that is', async ({ page }) => {
  await openTranslated(page);
  const scrubber = part(page, 'scrubber');
  const word = scrubber.locator('.making').nth(3);
  await word.click();
  const { tokens, said } = await ofRun(page, (run) => ({ tokens: run.source.tokens.length, said: run.steps[3].piece }));
  expect(await moment(page)).toBe(tokens + 1 + 3);
  await expect(scrubber).toHaveAttribute('aria-valuenow', `${tokens + 4}`);
  await expect(scrubber).toHaveAttribute('aria-valuetext', new RegExp(said.replace('▁', '')));
  await scrubber.locator('.ticks i').first().click();
  expect(await moment(page)).toBe(0);
  await expect(scrubber).toBeFocused();
  await page.keyboard.press('ArrowRight');
  expect(await moment(page)).toBe(1);
  await part(page, 'flow').locator('.decoder .node').nth(2).click();
  expect(await moment(page)).toBe(tokens + 1 + 2);
});

test('on a phone, the names under the scrubber stand beside each other, and each part can be seen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, { backend: 'cpu', text: LONG });
  await translated(page, LONG);
  const scrubber = part(page, 'scrubber');
  const named = () =>
    scrubber.locator('small').evaluateAll((names) =>
      names
        .filter((name) => name.textContent)
        .map((name) => {
          const text = document.createRange();
          text.selectNodeContents(name);
          const { left, right } = text.getBoundingClientRect();
          return { left, right };
        }),
    );
  await part(page, 'flow').focus();
  await page.keyboard.press('End');
  for (let moved = 0; moved < 8; moved++) {
    const names = await named();
    expect(names.length).toBeGreaterThan(3);
    for (const [i, { left }] of names.entries()) if (i) expect(left).toBeGreaterThan(names[i - 1].right);
    await page.keyboard.press('ArrowLeft');
  }
  const thinnest = await scrubber.locator('i').evaluateAll((parts) => Math.min(...parts.map((part) => part.getBoundingClientRect().width)));
  expect(thinnest).toBeGreaterThan(0.5);
});

test('few parts of the page are layers of their own', async ({ page }) => {
  await open(page, { backend: 'cpu' });
  for (const mechanism of await mechanisms(page)) {
    await open(page, { backend: 'cpu', text: LONG, mechanism });
    await translated(page, LONG);
    await part(page, 'flow').focus();
    await page.keyboard.press('Home');
    // Each shape that is translucent, fades, sticks or is transformed is laid over the others by itself, in every frame.
    const layers = await page.evaluate(() => {
      const apart = [...document.querySelectorAll('main *')].filter((part) => {
        const { opacity, visibility, position, transform } = getComputedStyle(part);
        const transformed = part instanceof SVGElement && transform !== 'none';
        return visibility === 'visible' && (Number(opacity) < 1 || position === 'sticky' || transformed);
      });
      const fading = document
        .getAnimations()
        .filter((motion) => 'transitionProperty' in motion && ['opacity', 'transform'].includes(String(motion.transitionProperty)));
      return apart.length + fading.length;
    });
    expect(layers, mechanism).toBeLessThan(80);
  }
});

test('playing restyles little at a time, and draws little anew', async ({ page, browser }) => {
  await open(page, { backend: 'cpu', text: LONG, mechanism: 'transformer' });
  await translated(page, LONG);
  await page.waitForLoadState('networkidle');
  await page.getByRole('radio', { name: '2 times the usual speed' }).check();
  const last = Number(await part(page, 'scrubber').getAttribute('aria-valuemax'));
  await part(page, 'flow').focus();
  await page.keyboard.press('End');
  await expect.poll(() => moment(page)).toBe(last);
  await browser.startTracing(page, { categories: ['devtools.timeline', 'cc'] });
  await page.getByRole('button', { name: /^Play/ }).click();
  await expect.poll(() => moment(page)).toBe(0);
  await expect.poll(() => moment(page), { timeout: 60_000 }).toBe(last);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const restyled = traceEvents
    .filter((/** @type {any} */ { name }) => name === 'UpdateLayoutTree')
    .map((/** @type {any} */ { args }) => args.elementCount);
  const tiles = traceEvents.filter((/** @type {any} */ { name }) => name === 'RasterTask').length;
  // The most is the way back to the beginning; a scroll that draws the figure anew takes over a thousand tiles.
  expect(Math.max(...restyled)).toBeLessThan(220);
  expect(tiles / (last + 1)).toBeLessThan(45);
});

test('who wants little motion sees none', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openTranslated(page);
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});
