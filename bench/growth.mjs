/** How the engine alone grows: with the source, with the beam, with the number of sentences; and what memory lets it do. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../scripts/tools.mjs';
import { MECHANISMS } from './engines.mjs';
import { openBench } from './peers.mjs';
import { serveIsolated } from './serve.mjs';
import { line, median, sum, undisturbed } from './statistics.mjs';

/** @typedef {import('./peers/main.js').Translated} Translated */

const LENGTHS = [5, 10, 20, 40, 64];
const BEAMS = [1, 4, 8];
/** So many tokens are made at every length, at most. */
const MADE = 16;
/** Words to make sources of, one more at a time. */
const WORDS = (
  'Quand nous sommes arrivés à la gare hier soir , le train était déjà parti et nous avons dû attendre le suivant pendant une heure , ' +
  'mais mon frère avait apporté un livre et du pain , alors nous avons parlé de nos vacances et de la maison que nos parents veulent acheter près de la mer'
).split(' ');

/**
 * @param {import('@playwright/test').Browser} browser @param {string} folder the bench's pages
 * @param {{ texts: string[], times: number, row: number }} plan `row`: sentences in a row
 */
export async function measureGrowth(browser, folder, { texts, times, row }) {
  const site = await serveIsolated(folder, () => {});
  const growth = [];
  for (const mechanism of MECHANISMS) {
    const bench = await openBench(browser, site.url);
    const call = (/** @type {string} */ method, /** @type {any[]} */ ...args) => bench.call('seq2see', method, ...args);
    await bench.open({ id: 'seq2see', worker: 'seq2see', kind: 'cpu' });
    await bench.open({ id: 'bandwidth', worker: 'bandwidth', kind: '' });
    await call('load', mechanism);
    for (const text of texts) await call('translate', { text });
    const lengths = await ofLengths(call, times);
    const beams = await ofBeams(call, texts.slice(0, 6), times);
    const memory = await ofManySentences(call, texts, row);
    const bandwidth = await limitOf(bench.call, mechanism, times);
    growth.push({ mechanism, lengths, beams, memory, bandwidth });
    await bench.close();
  }
  site.close();
  return growth;
}

/** @typedef {Awaited<ReturnType<typeof measureGrowth>>[number]} Growth */
/** @typedef {(method: string, ...args: any[]) => Promise<any>} Call */

/** @param {Call} call @param {number} times */
async function ofLengths(call, times) {
  const points = [];
  for (const tokens of LENGTHS) {
    const text = await textOf(call, tokens);
    /** @type {Translated[]} */
    const all = [];
    for (let n = 0; n < times; n++) all.push(await call('translate', { text }, { maxLength: MADE }));
    const { msEncoder, msSteps } = undisturbed(all);
    points.push({ tokens, made: msSteps.length, msEncoder, msPerStep: median(msSteps) });
  }
  const slopes = {
    step: line(points.map(({ tokens, msPerStep }) => [tokens, msPerStep])),
    encoder: line(points.map(({ tokens, msEncoder }) => [tokens, msEncoder])),
  };
  return { points, slopes };
}

/** A source of just so many tokens, `</s>` included. @param {Call} call @param {number} tokens */
async function textOf(call, tokens) {
  let text = '';
  for (const word of WORDS) {
    const longer = text ? `${text} ${word}` : word;
    // A source of more than 64 tokens is refused.
    const length = await call('source', longer).then(
      (ids) => ids.length,
      () => Infinity,
    );
    if (length > tokens) break;
    text = longer;
  }
  // A word of one token fills what no other fits into.
  for (let { length } = await call('source', text); length < tokens; length++) text += ' et';
  const { length } = await call('source', text);
  if (length !== tokens) throw new Error(`a source of ${tokens} tokens came out with ${length}`);
  return text;
}

/** A beam is searched before its steps are shown: search and steps together. @param {Call} call @param {string[]} texts @param {number} times */
async function ofBeams(call, texts, times) {
  const points = [];
  for (const beam of BEAMS) {
    const each = [];
    for (const text of texts) {
      const all = [];
      for (let n = 0; n < times; n++) all.push(await call('translate', { text }, { beamSize: beam }));
      each.push(undisturbed(all).msPerToken);
    }
    points.push({ beam, msPerToken: median(each) });
  }
  return { points, slope: line(points.map(({ beam, msPerToken }) => [beam, msPerToken])) };
}

/** @param {Call} call @param {string[]} texts @param {number} row */
async function ofManySentences(call, texts, row) {
  const { wasm: before } = await call('memory');
  for (let n = 0; n < row; n++) await call('translate', { text: texts[n % texts.length] });
  const { wasm: after } = await call('memory');
  return { sentences: row, before, after };
}

/** Time to read a step's int8 weights once. @param {(id: string, method: string, ...args: any[]) => Promise<number>} call @param {string} mechanism @param {number} times */
async function limitOf(call, mechanism, times) {
  const bytes = bytesPerStep(mechanism);
  const from = async (/** @type {number} */ size) => {
    const all = [];
    for (let n = 0; n < 4 * times; n++) all.push(await call('bandwidth', 'msToRead', size));
    return Math.min(...all);
  };
  const [ms, large] = [await from(bytes), await from(64 << 20)];
  return { bytes, ms, gigabytesPerSecond: bytes / ms / 1e6, gigabytesPerSecondLarge: (64 << 20) / large / 1e6 };
}

/** Bytes of the int8 matrices that a decoder's step multiplies with, from the checkpoint's header. @param {string} mechanism */
function bytesPerStep(mechanism) {
  const folder = join(root, 'models', mechanism);
  const file = readFileSync(join(folder, 'model.safetensors'));
  const header = JSON.parse(file.toString('utf8', 8, 8 + Number(file.readBigUInt64LE(0))));
  const { network } = JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8'));
  // Read once a sentence: keys of the source, its values in the Transformer, a context that stays the same.
  const once = network.attention === 'fixed-context' ? /^decoder\.context|key/ : /^attention\.key|cross_attn\.(key|value)/;
  const every = /^(decoder|attention|readout|embedding)\./;
  const names = Object.keys(header).filter((name) => every.test(name) && !once.test(name) && header[name].dtype === 'I8');
  return sum(names.map((name) => header[name].data_offsets[1] - header[name].data_offsets[0]));
}
