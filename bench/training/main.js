/**
 * The page of the training benchmark: the same network, first weights, batches and number of updates, trained by `pkg/lab` and by
 * a backend of TensorFlow.js. `bench/training.mjs` drives it.
 *
 * @typedef {{ msPerUpdate: number, losses: number[] }} Trained `msPerUpdate` of the updates after the first `warm`
 * @typedef {{ name: string, updates: number, warm: number }} Asked
 */
import * as tf from '@tensorflow/tfjs-core';
import inventory from 'virtual:inventory';
import { CASES } from './cases.js';
import { weightsOf } from './run-file.js';
import { additive, elman, transformer, Weights } from './tensorflow.js';

const root = new URL('../../', document.baseURI).href;
const NETWORKS = { 'char RNN': elman, 'GRU, additive attention': additive, 'Transformer, one layer': transformer };

/** @type {Promise<typeof import('../../pkg/lab/seq2see_lab.js')>|undefined} */
let opened;

function lab() {
  const files = inventory.packages.lab;
  if (!files) throw new Error('pkg/lab is not there');
  return (opened ??= import(/* @vite-ignore */ new URL(files.module, root).href).then(async (module) => {
    await module.default({ module_or_path: fetch(new URL(files.wasm.url, root)) });
    return module;
  }));
}

/** @param {Asked} asked @returns {Promise<Trained>} */
async function ours({ name, updates, warm }) {
  const { Bench } = await lab();
  const run = Bench.open(CASES[name]);
  const { losses } = run.advance(warm);
  const begun = performance.now();
  losses.push(...run.advance(updates - warm).losses);
  const msPerUpdate = (performance.now() - begun) / (updates - warm);
  run.free();
  return { msPerUpdate, losses };
}

/** @param {string} backend @param {Asked} asked @returns {Promise<Trained>} */
async function theirs(backend, { name, updates, warm }) {
  await backends[/** @type {'cpu'} */ (backend)]();
  tf.enableProdMode();
  if (!(await tf.setBackend(backend))) throw new Error(`${backend} does not start`);
  await tf.ready();
  const { batches, weights: first } = await given(name, updates);
  const plan = CASES[name];
  const weights = new Weights(first);
  const adam = tf.train.adam(plan.rate, 0.9, 0.98, 1e-9);
  /** @type {any[]} */
  const losses = [];
  const network = NETWORKS[/** @type {'char RNN'} */ (name)];
  const update = (/** @type {any} */ pairs) => {
    losses.push(
      tf.tidy(() => {
        const { value, grads } = tf.variableGrads(() => network(weights, pairs));
        const names = Object.keys(grads);
        const norm = tf.addN(names.map((each) => grads[each].square().sum())).sqrt();
        const scale = tf.minimum(tf.scalar(1), tf.div(plan.clip, norm.add(1e-6)));
        adam.applyGradients(Object.fromEntries(names.map((each) => [each, grads[each].mul(scale)])));
        return tf.keep(value);
      }),
    );
  };
  for (const pairs of batches.slice(0, warm)) update(pairs);
  await losses[warm - 1].data();
  const begun = performance.now();
  for (const pairs of batches.slice(warm)) update(pairs);
  await losses[updates - 1].data();
  const msPerUpdate = (performance.now() - begun) / (updates - warm);
  const numbers = await Promise.all(losses.map(async (loss) => (await loss.data())[0]));
  tf.dispose([...losses, ...weights.variables.values()]);
  adam.dispose();
  return { msPerUpdate, losses: numbers };
}

/** First weights and batches, as ours has them. @param {string} name @param {number} updates */
async function given(name, updates) {
  const { Bench } = await lab();
  const run = Bench.open(CASES[name]);
  const weights = weightsOf(run.save());
  const batches = [];
  for (let n = 0; n < updates; n++) {
    batches.push(run.nextBatch());
    run.advance(1);
  }
  run.free();
  return { weights, batches };
}

const backends = {
  cpu: () => import('@tensorflow/tfjs-backend-cpu'),
  webgl: () => import('@tensorflow/tfjs-backend-webgl'),
  webgpu: () => import('@tensorflow/tfjs-backend-webgpu'),
  wasm: async () => {
    const wasm = await import('@tensorflow/tfjs-backend-wasm');
    wasm.setWasmPaths(new URL('tensorflow/', root).href);
    wasm.setThreadsCount(1);
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  },
};

Object.assign(window, { training: { ours, theirs, names: Object.keys(CASES) } });
