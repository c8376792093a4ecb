/**
 * The names in the flow's figures: of a row (the field's term, below it what it is in plain words), of a state, of what
 * lies between the rows.
 *
 * @typedef {import('./geometry.js').Frame} Frame
 */
import { nothing, svg } from 'lit';
import { t } from '../../i18n/t.js';
import { px } from './ribbons.js';
import { textWidth } from '../../drawing/text-width.js';

/** Size of a note, the height of its lines, and what is left free beside it, in pixels. */
const NOTE = { size: 12, line: 15, gap: 8 };

/** Names that the glossary explains: a press on one asks it. @type {Record<string, string>} */
const GLOSSARY = {
  'flow.encoder': 'encoder',
  'flow.decoder': 'decoder',
  'flow.hidden': 'hidden-state',
  'flow.context': 'context-vector',
  'flow.self': 'self-attention',
  'flow.masked': 'masked-self-attention',
  'flow.cross': 'cross-attention',
};

/** @typedef {{ text: string, name?: string }} Name `name`: the glossary's entry, where there is one */

/** A name by the key of its message. @param {keyof typeof GLOSSARY & import('../../i18n/t.js').Key} key @returns {Name} */
export const named = (key) => ({ text: t(/** @type {'flow.encoder'} */ (key)), name: GLOSSARY[key] });

/**
 * The name of a row, left of it.
 * @param {Frame} at @param {number} y baseline of the term @param {'enc'|'dec'} side @param {Name} term @param {Name} plain shown where there is room
 */
export const rowName = (
  at,
  y,
  side,
  term,
  plain,
) => svg`<text class="row-name ${side}" x="2" y=${px(y)} name=${term.name ?? nothing}>${term.text}</text>
  ${at.roomy ? svg`<text class="note plain" x="2" y=${px(y + 17)} name=${plain.name ?? nothing}>${plain.text}</text>` : nothing}`;

/** The name of a state or a vector, as formulas write it. @param {number} x left edge @param {number} y baseline @param {string} name @param {string} classes */
export const symbol = (x, y, name, classes) => svg`<text class="symbol ${classes}" x=${px(x)} y=${px(y)}>${name}</text>`;

/**
 * A note left of the columns, in as many lines as it takes.
 * @param {Frame} at @param {number} middle height @param {Name} note @param {string} classes
 */
export function sideNote(at, middle, { text, name }, classes) {
  const x = at.start - NOTE.gap;
  const lines = broken(text, x);
  const first = middle - ((lines.length - 1) * NOTE.line) / 2 + 4;
  return lines.map(
    (line, i) => svg`<text class="note side ${classes}" x=${px(x)} y=${px(first + i * NOTE.line)} name=${name ?? nothing}>${line}</text>`,
  );
}

/** The lines of a text that is too wide for one. @param {string} text @param {number} room @returns {string[]} */
function broken(text, room) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(' ')) {
    const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length && textWidth(longer, NOTE.size) <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** An index as it is written under a letter. @param {number} index from 0 */
export const sub = (index) => subscript(index + 1);

/** A number as it is written under a letter. @param {number} number */
export const subscript = (number) => String(number).replace(/\d/g, (digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]);
