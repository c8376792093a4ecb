/** A vector as a row of bars: its first numbers, the sign as the hue, the size as the strength. */
import { svg } from 'lit';

/**
 * @param {ArrayLike<number>} values
 * @param {object} how
 * @param {number} how.x @param {number} how.y @param {number} how.width @param {number} how.height
 * @param {number} how.units how many are drawn @param {'enc'|'dec'|'att'} how.side
 * @param {number} [how.range] the size of the strongest
 */
export function strip(values, { x, y, width, height, units, side, range = 1 }) {
  const count = Math.min(units, values.length);
  const each = width / count;
  return Array.from({ length: count }, (_, k) => {
    const strength = Math.min(1, Math.abs(values[k]) / range) ** 0.7;
    return svg`<rect class=${values[k] < 0 ? 'below' : side} x=${(x + k * each).toFixed(1)} y=${y} width=${(each + 0.3).toFixed(1)} height=${height} opacity=${(0.06 + 0.94 * strength).toFixed(2)}></rect>`;
  });
}

/** The largest size in vectors, for one scale. @param {ArrayLike<number>[]} vectors */
export const rangeOf = (vectors) =>
  Math.max(1e-6, ...vectors.map((vector) => Array.from(vector).reduce((most, value) => Math.max(most, Math.abs(value)), 0)));
