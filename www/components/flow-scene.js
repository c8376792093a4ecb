/**
 * What both figures of the flow share: what they need to know of a run, the decoder's row, and the
 * attention between source and words.
 *
 * @typedef {import('./flow-parts.js').When} When
 * @typedef {import('../types.js').Run} Run
 * @typedef {object} Looked how a run is looked at
 * @property {Run} run
 * @property {number} moment
 * @property {boolean} all whether no ribbon is left out
 * @property {number|null} head row of the weights drawn; null for the usual one
 * @property {number} width what there is, in pixels
 *
 * @typedef {ReturnType<typeof sceneOf>} Scene
 */
import { html, nothing, svg } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { keyed } from 'lit/directives/keyed.js';
import { columnsOf, frame, MARGIN } from '../flow/geometry.js';
import { px, ribbons } from '../flow/ribbons.js';
import { joinOf, rangeOf, rowOf } from '../flow/story.js';
import { t } from '../i18n/t.js';
import { momentOf, phaseOf } from '../playback.js';
import { textWidth } from '../text-width.js';
import { sourceGroups, START_LABEL, targetGroups } from '../words.js';
import { arrow, cell, FONT, head as arrowHead, ribbonsOf, when, word } from './flow-parts.js';

/** Height of a cell; what lies below the decoder's cells, from their top; in pixels. */
export const CELL = 44;
const BELOW = { word: 84, p: 102, end: 112 };
/** How thick a ring is; it lies half inside, half outside. */
const STROKE = 3;
/** A ribbon of weight 1 is so wide, or as wide as this share of a cell. */
const FULL = { most: 26, share: 0.5 };
/** Weights below this are not written at the ribbon. */
const WRITTEN = 0.1;

/** How high a figure is whose decoder begins at `y`. @param {number} y */
export const heightOf = (y) => y + BELOW.end;

/** @type {WeakMap<Run, ReturnType<typeof layOut>>} */
const laidOut = new WeakMap();

/** What is the same at every moment of a run. @param {Run} run @param {number} width */
function layOut(run, width) {
  const tokens = sourceGroups(run.source.tokens, false);
  const made = targetGroups(run.steps, false);
  const labels = [...tokens, ...made].map(({ label }) => textWidth(label, FONT));
  const at = frame({ columns: Math.max(tokens.length, made.length), width, longest: Math.max(...labels) });
  return {
    width, tokens, made, at,
    columns: columnsOf(run.source.readingOrder),
    join: joinOf(run),
    full: Math.min(FULL.most, at.cell * FULL.share),
    range: rangeOf(run, at.units),
  };
}

/** All that the parts of a figure need to know. @param {Looked} looked */
export function sceneOf({ run, moment, all, head, width }) {
  const known = laidOut.get(run);
  const layout = known?.width === width ? known : layOut(run, width);
  laidOut.set(run, layout);
  const phase = phaseOf(run, moment);
  return {
    ...layout, run, all, head, phase,
    /** Whether what the encoder hands over is there. */
    handed: /** @type {When} */ (phase.kind === 'hand' ? 'now' : phase.kind === 'make' ? 'past' : 'later'),
    /** The step that is made; -1 before the first. */
    step: phase.kind === 'make' ? phase.step : -1,
  };
}

/** The columns that must stay in sight, the most important one first. @param {Scene} scene @returns {number[]} their middles */
export function focusOf({ at, phase, columns, run, head }) {
  if (phase.kind === 'read') return [at.middle(phase.turn)];
  if (phase.kind !== 'make') return [at.middle(0)];
  const { attention } = run.steps[phase.step];
  if (!attention) return [at.middle(phase.step)];
  const row = Array.from(rowOf(attention, head));
  return [at.middle(phase.step), at.middle(columns[row.indexOf(Math.max(...row))])];
}

/**
 * The decoder: a cell for each step with its state, the word that goes in and the word that comes out.
 * @param {Scene} scene @param {number} y top of the cells
 * @param {object} kind
 * @param {boolean} kind.recurrent whether a cell hands its state to the next; else it is a stack of layers
 * @param {boolean} kind.reads whether the word made before goes in
 */
export function decoderRow({ run, made, at, step, range }, y, { recurrent, reads }) {
  const middle = y + CELL / 2;
  const bottom = y + CELL;
  return svg`<g class=${step < 0 ? 'decoder unborn' : 'decoder'}>
    ${reads ? svg`<text class="word-label mark" x=${MARGIN.left - 22} y=${y + BELOW.word}>${START_LABEL}</text>` : nothing}
    ${made.map(({ label }, i) => guard([run, at.pitch, when(i, step)], () => {
      const now = when(i, step);
      const [x, left] = [at.middle(i), at.left(i)];
      return svg`
        ${i && recurrent ? arrow(at.left(i - 1) + at.cell + 1, middle, left - 2, middle, `dec ${now}`) : nothing}
        ${reads ? wayIn(i ? at.middle(i - 1) : MARGIN.left - 22, left + 7, y, now) : nothing}
        ${arrow(x, bottom + 2, x, y + BELOW.word - 15, `out ${now}`)}
        ${word(x, y + BELOW.word, label, at.pitch, `made ${now}`)}
        <text class="p ${now}" x=${px(x)} y=${y + BELOW.p}>${Math.exp(run.steps[i].logProb).toFixed(2)}</text>
        ${cell({ x: left, y, width: at.cell, height: CELL, side: 'dec', when: now, moment: momentOf(run, i), stack: !recurrent,
          states: [{ values: run.steps[i].hidden, name: `s${sub(i)}`, when: now }], units: at.units, range })}`;
    }))}</g>`;
}

