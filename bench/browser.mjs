/**
 * `npm run bench`: what a visitor waits for, and what a token costs, in a real Chromium on the built site.
 *
 * Times are of this machine; dispatches, readbacks, pipelines and bytes are the same on every one. Writes bench/RESULTS.md and
 * bench/results.json. Run `npm run build` first, and let nothing else run beside it.
 */
import { chromium } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { CHROMIUM_ARGS, needChromium } from '../scripts/chromium.mjs';
import { root, runMain } from '../scripts/tools.mjs';
import { serve, siteFolder } from '../tests/browser/serve.mjs';

/** Of four to fourteen words, French and Korean in turn. */
const SENTENCES = [
  'Je suis très fatigué ce soir.',
  '나는 오늘 아주 피곤해.',
  'Le chat noir dort sur le lit.',
  '저 새가 예쁘다.',
  'Nous avons attendu le bus pendant une heure.',
  '그녀는 어제 새 차를 샀다.',
  'Elle chante mieux que sa sœur.',
  '한국어를 배우고 싶어요.',
  'Je voudrais savoir si tu peux venir avec moi demain matin à la gare.',
  '저는 수영을 못해요.',
  'Merci beaucoup pour ton aide.',
  '언제 도착했어요?',
];
/** Cold visits, each with an empty cache. */
const VISITS = 5;
/** The software adapter takes minutes where a GPU takes seconds. */
const PATIENCE = 300_000;

/** @param {number[]} numbers */
function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The site with `FILE.br` beside each file, as a static host sends it; what was compressed before is kept. */
function compressedSite() {
  const [from, to] = [siteFolder(), join(root, 'artifacts/bench-site')];
  const files = readdirSync(from, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = files.map((entry) => join(entry.parentPath, entry.name).slice(from.length + 1));
  for (const old of existsSync(to) ? readdirSync(to, { recursive: true, encoding: 'utf8' }) : []) {
    if (/\.\w+$/.test(old) && !names.includes(old.replace(/\.br$/, ''))) rmSync(join(to, old), { recursive: true });
  }
  for (const name of names) {
    const target = join(to, name);
    // A name with a hash has one content.
    if (existsSync(`${target}.br`) && /-[0-9a-f]{12}\./.test(name)) continue;
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(from, name), target);
    const bytes = readFileSync(target);
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    writeFileSync(`${target}.br`, brotliCompressSync(bytes, { params }));
  }
  return to;
}

/** Waits for a translation. @param {import('@playwright/test').Page} page @param {string} text @param {string} [mechanism] */
async function done(page, text, mechanism) {
  const of = mechanism ? `[data-mechanism="${mechanism}"]` : '';
  const source = `[data-source=${JSON.stringify(text)}]`;
  await page.locator(`[data-testid=translation][data-state=done]${source}${of}`).waitFor({ timeout: PATIENCE });
}

/** Time and bytes from navigation to the first translation, with nothing kept. @param {import('@playwright/test').Browser} browser @param {string} folder */
async function firstVisit(browser, folder) {
  let bytes = 0;
  const site = await serve(0, { folder, brotli: true, onSent: (sent) => (bytes += sent) });
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('[data-testid=translation][data-state=done] .word')) return;
      observer.disconnect();
      /** @type {any} */ (window).firstTranslation = performance.now();
    }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-state'] });
  });
  await page.goto(site.url);
  await page.waitForFunction(() => /** @type {any} */ (window).firstTranslation, null, { timeout: PATIENCE });
  const until = bytes;
  const ms = await page.evaluate(() => /** @type {any} */ (window).firstTranslation);
  await context.close();
  site.close();
  return { ms, bytes: until };
}

/**
 * What a token costs with one checkpoint on one backend; nothing where the backend is not there.
 * @param {import('@playwright/test').Page} page @param {string} url @param {string} mechanism @param {'cpu'|'gpu'} backend
 */
