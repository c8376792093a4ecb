/**
 * `npm run bench`: seq2see beside ONNX Runtime Web and TensorFlow.js in one Chromium, and what a visitor of the built site waits for.
 *
 * Writes RESULTS.md, results.json and picture.svg here. Run `npm run build` first, and let nothing else run beside it.
 * `--no-webgpu` leaves WebGPU out, which takes long on a software adapter; `--no-peers` measures the site alone; `--quick` few times;
 * `--training` measures what an update costs in the bench of Learn, beside TensorFlow.js, and writes TRAINING.md alone;
 * `--frames` measures the playing alone, and leaves the rest of the results as it was.
 */
import { chromium } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { CHROMIUM_ARGS, needChromium } from '../scripts/chromium.mjs';
import { root, runMain } from '../scripts/tools.mjs';
import { serve, siteFolder } from '../tests/browser/serve.mjs';
import { compressed } from './compressed.mjs';
import { ENGINES, MECHANISMS } from './engines.mjs';
import { measureEmpty, measureFrames } from './frames.mjs';
import { measureGrowth } from './growth.mjs';
import { measurePage } from './page.mjs';
import { measureEngines } from './peers.mjs';
import { picture } from './picture.mjs';
import { prepare } from './prepare.mjs';
import { report } from './report.mjs';
import { measureTraining } from './training.mjs';
import { LINK, measureVisits } from './visits.mjs';

const has = (/** @type {string} */ flag) => process.argv.includes(flag);
/** How often: few times on a software GPU, whose counts are the same every time. */
const PLAN = has('--quick')
  ? { visits: 1, sentences: 6, rounds: 2, colds: 1, gpuTexts: 1, times: 2, row: 50 }
  : { visits: 2, sentences: 12, rounds: 10, colds: 1, gpuTexts: 2, times: 4, row: 200 };

/** @type {string[]} */
const SENTENCES = JSON.parse(readFileSync(join(root, 'bench/sentences.json'), 'utf8'));

async function main() {
  const executablePath = await needChromium();
  if (has('--training')) return training(executablePath);
  const site = compressed(siteFolder(), join(root, 'artifacts/bench-site'));
  const launch = { args: CHROMIUM_ARGS, ...(executablePath ? { executablePath } : {}) };
  const browser = await chromium.launch(launch);
  if (has('--frames')) {
    await onSite(browser, site, withoutPlaying());
    return browser.close();
  }
  const peers = has('--no-peers') ? null : await prepare();
  /** @type {import('./report.mjs').Results} */
  const results = { machine: machine(browser.version()), notes: notes(), page: [], frames: [], engines: [], growth: [] };
  if (peers) await besidePeers(browser, peers, results);
  results.visits = { plain: await measureVisits(launch, site, PLAN.visits), link: await measureVisits(launch, site, PLAN.visits, LINK) };
  save(results);
  await onSite(browser, site, results);
  await browser.close();
  results.machine['load after'] = loadavg()[0].toFixed(1);
  save(results);
  console.log(`\n${report(results)}`);
}

/** Of software, WebGPU and WebGL are there where a machine has no GPU. @param {string|undefined} executablePath */
async function training(executablePath) {
  const browser = await chromium.launch({ args: CHROMIUM_ARGS, ...(executablePath ? { executablePath } : {}) });
  await measureTraining(browser, machine(browser.version()));
  return browser.close();
}

/** @param {import('@playwright/test').Browser} browser @param {string} folder @param {import('./report.mjs').Results} results */
async function besidePeers(browser, folder, results) {
  const texts = SENTENCES.slice(0, PLAN.sentences);
  const engines = ENGINES.filter(({ gpu }) => !gpu || !has('--no-webgpu'));
  await measureEngines(browser, folder, engines, { ...PLAN, texts }, (row) => {
    results.engines.push(row);
    save(results);
    console.log(`${row.mechanism}, ${row.id}: ${row.msPerToken.median.toFixed(2)} ms a token`);
  });
  results.growth = await measureGrowth(browser, folder, { texts: SENTENCES, times: PLAN.times, row: PLAN.row });
  save(results);
}

/** @param {import('@playwright/test').Browser} browser @param {string} folder @param {import('./report.mjs').Results} results */
async function onSite(browser, folder, results) {
  const site = await serve(0, { folder, brotli: true });
  const page = await browser.newPage();
  for (const mechanism of MECHANISMS) {
    if (!has('--frames')) results.page.push(await measurePage(page, site.url, mechanism, SENTENCES.slice(0, PLAN.sentences)));
    const frames = await measureFrames(page, site.url, mechanism);
    results.frames.push(frames, await measureEmpty(page, frames.frames));
    save(results);
  }
  site.close();
}

/** The results that are there, with room for the playing alone. @returns {import('./report.mjs').Results} */
function withoutPlaying() {
  const results = JSON.parse(readFileSync(join(root, 'bench/results.json'), 'utf8'));
  const { CPU, commit, 'load before': load } = machine('');
  const notes = results.notes.filter((/** @type {string} */ note) => !note.startsWith('Playing'));
  return {
    ...results,
    frames: [],
    notes: [...notes, `Playing is of \`npm run bench -- --frames\` at commit ${commit}, on ${CPU}, load before ${load}.`],
  };
}

/** @param {string} version of Chromium */
function machine(version) {
  return {
    Chromium: version,
    CPU: `${cpus()[0].model.trim()}, ${cpus().length} cores`,
    'load before': loadavg()[0].toFixed(1),
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim(),
  };
}

/** A machine that was busy is said to be one. */
function notes() {
  const busy = loadavg()[0] > 0.7;
  const flags = process.argv.slice(2).join(' ');
  return [
    ...(flags ? [`Run as \`npm run bench -- ${flags}\`.`] : []),
    ...(busy ? ['The machine was busy before: other work beside it makes every time longer and less steady.'] : []),
  ];
}

/** Row by row, so that a run that is stopped leaves what it measured. @param {import('./report.mjs').Results} results */
function save(results) {
  const write = (/** @type {string} */ name, /** @type {string} */ text) => writeFileSync(join(root, 'bench', name), text);
  write('results.json', `${JSON.stringify(results, null, 2)}\n`);
  write('RESULTS.md', report(results));
  if (results.engines.length) write('picture.svg', picture(results.engines, results.growth));
}

runMain(main);
