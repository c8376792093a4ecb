/**
 * `npm start`: the page on http://localhost:8080 (or PORT), as soon as the CPU package is there. The WebGPU
 * package is built behind; the page notices when it has come.
 *
 * Environment: PORT; SEQ2SEE_MODELS=folder of other checkpoints, in the form of `models/`.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { takeInventory } from './inventory.mjs';
import { buildPackage, needPackages, needRust, root, runMain, Stop } from './tools.mjs';

/** What the development server tells the page. */
const state = { building: true, unfinished: ['lab', 'gpu'] };

async function main() {
  await needRust();
  await needPackages();
  if (!existsSync(join(root, 'pkg/cpu'))) {
    console.log('Building the CPU package. The first time, this takes some minutes.');
  }
  if (!(await buildPackage('cpu', { optimised: false }))) throw new Stop('the CPU package could not be built: see above');
  await serve();
  await buildBehind();
}

async function serve() {
  const { createServer } = await import('vite');
  const { siteConfig } = await import('../vite.config.js');
  const server = await createServer({ configFile: false, ...siteConfig({ state: () => state }) });
  await server.listen().catch((error) => {
    throw new Stop(error.message);
  });
  const { inventory } = takeInventory(root, state);
  const models = Object.keys(inventory.models);
  console.log(`\n  seq2see is at ${server.resolvedUrls?.local[0] ?? 'http://localhost'}`);
  console.log(`  checkpoints: ${models.join(', ') || 'none yet'}`);
  console.log('  the WebGPU package is still being looked after; until it is there, the page runs on the CPU\n');
}

/** The package that trains and that for WebGPU, at low priority. They end with the server. */
async function buildBehind() {
  const behind = (/** @type {'lab'|'gpu'} */ name) =>
    buildPackage(name, { optimised: false, behind: true, onStart: (child) => process.on('exit', () => child.kill()) });
  const trains = await behind('lab');
  state.unfinished = trains ? ['gpu'] : ['lab', 'gpu'];
  if (!trains) console.log('\n  The package that trains could not be built: Learn says so.\n');
  const built = await behind('gpu');
  state.building = false;
  state.unfinished = state.unfinished.filter((name) => name !== 'gpu' || !built);
  console.log(built ? '\n  The WebGPU package is there.\n' : '\n  The WebGPU package could not be built: the page stays on the CPU.\n');
}

runMain(main);
