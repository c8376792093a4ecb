/**
 * The flow through a recurrent network: the encoder's cells above, the decoder's below, between them
 * what is handed over. Where there is no encoder, each token goes into the cell below it.
 *
 * @typedef {import('./flow-scene.js').Scene} Scene
 */
import { html, nothing, svg } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { MARGIN } from '../flow/geometry.js';
import { px } from '../flow/ribbons.js';
import { matrixRow } from '../flow/story.js';
import { t } from '../i18n/t.js';
import { arrow, cell, head, when, word } from './flow-parts.js';
import { attending, attention, CELL, decoderRing, decoderRow, figure, heightOf, ring, sceneOf, sub } from './flow-scene.js';

/** Heights in pixels from the figure's top. */
const Y = { over: 6, word: 30, encoder: 40, decoder: 236, alone: 128 };
/** What the decoder starts from, left of its first cell; the context vector between the rows. */
const START = { x: 26, width: 34, units: 6 };
const VECTOR = { width: 252, height: 44, units: 32 };

/** @param {import('./flow-scene.js').Looked} looked */
export function recurrentFigure(looked) {
  const scene = sceneOf(looked);
  const alone = scene.join === 'none';
  const decoder = alone ? Y.alone : Y.decoder;
  const height = heightOf(decoder);
  const attends = scene.join === 'attention';
  const between = /** @type {const} */ ([Y.encoder + CELL + 6, Y.decoder]);
  const still = svg`
    ${attends ? attention(scene, ...between) : nothing}
    ${scene.join === 'fixed' || scene.join === 'first' ? vector(scene) : nothing}
    ${alone ? inputs(scene) : svg`${start(scene)}${encoder(scene)}`}
    ${decoderRow(scene, decoder, { recurrent: true, reads: !alone })}`;
  return figure(scene, height, still, html`${attends ? attending(scene, ...between) : nothing}${alone ? nothing : readers(scene)}${decoderRing(scene, decoder)}`);
}

/** Cells with a state for each direction, arrows for each direction. @param {Scene} scene */
function encoder({ run, tokens, columns, at, phase, range }) {
  const { forward, backward } = run.source.encoder;
  if (!forward) return nothing;
  const last = tokens.length - 1;
  const read = phase.kind === 'read' ? phase.turn : tokens.length;
  const [upper, lower] = [Y.encoder + CELL * (backward ? 0.3 : 0.5), Y.encoder + CELL * 0.7];
  return guard([run, at.pitch, read], () => svg`
    ${tokens.slice(1).map((_, k) => {
      const [from, to] = [at.left(k) + at.cell, at.left(k + 1)];
      return svg`${arrow(from + 1, upper, to - 2, upper, when(k + 1, read))}
        ${backward ? arrow(to - 1, lower, from + 2, lower, `back ${when(last - k, read)}`) : nothing}`;
    })}
    ${tokens.map(({ label }, j) => {
      const turn = columns[j];
      const states = [{ values: matrixRow(forward, j), name: `${backward ? '→' : ''}h${sub(j)}`, when: when(turn, read) }];
      if (backward) states.push({ values: matrixRow(backward, j), name: `←h${sub(j)}`, when: when(last - turn, read) });
      const reached = states.some((state) => state.when !== 'later') ? 'past' : 'later';
      return svg`${word(at.middle(turn), Y.word, label, at.pitch, reached)}
        ${cell({ x: at.left(turn), y: Y.encoder, width: at.cell, height: CELL, side: 'enc', when: reached, moment: turn, states, units: at.units, range })}`;
    })}`);
}

/** Without an encoder: each token goes into the cell of its own word. @param {Scene} scene */
const inputs = ({ tokens, columns, at, step }) => tokens.map(({ label }, j) => {
  const [x, now] = [at.middle(columns[j]), when(columns[j], step)];
  return svg`${word(x, Y.alone - 62, label, at.pitch, now)}${arrow(x, Y.alone - 52, x, Y.alone - 3, now)}`;
});

