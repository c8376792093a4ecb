/** The client on its own, without the page: every request ends in exactly one of done, cancelled, error. */
import { expect, test } from '@playwright/test';
import { createServer } from 'vite';
import { siteConfig } from '../../vite.config.js';

const WEIGHTS = '**/models/additive/*.safetensors';

/** The sources as the development server has them: the built site has no client to ask for. @type {import('vite').ViteDevServer} */
let server;

test.beforeAll(async () => {
  const config = siteConfig();
  const quiet = { port: 8098, strictPort: false, hmr: false, watch: null };
  server = await createServer({ ...config, configFile: false, logLevel: 'error', server: quiet });
  await server.listen();
});

test.afterAll(() => server.close());

test.beforeEach(async ({ page }) => {
  // Any answer of the server's will do as a page without scripts.
  await page.goto(new URL('inventory.json', server.resolvedUrls?.local[0]).href);
  await page.evaluate(async () => {
    const path = '/www/networks/client.js';
    const { Client } = await import(/* @vite-ignore */ path);
    /** @type {any} */ (window).client = new Client();
    // Runs a request to its end; says how it ended.
    /** @type {any} */ (window).ended = async (/** @type {object} */ request) => {
      const events = [];
      try {
        for await (const event of /** @type {any} */ (window).client.translate(request)) events.push(event);
        return { end: 'done', events };
      } catch (thrown) {
        const error = /** @type {any} */ (thrown);
        return { end: error.name, code: error.code, message: error.message, details: error.details, events };
      }
    };
  });
});

/** @param {import('@playwright/test').Page} page @param {object} request @returns {Promise<any>} */
const ended = (page, request) => page.evaluate((it) => /** @type {any} */ (window).ended({ mechanism: 'additive', ...it }), request);

test('a sentence that is given is scored token by token, after the source of the last request', async ({ page }) => {
  const { events } = await ended(page, { text: 'Je suis très fatigué ce soir.' });
  const { text, logProb } = events.at(-1);
  const score = (/** @type {string} */ target) =>
    page.evaluate(
      (it) => /** @type {any} */ (window).client.score(it).catch((/** @type {any} */ { code, details }) => ({ code, details })),
      target,
    );
  const own = await score(text);
  expect(own.logProb).toBeCloseTo(logProb, 3);
  expect(own.tokens.every((/** @type {any} */ { rank }) => rank === 1)).toBe(true);
  expect(own.tokens.map((/** @type {any} */ { added }) => added).join('')).toBe(text);
  const other = await score('The weather is fine.');
  expect(other.logProb).toBeLessThan(own.logProb);
  expect(other.logProb).toBeCloseTo(
    other.tokens.reduce((/** @type {number} */ sum, /** @type {any} */ token) => sum + token.logProb, 0),
    4,
  );
  expect(await score('漢字')).toEqual({ code: 'unwritable', details: { symbols: '漢字' } });
});

test('a request gives its source, its steps, and once what it came to', async ({ page }) => {
  const { end, events } = await ended(page, { text: 'Je suis très fatigué ce soir.' });
  expect(end).toBe('done');
  const types = events.map((/** @type {any} */ event) => event.type);
  expect(types.slice(0, 2)).toEqual(['loading', 'start']);
  expect(types.filter((/** @type {string} */ type) => type === 'done')).toHaveLength(1);
  const steps = events.filter((/** @type {any} */ event) => event.type === 'step');
  const { text, hood } = events.at(-1);
  expect(steps.at(-1).step).toMatchObject({ done: true, text });
  expect(hood).toMatchObject({ backend: 'cpu', tokens: steps.length, dispatches: 0 });
  for (const { step } of steps) {
    const weights = Object.values(step.attention.row).map(Number);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 4);
  }
});

test('a matrix arrives as floats, of a run that can still be inspected', async ({ page }) => {
  const seen = await page.evaluate(async () => {
    const { client, ended } = /** @type {any} */ (window);
    const { events } = await ended({ text: '저 새가 예쁘다.', mechanism: 'additive' });
    const { forward } = events.find((/** @type {any} */ event) => event.type === 'start').source.encoder;
    const { operands } = await client.inspect(1, { kind: 'attention' });
    return {
      encoder: [forward.data instanceof Float32Array, forward.data.length === forward.rows * forward.cols],
      operands: operands.map((/** @type {any} */ { name, value }) => [name, value.data instanceof Float32Array]),
    };
  });
  expect(seen.encoder).toEqual([true, true]);
  expect(seen.operands).toContainEqual(['weights', true]);
});

test('a request is rehearsed behind it: its pace is told, and the run that is looked at stays', async ({ page }) => {
  const { paces, parts } = await page.evaluate(async () => {
    const { client, ended } = /** @type {any} */ (window);
    const told = new Promise((resolve) => client.on('pace', resolve));
    const { events } = await ended({ text: 'Je suis très fatigué ce soir.', mechanism: 'additive' });
    const pace = /** @type {any} */ (await told);
    const { operands } = await client.inspect(1, { kind: 'attention' });
    const { hood } = events.at(-1);
    return { paces: [pace, hood].map(({ backend, tokens, msPerToken }) => ({ backend, tokens, msPerToken })), parts: operands.length };
  });
  const [pace, first] = paces;
  expect(pace).toMatchObject({ backend: 'cpu', tokens: first.tokens });
  expect(pace.msPerToken).toBeGreaterThan(0);
  expect(parts).toBeGreaterThan(0);
});

