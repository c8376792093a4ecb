/**
 * A figure of the page as it stands there now, as SVG that needs no style sheet: every shape with the look that it has on a
 * light page, and the number that it stands for, with all its digits, as its `<title>`.
 */
import { exact } from '../drawing/scale.js';
import { themed } from './palette.js';
import { escaped, round } from './sheet.js';

/** What a shape takes from those around it, unless it says otherwise; and SVG's own values, which need not be said. */
const INHERITED = {
  fill: 'rgb(0, 0, 0)',
  'fill-opacity': '1',
  stroke: 'none',
  'stroke-opacity': '1',
  'stroke-width': '1px',
  'stroke-dasharray': 'none',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  'paint-order': 'normal',
  'font-size': '',
  'font-weight': '400',
  'font-style': 'normal',
  'font-family': '',
  'text-anchor': 'start',
};
const SHAPE = [
  'x',
  'y',
  'width',
  'height',
  'rx',
  'd',
  'transform',
  'data-step',
  'data-token',
  'data-key',
  'data-query',
  'data-input',
  'data-unit',
  'data-name',
];

/**
 * @typedef {{ svg: string, width: number, height: number }} Drawn sizes in pixels
 * @param {Element} figure an `svg`, or a box with several that lie over each other, each in the figure's own coordinates
 * @returns {Drawn}
 */
export function drawnLive(figure) {
  const { width, height } = size(figure);
  return themed(false, () => ({ svg: layers(figure).map(layer).join('\n'), width, height }));
}

/** @param {Element} figure */
function size(figure) {
  const [still] = figure.matches('svg') ? [figure] : figure.querySelectorAll('svg');
  return { width: Number(still.getAttribute('width')), height: Number(still.getAttribute('height')) };
}

/** What lies over each other, from below. @param {Element} figure */
const layers = (figure) => (figure.matches('svg') ? [figure] : [...figure.querySelectorAll('svg, .ring')]);

/** @param {Element} element */
const layer = (element) =>
  element.matches('svg')
    ? `<g>${[...element.children].map((child) => shape(child, { ...INHERITED, 'font-family': getComputedStyle(element).fontFamily })).join('')}</g>`
    : ring(/** @type {HTMLElement} */ (element));

/** @param {Element} element @param {Record<string, string>} around the look of what it stands in @returns {string} */
function shape(element, around) {
  const style = getComputedStyle(element);
  if (style.display === 'none') return '';
  const look = Object.fromEntries(Object.keys(INHERITED).map((name) => [name, style.getPropertyValue(name)]));
  const own = Object.entries(look)
    .filter(([name, value]) => value !== around[name])
    .map(([name, value]) => attribute(name, value.replace(/px\b/g, '')));
  const opacity = style.opacity === '1' ? '' : attribute('opacity', style.opacity);
  const place = SHAPE.flatMap((name) =>
    element.getAttribute(name) === null ? [] : [attribute(name, /** @type {string} */ (element.getAttribute(name)))],
  );
  const value = element.getAttribute('data-value');
  const title = value === null ? '' : `<title>${exact(Number(value))}</title>`;
  const inner = element.children.length
    ? [...element.children].map((child) => shape(child, look)).join('')
    : escaped(element.textContent?.trim() ?? '');
  return `<${element.localName}${[...place, ...own, opacity].join('')}>${title}${inner}</${element.localName}>`;
}

/** The frame around what is at work: in the page a box of its own. @param {HTMLElement} box */
function ring(box) {
  const { opacity, transform, borderTopColor, borderTopWidth } = getComputedStyle(box);
  if (Number(opacity) === 0) return '';
  const [place, stroke] = [new DOMMatrix(transform), Number.parseFloat(borderTopWidth)];
  const [width, height] = [box.offsetWidth - stroke, box.offsetHeight - stroke];
  return `<rect x="${round(place.m41)}" y="${round(place.m42)}" width="${round(width)}" height="${round(height)}" rx="7.5" fill="none" stroke="${borderTopColor}" stroke-width="${stroke}"/>`;
}

/** @param {string} name @param {string} value */
const attribute = (name, value) => ` ${name}="${escaped(value)}"`;