/** What the decoder starts from, and where that comes from. @param {Scene} scene */
function start({ run, at, join, handed, step, tokens, range }) {
  const { firstState, backward } = run.source.encoder;
  if (!firstState || join === 'first') return nothing;
  const middle = Y.decoder + CELL / 2;
  return svg`<g class="start ${handed}">
    ${join === 'attention' ? svg`<path class="arrow carried" d=${carried(at, tokens.length - 1, !!backward)}></path>` : nothing}
    ${cell({ x: START.x - START.width / 2, y: Y.decoder, width: START.width, height: CELL, side: 'dec', when: 'past', moment: null,
      states: [{ values: firstState.data, name: 's₀', when: 'past' }], units: START.units, range })}
    <text class="note" x=${START.x} y=${Y.decoder + CELL + 15}>s₀</text>
    ${arrow(START.x + START.width / 2 + 1, middle, at.left(0) - 2, middle, `dec ${step < 0 ? 'later' : 'past'}`)}
  </g>`;
}

/** From the last state of each direction to the decoder's first. @param {import('../flow/geometry.js').Frame} at @param {number} last column @param {boolean} both */
function carried(at, last, both) {
  const [right, left, end] = [at.left(last) + at.cell, at.left(0), Y.decoder - 3];
  const [upper, lower] = [Y.encoder + CELL * 0.3, Y.encoder + CELL * 0.7];
  const over = `M${px(right + 1)} ${px(upper)}q10 0 10 -10V${Y.over + 9}q0 -9 -9 -9H${START.x + 9}q-9 0 -9 9V${end}`;
  const back = both ? `M${px(left - 1)} ${px(lower)}H${START.x + 9}q-9 0 -9 9` : '';
  return over + back + head(START.x, end, 0, 1);
}

/** One vector is handed over, whatever the length of the sentence. @param {Scene} scene */
function vector({ run, at, join, handed, step, tokens, made, range }) {
  const fixed = join === 'fixed';
  const values = (fixed ? run.steps[0].context : run.source.encoder.firstState?.data) ?? [];
  const width = Math.min(VECTOR.width, at.width - MARGIN.left);
  const middle = Math.max(MARGIN.left + width / 2, at.middle((Math.max(tokens.length, made.length) - 1) / 2));
  const top = (Y.encoder + CELL + Y.decoder - VECTOR.height) / 2 - 6;
  const [bottom, last] = [top + VECTOR.height, at.middle(tokens.length - 1)];
  const down = (/** @type {number} */ x) => `M${px(middle)} ${bottom + 1}C${px(middle)} ${bottom + 34} ${px(x)} ${Y.decoder - 36} ${px(x)} ${Y.decoder - 3}${head(x, Y.decoder - 3, 0, 1)}`;
  return svg`<g class="vector ${handed}">
    <path class="arrow" d="M${px(last)} ${Y.encoder + CELL + 2}C${px(last)} ${top - 14} ${px(middle)} ${top - 36} ${px(middle)} ${top - 3}${head(middle, top - 3, 0, 1)}"></path>
    ${fixed ? svg`<path class="arrow carried" d=${down(START.x)}></path>` : nothing}
    ${fixed ? made.map((_, i) => svg`<path class="arrow read ${when(i, step)}" d=${down(at.middle(i))}></path>`)
      : svg`<path class="arrow read now" d=${down(at.left(0) + 10)}></path>`}
    ${cell({ x: middle - width / 2, y: top, width, height: VECTOR.height, side: 'enc', when: 'past', moment: null,
      states: [{ values, name: fixed ? 'c' : 's₀', when: 'past' }], units: VECTOR.units, range })}
    <text class="note" x=${px(middle - width / 2 + 4)} y=${top - 8} style="text-anchor:start">${t(fixed ? 'flow.context' : 'flow.firstState')}</text>
  </g>`;
}

/** Around the cell that each direction of the encoder is at. @param {Scene} scene */
function readers({ run, at, phase, tokens }) {
  const last = tokens.length - 1;
  const turn = phase.kind === 'read' ? phase.turn : last;
  const classes = `enc ${phase.kind === 'read' ? 'shown' : ''}`;
  if (!run.source.encoder.backward) return ring(at.left(turn), Y.encoder, at.cell, CELL, classes);
  return html`${ring(at.left(turn), Y.encoder, at.cell, CELL / 2, classes)}
    ${ring(at.left(last - turn), Y.encoder + CELL / 2, at.cell, CELL / 2, classes)}`;
}
