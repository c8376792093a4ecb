/**
 * What both figures of the flow share: what they need to know of a run, the decoder's row, and the
 * attention between source and words.
 *
 * @typedef {import('./parts.js').When} When
 * @typedef {import('../../networks/types.js').Run} Run
 * @typedef {object} Looked how a run is looked at
 * @property {Run} run
 * @property {number} moment
 * @property {number} [made] the last step that is shown as made; all, where there is none
 * @property {boolean} all whether no ribbon is left out
 * @property {number|null} head row of the weights drawn; null for the usual one
 * @property {number} width what there is, in pixels
 *
 * @typedef {ReturnType<typeof sceneOf>} Scene
 */
import { html, nothing, svg } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { keyed } from 'lit/directives/keyed.js';
import { columnsOf, frame } from './geometry.js';
import { px, ribbons } from './ribbons.js';
import { readable } from '../../drawing/labels.js';
import { joinOf, rangeOf, weightsOf } from './story.js';
import { t } from '../../i18n/t.js';
import { momentOf, phaseOf } from '../../state/playback.js';
import { textWidth } from '../../drawing/text-width.js';
import { sourceGroups, START_LABEL, targetGroups } from '../../text/words.js';
import { sub, symbol } from './labels.js';
import { arrow, cell, FONT, head as arrowHead, ribbonsOf, when, word, wordRoom } from './parts.js';

/** Height of a cell; what lies below the decoder's cells, from their top; in pixels. */
export const CELL = 44;
const BELOW = { word: 84, p: 102, end: 112 };
/** How thick a ring is; it lies half inside, half outside. */
const STROKE = 3;
/** A ribbon of weight 1 is so wide, or as wide as this share of a cell. */
const FULL = { most: 26, share: 0.5 };
/** Weights below this are not written at the ribbon; the size of those that are, how much wider their bold figures are, and how far below the cells. */
const WRITTEN = { from: 0.1, size: 13, bold: 1.12, below: 30 };
/** A state's name stands so high over its cell. */
const OVER = 8;

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
    width,
    tokens,
    made,
    at,
    columns: columnsOf(run.source.readingOrder),
    join: joinOf(run),
    full: Math.min(FULL.most, at.cell * FULL.share),
    range: rangeOf(run, at.units),
  };
}

/** All that the parts of a figure need to know. @param {Looked} looked */
export function sceneOf({ run, moment, made = Infinity, all, head, width }) {
  const known = laidOut.get(run);
  const layout = known?.width === width ? known : layOut(run, width);
  laidOut.set(run, layout);
  const phase = phaseOf(run, moment);
  const step = phase.kind === 'make' ? phase.step : -1;
  return {
    ...layout,
    run,
    all,
    head,
    phase,
    /** The step that is made; -1 before the first. */
    step,
    /** Where a step is: at work, made, or not made yet. @param {number} i @returns {When} */
    placed: (i) => (i === step ? 'now' : i < step || (i <= made && step >= 0) ? 'past' : 'later'),
    /** Whether what the encoder hands over is there. */
    handed: /** @type {When} */ (phase.kind === 'hand' ? 'now' : phase.kind === 'make' ? 'past' : 'later'),
  };
}

/** The columns that must stay in sight, the most important one first. @param {Scene} scene @returns {number[]} their middles */
export function focusOf({ at, phase, columns, run, head }) {
  if (phase.kind === 'read') return [at.middle(phase.turn)];
  if (phase.kind !== 'make') return [at.middle(0)];
  const { attention } = run.steps[phase.step];
  if (!attention) return [at.middle(phase.step)];
  const row = Array.from(weightsOf(attention, head));
  return [at.middle(phase.step), at.middle(columns[row.indexOf(Math.max(...row))])];
}

/**
 * The decoder: a cell for each step with its state, the word that goes in and the word that comes out.
 * @param {Scene} scene @param {number} y top of the cells
 * @param {object} kind
 * @param {boolean} kind.recurrent whether a cell hands its state to the next; else it is a stack of layers
 * @param {boolean} kind.reads whether the word made before goes in
 * @param {string} [kind.letter] of the states' names, which are written over the cells; none: they are not
 */
export function decoderRow(scene, y, { recurrent, reads, letter }) {
  const { run, made, at, step, range, placed } = scene;
  const middle = y + CELL / 2;
  return svg`<g class=${step < 0 ? 'decoder unborn' : 'decoder'}>
    ${reads ? svg`<text class="word-label mark" x=${at.start - 22} y=${y + BELOW.word}>${START_LABEL}</text>` : nothing}
    ${made.map((_, i) =>
      guard([run, at.pitch, placed(i)], () => {
        const now = placed(i);
        const left = at.left(i);
        const name = `${letter ?? 's'}${sub(i)}`;
        return svg`
        ${i && recurrent ? arrow(at.left(i - 1) + at.cell + 1, middle, left - 2, middle, `dec ${now}`) : nothing}
        ${now === 'later' ? wordRoom(at.middle(i), y + BELOW.word) : words(scene, i, y, reads)}
        ${letter && now !== 'later' ? symbol(left - 1, y - OVER, name, 'dec') : nothing}
        ${cell({
          x: left,
          y,
          width: at.cell,
          height: CELL,
          side: 'dec',
          when: now,
          moment: momentOf(run, i),
          stack: !recurrent,
          states: [{ values: run.steps[i].hidden, name, when: now }],
          units: at.units,
          range,
        })}`;
      }),
    )}</g>`;
}

