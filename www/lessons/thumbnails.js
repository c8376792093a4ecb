/** Small pictures of the lessons, drawn by hand: what a lesson's figure looks like, with no numbers in them. */
import { html, svg } from 'lit';

/** @param {unknown} inner @param {number} [width] */
const picture = (inner, width = 180) => html`<svg class="thumb" viewBox="0 0 ${width} 64" aria-hidden="true">${inner}</svg>`;

/** @param {string} name */
export const thumbnail = (name) => (PICTURES[name] ?? PICTURES.tour)();

const range = (/** @type {number} */ n) => Array.from({ length: n }, (_, k) => k);
const box = (/** @type {number} */ x, /** @type {number} */ y, /** @type {string} */ side, width = 30, height = 15) =>
  svg`<rect class="t-box ${side}" x=${x} y=${y} width=${width} height=${height} rx="4"></rect>`;
const arrow = (/** @type {number} */ x, /** @type {number} */ y, /** @type {string} */ side, length = 9) =>
  svg`<path class="t-line ${side}" d="M${x} ${y}h${length}m-3 -2.5l3 2.5l-3 2.5"></path>`;
const text = (/** @type {number} */ x, /** @type {number} */ y, /** @type {string} */ side, /** @type {string} */ says, size = 15) =>
  svg`<text class="t-text ${side}" x=${x} y=${y} style="font-size:${size}px">${says}</text>`;
const dot = (/** @type {number} */ x, /** @type {number} */ y, /** @type {string} */ side, r = 3) =>
  svg`<circle class="t-fill ${side}" cx=${x} cy=${y} r=${r}></circle>`;

/** A grid of cells: each digit is how strong one is. @param {string[]} rows @param {number} x @param {number} y @param {number} size */
const grid = (rows, x, y, size) =>
  rows.map((row, i) =>
    [...row].map(
      (digit, j) =>
        svg`<rect class="t-cell" x=${x + j * size} y=${y + i * size} width=${size - 1.5} height=${size - 1.5} rx="2" style="--w:${Number(digit) * 11}%"></rect>`,
    ),
  );
const FOG = ['33222', '33222', '22233', '22222'];
const DAWN = ['62110', '25311', '12442', '11136'];
const DAY = ['90000', '09000', '00810', '00019'];

/** Attention being born, in five pictures. */
export const birth = () =>
  html`<svg class="thumb birth" viewBox="0 0 380 62" aria-hidden="true">${[FOG, ['43222', '34222', '22333', '22224'], DAWN, ['81000', '17200', '01630', '00118'], DAY].map((rows, n) => grid(rows, n * 77, 2, 14))}</svg>`;

const bars = (/** @type {number[]} */ heights, /** @type {string} */ side, x = 40, step = 13, width = 9) =>
  heights.map(
    (height, n) => svg`<rect class="t-fill ${side}" x=${x + n * step} y=${56 - height} width=${width} height=${height} rx="1.5"></rect>`,
  );

