/**
 * `npm run bench -- --training`: what an update costs in the bench of Learn and in TensorFlow.js, in one Chromium. Writes TRAINING.md here.
 * Needs `pkg/lab` (`cargo xtask wasm lab`).
 */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, Stop } from '../scripts/tools.mjs';
import { serveIsolated } from './serve.mjs';
import { median } from './statistics.mjs';

const here = join(root, 'bench');
/**
 * Updates, the first of which are not measured, and how often: few on a backend that is slow, as WebGPU is where it is made of software.
 * @type {Record<'ours'|'cpu'|'wasm'|'webgl'|'webgpu', { updates: number, warm: number, rounds: number }>}
 */
const PLAN = {
  ours: { updates: 300, warm: 100, rounds: 3 },
  cpu: { updates: 24, warm: 8, rounds: 3 },
  wasm: { updates: 24, warm: 8, rounds: 3 },
  webgl: { updates: 24, warm: 8, rounds: 3 },
  webgpu: { updates: 4, warm: 2, rounds: 1 },
};
const BACKENDS = /** @type {const} */ (['cpu', 'wasm', 'webgl', 'webgpu']);
/** Losses agree to this share, update by update: float32 in another order. */
const AGREE = 2e-2;

/**
 * @typedef {{ engine: string, perSecond: number|null, apart: number|null, why?: string }} Row
 * @param {import('@playwright/test').Browser} browser @param {Record<string, string>} machine
 */
export async function measureTraining(browser, machine) {
  const site = await serveIsolated(await build(), () => {});
  const url = site.url.replace('/peers/', '/training/');
  const page = await browser.newPage();
  await page.goto(url);
  await page.waitForFunction('window.training');
  /** @type {string[]} */
  const names = await page.evaluate('training.names');
  await page.close();
  /** @type {Record<string, Row[]>} */
  const tables = {};
  for (const name of names) tables[name] = await beside(browser, url, name);
  site.close();
  const text = report(tables, machine);
  writeFileSync(join(here, 'TRAINING.md'), text);
  console.log(text);
}

/** @param {import('@playwright/test').Browser} browser @param {string} url @param {string} name @returns {Promise<Row[]>} */
async function beside(browser, url, name) {
  const ask = async (/** @type {string} */ code, /** @type {object} */ asked) => {
    const page = await browser.newPage();
    try {
      await page.goto(url);
      await page.waitForFunction('window.training');
      return await page.evaluate(`training.${code}${JSON.stringify(asked)})`);
    } finally {
      await page.close();
    }
  };
  /** @type {Row[]} */
  const rows = [];
  /** @type {{ msPerUpdate: number, losses: number[] }[]} */
  const our = [];
  for (let round = 0; round < PLAN.ours.rounds; round++) our.push(await ask('ours(', { name, ...PLAN.ours }));
  rows.push({ engine: 'seq2see', perSecond: 1000 / median(our.map(({ msPerUpdate }) => msPerUpdate)), apart: 0 });
  for (const backend of BACKENDS) {
    try {
      const times = [];
      let last = null;
      for (let round = 0; round < PLAN[backend].rounds; round++) {
        last = await ask(`theirs('${backend}',`, { name, ...PLAN[backend] });
        times.push(last.msPerUpdate);
      }
      const apart = Math.max(
        ...last.losses.map((/** @type {number} */ loss, /** @type {number} */ n) => Math.abs(loss / our[0].losses[n] - 1)),
      );
      rows.push({ engine: `TensorFlow.js, ${backend}`, perSecond: 1000 / median(times), apart });
    } catch (error) {
      const [why] = String(error instanceof Error ? error.message : error).split('\n');
      rows.push({ engine: `TensorFlow.js, ${backend}`, perSecond: null, apart: null, why });
    }
    console.log(name, JSON.stringify(rows.at(-1)));
  }
  return rows;
}

/** @param {Record<string, Row[]>} tables @param {Record<string, string>} machine */
function report(tables, machine) {
  const about = Object.entries(machine).map(([key, value]) => `${key} ${value}`);
  const lines = Object.entries(tables).flatMap(([name, rows]) => {
    const best = Math.max(...rows.slice(1).map(({ perSecond, apart }) => ((apart ?? 1) <= AGREE ? (perSecond ?? 0) : 0)));
    const [ours] = rows;
    return [
      '',
      `## ${name}`,
      '',
      '| | updates a second | losses of the first updates apart by at most |',
      '|---|---|---|',
      ...rows.map(({ engine, perSecond, apart, why }) =>
        perSecond === null
          ? `| ${engine} | – | ${why} |`
          : `| ${engine} | ${perSecond.toFixed(1)} | ${apart ? `${(100 * (apart ?? 0)).toFixed(3)} %` : '–'} |`,
      ),
      '',
      best ? `${((ours.perSecond ?? 0) / best).toFixed(1)} times the fastest backend whose losses agree.` : 'No backend trains it.',
    ];
  });
  return [
    '# Training in a browser, measured',
    '',
    '`npm run bench -- --training`: the same network, first weights, batches of 32 and updates in one Chromium, each in a page of its own, one thread; medians.',
    `Measured are updates ${asked(PLAN.ours)} of ours, ${asked(PLAN.cpu)} of TensorFlow.js 4.22 (WebGPU ${asked(PLAN.webgpu)}). ${about.join(', ')}.`,
    'Where a machine has no GPU, WebGL and WebGPU are made of software, and what they give says nothing of a machine that has one.',
    'The networks are `crates/lab`’s at 64 (the char RNN at 16) units; 11 letters and `</s>` are read, 4 and `</s>` written (`bench/training/cases.js`).',
    ...lines,
    '',
  ].join('\n');
}

/** @param {{ updates: number, warm: number, rounds: number }} plan */
const asked = ({ updates, warm, rounds }) => `${warm + 1} to ${updates}, ${rounds === 1 ? 'once' : `${rounds} times`}`;

/** The page with `pkg/lab` and TensorFlow.js' WebAssembly. */
async function build() {
  if (!(await run('npm', ['ci', '--prefix', 'bench', '--no-audit', '--no-fund', '--ignore-scripts'])))
    throw new Stop('`npm ci --prefix bench` failed');
  const { build: bundle } = await import('vite');
  const { siteConfig } = await import('../vite.config.js');
  const outDir = join(root, 'artifacts/bench-training');
  const config = siteConfig();
  const input = join(here, 'training/index.html');
  await bundle({
    configFile: false,
    ...config,
    logLevel: 'error',
    build: { ...config.build, outDir, emptyOutDir: true, rolldownOptions: { input } },
  });
  const wasm = 'tfjs-backend-wasm-simd.wasm';
  mkdirSync(join(outDir, 'tensorflow'), { recursive: true });
  copyFileSync(join(here, 'node_modules/@tensorflow/tfjs-backend-wasm/dist', wasm), join(outDir, 'tensorflow', wasm));
  return outDir;
}
