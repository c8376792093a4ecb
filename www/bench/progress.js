/** How far the runs have come: loss, share of right answers and learning rate over the updates, with the runs that were kept. */
import { html, nothing } from 'lit';
import { curves } from './curves.js';
import { say } from './say.js';

/**
 * @typedef {import('./curves.js').Curve} Curve
 * @typedef {Pick<import('./types.js').Learner, 'name'|'losses'|'rates'|'looks'> & { updates: number, kind: Curve['kind'], mark: string }} Shown
 */

/** @param {number} value */
const percent = (value) => `${Math.round(100 * value)}%`;

/** A run's numbers by update, as points: of one that was loaded the newest alone are known. @param {number[]} values @param {number} updates */
const points = (values, updates) => values.map((y, n) => ({ x: n + updates - values.length, y }));

/** All runs to draw, the present ones last, so that they lie above. @param {import('./types.js').Learner[]} learners @param {import('./kept.js').Kept[]} kept @returns {Shown[]} */
export function shownOf(learners, kept) {
  const before = kept.map((run) => ({ ...run, name: run.name || run.letter, kind: /** @type {const} */ ('kept'), mark: run.letter }));
  const now = learners.map((run, n) => ({
    ...run,
    updates: run.about?.updates ?? 0,
    kind: n === 0 ? /** @type {const} */ ('with') : /** @type {const} */ ('without'),
    mark: '',
  }));
  return [...before, ...now.reverse()];
}

/** @param {Shown[]} shown @returns {Curve[]} */
export const lossCurves = (shown) =>
  shown.map(({ name, kind, mark, losses, looks, updates }) => ({
    name,
    kind,
    line: points(losses, updates),
    dots: looks.map((look) => ({ x: look.updates, y: look.loss })),
    last: marked(mark, losses.at(-1)?.toFixed(2)),
  }));

/** @param {Shown[]} shown @returns {Curve[]} */
export const exactCurves = (shown) =>
  shown.map(({ name, kind, mark, looks }) => {
    const line = looks.map((look) => ({ x: look.updates, y: look.exact / look.asked }));
    const last = line.at(-1);
    return { name, kind, line, dots: [], last: marked(mark, last && percent(last.y)) };
  });

/** @param {string} mark @param {string|undefined} value */
const marked = (mark, value) => (value === undefined ? '' : `${mark} ${value}`.trim());

/**
 * @param {object} figure
 * @param {import('./trainer.js').Progress} figure.progress
 * @param {import('./kept.js').Kept[]} figure.kept
 * @param {'en'|'ko'} figure.lang
 */
export function progressFigures({ progress: { learners, goal, updates }, kept, lang }) {
  const words = say(lang);
  const shown = shownOf(learners, kept);
  const end = Math.max(goal, updates, ...kept.map((run) => run.updates));
  const loss = lossCurves(shown);
  const top = Math.max(0.5, ...loss.flatMap(({ line, dots }) => [...line.slice(0, 20), ...dots.slice(0, 2)].map(({ y }) => y)));
  const held = learners[0].about?.held;
  return html`<div class="progress">
    <figure><figcaption><b>${words.loss}</b> ${words['loss.hint']}</figcaption>
      ${curves({ label: words.loss, curves: loss, end, top, width: innerWidth < 700 ? 400 : 560, format: (value) => value.toFixed(1) })}</figure>
    <figure><figcaption><b>${words.exact}</b> ${held === undefined ? nothing : words['exact.hint'](held)}</figcaption>
      ${curves({ label: words.exact, curves: exactCurves(shown), end, top: 1, width: 400, format: percent })}</figure>
    ${learners[0].plan.warmup > 0 ? rates(learners[0], end, words) : nothing}
  </div>`;
}

/** @param {import('./types.js').Learner} learner @param {number} end @param {import('./words-en.js').Words} words */
function rates({ name, plan, rates, about }, end, words) {
  const line = points(rates, about?.updates ?? 0);
  const curve = {
    name,
    kind: /** @type {const} */ ('with'),
    line,
    dots: [],
    last: String(Number(rates.at(-1)?.toPrecision(2) ?? '') || ''),
  };
  const format = (/** @type {number} */ value) => String(Number(value.toPrecision(2)));
  return html`<figure class="rates" data-testid="bench-rates"><figcaption><b>${words.rates}</b> ${words['rates.hint']}</figcaption>
    ${curves({ label: words.rates, curves: [curve], end, top: plan.rate, width: innerWidth < 700 ? 400 : 560, format })}</figure>`;
}
