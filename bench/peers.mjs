/** Engines side by side: the same sentences in one browser, in turn, each engine in its own worker. */
import { MECHANISMS } from './engines.mjs';
import { serveIsolated } from './serve.mjs';
import { median, quantile, sum, undisturbed } from './statistics.mjs';

/**
 * @typedef {import('./engines.mjs').EngineEntry} EngineEntry
 * @typedef {import('./peers/main.js').Sentence} Sentence
 * @typedef {import('./peers/main.js').Translated} Translated
 * @typedef {Awaited<ReturnType<typeof cold>>} Cold
 * @typedef {{ median: number, p95: number }} Spread
 * @typedef {object} EngineRow one engine with one checkpoint
 * @property {string} id
 * @property {string} mechanism
 * @property {number} sentences of all rounds
 * @property {number} tokens of all rounds
 * @property {Spread} msPerToken a sentence with its encoder, by its tokens
 * @property {Spread} msPerStep a decoder's step
 * @property {{ msPerToken: number, msPerStep: number }} undisturbed the fastest round of every encoder and step; median of the sentences
 * @property {string[]} differing sentences that it translates otherwise than ours
 * @property {Cold} cold
 * @property {{ adapter: string, dispatchesPerToken: number, readbacksPerToken: number, pipelinesFirst: number, pipelinesAfter: number }} [gpu]
 */

/** Opens the bench's page. @param {import('@playwright/test').Browser} browser @param {string} url */
export async function openBench(browser, url) {
  const page = await (await browser.newContext()).newPage();
  page.on('pageerror', (error) => console.error(error));
  await page.goto(url);
  await page.waitForFunction('window.bench');
  /** @type {(id: string, method: string, ...args: any[]) => Promise<any>} */
  const call = (...args) => page.evaluate((all) => /** @type {any} */ (window).bench.call(...all), args);
  /** @type {(entry: { id: string, worker: string, kind: string }) => Promise<void>} */
  const open = ({ id, worker, kind }) => page.evaluate((all) => /** @type {any} */ (window).bench.open(...all), [id, worker, kind]);
  return { page, call, open, close: () => page.context().close() };
}

/**
 * All engines with all checkpoints.
 * @param {import('@playwright/test').Browser} browser @param {string} folder the bench's pages, compressed
 * @param {EngineEntry[]} engines @param {{ texts: string[], gpuTexts: number, rounds: number, colds: number }} plan
 * @param {(row: EngineRow) => void} onRow
 */
export async function measureEngines(browser, folder, engines, plan, onRow) {
  let bytes = 0;
  const site = await serveIsolated(folder, (sent) => (bytes += sent));
  const sent = () => bytes;
  for (const mechanism of MECHANISMS) {
    const bench = await openBench(browser, site.url);
    const sentences = await readSources(bench, mechanism, plan.texts);
    await bench.close();
    /** @type {Map<string, Cold>} */
    const colds = new Map();
    for (const engine of engines)
      colds.set(engine.id, await cold(browser, site.url, engine, mechanism, sentences[0], engine.gpu ? 1 : plan.colds, sent));
    for (const gpu of [false, true]) {
      const some = engines.filter((engine) => engine.gpu === gpu);
      const few = gpu ? sentences.slice(0, plan.gpuTexts) : sentences;
      const rows = some.length ? await warm(browser, site.url, some, mechanism, few, gpu ? 1 : plan.rounds) : [];
      for (const row of rows) onRow({ ...row, cold: /** @type {Cold} */ (colds.get(row.id)) });
    }
  }
  site.close();
}

/** Sentences with the ids that our vocabulary has for them. @param {Awaited<ReturnType<typeof openBench>>} bench @param {string} mechanism @param {string[]} texts */
async function readSources({ call, open }, mechanism, texts) {
  await open({ id: 'reader', worker: 'seq2see', kind: 'cpu' });
  await call('reader', 'load', mechanism);
  /** @type {Sentence[]} */
  const sentences = [];
  for (const text of texts) sentences.push({ text, ids: await call('reader', 'source', text) });
  return sentences;
}

/**
 * From an empty cache to the first translation, over the machine's own network; the best of some times.
 * @param {import('@playwright/test').Browser} browser @param {string} url @param {EngineEntry} engine @param {string} mechanism
 * @param {Sentence} sentence @param {number} times @param {() => number} sent bytes that the server has sent so far
 */
