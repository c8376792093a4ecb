/**
 * What every saved picture has: its font, its margin, and over the figure the sentence, its translation and what they are of.
 *
 * @typedef {{ card: string, ink: string, mut: string, line: string }} Colours
 * @typedef {(text: string, size: number) => number} Measure width of a text, in pixels
 */

const FONT = "system-ui, -apple-system, 'Segoe UI', 'Apple SD Gothic Neo', 'Noto Sans KR', 'Noto Sans CJK KR', 'Malgun Gothic', sans-serif";
/** Pixels. */
export const PAD = 28;
export const NARROWEST = 460;
export const SIZE = { sentence: 19, translation: 15, about: 12.5, label: 13, number: 11 };
/** From a line to the next, and how much of it lies under the letters, as shares of their size. */
const LINE = { height: 1.45, below: 0.45 };

/**
 * The picture's file.
 * @param {object} picture
 * @param {number} picture.width @param {number} picture.height in pixels
 * @param {string} picture.title what it is called
 * @param {string[]} picture.body
 * @param {Colours} picture.colours
 */
export const sheet = ({
  width,
  height,
  title,
  body,
  colours,
}) => `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${FONT}">
<title>${escaped(title)}</title>
<rect width="${width}" height="${height}" fill="${colours.card}"/>
${body.join('\n')}
</svg>
`;

/**
 * Sentence, translation and what they are of.
 * @param {{ sentence: string, translation: string, about: string, colours: Colours, measure: Measure }} figure @param {number} room
 */
export function heading({ sentence, translation, about, colours, measure }, room) {
  let y = PAD;
  const svg = /** @type {const} */ ([
    [sentence, SIZE.sentence, colours.ink],
    [translation, SIZE.translation, colours.ink],
    [about, SIZE.about, colours.mut],
  ]).flatMap(([words, size, colour]) => {
    const lines = paragraph(words, PAD, y, size, colour, measure, room);
    y += lines.length * size * LINE.height;
    return lines;
  });
  return { svg: svg.join('\n'), height: y - PAD };
}

/**
 * A text in as many lines as it needs.
 * @param {string} words @param {number} x @param {number} y its top @param {number} size @param {string} colour
 * @param {Measure} measure @param {number} room
 */
export const paragraph = (words, x, y, size, colour, measure, room) =>
  wrapped(words, (part) => measure(part, size) <= room).map((line, n) =>
    text(line, x, y + size * ((n + 1) * LINE.height - LINE.below), size, colour),
  );

/**
 * A text's lines; a word that has no room in a line of its own is broken where the line ends.
 * @param {string} words @param {(line: string) => boolean} fits @returns {string[]}
 */
export function wrapped(words, fits) {
  /** @type {string[]} */
  const all = [];
  for (const word of words.split(/\s+/)) {
    const longer = all.length ? `${all.at(-1)} ${word}` : word;
    if (all.length && fits(longer)) all[all.length - 1] = longer;
    else all.push(...(fits(word) ? [word] : broken(word, fits)));
  }
  return all;
}

/** Letters stay whole, with all their marks. @param {string} word @param {(line: string) => boolean} fits */
function broken(word, fits) {
  const lines = [''];
  for (const { segment } of new Intl.Segmenter().segment(word)) {
    const line = lines[lines.length - 1];
    if (line && !fits(line + segment)) lines.push(segment);
    else lines[lines.length - 1] = line + segment;
  }
  return lines;
}

/** @param {string} words @param {number} x @param {number} y @param {number} size @param {string} fill @param {string} [more] */
export const text = (words, x, y, size, fill, more = '') =>
  `<text x="${round(x)}" y="${round(y)}" font-size="${size}" fill="${fill}"${more && ` ${more}`}>${escaped(words)}</text>`;

/** @param {number} value */
export const round = (value) => Number(value.toFixed(1));

/** Markup as text; signs that XML 1.0 does not know are left out. @param {string} words */
export const escaped = (words) =>
  words
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
