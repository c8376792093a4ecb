/** WebGPU, on Chromium's software adapter where there is no other: the same words as the CPU, and every way to be without. */
import { attends, choose, expect, expectRowsSumToOne, hood, open, part, SENTENCES, test, translate, translated, weights } from './site.js';

/** The software adapter compiles pipelines on the CPU, and computes there. */
const SLOW = 280_000;

/** A sentence whose translation has twenty tokens and more. */
const LONG =
  'Je voudrais savoir si tu peux venir avec moi demain matin à la gare pour attendre mon frère et sa femme, parce que je ne veux pas y aller seul.';

/** As in agreement.spec.js, which looks at states too. */
const WEIGHT_TOLERANCE = 0.002;

test.describe('on WebGPU', () => {
  test.describe.configure({ timeout: 600_000 });

  test('the words, weights and candidates are those of the CPU, also after twenty tokens', async ({ page }) => {
    await open(page, { backend: 'cpu', text: LONG });
    await translated(page, LONG);
    const sentences = [...SENTENCES, LONG];
    /** @param {number} timeout */
    const run = async (timeout) => {
      const made = [];
      for (const text of sentences) {
        const english = await translate(page, text, timeout);
        const { backend, tokens } = await hood(page);
        made.push({ english, weights: await weights(page), backend, tokens: Number(tokens) });
        await expectRowsSumToOne(page);
      }
      return made;
    };
    const onCpu = await run(60_000);
    await part(page, 'backend').selectOption('gpu');
    await expect(part(page, 'hood')).toHaveAttribute('data-backend', 'gpu', { timeout: SLOW });
    const onGpu = await run(SLOW);
    expect(onGpu.map(({ english }) => english)).toEqual(onCpu.map(({ english }) => english));
    expect(onGpu.every(({ backend }) => backend === 'gpu')).toBe(true);
    expect(Math.max(...onGpu.map(({ tokens }) => tokens))).toBeGreaterThanOrEqual(20);
    onGpu.forEach((each, i) => {
      const pairs = each.weights.flatMap((row, t) => row.map((weight, j) => [weight, onCpu[i].weights[t][j]]));
      expect(Math.max(...pairs.map(([a, b]) => Math.abs(a - b)))).toBeLessThan(WEIGHT_TOLERANCE);
    });
    await page.screenshot({ path: 'artifacts/webgpu.png', fullPage: true });
  });

  test('a token needs one readback, and no sentence after the first a new pipeline', async ({ page }) => {
    await open(page, { backend: 'gpu', text: SENTENCES[0] });
    await translated(page, SENTENCES[0], SLOW);
    await translate(page, SENTENCES[1], SLOW);
    for (const text of ["J'ai perdu mes clés.", LONG]) {
      await translate(page, text, SLOW);
      const { backend, readbacksPerToken, pipelines, dispatchesPerToken, adapter } = await hood(page);
      expect({ backend, readbacksPerToken, pipelines }).toEqual({ backend: 'gpu', readbacksPerToken: '1', pipelines: '0' });
      expect(Number(dispatchesPerToken)).toBeGreaterThan(0);
      expect(Number(dispatchesPerToken)).toBeLessThanOrEqual(12);
      expect(adapter).not.toBe('');
    }
  });

  test('the Transformer gives the same words too', async ({ page }) => {
    await open(page, { backend: 'cpu', text: SENTENCES[0] });
    await translated(page, SENTENCES[0]);
    await choose(page, 'transformer');
    const [onCpu, onCpuToo] = [await translate(page, SENTENCES[2]), await translate(page, SENTENCES[1])];
    await part(page, 'backend').selectOption('gpu');
    await expect(part(page, 'hood')).toHaveAttribute('data-backend', 'gpu', { timeout: SLOW });
    expect(await translate(page, SENTENCES[2], SLOW)).toBe(onCpu);
    expect(await translate(page, SENTENCES[1], SLOW)).toBe(onCpuToo);
    await expectRowsSumToOne(page);
    expect(attends('transformer')).toBe(true);
  });

  test('a lost device is told, the sentence kept, and the CPU goes on', async ({ page }) => {
    // The worker's first line remembers every device, so that one can be taken away as a driver's reset would.
    await page.route('**/worker-*.js', async (route) => {
      const response = await route.fetch();
      const remember = `{ const ask = GPUAdapter.prototype.requestDevice; self.devices = [];
        GPUAdapter.prototype.requestDevice = async function (...a) { const d = await ask.apply(this, a); self.devices.push(d); return d; }; }\n`;
      await route.fulfill({ response, body: remember + (await response.text()) });
    });
    await open(page, { backend: 'gpu', text: SENTENCES[0] });
    const english = await translated(page, SENTENCES[0], SLOW);
    expect(await hood(page)).toMatchObject({ backend: 'gpu' });
    for (const worker of page.workers()) {
      await worker.evaluate(() => /** @type {any} */ (self).devices.forEach((/** @type {GPUDevice} */ device) => device.destroy()));
    }
    await expect(part(page, 'message')).toHaveAttribute('data-code', 'gpu-lost');
    await expect(part(page, 'message')).toBeVisible();
    await expect(part(page, 'source')).toHaveValue(SENTENCES[0]);
    await part(page, 'source').press('Enter');
    await expect(part(page, 'hood')).toHaveAttribute('data-backend', 'cpu');
    expect(await translated(page, SENTENCES[0])).toBe(english);
    await translate(page, SENTENCES[1]);
    await part(page, 'message').getByRole('button').click();
    await expect(part(page, 'message')).toBeHidden();
  });

  test('a device lost in the middle of a sentence does not cost the sentence', async ({ page }) => {
    await page.route('**/worker-*.js', async (route) => {
      const response = await route.fetch();
      // The device goes away at the fifth readback after it is armed.
      const arm = `{ const ask = GPUAdapter.prototype.requestDevice, map = GPUBuffer.prototype.mapAsync; let left = Infinity, device;
        self.loseSoon = () => { left = 5; };
        GPUAdapter.prototype.requestDevice = async function (...a) { return (device = await ask.apply(this, a)); };
        GPUBuffer.prototype.mapAsync = function (...a) { if (--left === 0) device.destroy(); return map.apply(this, a); }; }\n`;
      await route.fulfill({ response, body: arm + (await response.text()) });
    });
    await open(page, { backend: 'gpu', text: SENTENCES[0] });
    await translated(page, SENTENCES[0], SLOW);
    for (const worker of page.workers()) await worker.evaluate(() => /** @type {any} */ (self).loseSoon());
    expect(await translate(page, LONG, SLOW)).toMatch(/[a-z]/);
    expect(await hood(page)).toMatchObject({ backend: 'cpu' });
    await expect(part(page, 'message')).toHaveAttribute('data-code', 'gpu-lost');
  });
});