/** The word that goes into a cell, and the one that comes out. @param {Scene} scene @param {number} i @param {number} y @param {boolean} reads */
function words({ run, made, at, placed }, i, y, reads) {
  const [x, now] = [at.middle(i), placed(i)];
  return svg`${reads ? wayIn(i ? at.middle(i - 1) : at.start - 22, at.left(i) + 7, y, now) : nothing}
    ${arrow(x, y + CELL + 2, x, y + BELOW.word - 15, `out ${now}`)}
    ${word(x, y + BELOW.word, made[i].label, at.pitch, `made ${now}`)}
    <text class="p" x=${px(x)} y=${y + BELOW.p}>${Math.exp(run.steps[i].logProb).toFixed(2)}</text>`;
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
export const figure = (
  { at, full },
  height,
  still,
  moving,
) => html`<div class="flow-figure" style="width:${at.width}px;height:${height}px" data-full=${full}>
    <svg width=${at.width} height=${height} viewBox="0 0 ${at.width} ${height}" role="img" aria-label=${t('flow.alt')}>${still}</svg>
    ${moving}
  </div>`;

/** The weights of each step. @param {Scene} scene */
const rowsOf = ({ run, head }) =>
  run.steps.map(({ attention }) => weightsOf(/** @type {import('../../networks/types.js').AttentionTrace} */ (attention), head));

/**
 * The ribbons of a step.
 * @param {Scene} scene @param {ArrayLike<number>} row @param {number} i @param {[number, number]} between heights @param {number} [to] where they end
 */
const ribbonsAt = ({ at, columns, step, full, all }, row, i, between, to = at.middle(i)) =>
  ribbonsOf(ribbons(row, { full, columns, all }), {
    from: (token) => at.middle(columns[token]),
    to,
    between,
    when: when(i, step),
    step: i,
  });

/** All states are passed on: a line under them; and the ribbons of the steps that are made. @param {Scene} scene @param {number} top of the line @param {number} bottom */
export function attention(scene, top, bottom) {
  const { run, at, step, handed, all, tokens, head } = scene;
  return svg`
    <path class="memory ${handed}" d="M${px(at.left(0))} ${top}H${px(at.left(tokens.length - 1) + at.cell)}"></path>
    ${rowsOf(scene).map((row, i) => guard([run, head, at.pitch, when(i, step), all], () => (i === step ? nothing : ribbonsAt(scene, row, i, [top + 2, bottom]))))}`;
}

/**
 * What the step at work reads, and how much: it is unrolled from the states to the word.
 * @param {Scene} scene @param {number} top @param {number} bottom
 * @param {{ to: number, reach: number, end: number, beyond: unknown }} [through] what the ribbons go through on their way: where they end, what
 *   is drawn from there on, and down to where; none: they go to the word's own cell
 */
export function attending(
  scene,
  top,
  bottom,
  through = { to: scene.at.middle(Math.max(scene.step, 0)), reach: bottom, end: bottom, beyond: nothing },
) {
  const { run, at, step, all, head } = scene;
  const height = through.end - top - 2;
  return guard([run, head, at.pitch, step, all, t('flow.context')], () => {
    if (step < 0) return nothing;
    const row = rowsOf(scene)[step];
    return keyed(
      step,
      html`<div class="unrolled" style="top:${top + 2}px;width:${at.width}px;height:${height}px"><div>
      <svg width=${at.width} height=${height} viewBox="0 ${top + 2} ${at.width} ${height}" aria-hidden="true">
        ${ribbonsAt(scene, row, step, [top + 2, through.reach], through.to)}${through.beyond}${written(scene, row, top + WRITTEN.below, through.to)}
      </svg></div></div>`,
    );
  });
}

/**
 * The larger weights of a step in numbers, as many as have room; the largest by its name. They stand where the ribbon does not go.
 * @param {Scene} scene @param {ArrayLike<number>} row @param {number} y @param {number} to where the ribbons end
 */
function written({ at, columns, full }, row, y, to) {
  const weights = Array.from(row);
  const most = weights.indexOf(Math.max(...weights));
  const told = [...weights.keys()]
    .filter((j) => weights[j] >= WRITTEN.from || j === most)
    .map((j) => {
      const text = j === most ? t('flow.alpha', { weight: weights[j].toFixed(2) }) : weights[j].toFixed(2);
      const width = textWidth(text, WRITTEN.size) * WRITTEN.bold;
      const [from, aside] = [at.middle(columns[j]), (weights[j] * full) / 2 + 5];
      const left = from < to - 2 ? from - aside - width : Math.min(from + aside, at.width - width - 2);
      return { j, text, left, width, at: left + width / 2 };
    });
  const shown = readable(
    told,
    told.findIndex(({ j }) => j === most),
  );
  return told.map(({ text, left }, k) => (shown[k] ? svg`<text class="weight" x=${px(left)} y=${y}>${text}</text>` : nothing));
}

/** Around what is at work; it slides to what is next. @param {number} x @param {number} y @param {number} width @param {number} height @param {string} classes */
export const ring = (x, y, width, height, classes) => html`<div class="ring ${classes}"
  style="width:${px(width + STROKE)}px;height:${height + STROKE}px;transform:translate(${px(x)}px, ${y}px)"></div>`;

/** Around the decoder's cell at work. @param {Scene} scene @param {number} y */
export const decoderRing = ({ at, phase }, y) =>
  ring(at.left(phase.kind === 'make' ? phase.step : 0), y, at.cell, CELL, `dec ${phase.kind === 'make' ? 'shown' : ''}`);
