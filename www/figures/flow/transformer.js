/**
 * The flow through a Transformer: tokens go up through layers in which each attends to all, all at once;
 * what the last one gives is handed over. The decoder's stacks attend to it, and to what they have
 * written. No arrow leads from a cell to the next: nothing is recurrent.
 *
 * @typedef {import('./scene.js').Scene} Scene
 */
import { html, nothing, svg } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { meanRow, px, thinned, way } from './ribbons.js';
import { rowOf } from '../../drawing/matrix.js';
import { selfRow } from './story.js';
import { t } from '../../i18n/t.js';
import { named, rowName, sideNote, sub, symbol } from './labels.js';
import { cell, when, word } from './parts.js';
import { attending, attention, CELL, decoderRing, decoderRow, figure, heightOf, ring, sceneOf } from './scene.js';

/** Heights in pixels from the figure's top; between two layers; of a token's bar inside the stack. */
const Y = { word: 20, stack: 30, layer: 35, bar: 9, gap: 118, name: 19 };
/** A line of self-attention of weight 1 is so wide. */
const FULL = 7;

/** @param {import('./scene.js').Looked} looked */
export function transformerFigure(looked) {
  const scene = sceneOf(looked);
  const { layers = 0 } = scene.run.source.encoder;
  const top = Y.stack + layers * Y.layer;
  const decoder = top + CELL + Y.gap;
  const height = heightOf(decoder);
  // The cells below stand in stacks, which begin a little higher.
  const between = /** @type {const} */ ([top + CELL + 6, decoder - 6]);
  const { layers: above } = scene.run.steps[0].attention ?? { layers };
  const still = svg`
    ${attention(scene, ...between)}
    ${encoder(scene, layers)}${written(scene, decoder)}
    ${decoderRow(scene, decoder, { recurrent: false, reads: true })}
    ${sideNote(scene.at, top + CELL + 36, named('flow.cross'), 'att')}${sideNote(scene.at, decoder - 22, named('flow.masked'), 'dec')}
    ${rowName(scene.at, decoder + Y.name, 'dec', named('flow.decoder'), { text: t('flow.layers', { n: above }) })}`;
  return figure(scene, height, still, html`${attending(scene, ...between)}${rings(scene, layers)}${decoderRing(scene, decoder)}`);
}

/** The stack: bars of each layer, between them who attends to whom; last the states handed over. @param {Scene} scene @param {number} layers */
function encoder({ run, tokens, at, phase, range, all, head }, layers) {
  const done = phase.kind === 'layer' ? phase.layer : layers;
  const levels = Array.from({ length: layers }, (_, layer) => layer);
  return guard(
    [run, head, all, at.pitch, done, t('flow.embedding')],
    () => svg`
    ${levels.map(
      (layer) => svg`<g class="self ${when(layer, done)}">
      ${guard([run, head, all, at.pitch], () => lines(run, layer, head, all, at, y(layer) + Y.bar, y(layer + 1)))}</g>
      ${sideNote(at, y(layer) + Y.bar / 2, { text: layer ? t('flow.layerShort', { layer }) : t('flow.embedding') }, '')}
      ${sideNote(at, y(layer) + (Y.bar + Y.layer) / 2, named('flow.self'), 'enc')}`,
    )}
    ${sideNote(at, y(layers) + CELL / 2, { text: t('flow.layerShort', { layer: layers }) }, '')}
    <text class="row-name enc" x="2" y=${Y.word} name="encoder">${t('flow.encoder')}</text>
    ${tokens.map(
      ({ label }, j) => svg`${word(at.middle(j), Y.word, label, at.pitch)}
      ${levels.map((layer) => svg`<rect class="level ${when(layer, done + 1)}" x=${px(at.left(j) + at.cell * 0.15)} y=${y(layer)} width=${px(at.cell * 0.7)} height=${Y.bar} rx="4"></rect>`)}
      ${cell({
        x: at.left(j),
        y: y(layers),
        width: at.cell,
        height: CELL,
        side: 'enc',
        when: done < layers - 1 ? 'later' : 'past',
        moment: layers - 1,
        token: j,
        states: [
          {
            values: rowOf(/** @type {import('../../networks/types.js').Matrix} */ (run.source.encoder.states), j),
            name: `h${sub(j)}`,
            when: done < layers - 1 ? 'later' : 'past',
          },
        ],
        units: at.units,
        range,
      })}
      ${done < layers - 1 ? nothing : symbol(at.left(j) - 1, y(layers) + CELL + 18, `h${sub(j)}`, 'enc')}`,
    )}`,
  );
}

/** Top of a layer's output. @param {number} layer 0: the embedding */
const y = (layer) => Y.stack + layer * Y.layer;

/**
 * Who attends to whom in one layer of the encoder.
 * @param {import('../../networks/types.js').Run} run @param {number} layer @param {number|null} head @param {boolean} all
 * @param {import('./geometry.js').Frame} at @param {number} top @param {number} bottom
 */
function lines(run, layer, head, all, at, top, bottom) {
  return run.source.tokens.map((_, i) => {
    const row = selfRow(run.source.encoder, layer, head, i);
    const read = all ? Array.from(row, (_, j) => j) : thinned(row);
    return svg`<g data-query=${i}>${read.map(
      (j) => svg`<path d=${way([at.middle(j), top], [at.middle(i), bottom])}
      stroke-width=${(row[j] * FULL).toFixed(3)} data-key=${j} data-layer=${layer} data-value=${row[j]}></path>`,
    )}</g>`;
  });
}

/** What the step looked at reads of what has been written: arcs to the columns of its inputs. @param {Scene} scene @param {number} top of the decoder */
function written({ run, at, step, head }, top) {
  const weights = step < 0 ? null : run.steps[step].attention?.selfWeights;
  if (!weights) return nothing;
  const { heads = 1 } = run.source.encoder;
  const row = head === null ? meanRow(weights, weights.rows - heads, heads) : rowOf(weights, head);
  return svg`<g class="self dec" data-step=${step}>${Array.from(row)
    .slice(0, -1)
    .map((weight, j) => {
      const [from, to] = [at.middle(j), at.middle(step) - 4];
      const rise = Math.min(56, 14 + 5 * (step - j));
      return svg`<path class="arc" d="M${px(from)} ${top}C${px(from)} ${top - rise} ${px(to)} ${top - rise} ${px(to)} ${top}" stroke-width=${(weight * FULL).toFixed(3)} data-input=${j} data-value=${weight}></path>`;
    })}</g>`;
}

/** Around a whole layer: it works on all tokens at once. @param {Scene} scene @param {number} layers */
function rings({ at, phase, tokens }, layers) {
  const layer = phase.kind === 'layer' ? phase.layer + 1 : layers;
  const last = layer === layers;
  const width = at.left(tokens.length - 1) + at.cell - at.left(0) + 8;
  return ring(at.left(0) - 4, y(layer) - 4, width, last ? CELL + 8 : Y.bar + 8, `enc ${phase.kind === 'layer' ? 'shown' : ''}`);
}
