/**
 * From a weight to a colour: one hue, light to dark (dark to light on a dark page), even steps of
 * lightness in Lab, so that it reads the same without colour vision and in grey.
 */
import { interpolateLab } from 'd3-interpolate';
import { scalePow } from 'd3-scale';

/** The ends of the map: the card it stands on, and the colour of attention. Same as in tokens.css. */
const ENDS = { light: ['#ffffff', '#5b21b6'], dark: ['#1c1e25', '#c4adff'] };
/** Where a weight lies between the ends: an exponent below 1 spreads the small weights, of which there are many. */
const position = scalePow().exponent(0.75).domain([0, 1]).range([0, 1]).clamp(true);
const INKS = /** @type {const} */ ({ dark: '#000000', light: '#ffffff' });

/**
 * @param {boolean} dark
 * @returns {(weight: number) => string} CSS colour of a weight from 0 to 1
 */
export function weightColour(dark) {
  const [low, high] = dark ? ENDS.dark : ENDS.light;
  const colour = interpolateLab(low, high);
  return (weight) => colour(position(weight));
}

/** The ink that reads best on a colour, by WCAG's contrast ratio.
 * @param {string} colour `rgb(r, g, b)` */
export function inkOn(colour) {
  const l = luminance(colour);
  return (l + 0.05) ** 2 > 0.05 * 1.05 ? INKS.dark : INKS.light;
}

/** Relative luminance as WCAG 2 defines it. @param {string} colour `rgb(r, g, b)` */
export function luminance(colour) {
  const [r, g, b] = (colour.match(/\d+(\.\d+)?/g) ?? []).map((part) => {
    const c = Number(part) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Two places without the leading zero, as it stands in a cell. @param {number} weight */
export const short = (weight) => (weight >= 0.995 ? '1' : weight.toFixed(2).slice(1));

export { exact } from './exact.js';

/** As a reader takes it in: four decimals at most. @param {number} value */
export const rounded = (value) => String(Number(value.toFixed(4))).replace('-', '−');