test('an aborted request ends as aborted, and the next one runs', async ({ page }) => {
  const first = await page.evaluate(async () => {
    const abort = new AbortController();
    const { client } = /** @type {any} */ (window);
    const types = [];
    try {
      const request = { text: 'Je suis très fatigué ce soir.', mechanism: 'additive', signal: abort.signal };
      for await (const event of client.translate(request)) {
        types.push(event.type);
        if (event.type === 'step') abort.abort();
      }
      return { name: 'none', types };
    } catch (error) {
      return { name: /** @type {Error} */ (error).name, types };
    }
  });
  expect(first.name).toBe('AbortError');
  expect(first.types.filter((type) => type === 'step')).toHaveLength(1);
  expect((await ended(page, { text: 'Merci.' })).end).toBe('done');
});

test('a newer request supersedes the one before', async ({ page }) => {
  const ends = await page.evaluate(() => {
    const { ended } = /** @type {any} */ (window);
    const texts = ['Où est la gare ?', 'Merci.', 'Elle aime lire des livres.'];
    return Promise.all(texts.map((text) => ended({ text, mechanism: 'additive' })));
  });
  expect(ends.map(({ end }) => end)).toEqual(['AbortError', 'AbortError', 'done']);
});

test('what is wrong with a request has a code', async ({ page }) => {
  expect(await ended(page, { text: '  ' })).toMatchObject({ end: 'ClientError', code: 'empty-text' });
  const long = await ended(page, { text: 'Je suis très fatigué. '.repeat(30) });
  expect(long).toMatchObject({ code: 'too-long', details: { limit: 64 } });
  expect(long.details.len).toBeGreaterThan(64);
  expect(await ended(page, { text: 'Merci.', mechanism: 'oracle' })).toMatchObject({ code: 'no-such-model' });
  expect(await ended(page, { text: 'Merci.', options: { beams: 3 } })).toMatchObject({ code: 'option' });
});

test('weights are kept: a second visit does not fetch them', async ({ page, context }) => {
  await ended(page, { text: 'Merci.' });
  await page.waitForFunction(async () => (await (await caches.open('seq2see')).keys()).length >= 2);
  /** @type {string[]} */
  const fetched = [];
  context.on('request', (request) => fetched.push(request.url()));
  await page.reload();
  await page.evaluate(async () => {
    const path = '/www/networks/client.js';
    const { Client } = await import(/* @vite-ignore */ path);
    for await (const event of new Client().translate({ text: 'Merci.', mechanism: 'additive' })) void event;
  });
  expect(fetched.filter((url) => url.endsWith('.safetensors'))).toEqual([]);
});

test('weights that are cut short or damaged are refused, and asked for again the next time', async ({ page, context }) => {
  let damage = (/** @type {Buffer} */ body) => body.subarray(0, body.length / 2);
  await context.route(WEIGHTS, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: damage(await response.body()), headers: {} });
  });
  expect(await ended(page, { text: 'Merci.' })).toMatchObject({ end: 'ClientError', code: 'network' });
  // Of the right size, with one number in its middle changed.
  damage = (body) => Buffer.concat([body.subarray(0, 3_000_000), Buffer.from([body[3_000_000] ^ 64]), body.subarray(3_000_001)]);
  expect(await ended(page, { text: 'Merci.' })).toMatchObject({ end: 'ClientError', code: 'network' });
  await context.unroute(WEIGHTS);
  expect((await ended(page, { text: 'Merci.' })).end).toBe('done');
});

test('what is kept and damaged is fetched again, and kept whole', async ({ page }) => {
  expect((await ended(page, { text: 'Merci.' })).end).toBe('done');
  await page.waitForFunction(async () => (await (await caches.open('seq2see')).keys()).some(({ url }) => url.endsWith('.safetensors')));
  const before = await page.evaluate(async () => {
    const cache = await caches.open('seq2see');
    const [kept] = (await cache.keys()).filter(({ url }) => url.endsWith('.safetensors'));
    const bytes = new Uint8Array((await (await cache.match(kept))?.arrayBuffer()) ?? []);
    const whole = bytes[3_000_000];
    bytes[3_000_000] ^= 64;
    await cache.put(kept, new Response(bytes));
    return whole;
  });
  await page.reload();
  await page.evaluate(async () => {
    const path = '/www/networks/client.js';
    const { Client } = await import(/* @vite-ignore */ path);
    for await (const event of new Client().translate({ text: 'Merci.', mechanism: 'additive' })) void event;
  });
  const now = () =>
    page.evaluate(async () => {
      const cache = await caches.open('seq2see');
      const [kept] = (await cache.keys()).filter(({ url }) => url.endsWith('.safetensors'));
      return new Uint8Array((await (await cache.match(kept))?.arrayBuffer()) ?? [])[3_000_000];
    });
  await expect.poll(now).toBe(before);
});

test('without WebGPU the CPU translates, and the page is told why', async ({ page }) => {
  const { backend, told } = await page.evaluate(async () => {
    Object.defineProperty(navigator, 'gpu', { value: undefined });
    const path = '/www/networks/client.js';
    const { Client } = await import(/* @vite-ignore */ path);
    const client = new Client();
    /** @type {any[]} */
    const told = [];
    client.on('gpu', (/** @type {any} */ detail) => told.push(detail));
    return { backend: await client.setBackend('gpu'), told };
  });
  expect(backend).toBe('cpu');
  expect(told.at(-1)).toMatchObject({ availability: 'none', reason: 'no-webgpu' });
});
