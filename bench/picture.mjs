/** The one picture: milliseconds a token of everybody on the CPU, and what memory would let int8 weights do. */
import { ENGINES, MECHANISMS } from './engines.mjs';

const COLOURS = { ours: '#0f766e', client: '#5fb3aa', peer: '#b4b8c2', limit: '#b45309', ink: '#1f2430', soft: '#667085', rule: '#e6e8ee' };
const WIDTH = 880;
const LEFT = 290;
const BAR = 20;
const STEP = 29;
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';

/**
 * @param {import('./peers.mjs').EngineRow[]} rows @param {import('./growth.mjs').Growth[]} growth
 * @returns {string} an SVG
 */
export function picture(rows, growth) {
  const cpu = ENGINES.filter(({ gpu }) => !gpu);
  const values = rows.filter(({ id }) => cpu.some((engine) => engine.id === id)).map(({ undisturbed }) => undisturbed.msPerToken);
  const scale = (WIDTH - LEFT - 80) / Math.max(...values);
  const shown = MECHANISMS.filter((mechanism) => rows.some((row) => row.mechanism === mechanism));
  const panels = shown.map((mechanism, n) => {
    const of = rows.filter((row) => row.mechanism === mechanism);
    const limit = growth.find((one) => one.mechanism === mechanism)?.bandwidth;
    return panel(mechanism, of, limit, scale, 76 + n * (cpu.length * STEP + 62));
  });
  const height = 76 + shown.length * (cpu.length * STEP + 62) + 4;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family='${FONT}'>
<title>Milliseconds per token on the CPU: seq2see and its peers</title>
<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>
${words(24, 34, 'Milliseconds per token on the CPU, encoder included; shorter is faster', { size: 17, weight: 600 })}
${growth.length ? words(24, 56, 'Dashed: the time to read a step’s int8 weights from memory once, measured in WebAssembly in the same run', { colour: COLOURS.limit }) : ''}
${panels.join('\n')}
</svg>
`;
}

/**
 * @param {string} mechanism @param {import('./peers.mjs').EngineRow[]} rows @param {{ ms: number }|undefined} limit
 * @param {number} scale pixels a millisecond @param {number} top
 */
function panel(mechanism, rows, limit, scale, top) {
  const engines = ENGINES.filter(({ gpu }) => !gpu);
  const bars = engines.map((engine, n) => {
    const row = rows.find(({ id }) => id === engine.id);
    return row ? bar(engine, row.undisturbed.msPerToken, scale, top + 34 + n * STEP) : '';
  });
  const bottom = top + 30 + engines.length * STEP;
  const x = LEFT + (limit?.ms ?? 0) * scale;
  const dashes = limit
    ? `<line x1="${x.toFixed(1)}" x2="${x.toFixed(1)}" y1="${top + 26}" y2="${bottom}" stroke="${COLOURS.limit}" stroke-width="2" stroke-dasharray="4 3"/>
${words(x + 7, top + 20, `${limit.ms.toFixed(2)} ms`, { colour: COLOURS.limit, size: 12 })}`
    : '';
  return `<line x1="24" x2="${WIDTH - 24}" y1="${top}" y2="${top}" stroke="${COLOURS.rule}"/>
${words(24, top + 22, mechanism, { weight: 600, size: 15 })}
<line x1="${LEFT}" x2="${LEFT}" y1="${top + 26}" y2="${bottom}" stroke="${COLOURS.soft}"/>
${bars.join('\n')}
${dashes}`;
}

/** @param {import('./engines.mjs').EngineEntry} engine @param {number} ms @param {number} scale @param {number} y */
function bar({ id, label, ours }, ms, scale, y) {
  const colour = ours ? (id === 'seq2see' ? COLOURS.ours : COLOURS.client) : COLOURS.peer;
  const width = Math.max(ms * scale, 1);
  return `<rect x="${LEFT}" y="${y}" width="${width.toFixed(1)}" height="${BAR}" rx="3" fill="${colour}"/>
${words(LEFT - 10, y + 15, label, { anchor: 'end', weight: ours ? 600 : 400 })}
${words(LEFT + width + 7, y + 15, ms.toFixed(2), { weight: ours ? 600 : 400 })}`;
}

/** @param {number} x @param {number} y @param {string} text @param {{ size?: number, weight?: number, colour?: string, anchor?: string }} [look] */
function words(x, y, text, { size = 13, weight = 400, colour = COLOURS.ink, anchor = 'start' } = {}) {
  return `<text x="${x.toFixed(1)}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${colour}" text-anchor="${anchor}">${text}</text>`;
}
