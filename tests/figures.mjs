/**
 * What the tests of figures share: the text of a figure without a browser, a comparison with the one that was
 * committed, and made-up runs to draw.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import { root } from '../scripts/tools.mjs';
import { NETWORKS } from './networks.js';

const FOLDER = join(root, 'tests/snapshots');

/** Every letter is as wide here, whatever fonts there are. */
const context = { font: '', measureText: (/** @type {string} */ text) => ({ width: text.length * 0.55 * parseFloat(context.font) }) };
Object.assign(globalThis, {
  document: { createElement: () => ({ getContext: () => context }), body: {} },
  getComputedStyle: () => ({ fontFamily: 'sans-serif' }),
});

/** The markup of a template, an element a line, without lit's marks. @param {unknown} template */
export function markup(template) {
  const text = collectResultSync(render(template))
    .replace(/<!--.*?-->/gs, '')
    .replace(/<\?>/g, '');
  return `${text
    .replace(/\s+/g, ' ')
    .replace(/ ?> ?</g, '>\n<')
    .trim()}\n`;
}

/**
 * Compares with `tests/snapshots/NAME`; with `UPDATE_SNAPSHOTS=1` writes it: look at it then.
 * @param {string} name @param {string} found
 */
export function matches(name, found) {
  const path = join(FOLDER, name);
  if (process.env.UPDATE_SNAPSHOTS) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(path, found);
  }
  assert.equal(found, readFileSync(path, 'utf8'), `${name} is drawn otherwise than committed`);
}

/** @param {number} rows @param {number} cols @param {(row: number, col: number) => number} value */
export const matrix = (rows, cols, value) => ({
  rows,
  cols,
  data: Float32Array.from({ length: rows * cols }, (_, k) => value(Math.floor(k / cols), k % cols)),
});

/** Rows that sum to 1, with most of the weight near the diagonal. @param {number} rows @param {number} cols */
function weights(rows, cols) {
  const raw = (/** @type {number} */ i, /** @type {number} */ j) => 1 / (1 + 3 * Math.abs((i % cols) - j));
  const sum = (/** @type {number} */ i) => Array.from({ length: cols }, (_, j) => raw(i, j)).reduce((a, b) => a + b);
  return matrix(rows, cols, (i, j) => raw(i, j) / sum(i));
}

const SOURCE = ['▁Il', '▁pleut', '.', '</s>'];
const TARGET = ['▁It', "'", 's', '▁raining', '.', '</s>'];
const WIDTH = 16;

/**
 * A complete run whose numbers are waves.
 * @param {string} mechanism @param {{ reversed?: boolean }} [options]
 * @returns {any}
 */
export function waves(mechanism, { reversed = false } = {}) {
  const n = SOURCE.length;
  const attends = !/^(rnn|seq2seq)/.test(mechanism);
  const former = mechanism === 'transformer';
  const [layers, heads] = former ? [2, 2] : [1, 1];
  const wave = (/** @type {number} */ phase) => (/** @type {number} */ i, /** @type {number} */ j) => Math.sin(i + j / 2 + phase);
  const attention = (/** @type {number} */ position) => {
    const all = weights(layers * heads, n);
    const row = weights(position + 1, n).data.slice(position * n);
    const self = former ? weights(layers * heads, position + 1) : null;
    return { layers, heads, scores: matrix(layers * heads, n, wave(0)), weights: all, selfWeights: self, row };
  };
  const recurrent = {
    kind: 'recurrent',
    forward: matrix(n, WIDTH, wave(1)),
    backward: attends ? matrix(n, WIDTH, wave(2)) : null,
    firstState: matrix(1, WIDTH, wave(3)),
  };
  const self = { kind: 'selfAttention', layers, heads, weights: weights(layers * heads * n, n), states: matrix(n, WIDTH, wave(1)) };
  const words = reversed ? [...SOURCE.keys()].slice(0, -1).reverse() : [...SOURCE.keys()].slice(0, -1);
  return {
    text: 'Il pleut.',
    mechanism,
    network: NETWORKS[mechanism],
    hood: null,
    beam: null,
    options: { beamSize: 1, lengthPenalty: 1, prefix: [], masked: [], attention: [] },
    source: {
      tokens: SOURCE.map((piece, word) => ({ id: word + 4, piece, text: piece.replace('▁', ''), word, unknown: false })),
      readingOrder: [...words, n - 1],
      encoder: former ? self : recurrent,
    },
    steps: TARGET.map((piece, position) => ({
      position,
      piece,
      id: position + 9,
      inputId: position + 8,
      logProb: -0.1 * (position + 1),
      candidates: [],
      attention: attends ? attention(position) : null,
      hidden: Float32Array.from({ length: WIDTH }, (_, j) => wave(4)(position, j)),
      context: Float32Array.from({ length: WIDTH }, (_, j) => wave(5)(0, j)),
      text: '',
      done: position === TARGET.length - 1,
    })),
  };
}
