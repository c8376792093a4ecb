/** A figure of the page on a sheet of its own: over it the sentence, its translation and the network, under it what it shows. */
import { heading, NARROWEST, PAD, paragraph, sheet, SIZE, text } from './sheet.js';

/** Pixels between heading, figure, caption and the sheet's lower edge. */
const SPACE = { figure: 18, caption: 14, below: 40 };

/**
 * @param {object} figure
 * @param {import('./live.js').Drawn} figure.drawn
 * @param {string} figure.sentence
 * @param {string} figure.translation
 * @param {string} figure.about which network, and what was changed
 * @param {string} figure.caption
 * @param {import('./sheet.js').Colours} figure.colours
 * @param {import('./sheet.js').Measure} figure.measure
 * @returns {{ svg: string, width: number, height: number }} sizes in pixels
 */
export function figureSvg(figure) {
  const { drawn, sentence, translation, caption, colours, measure } = figure;
  const width = Math.ceil(Math.max(NARROWEST, drawn.width + 2 * PAD));
  const room = width - 2 * PAD;
  const over = heading(figure, room);
  const top = Math.ceil(PAD + over.height + SPACE.figure);
  const under = top + drawn.height + SPACE.caption;
  const told = paragraph(caption, PAD, under, SIZE.about, colours.mut, measure, room);
  const height = Math.ceil(under + told.length * SIZE.about * 1.45 + SPACE.below);
  const body = [
    over.svg,
    `<g transform="translate(${(width - drawn.width) / 2} ${top})">${drawn.svg}</g>`,
    ...told,
    text('seq2see', width - PAD, height - 18, SIZE.about, colours.mut, 'text-anchor="end"'),
  ];
  return { svg: sheet({ width, height, title: `${sentence} → ${translation}`, body, colours }), width, height };
}