test('auto measures a GPU behind the first translation, and stays with what is faster', async ({ page }) => {
  test.setTimeout(SLOW);
  await page.addInitScript(() => {
    const ask = GPU.prototype.requestAdapter;
    // An adapter that does not say that it is software.
    GPU.prototype.requestAdapter = async function (options) {
      const adapter = await ask.call(this, options);
      if (adapter)
        Object.defineProperty(adapter, 'info', {
          value: { vendor: 'some', architecture: 'gpu', description: '', isFallbackAdapter: false },
        });
      return adapter;
    };
  });
  await open(page, { backend: 'auto', text: SENTENCES[0] });
  await translated(page, SENTENCES[0]);
  const adapter = await page.evaluate(() => navigator.gpu?.requestAdapter().then((found) => !!found));
  test.skip(!adapter, 'there is no adapter here');
  // Both are shown.
  await expect(part(page, 'hood')).toContainText(/WebGPU\s*[\d.]+ ms/, { timeout: SLOW });
  expect(await hood(page)).toMatchObject({ backend: 'cpu' });
  // Here the GPU is a program on the same CPU: it cannot be the faster one.
  await translate(page, SENTENCES[1]);
  expect(await hood(page)).toMatchObject({ backend: 'cpu' });
});

test.describe('without WebGPU', () => {
  test.beforeEach(async ({ page }) => {
    await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'gpu', { get: () => undefined }));
  });

  test('the CPU translates and nothing is said', async ({ page }) => {
    await open(page, { text: SENTENCES[0] });
    await translated(page, SENTENCES[0]);
    await expect(part(page, 'hood')).toHaveAttribute('data-backend', 'cpu');
    await expect(part(page, 'message')).toBeHidden();
  });

  test('asked for WebGPU, the page says that there is none and translates on the CPU', async ({ page }) => {
    await open(page, { text: SENTENCES[0], backend: 'gpu' });
    await translated(page, SENTENCES[0]);
    await expect(part(page, 'hood')).toHaveAttribute('data-backend', 'cpu');
    await expect(part(page, 'message')).toHaveAttribute('data-code', 'gpu-none');
    await expect(part(page, 'message')).toBeVisible();
  });
});

test('a browser that has WebGPU but no adapter stays on the CPU', async ({ page }) => {
  await page.addInitScript(() => (GPU.prototype.requestAdapter = async () => null));
  await open(page, { text: SENTENCES[0], backend: 'gpu' });
  await translated(page, SENTENCES[0]);
  await expect(part(page, 'hood')).toHaveAttribute('data-backend', 'cpu');
  await expect(part(page, 'message')).toHaveAttribute('data-code', 'gpu-none');
});

test('a software adapter is used only when asked for', async ({ page }) => {
  await open(page, { text: SENTENCES[0], backend: 'auto' });
  const software = await page.evaluate(async () => {
    const adapter = await navigator.gpu?.requestAdapter();
    return /swiftshader|llvmpipe|lavapipe/i.test(`${adapter?.info.vendor} ${adapter?.info.architecture} ${adapter?.info.description}`);
  });
  test.skip(!software, 'there is a hardware adapter here');
  await translated(page, SENTENCES[0]);
  await translate(page, SENTENCES[1]);
  expect(await hood(page)).toMatchObject({ backend: 'cpu' });
});