/** @type {Record<string, () => unknown>} */
const PICTURES = {
  tour: () =>
    picture(
      [
        svg`<path class="t-ribbon" style="stroke-width:3" d="M47 22C47 36 47 34 47 44"></path><path class="t-ribbon strong" style="stroke-width:7" d="M255 22C255 36 203 34 203 44"></path>`,
        range(6).map((n) => [box(32 + n * 52, 7, 'enc'), n < 5 ? arrow(65 + n * 52, 14.5, 'enc', 16) : '']),
        range(5).map((n) => box(32 + n * 52, 44, 'dec')),
      ],
      374,
    ),
  memory: () =>
    picture([
      box(22, 26, 'enc', 42, 26),
      svg`<path class="t-line enc" d="M60 26C80 0 10 0 26 26m-4 -5l4 5l4.5 -4.5"></path><path class="t-line ink" d="M84 54H170"></path><path class="t-line enc" style="stroke-width:2" d="M88 54C100 54 100 14 106 14C114 14 118 50 166 52"></path>`,
    ]),
  hello: () =>
    picture(
      range(4).map((n) => [
        text(22 + n * 40, 16, 'enc', 'hell'[n]),
        box(13 + n * 40, 22, 'enc', 28),
        n < 3 ? arrow(43 + n * 40, 29.5, 'enc', 8) : '',
        text(22 + n * 40, 58, 'dec', 'ello'[n]),
      ]),
    ),
  kinds: () =>
    picture([
      range(3).map((n) => [box(10 + n * 15, 26, 'enc', 12, 12), dot(16 + n * 15, 12, 'dec')]),
      dot(16, 52, 'enc'),
      range(3).map((n) => [box(70 + n * 15, 26, 'enc', 12, 12), dot(76 + n * 15, 52, 'enc')]),
      dot(106, 12, 'dec'),
      range(3).map((n) => [box(130 + n * 15, 26, 'enc', 12, 12), dot(136 + n * 15, 52, 'enc'), dot(136 + n * 15, 12, 'dec')]),
    ]),
  forgetting: () => picture(bars([8, 10, 13, 17, 22, 28, 36, 46], 'enc', 34, 15, 11)),
  gates: () =>
    picture([
      svg`<path class="t-line enc" style="stroke-width:3" d="M12 24H168"></path><rect class="t-box enc" x="24" y="46" width="132" height="11" rx="4"></rect>`,
      ['−', '+', '−'].map((sign, n) => [
        svg`<circle class="t-ring" cx=${40 + n * 50} cy="24" r="9"></circle><path class="t-line ink" d="M${40 + n * 50} 45V35"></path>`,
        text(36 + n * 50, 28.5, 'ink', sign, 13),
      ]),
      dot(118, 24, 'enc', 4.5),
    ]),
  bottleneck: () =>
    picture([
      range(6).map(
        (n) =>
          svg`<path class="t-line enc" d="M14 ${10 + n * 9}C50 ${10 + n * 9} 50 32 78 32"></path><path class="t-line dec" d="M166 ${10 + n * 9}C130 ${10 + n * 9} 130 32 102 32"></path>`,
      ),
      svg`<rect class="t-ring" x="78" y="20" width="24" height="24" rx="5"></rect>`,
      grid(['5274', '2648', '7351', '4826'], 82, 24, 4.2),
    ]),
  attention: () =>
    picture([
      bars([3, 3, 6, 44, 7, 3], 'att', 46, 20, 8),
      [1, 0, 2, 5, 0, 1].map((coins, n) =>
        range(coins).map((k) => svg`<circle class="t-coin" cx=${40 + n * 20} cy=${52 - k * 8.4} r="3.6"></circle>`),
      ),
      svg`<path class="t-line ink" d="M28 57H168"></path>`,
    ]),
  scores: () =>
    picture(
      [
        text(12, 24, 'dec', 's', 17),
        text(21, 17, 'ink', '⊤', 11),
        text(32, 24, 'enc', 'h', 17),
        text(66, 24, 'dec', 's', 17),
        text(75, 17, 'ink', '⊤', 11),
        text(85, 24, 'ink', 'W', 17),
        text(104, 24, 'enc', 'h', 17),
        text(12, 54, 'ink', 'v', 17),
        text(21, 47, 'ink', '⊤', 11),
        text(32, 54, 'ink', 'tanh(W', 16),
        text(88, 54, 'dec', 's', 17),
        text(99, 54, 'ink', '+ U', 16),
        text(130, 54, 'enc', 'h', 17),
        text(140, 54, 'ink', ')', 16),
      ].flat(),
    ),
  born: () =>
    picture(
      [grid(FOG, 20, 6, 13), arrow(98, 32, 'att', 26), grid(DAWN, 140, 6, 13), arrow(218, 32, 'att', 26), grid(DAY, 260, 6, 13)],
      374,
    ),
  transformer: () =>
    picture(
      [
        svg`<path class="t-line enc" style="stroke-width:2" d="M30 32H466"></path><path class="t-line dec" style="stroke-width:2" d="M466 32H730"></path>`,
        range(9).map((n) => [
          svg`<circle class="t-ring ${[2, 6, 7].includes(n) ? 'att' : n < 6 ? 'enc' : 'dec'}" cx=${30 + n * 87} cy="32" r="13"></circle>`,
          svg`<text class="t-text ink" text-anchor="middle" x=${30 + n * 87} y="37" style="font-size:13px">${n + 1}</text>`,
        ]),
      ],
      760,
    ),
  explanation: () =>
    picture(
      range(4).map((n) => [
        svg`<rect class="t-fill att" x="18" y=${6 + n * 14} width=${[62, 28, 18, 10][n]} height="9" rx="2"></rect><rect class="t-fill ink" x="98" y=${6 + n * 14} width=${[40, 56, 10, 24][n]} height="9" rx="2"></rect>`,
      ]),
    ),
  counting: () => picture(grid(['82113', '28212', '13821', '21183'], 56, 4, 15)),
  picture: () =>
    picture([
      svg`<rect class="t-ring" x="16" y="6" width="66" height="50" rx="5"></rect><circle class="t-halo" cx="60" cy="24" r="15"></circle><circle class="t-fill enc" cx="60" cy="24" r="8"></circle><rect class="t-fill dec" x="28" y="34" width="15" height="15" rx="2"></rect><path class="t-line ink" style="stroke-width:5" d="M98 16H164M98 46H142"></path><path class="t-line att" style="stroke-width:5" d="M98 31H124"></path>`,
    ]),
  quiz: () => picture([text(60, 50, 'ink', '11', 46), text(116, 48, 'att', '?', 40)]),
};
