/** Hands the reader what he asked for, as a file. */
import { t } from '../i18n/t.js';
import { nameOf } from '../mechanism-name.js';
import { changed, sent } from '../options.js';
import { textWidth } from '../text-width.js';
import { heatmapCsv } from './csv.js';
import { fileName } from './file-name.js';
import { runJson } from './json.js';
import { png } from './png.js';
import { heatmapSvg } from './svg.js';

/**
 * @typedef {'svg'|'png'|'csv'|'json'} Kind
 * @typedef {import('../types.js').Run} Run
 * @typedef {object} Shown the heatmap as it is shown
 * @property {import('../words.js').Group[]} rows
 * @property {import('../words.js').Group[]} columns
 * @property {ArrayLike<number>[]} weights `[rows, columns]`
 * @property {string} which the weights drawn, where there are several
 * @property {boolean} dark
 */

/** @param {Kind} kind @param {Run} run @param {Shown|null} shown null: no attention, so there is only the run itself */
export async function save(kind, run, shown) {
  download(await made(kind, run, shown), fileName(run.text, run.mechanism, kind));
}

/** @param {Kind} kind @param {Run} run @param {Shown|null} shown @returns {Promise<Blob>} */
async function made(kind, run, shown) {
  if (kind === 'json' || !shown) return new Blob([runJson(run)], { type: 'application/json' });
  if (kind === 'csv') return new Blob([heatmapCsv({ ...shown, corner: t('heatmap.made') })], { type: 'text/csv;charset=utf-8' });
  const drawing = heatmapSvg(figure(run, shown));
  return kind === 'png' ? png(drawing) : new Blob([drawing.svg], { type: 'image/svg+xml' });
}

/** @param {Run} run @param {Shown} shown @returns {import('./svg.js').Figure} */
function figure(run, { which, ...shown }) {
  const { beamSize } = sent(run.options);
  const search = beamSize > 1 ? t('search.beam', { n: beamSize }) : '';
  const byHand = changed(run.options) ? t('save.changed') : '';
  return {
    ...shown,
    sentence: run.text.trim(),
    translation: run.steps.at(-1)?.text ?? '',
    about: [nameOf(run.mechanism), which, search, byHand].filter(Boolean).join(' · '),
    words: { axes: t('heatmap.sub'), legend: t('heatmap.legend') },
    colours: colours(),
    measure: textWidth,
  };
}

/** The page's colours as they are now, light or dark. */
function colours() {
  const probe = document.body.appendChild(document.createElement('i'));
  const colour = (/** @type {string} */ name) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const all = { card: colour('card'), ink: colour('ink'), mut: colour('mut'), line: colour('line') };
  probe.remove();
  return all;
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
