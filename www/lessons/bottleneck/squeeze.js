/** A sentence on its way through one vector: words, the vector's numbers, words. */
import { html, svg } from 'lit';

const ROW = 26;
const CELL = { wide: 7, columns: 32 };

/**
 * @param {object} drawn
 * @param {string[]} drawn.source @param {string[]} drawn.target @param {ArrayLike<number>} drawn.vector
 * @param {number} drawn.width @param {string} drawn.label @param {string} drawn.says
 */
export function squeeze({ source, target, vector, width, label, says }) {
  const narrow = width < 560;
  const cell = narrow ? 3.6 : CELL.wide;
  const rows = Math.ceil(vector.length / CELL.columns);
  const [boxWide, boxHigh] = [CELL.columns * cell, rows * cell];
  const row = narrow
    ? Math.min(20, 190 / Math.max(source.length, target.length))
    : Math.min(ROW, 420 / Math.max(source.length, target.length));
  const high = Math.max(boxHigh + 40, Math.max(source.length, target.length) * row + 10);
  const wide = Math.max(width, boxWide + 220);
  const middle = high / 2;
  const left = (wide - boxWide) / 2;
  const most = Math.max(...Array.from(vector, Math.abs));
  const at = (/** @type {number} */ k, /** @type {number} */ of) => middle + (k - (of - 1) / 2) * row;
  const toBox = (/** @type {number} */ y) => middle + ((y - middle) / high) * boxHigh * 0.9;
  return html`<svg class="squeeze" viewBox="0 0 ${wide} ${high}" width=${width} role="img" aria-label=${label}>
    ${source.map((text, k) => wordAt(text, at(k, source.length), toBox, { x: 96, to: left, side: 'enc', row }))}
    ${target.map((text, k) => wordAt(text, at(k, target.length), toBox, { x: wide - 96, to: left + boxWide, side: 'dec', row }))}
    <rect class="box" x=${left - 6} y=${middle - boxHigh / 2 - 6} width=${boxWide + 12} height=${boxHigh + 12} rx="9"></rect>
    ${Array.from(vector, (value, k) => svg`<rect class=${value < 0 ? 'below' : 'enc'} x=${left + (k % CELL.columns) * cell} y=${middle - boxHigh / 2 + Math.floor(k / CELL.columns) * cell} width=${cell - 0.8} height=${cell - 0.8} opacity=${(0.05 + 0.95 * (Math.abs(value) / most) ** 0.8).toFixed(2)}></rect>`)}
    <text x=${wide / 2} y=${middle - boxHigh / 2 - 13} text-anchor="middle" class="says">${says}</text>
  </svg>`;
}

/** @param {string} text @param {number} y @param {(y: number) => number} toBox @param {{ x: number, to: number, side: 'enc'|'dec', row: number }} how */
function wordAt(text, y, toBox, { x, to, side, row }) {
  const away = side === 'enc' ? 1 : -1;
  return svg`<text class=${side} x=${x - away * 6} y=${y + 4.5} text-anchor=${side === 'enc' ? 'end' : 'start'} style="font-size:${Math.max(13, Math.min(15, row * 0.72))}px">${text}</text>
    <path class="way ${side}" d="M${x} ${y}C${(x + to) / 2} ${y} ${(x + to) / 2} ${toBox(y)} ${to - away * 6} ${toBox(y)}"></path>`;
}