async function perToken(page, url, mechanism, backend) {
  const [warm] = SENTENCES;
  await page.goto(`${url}?${new URLSearchParams({ mechanism, backend, text: warm, lang: 'en' })}`);
  await done(page, warm, mechanism);
  const hood = page.getByTestId('hood');
  /** @type {Record<string, string|undefined>[]} */
  const rows = [];
  for (const text of [...SENTENCES.slice(1), warm]) {
    await page.getByTestId('source').fill(text);
    await done(page, text, mechanism);
    const read = await hood.evaluate((element) => ({ ...element.dataset }));
    if (read.backend !== backend) return undefined;
    rows.push(read);
  }
  const numbers = (/** @type {string} */ key) => rows.map((row) => Number(row[key]));
  return {
    mechanism,
    backend,
    adapter: rows[0].adapter,
    sentences: rows.length,
    tokens: numbers('tokens').reduce((sum, n) => sum + n, 0),
    msPerToken: median(numbers('msPerToken')),
    msPerTokenWithEncoder: median(numbers('msPerTokenWithEncoder')),
    dispatchesPerToken: median(numbers('dispatchesPerToken')),
    readbacksPerToken: Math.max(...numbers('readbacksPerToken')),
    pipelinesAfterFirst: numbers('pipelines').reduce((sum, n) => sum + n, 0),
  };
}

/** @typedef {NonNullable<Awaited<ReturnType<typeof perToken>>>} Row */

/** @param {{ machine: Record<string, unknown>, visits: { ms: number, bytes: number }[], rows: Row[] }} results */
function report({ machine, visits, rows }) {
  const first = { ms: median(visits.map(({ ms }) => ms)), bytes: median(visits.map(({ bytes }) => bytes)) };
  const fixed = (/** @type {number} */ n, digits = 2) => n.toFixed(digits);
  const line = (/** @type {Row} */ row) => {
    const gpu = row.backend === 'gpu';
    const counts = gpu ? [fixed(row.dispatchesPerToken, 1), fixed(row.readbacksPerToken, 1), row.pipelinesAfterFirst] : ['–', '–', '–'];
    return `| \`${row.mechanism}\` | ${gpu ? `WebGPU, ${row.adapter}` : 'CPU'} | ${fixed(row.msPerToken)} | ${fixed(row.msPerTokenWithEncoder)} | ${counts.join(' | ')} |`;
  };
  return `# Measurements in the browser

\`npm run build && npm run bench\` wrote this. ${Object.entries(machine).map(([key, value]) => `${key}: ${value}`).join(' · ')}.
Times belong to this machine and to what ran beside; a software adapter says nothing of a real GPU's time. Dispatches, readbacks, pipelines and bytes
are the same everywhere.

## First visit
From navigation to the first translation, empty cache, files compressed with brotli, median of ${visits.length} visits:
**${fixed(first.ms / 1000)} s**, **${fixed(first.bytes / 1e6)} MB** sent until then.

## A token
Median of ${rows[0]?.sentences ?? 0} sentences after one to warm up. \`pipelines\`: created in all of these sentences together.

| checkpoint | backend | ms a token | with the encoder's share | dispatches a token | readbacks a token | pipelines |
|---|---|---|---|---|---|---|
${rows.map(line).join('\n')}
`;
}

async function main() {
  const executablePath = await needChromium();
  const folder = compressedSite();
  const browser = await chromium.launch({ args: CHROMIUM_ARGS, ...(executablePath ? { executablePath } : {}) });
  const machine = {
    Chromium: browser.version(),
    CPU: `${cpus()[0].model.trim()}, ${cpus().length} cores`,
    'load before': loadavg()[0].toFixed(1),
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim(),
  };
  const visits = [];
  for (let n = 0; n < VISITS; n++) visits.push(await firstVisit(browser, folder));
  const site = await serve(0, { folder, brotli: true });
  const page = await browser.newPage();
  await page.goto(site.url);
  const radios = page.getByTestId('mechanism').locator('input[type=radio]');
  await radios.first().waitFor({ state: 'attached' });
  const mechanisms = await radios.evaluateAll((all) => all.map((each) => /** @type {HTMLInputElement} */ (each).value));
  /** @type {Row[]} */
  const rows = [];
  for (const backend of /** @type {const} */ (['cpu', 'gpu'])) {
    for (const mechanism of mechanisms) {
      const row = await perToken(page, site.url, mechanism, backend);
      if (!row) continue;
      rows.push(row);
      save({ machine, visits, rows });
      console.log(`${mechanism} on ${backend}: ${row.msPerToken.toFixed(2)} ms a token`);
    }
  }
  await browser.close();
  site.close();
  console.log(`\n${report({ machine, visits, rows })}`);
}

/** Row by row, so that a run that is stopped leaves what it measured. @param {Parameters<typeof report>[0]} results */
function save(results) {
  writeFileSync(join(root, 'bench/results.json'), `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(join(root, 'bench/RESULTS.md'), report(results));
}

runMain(main);
