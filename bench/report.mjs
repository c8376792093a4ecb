/** What was measured, as a page to read. */
import { ENGINES, MECHANISMS } from './engines.mjs';
import { LIMIT } from './frames.mjs';
import { LINK, typical } from './visits.mjs';

/**
 * @typedef {object} Results
 * @property {Record<string, unknown>} machine
 * @property {string[]} notes what a reader must know of this run
 * @property {Record<'plain'|'link', import('./visits.mjs').Visits>} [visits]
 * @property {Awaited<ReturnType<typeof import('./page.mjs').measurePage>>[]} page
 * @property {Awaited<ReturnType<typeof import('./frames.mjs').measureFrames>>[]} frames
 * @property {import('./peers.mjs').EngineRow[]} engines
 * @property {import('./growth.mjs').Growth[]} growth
 */

const fixed = (/** @type {number|null|undefined} */ n, digits = 2) => (n == null ? '–' : n.toFixed(digits));
const mega = (/** @type {number|null|undefined} */ bytes, digits = 1) => (bytes == null ? '–' : (bytes / 1e6).toFixed(digits));
const entry = (/** @type {string} */ id) => /** @type {import('./engines.mjs').EngineEntry} */ (ENGINES.find((engine) => engine.id === id));

/** @param {Results} results @returns {string} Markdown */
export function report(results) {
  const parts = [
    head(results),
    onCpu(results),
    onGpu(results),
    visits(results),
    growth(results),
    onPage(results),
    frames(results),
    options(),
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

/** A table of Markdown. @param {string[]} columns @param {(string|number)[][]} rows */
function table(columns, rows) {
  const lines = [columns, columns.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** @param {Results} results */
function head({ machine, notes, engines }) {
  const picture = engines.length ? '\n\n![Milliseconds per token of seq2see, its peers and the memory-bandwidth limit](picture.svg)' : '';
  return `# Measurements in the browser

\`npm run build && npm run bench\` wrote this. ${Object.entries(machine)
    .map(([key, value]) => `${key}: ${value}`)
    .join(' · ')}.
${notes.join(' ')} Times belong to this machine: compare within a table, whose engines took turns in one run. Dispatches, readbacks,
pipelines and bytes are the same everywhere.${picture}`;
}

/** @param {Results} results */
function onCpu({ engines }) {
  const rows = engines.filter(({ id }) => !entry(id).gpu);
  if (!rows.length) return '';
  const ratio = (/** @type {import('./peers.mjs').EngineRow} */ row) => {
    const peers = rows.filter(({ id, mechanism }) => mechanism === row.mechanism && !entry(id).ours);
    return fixed(row.undisturbed.msPerToken / Math.min(...peers.map(({ undisturbed }) => undisturbed.msPerToken)));
  };
  const lines = rows.map((row) => [
    `\`${row.mechanism}\``,
    entry(row.id).label,
    fixed(row.undisturbed.msPerToken),
    ratio(row),
    fixed(row.undisturbed.msPerStep),
    fixed(row.msPerToken.median),
    fixed(row.msPerToken.p95),
    fixed(row.cold.msLoad / 1000),
    fixed(row.cold.msFirst / 1000),
    mega(row.cold.bytes),
    mega(row.cold.wasm, 0),
    words(row),
  ]);
  return `## On the CPU, beside the peers
The same weights and sentences, every engine in a worker of its own in one browser, one thread, greedy; rounds over all
sentences in turn after a warm-up. *ms a token*: a sentence with its encoder, by its tokens, \`</s>\` included, of every encoder and step the fastest
round (they are the same in all rounds: what is longer was disturbed); beside it the median and the 95th percentile of all rounds as they were. *× fastest peer*: of
these, under 1 is faster than the fastest of the peers. *load* and *first*: seconds from an empty cache, without a network's delay, to a checkpoint that is
ready and to the first translation (our client loads with it). *sent*: megabytes until then, as brotli (quality 11; files above 4 MB: 9; graphs: 5). The peers' float32 weights are our int8 ones
times their scales, which compress better than trained float32 would: raw they are four times ours. *wasm*: all WebAssembly memory after the
first translation; it never shrinks, so that this is also the most there was. What lies outside of it, as JavaScript's own heap, is not in it.

${table(['checkpoint', 'engine', 'ms a token', '× fastest peer', 'a step alone', 'median', 'p95', 'load', 'first', 'sent', 'wasm MB', 'words'], lines)}
${differences(rows)}`;
}

/** @param {import('./peers.mjs').EngineRow} row */
const words = ({ differing }) => (differing.length ? `${differing.length} differ` : 'ours');

/** Which sentences a peer translates otherwise. @param {import('./peers.mjs').EngineRow[]} rows */
function differences(rows) {
  const lines = rows
    .filter(({ differing }) => differing.length)
    .map(({ mechanism, id, differing }) => `- \`${mechanism}\`, ${entry(id).label}: ${differing.map((text) => `“${text}”`).join(', ')}`);
  return lines.length ? `\nOther words than ours:\n${lines.join('\n')}` : '\nAll give the same words.';
}

/** @param {Results} results */
function onGpu({ engines }) {
  const rows = engines.filter(({ gpu }) => gpu);
  if (!rows.length) return '## On WebGPU\nLeft out of this run.';
  const lines = rows.map((row) => [
    `\`${row.mechanism}\``,
    entry(row.id).label,
    fixed(row.gpu?.dispatchesPerToken, 1),
    fixed(row.gpu?.readbacksPerToken, 1),
    row.gpu?.pipelinesFirst ?? '–',
    row.gpu?.pipelinesAfter ?? '–',
    fixed(row.msPerToken.median, 0),
    fixed(row.cold.msFirst / 1000, 1),
    mega(row.cold.bytes),
    words(row),
  ]);
  return `## On WebGPU
On ${rows[0].gpu?.adapter}. Counts are what matters here: a software adapter's milliseconds say little of a GPU's. Dispatches and readbacks include the encoder's,
by all tokens. *pipelines*: made with the first sentence, and after it (sentences of other lengths).

${table(['checkpoint', 'engine', 'dispatches a token', 'readbacks a token', 'pipelines', 'later', 'ms a token', 'first, s', 'sent MB', 'words'], lines)}
${differences(rows)}`;
}

/** @param {Results} results */
function visits({ visits }) {
  if (!visits) return '';
  const of = (/** @type {string} */ name, /** @type {import('./visits.mjs').Visit[]} */ some) => {
    const { ms, bytes, weights } = typical(some);
    return [name, fixed(ms / 1000), mega(bytes, 2), mega(weights, 2)];
  };
  const link = `${LINK.megabits} Mbit/s, ${LINK.latency} ms`;
  return `## A visit
The built site, brotli, from navigation to the first translation on the screen; medians of ${visits.plain.first.length}. The link is Chromium's emulation
(\`Network.emulateNetworkConditions\`).

${table(
  ['visit', 'seconds', 'MB sent', 'of them weights'],
  [
    of('first, no limit', visits.plain.first),
    of('second, no limit', visits.plain.second),
    of(`first, ${link}`, visits.link.first),
    of(`second, ${link}`, visits.link.second),
  ],
)}`;
}

/** @param {Results} results */
function growth({ growth }) {
  if (!growth.length) return '';
  const [{ lengths, beams }] = growth;
  const perToken = growth.map(({ mechanism, lengths: { points, slopes } }) => [
    `\`${mechanism}\``,
    ...points.map(({ msPerStep }) => fixed(msPerStep)),
    fixed(slopes.step.slope * 1000, 1),
    ...points.map(({ msEncoder }) => fixed(msEncoder, 1)),
    fixed(slopes.encoder.slope * 1000, 0),
  ]);
  const perBeam = growth.map(({ mechanism, beams: { points, slope } }) => [
    `\`${mechanism}\``,
    ...points.map(({ msPerToken }) => fixed(msPerToken)),
    fixed(slope.slope),
  ]);
  const memory = growth.map(({ mechanism, memory }) => [
    `\`${mechanism}\``,
    memory.sentences,
    mega(memory.before, 2),
    mega(memory.after, 2),
  ]);
  const limits = growth.map(({ mechanism, bandwidth }) => [
    `\`${mechanism}\``,
    mega(bandwidth.bytes, 2),
    fixed(bandwidth.gigabytesPerSecond, 1),
    fixed(bandwidth.ms, 3),
    fixed(bandwidth.gigabytesPerSecondLarge, 1),
  ]);
  const columns = lengths.points.map(({ tokens }) => `${tokens}`);
  return `## How it grows
The engine alone on the CPU, undisturbed as above. Milliseconds of a decoder's step, and of the encoder, by the source's tokens; the slope of the straight line through
them in microseconds a source token.

${table(['checkpoint', ...columns.map((n) => `step, ${n}`), 'slope, µs', ...columns.map((n) => `encoder, ${n}`), 'slope, µs'], perToken)}

Milliseconds a token of a beam's search, encoder included, and the slope a hypothesis more.

${table(['checkpoint', ...beams.points.map(({ beam }) => `beam ${beam}`), 'slope, ms'], perBeam)}

WebAssembly memory in MB before and after many sentences in a row.

${table(['checkpoint', 'sentences', 'before', 'after'], memory)}

What memory lets a step do: its int8 weights read once, over and over, by SIMD128 in WebAssembly (\`peers/bandwidth.wat\`), best of many; beside it, the
same from 64 MB, which fit into no cache.

${table(['checkpoint', 'MB a step', 'GB/s', 'limit, ms', 'GB/s from 64 MB'], limits)}`;
}

/** @param {Results} results */
function onPage({ page }) {
  if (!page.length) return '';
  const rows = page.map((row) => [`\`${row.mechanism}\``, row.sentences, fixed(row.msPerToken), fixed(row.msPerTokenWithEncoder)]);
  return `## On the page
The built page on the CPU, which draws while it translates, by its own meter; medians.

${table(['checkpoint', 'sentences', 'ms a token', 'with the encoder’s share'], rows)}`;
}

/** @param {Results} results */
function frames({ frames }) {
  if (!frames.length) return '';
  const rows = frames.map((row) => [
    row.mechanism ? `\`${row.mechanism}\`` : 'a page with one moving box',
    row.frames,
    fixed(row.median, 1),
    fixed(row.p95, 1),
    fixed(row.longest, 1),
    row.over,
  ]);
  return `## Playing
The page plays a sentence of at least twenty tokens from beginning to end; milliseconds from frame to frame. After each, as many
frames of a page where one box moves: what the machine and the browser miss by themselves.

${table(['checkpoint', 'frames', 'median', 'p95', 'longest', `over ${LIMIT} ms`], rows)}`;
}

function options() {
  const mechanisms = MECHANISMS.map((name) => `\`${name}\``).join(', ');
  return `## How each was set up
${ENGINES.map(({ label, how }) => `- **${label}**: ${how}.`).join('\n')}

All one thread: our page needs no special headers, without which a browser gives no page threads that share memory. The benchmark's own page is isolated from
other origins, for the fine clock's sake. The graphs of ${mechanisms} for ONNX Runtime are two each, an encoder's (also keys of the source, keys and values
for the Transformer's layers, the fixed context's product) and a decoder step's with cached keys and values: \`export_onnx.py\`. They have all rows of the
output, of which ours leaves out those of pieces that are never written; graph capture is not used, as
shapes change with the sentence. Peers are given the source's ids, ours the text.`;
}
