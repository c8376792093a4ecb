/** Weights and states as strips of numbers: a cell for each, green above zero, grey below it. */
import { html } from 'lit';
import { say } from './say.js';

/** Most cells of a strip. */
const CELLS = 48;

/** @param {{ look: import('./types.js').Look, lang: 'en'|'ko' }} figure */
export function strips({ look, lang }) {
  const words = say(lang);
  const states = (look.reading?.states ?? []).map((values, t) => ({
    name: words.state(look.reading?.source[t] || words.end),
    detail: String(values.length),
    values: values.slice(0, CELLS),
  }));
  const weights = look.strips.map(({ name, shape, values }) => ({
    name: name.replace(/\.weight$/, ''),
    detail: shape.join(' × '),
    values,
  }));
  return html`<p class="quiet">${words['strips.hint']}</p>
    <ul class="strips">${[...weights, ...states].map(one)}</ul>`;
}

/** @param {{ name: string, detail: string, values: number[] }} strip */
function one({ name, detail, values }) {
  const most = Math.max(...values.map(Math.abs), 1e-9);
  return html`<li><span class="of"><code>${name}</code> <small>${detail}</small></span>
    <span class="strip" role="img" aria-label=${`${name}: ${values.map((value) => value.toFixed(2)).join(', ')}`} style=${`background:${paint(values, most)}`}></span>
    <small class="reach">±${most.toPrecision(2)}</small></li>`;
}

/** Equal steps of a colour each, the stronger the farther from zero. @param {number[]} values @param {number} most */
export function paint(values, most) {
  const share = (/** @type {number} */ n) => `${((100 * n) / values.length).toFixed(2)}%`;
  const cell = (/** @type {number} */ value, /** @type {number} */ n) =>
    `color-mix(in srgb, var(${value < 0 ? '--mut' : '--enc'}) ${Math.round((100 * Math.abs(value)) / most)}%, transparent) ${share(n)} ${share(n + 1)}`;
  return `linear-gradient(to right, ${values.map(cell).join(', ')})`;
}
