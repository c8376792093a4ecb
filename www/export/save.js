/** Hands the reader what he asked for, as a file. */
import { t } from '../i18n/t.js';
import { nameOf } from '../networks/mechanism-name.js';
import { changed, sent } from '../state/options.js';
import { textWidth } from '../drawing/text-width.js';
import { heatmapCsv } from './csv.js';
import { figureSvg } from './figure.js';
import { fileName } from './file-name.js';
import { drawnLive } from './live.js';
import { runJson } from './json.js';
import { colours } from './palette.js';
import { png } from './png.js';
import { heatmapSvg } from './svg.js';

/**
 * @typedef {'svg'|'png'|'csv'|'json'} Ending
 * @typedef {'heatmap'|'run'|keyof typeof LIVE} What
 * @typedef {import('../networks/types.js').Run} Run
 * @typedef {object} Shown the heatmap as it is shown
 * @property {import('../text/words.js').Group[]} rows
 * @property {import('../text/words.js').Group[]} columns
 * @property {ArrayLike<number>[]} weights `[rows, columns]`
 * @property {string} which the weights drawn, where there are several
 * @property {boolean} dark
 */

/** The figures that are saved as they stand in the page: where they are, and the words that tell what they show. */
const LIVE = {
  flow: { figure: '.flow-figure', caption: 'see-flow > .caption' },
  beam: { figure: 'svg.beam', caption: 'see-beam .foot .quiet' },
};

/** @param {What} what @param {Ending} ending @param {Run} run @param {Shown|null} shown null: no attention */
export async function save(what, ending, run, shown) {
  // The heatmap and the run are what a mechanism is asked for first: their files have no other name.
  const name = what in LIVE ? `${run.mechanism}-${what}` : run.mechanism;
  download(await made(what, ending, run, shown), fileName(run.text, name, ending));
}

/** @param {What} what @param {Ending} ending @param {Run} run @param {Shown|null} shown @returns {Promise<Blob>} */
async function made(what, ending, run, shown) {
  if (what === 'run' || (what === 'heatmap' && !shown)) return new Blob([runJson(run)], { type: 'application/json' });
  if (ending === 'csv' && shown) return new Blob([heatmapCsv({ ...shown, corner: t('heatmap.made') })], { type: 'text/csv;charset=utf-8' });
  const drawing = what === 'heatmap' ? heatmapSvg(heatmap(run, /** @type {Shown} */ (shown))) : live(what, run);
  return ending === 'png' ? png(drawing) : new Blob([drawing.svg], { type: 'image/svg+xml' });
}

/** @param {Run} run @param {Shown} shown @returns {import('./svg.js').Figure} */
const heatmap = (run, { which, ...shown }) => ({
  ...shown,
  ...told(run, which),
  words: { axes: t('heatmap.sub'), legend: t('heatmap.legend') },
  colours: colours(shown.dark),
});

/** @param {keyof typeof LIVE} what @param {Run} run */
function live(what, run) {
  const [figure, caption] = [LIVE[what].figure, LIVE[what].caption].map((selector) => document.querySelector(selector));
  if (!figure) throw new Error(`the page shows no ${what}`);
  return figureSvg({ drawn: drawnLive(figure), ...told(run, ''), caption: caption?.textContent?.trim() ?? '', colours: colours(false) });
}

/** What stands over a picture. @param {Run} run @param {string} which of several weights */
function told(run, which) {
  const { beamSize } = sent(run.options);
  const search = beamSize > 1 ? t('search.beam', { n: beamSize }) : '';
  const byHand = changed(run.options) ? t('save.changed') : '';
  return {
    sentence: run.text.trim(),
    translation: run.steps.at(-1)?.text ?? '',
    about: [nameOf(run.mechanism), which, search, byHand].filter(Boolean).join(' · '),
    measure: textWidth,
  };
}

/** @param {Blob} blob @param {string} name */
function download(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // Not at once: the browser may still be about to read it.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
