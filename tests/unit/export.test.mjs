import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heatmapCsv } from '../../www/export/csv.js';
import { fileName } from '../../www/export/file-name.js';
import { runJson } from '../../www/export/json.js';
import { figureSvg } from '../../www/export/figure.js';
import { wrapped } from '../../www/export/sheet.js';
import { heatmapSvg } from '../../www/export/svg.js';

const groups = (/** @type {string[]} */ ...labels) => labels.map((label) => ({ label }));
const ROWS = groups('I', '"', 'a,b', '⟨eos⟩');
const COLUMNS = groups('Je', '<b>&', 'l\n2', ' ', '새');
const WEIGHTS = ROWS.map((_, i) => Float32Array.from(COLUMNS, (_, j) => Math.sin(1 + i * 5 + j) ** 2 / 3));

/** Takes RFC 4180 apart, by its own grammar. @param {string} csv @returns {string[][]} */
function parsed(csv) {
  const text = csv.replace(/^\uFEFF/, '');
  /** @type {string[][]} */
  const records = [[]];
  const field = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/gy;
  for (let match = field.exec(text); match; match = field.exec(text)) {
    records.at(-1)?.push(match[1].startsWith('"') ? match[1].slice(1, -1).replaceAll('""', '"') : match[1]);
    if (match[2] === '\r\n') records.push([]);
    if (field.lastIndex === text.length) break;
  }
  assert.deepEqual(records.pop(), [], 'the last line ends');
  return records;
}

test('the weights come back from the table, to the last bit', () => {
  const [head, ...body] = parsed(heatmapCsv({ corner: 'word, made', rows: ROWS, columns: COLUMNS, weights: WEIGHTS }));
  assert.deepEqual(head, ['word, made', ...COLUMNS.map(({ label }) => label)]);
  assert.deepEqual(
    body.map(([label]) => label),
    ROWS.map(({ label }) => label),
  );
  assert.deepEqual(
    body.map(([, ...cells]) => Float32Array.from(cells, Number)),
    WEIGHTS,
  );
});

/** @type {import('../../www/export/svg.js').Figure} */
const FIGURE = {
  rows: ROWS,
  columns: COLUMNS,
  weights: WEIGHTS,
  sentence: 'Je <suis> "là" & '.repeat(9),
  translation: 'I am\u0000 there',
  about: 'GRU',
  words: { axes: 'rows, columns', legend: 'α' },
  dark: false,
  colours: { card: '#fff', ink: '#000', mut: '#666', line: '#ddd' },
  measure: (text, size) => text.length * size * 0.6,
};