async function cold(browser, url, engine, mechanism, sentence, times, sent) {
  /** @type {any[]} */
  const visits = [];
  for (let n = 0; n < times; n++) {
    const bench = await openBench(browser, url);
    const before = sent();
    const { id, worker, kind } = engine;
    const took = await bench.page.evaluate(
      (all) => /** @type {any} */ (window).bench.first(...all),
      [id, worker, kind, mechanism, sentence],
    );
    const memory = worker === 'client' ? null : await bench.call(id, 'memory');
    const counts = engine.gpu ? await bench.call(id, 'counts') : null;
    visits.push({ ...took, bytes: sent() - before, wasm: memory?.wasm ?? null, pipelines: counts?.pipelines });
    await bench.close();
  }
  const of = (/** @type {string} */ key) => (visits[0][key] == null ? null : Math.min(...visits.map((visit) => visit[key])));
  return {
    msLoad: /** @type {number} */ (of('msLoad')),
    msFirst: /** @type {number} */ (of('msFirst')),
    bytes: /** @type {number} */ (of('bytes')),
    wasm: of('wasm'),
    pipelines: of('pipelines'),
  };
}

/**
 * All engines open at once; in every round each translates all sentences, and the next round begins with another one.
 * @param {import('@playwright/test').Browser} browser @param {string} url @param {EngineEntry[]} engines @param {string} mechanism
 * @param {Sentence[]} sentences @param {number} rounds
 */
async function warm(browser, url, engines, mechanism, sentences, rounds) {
  const bench = await openBench(browser, url);
  const measured = [];
  for (const engine of engines) {
    await bench.open(engine);
    await bench.call(engine.id, 'load', mechanism);
    // Once over all sentences and a half: V8 has optimised, and a device has its pipelines.
    for (const sentence of engine.gpu ? sentences.slice(0, 1) : [...sentences, ...sentences.slice(0, 6)])
      await bench.call(engine.id, 'translate', sentence);
    const counts = engine.gpu ? await bench.call(engine.id, 'counts') : null;
    measured.push({ engine, counts, translated: /** @type {Translated[]} */ ([]) });
  }
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < measured.length; turn++) {
      const one = measured[(round + turn) % measured.length];
      for (const sentence of sentences) one.translated.push(await bench.call(one.engine.id, 'translate', sentence));
    }
  }
  const [ours] = measured;
  const rows = [];
  for (const one of measured) rows.push(await rowOf(one, ours.translated, sentences, bench.call, mechanism));
  await bench.close();
  return rows;
}

/**
 * @param {{ engine: EngineEntry, counts: any, translated: Translated[] }} one @param {Translated[]} ours @param {Sentence[]} sentences
 * @param {(id: string, method: string) => Promise<any>} call @param {string} mechanism
 */
async function rowOf({ engine, counts, translated }, ours, sentences, call, mechanism) {
  const spread = (/** @type {number[]} */ numbers) => ({ median: median(numbers), p95: quantile(numbers, 0.95) });
  const tokens = sum(translated.map(({ ids }) => ids.length));
  const differs = (/** @type {number} */ n) => translated[n].ids.join() !== ours[n].ids.join();
  const best = sentences.map((_, n) => undisturbed(translated.filter((_, m) => m % sentences.length === n)));
  const row = {
    id: engine.id,
    mechanism,
    sentences: translated.length,
    tokens,
    msPerToken: spread(translated.map(({ ids, msEncoder, msSteps }) => (msEncoder + sum(msSteps)) / ids.length)),
    msPerStep: spread(translated.flatMap(({ msSteps }) => msSteps)),
    undisturbed: {
      msPerToken: median(best.map(({ msPerToken }) => msPerToken)),
      msPerStep: median(best.flatMap(({ msSteps }) => msSteps)),
    },
    differing: sentences.filter((_, n) => differs(n)).map(({ text }) => text),
  };
  if (!engine.gpu) return row;
  const now = await call(engine.id, 'counts');
  const gpu = {
    adapter: now.adapter,
    dispatchesPerToken: (now.dispatches - counts.dispatches) / tokens,
    readbacksPerToken: (now.readbacks - counts.readbacks) / tokens,
    pipelinesFirst: counts.pipelines,
    pipelinesAfter: now.pipelines - counts.pipelines,
  };
  return { ...row, gpu };
}
