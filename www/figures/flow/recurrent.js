/**
 * The flow through a recurrent network: the encoder's cells above, the decoder's below, between them
 * what is passed on. Where there is no encoder, each token goes into the cell below it.
 *
 * @typedef {import('./scene.js').Scene} Scene
 */
import { html, nothing, svg } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { cellReads } from '../calculation/anatomy.js';
import { px } from './ribbons.js';
import { rowOf } from '../../drawing/matrix.js';
import { t } from '../../i18n/t.js';
import { named, rowName, sub, subscript, symbol } from './labels.js';
import { arrow, cell, head, when, word } from './parts.js';
import { attending, attention, CELL, decoderRing, decoderRow, figure, heightOf, ring, sceneOf } from './scene.js';
import { boxLeft, VECTOR, vectorBox } from './vector.js';

/** Heights in pixels from the figure's top; a row's name stands so far below the top of its cells. */
const Y = { over: 6, word: 30, encoder: 40, vector: 154, decoder: 252, alone: 128, name: 19 };
/** A state's name stands so far below the encoder's cells. */
const BELOW = 17;
/** What the decoder starts from, left of the columns: its middle from there, its width. */
const START = { before: 22, width: 34, height: 36, units: 6 };

/** @param {import('./scene.js').Looked} looked */
export function recurrentFigure(looked) {
  const scene = sceneOf(looked);
  const alone = scene.join === 'none';
  const decoder = alone ? Y.alone : Y.decoder;
  const height = heightOf(decoder);
  const attends = scene.join === 'attention';
  const between = /** @type {const} */ ([Y.encoder + CELL + 4, Y.decoder]);
  const still = svg`
    ${attends ? attention(scene, ...between) : nothing}
    ${scene.join === 'fixed' || scene.join === 'first' ? vector(scene) : nothing}
    ${alone ? inputs(scene) : svg`${start(scene)}${encoder(scene)}`}
    ${decoderRow(scene, decoder, { recurrent: true, reads: !alone, letter: alone ? 'h' : 's' })}
    ${rowName(scene.at, decoder + Y.name, 'dec', alone ? { text: 'RNN', name: 'rnn' } : named('flow.decoder'), named('flow.hidden'))}`;
  return figure(
    scene,
    height,
    still,
    html`${attends ? attending(scene, ...between, context(scene)) : nothing}${alone ? nothing : readers(scene)}${decoderRing(scene, decoder)}`,
  );
}

/** Cells with a state for each direction, arrows for each direction. @param {Scene} scene */
function encoder({ run, tokens, columns, at, phase, range }) {
  const { forward, backward } = run.source.encoder;
  if (!forward) return nothing;
  const last = tokens.length - 1;
  const read = phase.kind === 'read' ? phase.turn : tokens.length;
  const [upper, lower] = [Y.encoder + CELL * (backward ? 0.3 : 0.5), Y.encoder + CELL * 0.7];
  return guard(
    [run, at.pitch, read, t('flow.encoder')],
    () => svg`
    ${rowName(at, Y.encoder + Y.name, 'enc', named('flow.encoder'), named('flow.hidden'))}
    ${tokens.slice(1).map((_, k) => {
      const [from, to] = [at.left(k) + at.cell, at.left(k + 1)];
      return svg`${arrow(from + 1, upper, to - 2, upper, when(k + 1, read))}
        ${backward ? arrow(to - 1, lower, from + 2, lower, `back ${when(last - k, read)}`) : nothing}`;
    })}
    ${tokens.map(({ label }, j) => {
      const turn = columns[j];
      const states = [{ values: rowOf(forward, j), name: `${backward ? '→' : ''}h${sub(turn)}`, when: when(turn, read) }];
      if (backward) states.push({ values: rowOf(backward, j), name: `←h${sub(turn)}`, when: when(last - turn, read) });
      const reached = states.some((state) => state.when !== 'later') ? 'past' : 'later';
      const there = states.every((state) => state.when !== 'later');
      return svg`${word(at.middle(turn), Y.word, label, at.pitch, reached)}
        ${cell({ x: at.left(turn), y: Y.encoder, width: at.cell, height: CELL, side: 'enc', when: reached, moment: turn, token: j, states, units: at.units, range })}
        ${there ? symbol(at.left(turn) - 1, Y.encoder + CELL + BELOW, `h${sub(turn)}`, 'enc') : nothing}`;
    })}`,
  );
}

/** Without an encoder: each token goes into the cell of its own word. @param {Scene} scene */
const inputs = ({ tokens, columns, at, step, placed }) =>
  tokens.map(({ label }, j) => {
    const x = at.middle(columns[j]);
    const now = step < 0 ? 'later' : placed(columns[j]);
    return svg`${word(x, Y.alone - 62, label, at.pitch, now)}${arrow(x, Y.alone - 52, x, Y.alone - 3, now)}`;
  });