test('the picture holds the very weights, and markup in a word stays text', () => {
  const { svg, width, height } = heatmapSvg(FIGURE);
  const titles = Array.from(svg.matchAll(/<g><title>[^<]*: ([^<]*)<\/title>/g), ([, weight]) => Number(weight));
  assert.deepEqual(Float32Array.from(titles), Float32Array.from(WEIGHTS.flatMap((row) => Array.from(row))));
  assert.ok(svg.startsWith(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"`));
  assert.ok(!svg.includes('<b>') && svg.includes('&lt;b&gt;&amp;') && !svg.includes('\u0000'));
  // All tags are closed in their order, and no & stands alone.
  /** @type {string[]} */
  const open = [];
  for (const [, end, name, closed] of svg.matchAll(/<(\/?)([a-zA-Z]+)[^>]*?(\/?)>/g)) {
    if (end) assert.equal(open.pop(), name);
    else if (!closed) open.push(name);
  }
  assert.deepEqual(open, []);
  assert.equal(svg.replace(/&(amp|lt|gt|quot);/g, '').includes('&'), false);
});

test('a long sentence takes more lines, not more width', () => {
  const [short, long] = [heatmapSvg({ ...FIGURE, sentence: 'Oui.' }), heatmapSvg(FIGURE)];
  assert.equal(long.width, short.width);
  assert.ok(long.height > short.height + 40);
});

test('a cell stands at its place, with its weight in it', () => {
  const { svg } = heatmapSvg({
    ...FIGURE,
    rows: groups('yes'),
    columns: groups('Oui', '.'),
    weights: [[0.75, 0.25]],
    sentence: 'Oui.',
    translation: 'Yes.',
  });
  assert.match(
    svg,
    /<rect x="62\.4" y="\d+(\.\d)?" width="34" height="34" rx="5" fill="rgb\(\d+, \d+, \d+\)" stroke="#ddd" stroke-width="\.7"\/><text [^>]*>\.75<\/text>/,
  );
});

test('a run in JSON has every number of every step', () => {
  const matrix = (/** @type {number[]} */ ...data) => ({ rows: 1, cols: data.length, data: Float32Array.from(data) });
  /** @type {any} */
  const run = {
    text: 'Oui.',
    mechanism: 'additive',
    options: { beamSize: 1 },
    beam: null,
    hood: { msPerToken: 0.123456789012 },
    source: { tokens: [{ id: 5, piece: '▁[1,  2]' }], readingOrder: [0], encoder: { kind: 'recurrent', firstState: matrix(0.1, -1 / 3) } },
    steps: [
      { position: 0, logProb: Math.fround(-0.1), text: 'Yes', attention: { weights: matrix(1e-9, 0.7) } },
      { position: 1, logProb: -2, text: 'Yes.' },
    ],
  };
  const read = JSON.parse(runJson(run));
  assert.equal(read.sentence, 'Oui.');
  assert.equal(read.translation, 'Yes.');
  assert.ok(Math.abs(read.logProb + 2.1) < 1e-6);
  assert.equal(read.source.tokens[0].piece, '▁[1,  2]');
  assert.deepEqual(Float32Array.from(read.source.encoder.firstState.data), run.source.encoder.firstState.data);
  assert.deepEqual(Float32Array.from(read.steps[0].attention.weights.data), run.steps[0].attention.weights.data);
  assert.equal(Math.fround(read.steps[0].logProb), run.steps[0].logProb);
});

test('a file is named by its sentence', () => {
  assert.equal(fileName("J'ai perdu mes clés.", 'additive', 'svg'), 'seq2see-additive-j-ai-perdu-mes-clés.svg');
  assert.equal(fileName('저 새가 예쁘다.', 'dot', 'csv'), 'seq2see-dot-저-새가-예쁘다.csv');
  assert.equal(fileName(' ../..\\:*?"<>|', 'rnn', 'png'), 'seq2see-rnn.png');
  assert.ok(fileName('mot '.repeat(50), 'rnn', 'png').length < 60);
});

test('a text that a spreadsheet would run is only a text; numbers stay numbers', () => {
  const csv = heatmapCsv({
    corner: 'made',
    rows: groups('=1+1', '-', '@a', '+b', 'c'),
    columns: groups('=HYPERLINK("x")', 'd'),
    weights: Array.from({ length: 5 }, () => [0.25, 0.75]),
  });
  const [head, ...body] = parsed(csv);
  assert.deepEqual(head, ['made', `'=HYPERLINK("x")`, 'd']);
  assert.deepEqual(
    body.map(([label]) => label),
    ["'=1+1", "'-", "'@a", "'+b", 'c'],
  );
  assert.deepEqual(body[0].slice(1).map(Number), [0.25, 0.75]);
});

test('no label is cut, however long and in whichever column', () => {
  for (const at of [0, 1, 2]) {
    const columns = groups('a', 'b', 'c').map((column, j) => (j === at ? { label: 'anticonstitutionnellement' } : column));
    const { svg, width } = heatmapSvg({ ...FIGURE, rows: groups('x'), columns, weights: [[0.2, 0.3, 0.5]] });
    const [, x, y, angleX] = /<text x="([\d.]+)" y="([\d.]+)"[^>]*rotate\(-45 ([\d.]+)[^>]*>anticonstitutionnellement</.exec(svg) ?? [];
    const long = 'anticonstitutionnellement'.length * 13 * 0.6 * Math.SQRT1_2;
    assert.equal(x, angleX);
    assert.ok(Number(x) + long <= width, `column ${at}: ${Number(x) + long} of ${width}`);
    assert.ok(Number(y) - long >= 0, `column ${at} begins below the top`);
  }
});

test('a full-width sign and a line break make no formula either; a negative number is not a text', () => {
  const csv = heatmapCsv({ corner: '＝made', rows: groups('\n=1', 'a=b'), columns: groups('＠x'), weights: [[-0.5], [1e-7]] });
  assert.deepEqual(parsed(csv), [
    ["'＝made", "'＠x"],
    ["'\n=1", '-0.5'],
    ['a=b', '1e-7'],
  ]);
});

test('a word without a break, longer than the picture is wide, goes on in the next line, no letter taken apart', () => {
  const address = `https://example.org/${'각'.normalize('NFD').repeat(60)}`;
  const lines = wrapped(`voir ${address} ici`, (line) => line.length <= 40);
  assert.equal(lines.join('').replaceAll(' ', ''), `voir${address}ici`);
  for (const line of lines) assert.ok(line.length <= 40 && !/^[\u1160-\u11ff]/.test(line), line);
});

test('a figure of the page stands whole under its heading, with its caption', () => {
  const drawn = { svg: '<g id="it"/>', width: 900, height: 300 };
  const told = {
    sentence: 'a '.repeat(300),
    translation: 'b',
    about: 'GRU',
    caption: 'c '.repeat(300),
    colours: FIGURE.colours,
    measure: FIGURE.measure,
  };
  const { svg, width, height } = figureSvg({ drawn, ...told });
  const [, x, y] = /translate\(([\d.]+) ([\d.]+)\)"><g id="it"/.exec(svg) ?? [];
  assert.ok(Number(x) >= 0 && Number(x) + drawn.width <= width);
  const baselines = Array.from(svg.matchAll(/<text x="[\d.]+" y="([\d.]+)"/g), ([, at]) => Number(at));
  assert.ok(
    baselines.every((at) => at < Number(y) || at > Number(y) + drawn.height),
    'no line runs through the figure',
  );
  assert.ok(Math.max(...baselines) < height);
});
