/**
 * `npm run build`: the static site in `dist/`. It works under any path of any static host, without special headers.
 * With `--without-gpu` the WebGPU package is left out; with `--no-opt`, wasm-opt is, unless a package has been through it already.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sizeLine } from './sizes.mjs';
import { takeInventory } from './inventory.mjs';
import { buildPackage, needPackages, needRust, root, runMain, Stop } from './tools.mjs';

const withoutGpu = process.argv.includes('--without-gpu');
const optimised = !process.argv.includes('--no-opt');
/** @type {('cpu'|'lab'|'gpu')[]} */
const packages = withoutGpu ? ['cpu', 'lab'] : ['cpu', 'lab', 'gpu'];

async function main() {
  await needRust();
  await needPackages();
  for (const name of packages) {
    if (!(await buildPackage(name, { optimised }))) throw new Stop(`the ${name} package could not be built: see above`);
  }
  const { inventory } = takeInventory(root);
  if (!inventory.tokenizer) throw new Stop('there is no tokenizer.json in models/');
  const { build } = await import('vite');
  const { siteConfig } = await import('../vite.config.js');
  const state = () => ({ unfinished: withoutGpu ? ['gpu'] : [] });
  await build({ configFile: false, ...siteConfig({ state }), logLevel: 'warn' });
  if (optimised) printSizes(join(root, 'dist'));
}

/** What a visitor loads, file by file. @param {string} folder */
function printSizes(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const file of files) {
    const path = join(file.parentPath, file.name);
    if (/\.(html|js|css|wasm|json|safetensors)$/.test(path)) console.log(sizeLine(path.slice(folder.length + 1), readFileSync(path)));
  }
}

runMain(main);
