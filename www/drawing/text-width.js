/** How wide a text is in the page's font, in pixels. */

/** @type {Map<string, number>} */
const known = new Map();
/** @type {CanvasRenderingContext2D|null} */
let context = null;
let family = '';

/** @param {string} text @param {number} size of the font, in pixels */
export function textWidth(text, size) {
  const key = `${size} ${text}`;
  const width = known.get(key) ?? measure(text, size);
  known.set(key, width);
  return width;
}

/** @param {string} text @param {number} size */
function measure(text, size) {
  context ??= document.createElement('canvas').getContext('2d');
  if (!context) return text.length * size * 0.6;
  family ||= getComputedStyle(document.body).fontFamily;
  context.font = `${size}px ${family}`;
  return context.measureText(text).width;
}