/** The way of a word back into the next cell. @param {number} from middle of the word @param {number} x @param {number} y @param {When} now */
function wayIn(from, x, y, now) {
  const [bottom, start] = [y + CELL + 3, from + 15];
  return svg`<path class="arrow in ${now}" d="M${px(start)} ${y + BELOW.word - 12}C${px(start + 8)} ${y + BELOW.word - 22} ${px(x)} ${bottom + 22} ${px(x)} ${bottom}${arrowHead(x, bottom, 0, -1)}"></path>`;
}

/**
 * A figure: what stands still, and over it what moves, each a layer of its own, which the screen can move without
 * drawing anything anew.
 * @param {Scene} scene @param {number} height @param {unknown} still SVG @param {unknown} moving HTML
 */
export const figure = ({ at, full }, height, still, moving) => html`<div class="flow-figure" style="width:${at.width}px;height:${height}px" data-full=${full}>
    <svg width=${at.width} height=${height} viewBox="0 0 ${at.width} ${height}" role="img" aria-label=${t('flow.alt')}>${still}</svg>
    ${moving}
  </div>`;

/** The weights of each step. @param {Scene} scene */
const rowsOf = ({ run, head }) => run.steps.map(({ attention }) => rowOf(/** @type {import('../types.js').AttentionTrace} */ (attention), head));

/**
 * The ribbons of a step.
 * @param {Scene} scene @param {ArrayLike<number>} row @param {number} i @param {[number, number]} between heights
 */
const ribbonsAt = ({ at, columns, step, full, all }, row, i, between) =>
  ribbonsOf(ribbons(row, { full, columns, all }), { from: (token) => at.middle(columns[token]), to: at.middle(i), between, when: when(i, step), step: i });

/** All states are handed over: a line under them; and the ribbons of the steps that are made. @param {Scene} scene @param {number} top of the line @param {number} bottom */
export function attention(scene, top, bottom) {
  const { run, at, step, handed, all, tokens, head } = scene;
  return svg`
    <path class="memory ${handed}" d="M${px(at.left(0))} ${top}H${px(at.left(tokens.length - 1) + at.cell)}"></path>
    ${rowsOf(scene).map((row, i) => guard([run, head, at.pitch, when(i, step), all], () => (i === step ? nothing : ribbonsAt(scene, row, i, [top + 2, bottom]))))}`;
}

/** What the step at work reads, and how much: it is unrolled from the states to the word. @param {Scene} scene @param {number} top @param {number} bottom */
export function attending(scene, top, bottom) {
  const { run, at, step, full, all, head, columns } = scene;
  const height = bottom - top - 2;
  return guard([run, head, at.pitch, step, all], () => {
    if (step < 0) return nothing;
    const row = rowsOf(scene)[step];
    return keyed(step, html`<div class="unrolled" style="top:${top + 2}px;width:${at.width}px;height:${height}px"><div>
      <svg width=${at.width} height=${height} viewBox="0 ${top + 2} ${at.width} ${height}" aria-hidden="true">
        ${ribbonsAt(scene, row, step, [top + 2, bottom])}${written(row, (token) => at.middle(columns[token]), top + 15, full)}
      </svg></div></div>`);
  });
}

/** The larger weights of the step looked at, in numbers. @param {ArrayLike<number>} row @param {(token: number) => number} from @param {number} y @param {number} full */
const written = (row, from, y, full) => Array.from(row, (weight, j) =>
  weight < WRITTEN ? nothing : svg`<text class="weight" x=${px(from(j) + (weight * full) / 2 + 3)} y=${y}>${weight.toFixed(2)}</text>`);

/** Around what is at work; it slides to what is next. @param {number} x @param {number} y @param {number} width @param {number} height @param {string} classes */
export const ring = (x, y, width, height, classes) => html`<div class="ring ${classes}"
  style="width:${px(width + STROKE)}px;height:${height + STROKE}px;transform:translate(${px(x)}px, ${y}px)"></div>`;

/** Around the decoder's cell at work. @param {Scene} scene @param {number} y */
export const decoderRing = ({ at, phase }, y) =>
  ring(at.left(phase.kind === 'make' ? phase.step : 0), y, at.cell, CELL, `dec ${phase.kind === 'make' ? 'shown' : ''}`);

/** An index as it is written under a letter. @param {number} index from 0 */
export const sub = (index) => String(index + 1).replace(/\d/g, (digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]);
