/** A state over its steps: the input as bars that can be pressed, the state as a line, the cell folded or unrolled above. */
import { html, nothing, svg } from 'lit';
import './curve.css';

const HIGH = { cells: 96, curve: 170, words: 26 };

/**
 * @param {object} drawn
 * @param {number[]} drawn.states from −1 to 1 @param {string[]} drawn.labels under each step
 * @param {number[]|null} drawn.inputs none: they are words @param {boolean} drawn.unrolled
 * @param {boolean} drawn.cells whether the cells are drawn @param {number} drawn.hidden steps from here on are not told yet
 * @param {number} drawn.width @param {string} drawn.label
 */
export function curve({ states, labels, inputs, unrolled, cells, hidden, width, label }) {
  const wide = Math.max(width, states.length * 18 + 50);
  const x = (/** @type {number} */ t) => 46 + ((t + 0.5) * (wide - 56)) / states.length;
  const top = cells ? HIGH.cells : 8;
  const curveHigh = width < 560 ? 112 : HIGH.curve;
  const y = (/** @type {number} */ value) => top + curveHigh / 2 - value * (curveHigh / 2 - 10);
  const shown = states.slice(0, hidden);
  const path = shown.map((value, t) => `${t ? 'L' : 'M'}${x(t).toFixed(1)} ${y(value).toFixed(1)}`).join('');
  const turned = (wide - 56) / states.length < 56 && !inputs;
  const high = top + curveHigh + (turned ? 56 : HIGH.words);
  return html`<div class="figure-scroll" tabindex="0" role="region" aria-label=${label}><svg class="state-curve" viewBox="0 0 ${wide} ${high}" width=${wide} height=${high} role="img" aria-label=${label}>
    ${cells ? (unrolled ? row(states.length, x, shown) : folded(wide)) : nothing}
    ${[1, 0.5, 0, -0.5, -1].map((value) => svg`<line class=${value === 0 ? 'axis' : 'grid'} x1="46" x2=${wide - 10} y1=${y(value)} y2=${y(value)}></line>${Number.isInteger(value) ? svg`<text class="tick" x="36" y=${y(value) + 4} text-anchor="end">${String(value).replace('-', '−')}</text>` : ''}`)}
    <path class="state-line" d=${path}></path>
    ${shown.map((value, t) => svg`<circle class="enc" cx=${x(t)} cy=${y(value)} r="3.4"></circle>`)}
    ${labels.map((text, t) => (turned ? svg`<text class="tick" transform="rotate(38 ${x(t)} ${top + curveHigh + 14})" x=${x(t)} y=${top + curveHigh + 14}>${text}</text>` : svg`<text class="tick" x=${x(t)} y=${top + curveHigh + 18} text-anchor="middle">${text}</text>`))}
  </svg></div>`;
}

/** One cell with a loop. @param {number} wide */
const folded = (wide) => {
  const x = Math.min(wide / 2, 300);
  return svg`<g class="cells"><rect class="cell" x=${x - 34} y="34" width="68" height="40" rx="9"></rect><text x=${x} y="59" text-anchor="middle">tanh</text>
    <path class="arrow" d="M${x + 34} 46C${x + 84} 46 ${x + 70} 8 ${x} 8C${x - 70} 8 ${x - 84} 46 ${x - 36} 46m-7 -4l7 4l-6 5"></path>
    <text x=${x + 74} y="26">a</text><path class="arrow" d="M${x} 94V76m-4 6l4 -6l4 6"></path><text x=${x + 10} y="92">b</text></g>`;
};

/** The same cell, once for each step. @param {number} count @param {(t: number) => number} x @param {number[]} shown */
const row = (count, x, shown) => {
  const width = Math.min(38, Math.max(9, x(1) - x(0) - 12));
  return svg`<g class="cells">${Array.from(
    { length: count },
    (
      _,
      t,
    ) => svg`<rect class="cell ${t < shown.length ? '' : 'later'}" x=${x(t) - width / 2} y="38" width=${width} height="34" rx="7"></rect>
    ${t > 0 ? svg`<path class="arrow" d="M${x(t - 1) + width / 2} 55H${x(t) - width / 2 - 1}m-4 -3l4 3l-4 3"></path>` : ''}`,
  )}</g>`;
};

/**
 * The input at every step, as buttons: off, in, in with the other sign.
 * @param {number[]} inputs @param {(t: number) => void} press @param {import('./words-en.js').Words} words
 */
export const inputs = (inputs, press, words) =>
  html`<div class="paint"><span>${words.input} <i>u<sub>t</sub></i></span>${inputs.map(
    (u, t) =>
      html`<button type="button" class=${u > 0 ? 'up' : u < 0 ? 'down' : ''} aria-label=${words.inputAt({ t: t + 1, u })} @click=${() => press(t)}><i></i></button>`,
  )}</div>`;
