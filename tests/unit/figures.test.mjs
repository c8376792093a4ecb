import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markup, matches, waves } from '../figures.mjs';
import { recurrentFigure } from '../../www/figures/flow/recurrent.js';
import { transformerFigure } from '../../www/figures/flow/transformer.js';
import { smallHeatmap } from '../../www/figures/heatmap/small-heatmap.js';
import { heatmapSvg } from '../../www/export/svg.js';
import { setLanguage } from '../../www/i18n/t.js';
import { momentOf } from '../../www/state/playback.js';
import { sourceGroups, targetGroups } from '../../www/text/words.js';

setLanguage('en');

/** @param {any} run @param {number} step */
const at = (run, step) => ({ run, moment: momentOf(run, step), all: false, head: null, width: 720 });

const RECURRENT = /** @type {const} */ ([
  ['additive', {}],
  ['seq2seq-gru', {}],
  ['seq2seq-lstm-reversed', { reversed: true }],
]);

for (const [mechanism, options] of RECURRENT) {
  test(`the flow of ${mechanism} is drawn as committed`, () => {
    matches(`flow-${mechanism}.html`, markup(recurrentFigure(at(waves(mechanism, options), 3))));
  });
}

test('the flow of a Transformer is drawn as committed', () => {
  matches('flow-transformer.html', markup(transformerFigure(at(waves('transformer'), 3))));
});

test('another step is another picture', () => {
  const run = waves('additive');
  assert.notEqual(markup(recurrentFigure(at(run, 3))), markup(recurrentFigure(at(run, 4))));
});

test('what is not made yet has no name in the flow', () => {
  const run = waves('additive');
  const names = (/** @type {number} */ made) =>
    [...markup(recurrentFigure({ ...at(run, 2), made })).matchAll(/made (?:past|now|later)[^>]*>\s*([^<]+)/g)].map(([, name]) =>
      name.trim(),
    );
  assert.deepEqual(names(2), ['It', '&#39;', 's']);
  assert.deepEqual(names(Infinity), ['It', '&#39;', 's', 'raining', '.', '⟨eos⟩']);
});

test('a context vector goes into the cell with Bahdanau, and past it to the word with Luong', () => {
  const lowest = (/** @type {string} */ mechanism) => {
    const [, way] = markup(recurrentFigure(at(waves(mechanism), 2))).match(/class="arrow att now" d="([^"]+)"/) ?? [];
    return Math.max(
      ...[...way.matchAll(/[CMLV][^A-Za-z]*/g)].flatMap(([part]) =>
        part
          .slice(1)
          .trim()
          .split(' ')
          .map(Number)
          .filter((_, i, all) => all.length === 1 || i % 2),
      ),
    );
  };
  // Decoder cells stand from 252 to 296.
  assert.ok(lowest('additive') < 252);
  assert.ok(lowest('dot') > 296);
});

const heat = () => {
  const run = waves('additive');
  return {
    rows: targetGroups(run.steps, false),
    columns: sourceGroups(run.source.tokens, false),
    weights: run.steps.map((/** @type {any} */ step) => step.attention.row),
  };
};

test("a card's heatmap is drawn as committed", () => {
  matches('small-heatmap.svg', markup(smallHeatmap({ ...heat(), dark: false })));
});

test('a saved heatmap is drawn as committed', () => {
  const colours = { card: '#ffffff', ink: '#1b1d22', mut: '#62666f', line: '#e5e2da' };
  const words = { axes: 'rows are the words made', legend: 'weight' };
  const measure = (/** @type {string} */ text, /** @type {number} */ size) => text.length * size * 0.55;
  const { svg } = heatmapSvg({
    ...heat(),
    sentence: 'Il pleut.',
    translation: "It's raining.",
    about: 'additive',
    words,
    dark: false,
    colours,
    measure,
  });
  matches('saved-heatmap.svg', svg);
});