/** What the decoder starts from, between the rows, and where that comes from. @param {Scene} scene */
function start({ run, at, join, handed, step, tokens, range }) {
  const { firstState, backward } = run.source.encoder;
  if (!firstState || join === 'first') return nothing;
  const [x, top] = [at.start - START.before, Y.vector];
  const [left, bottom, middle] = [x - START.width / 2, top + START.height, Y.decoder + CELL / 2];
  return svg`<g class="start ${handed}">
    ${join === 'attention' ? svg`<path class="arrow carried" d=${carried(at, x, tokens.length - 1, !!backward)}></path>` : nothing}
    ${cell({
      x: left,
      y: top,
      width: START.width,
      height: START.height,
      side: 'dec',
      when: 'past',
      moment: null,
      states: [{ values: firstState.data, name: 's₀', when: 'past' }],
      units: START.units,
      range,
    })}
    ${at.roomy ? svg`<text class="note side" x=${left - 8} y=${top + 14}>${t('flow.firstState')}</text>` : nothing}
    <text class="symbol ends dec" x=${left - 8} y=${top + (at.roomy ? 31 : 23)}>s₀</text>
    <path class="arrow dec ${step < 0 ? 'later' : 'past'}" d=${`M${x} ${bottom + 1}V${middle - 8}q0 8 8 8H${px(at.left(0) - 2)}${head(at.left(0) - 2, middle, 1, 0)}`}></path>
  </g>`;
}

/** From the last state of each direction to the decoder's first. @param {import('./geometry.js').Frame} at @param {number} x its middle @param {number} last column @param {boolean} both */
function carried(at, x, last, both) {
  const [right, left, end] = [at.left(last) + at.cell, at.left(0), Y.vector - 3];
  const [upper, lower] = [Y.encoder + CELL * 0.3, Y.encoder + CELL * 0.7];
  const over = `M${px(right + 1)} ${px(upper)}q10 0 10 -10V${Y.over + 9}q0 -9 -9 -9H${x + 9}q-9 0 -9 9V${end}`;
  const back = both ? `M${px(left - 1)} ${px(lower)}H${x + 9}q-9 0 -9 9` : '';
  return over + back + head(x, end, 0, 1);
}

/**
 * With attention: the context vector of the step at work, which the ribbons run into. Where the cell reads it, it goes into the cell;
 * else (Luong's) it joins the state on its way to the word.
 * @param {Scene} scene
 */
function context({ run, at, step, range }) {
  const values = step < 0 ? null : run.steps[step].context;
  if (!values) return undefined;
  const x = boxLeft(at, at.middle(step));
  const [to, bottom] = [x + VECTOR.width / 2, Y.vector + VECTOR.height + 1];
  const read = cellReads(run.network);
  const down = read
    ? `V${Y.decoder - 3}${head(at.middle(step), Y.decoder - 3, 0, 1)}`
    : beside(at.left(step) + at.cell + (at.pitch - at.cell) / 2, at.middle(step));
  const from = Math.max(x + 8, Math.min(at.middle(step), x + VECTOR.width - 8));
  return {
    to,
    reach: Y.vector,
    end: read ? Y.decoder : Y.decoder + CELL + 20,
    beyond: svg`<path class="arrow att now" d=${`M${px(from)} ${bottom}${down}`}></path>
      ${vectorBox(at, { x, y: Y.vector, name: `c${sub(step)}`, term: named('flow.context'), values, range, side: 'att' })}`,
  };
}

/** Past the cell, to what comes out of it. @param {number} x of the gap behind the cell @param {number} middle of the cell */
const beside = (x, middle) =>
  `C${px(middle)} ${Y.decoder - 24} ${px(x)} ${Y.decoder - 34} ${px(x)} ${Y.decoder - 10}V${Y.decoder + CELL + 5}q0 8 -8 8H${px(middle + 5)}${head(middle + 5, Y.decoder + CELL + 13, -1, 0)}`;

/** One vector is passed on, whatever the length of the sentence. @param {Scene} scene */
function vector({ run, at, join, handed, tokens, made, range, placed }) {
  const fixed = join === 'fixed';
  const values = (fixed ? run.steps[0].context : run.source.encoder.firstState?.data) ?? [];
  const x = boxLeft(at, at.middle((Math.max(tokens.length, made.length) - 1) / 2));
  const [middle, top, last] = [x + VECTOR.width / 2, Y.vector, at.middle(tokens.length - 1) + at.cell / 4];
  const [bottom, from] = [top + VECTOR.height, Y.encoder + CELL + 3];
  const down = (/** @type {number} */ to) =>
    `M${px(middle)} ${bottom + 1}C${px(middle)} ${bottom + 34} ${px(to)} ${Y.decoder - 36} ${px(to)} ${Y.decoder - 3}${head(to, Y.decoder - 3, 0, 1)}`;
  const aside = START.before - START.width / 2 - 2;
  return svg`<g class="vector ${handed}">
    <path class="arrow" d="M${px(last)} ${from}C${px(last)} ${from + 36} ${px(middle)} ${top - 36} ${px(middle)} ${top - 3}${head(middle, top - 3, 0, 1)}"></path>
    ${fixed ? svg`<path class="arrow carried" d=${`M${px(x - 1)} ${top + VECTOR.height / 2}H${at.start - aside}${head(at.start - aside, top + VECTOR.height / 2, -1, 0)}`}></path>` : nothing}
    ${
      fixed
        ? made.map((_, i) => svg`<path class="arrow read ${placed(i)}" d=${down(at.middle(i))}></path>`)
        : svg`<path class="arrow read now" d=${down(at.left(0) + 10)}></path>`
    }
    ${vectorBox(at, { x, y: top, name: fixed ? 'c' : `s${subscript(0)}`, term: fixed ? named('flow.context') : { text: t('flow.contextFirst'), name: 'context-vector' }, values, range, side: 'enc' })}
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
