/**
 * What the page can load, as the development server and the build know it: packages, vocabulary,
 * checkpoints. Every address carries a hash of the content, so that browsers may keep the files for ever.
 *
 * @typedef {{ url: string, path: string, bytes: number }} Asset `url` relative to the site, `path` on this machine
 * @typedef {import('../www/networks/inventory.js').Inventory} Inventory
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';

/** The packages' part of the repository. @param {string} root */
const packagesFolder = (root) => join(root, 'pkg');

/**
 * Where checkpoints come from: `models/`, or a folder of the same form named by SEQ2SEE_MODELS, to try others.
 * @param {string} root
 */
export const modelsFolder = (root) => process.env.SEQ2SEE_MODELS || join(root, 'models');

/**
 * Lists everything that is there.
 * @param {string} root the repository
 * @param {{ building?: boolean, unfinished?: string[] }} [state] whether a package is on its way, and which not to offer
 * @returns {{ inventory: Inventory, assets: Asset[] }}
 */
export function takeInventory(root, { building = false, unfinished = [] } = {}) {
  /** @type {Asset[]} */
  const assets = [];
  const entry = (/** @type {string} */ path, /** @type {string} */ folder) => {
    const { name, bytes } = hashedName(path);
    const url = `${folder}/${name}`;
    assets.push({ url, path, bytes });
    return { url, bytes };
  };
  const pkg = (/** @type {'cpu'|'gpu'|'lab'} */ name, module = 'seq2see_web') => {
    const folder = join(packagesFolder(root), name);
    const glue = join(folder, `${module}.js`);
    const wasm = join(folder, `${module}_bg.wasm`);
    if (unfinished.includes(name) || !existsSync(glue) || !existsSync(wasm)) return null;
    return { module: entry(glue, `pkg/${name}`).url, wasm: entry(wasm, `pkg/${name}`) };
  };
  const folder = modelsFolder(root);
  const tokenizer = join(folder, 'tokenizer.json');
  /** @type {Inventory['models']} */
  const models = {};
  for (const name of checkpoints(folder)) {
    const config = JSON.parse(readFileSync(join(folder, name, 'config.json'), 'utf8'));
    models[name] = { config, weights: entry(join(folder, name, 'model.safetensors'), `models/${name}`) };
  }
  const inventory = {
    packages: { cpu: pkg('cpu'), gpu: pkg('gpu'), lab: pkg('lab', 'seq2see_lab') },
    building,
    tokenizer: existsSync(tokenizer) ? entry(tokenizer, 'models') : null,
    models,
  };
  return { inventory, assets };
}

/** Names of the folders that hold a checkpoint. @param {string} folder */
function checkpoints(folder) {
  if (!existsSync(folder)) return [];
  const whole = (/** @type {string} */ name) => ['config.json', 'model.safetensors'].every((file) => existsSync(join(folder, name, file)));
  return readdirSync(folder).filter((name) => statSync(join(folder, name)).isDirectory() && whole(name));
}

/** Hashed names by path and time, so that only what changed is read again. @type {Map<string, { name: string, bytes: number }>} */
const known = new Map();

/** `model.safetensors` → `model-1a2b3c4d5e6f.safetensors`. @param {string} path */
function hashedName(path) {
  const { mtimeMs, size } = statSync(path);
  const key = `${path} ${mtimeMs} ${size}`;
  const found = known.get(key);
  if (found) return found;
  const content = readFileSync(path);
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const ending = extname(path);
  const named = { name: `${basename(path, ending)}-${hash}${ending}`, bytes: content.length };
  known.set(key, named);
  return named;
}
