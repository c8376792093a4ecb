/** How wide a text is in the page's font, in pixels. */

/** @type {CanvasRenderingContext2D|null|undefined} */
let context;

/** @param {string} text @param {number} size of the font, in pixels */
export function textWidth(text, size) {
  context ??= document.createElement('canvas').getContext('2d');
  if (!context) return text.length * size * 0.6;
  context.font = `${size}px ${getComputedStyle(document.body).fontFamily}`;
  return context.measureText(text).width;
}
