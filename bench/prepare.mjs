/** Sees to the peers: their packages, their graphs, and the pages that run them. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { answers, root, run, Stop } from '../scripts/tools.mjs';
import { compressed } from './compressed.mjs';
import { MECHANISMS } from './engines.mjs';

const here = join(root, 'bench');
const graphs = join(here, 'peers/models');
/** The Python that has `onnx` and `onnxruntime`. */
const python = process.env.PYTHON || 'python3';

/** @returns {Promise<string>} the folder to serve, compressed */
export async function prepare() {
  await needPeers();
  await needGraphs();
  console.log('Building the pages of the benchmark');
  const site = await build();
  console.log('Compressing them; the first time this takes minutes');
  return compressed(site, join(root, 'artifacts/bench-peers-site'));
}

async function needPeers() {
  if (existsSync(join(here, 'node_modules/onnxruntime-web')) && existsSync(join(here, 'node_modules/@tensorflow/tfjs-core'))) return;
  console.log('Installing ONNX Runtime Web and TensorFlow.js into bench/node_modules');
  if (!(await run('npm', ['ci', '--prefix', 'bench', '--no-audit', '--no-fund']))) throw new Stop('`npm ci --prefix bench` failed');
}

/** Makes the ONNX graphs, unless they are newer than the checkpoints. */
async function needGraphs() {
  const made = (/** @type {string} */ name) => join(graphs, name, 'int8/decoder.onnx');
  const weights = (/** @type {string} */ name) => join(root, 'models', name, 'model.safetensors');
  const fresh = (/** @type {string} */ name) => existsSync(made(name)) && statSync(made(name)).mtimeMs > statSync(weights(name)).mtimeMs;
  if (MECHANISMS.every(fresh)) return;
  const packages = 'numpy safetensors tokenizers onnx onnxruntime';
  if (!answers(python, ['-c', `import ${packages.replaceAll(' ', ', ')}`])) {
    throw new Stop(`the peers’ graphs are made with Python: \`pip install ${packages}\`, and name another Python in PYTHON if need be`);
  }
  console.log('Making the ONNX graphs');
  if (!(await run(python, [join(here, 'export_onnx.py'), graphs]))) throw new Stop('bench/export_onnx.py failed');
}

/** The page of `peers/` with packages, checkpoints, graphs and the peers' WebAssembly. */
async function build() {
  const { build } = await import('vite');
  const { siteConfig } = await import('../vite.config.js');
  const outDir = join(root, 'artifacts/bench-peers');
  const config = siteConfig();
  const input = join(here, 'peers/index.html');
  await build({
    configFile: false,
    ...config,
    logLevel: 'error',
    build: { ...config.build, outDir, emptyOutDir: true, rolldownOptions: { input } },
  });
  // ONNX Runtime's are served under their own names, below.
  for (const name of readdirSync(join(outDir, 'assets'))) if (/^ort-wasm.*\.wasm$/.test(name)) rmSync(join(outDir, 'assets', name));
  copyAll(graphs, join(outDir, 'onnx'), /\.onnx$/);
  copyAll(join(here, 'node_modules/onnxruntime-web/dist'), join(outDir, 'ort'), /^ort-wasm-simd-threaded(\.asyncify)?\.wasm$/);
  copyAll(join(here, 'node_modules/@tensorflow/tfjs-backend-wasm/dist'), join(outDir, 'tensorflow'), /^tfjs-backend-wasm-simd\.wasm$/);
  const assembler = join(root, 'node_modules/binaryen/bin/wasm-as');
  const wasm = join(outDir, 'bandwidth.wasm');
  const all = ['--enable-simd', '--enable-bulk-memory', '--enable-bulk-memory-opt'];
  if (!(await run('node', [assembler, join(here, 'peers/bandwidth.wat'), '-o', wasm, ...all])))
    throw new Stop('bandwidth.wat could not be assembled');
  return outDir;
}

/** @param {string} from @param {string} to @param {RegExp} pattern of the names, relative to `from` */
function copyAll(from, to, pattern) {
  for (const name of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
    if (!pattern.test(name)) continue;
    mkdirSync(join(to, name, '..'), { recursive: true });
    copyFileSync(join(from, name), join(to, name));
  }
}
