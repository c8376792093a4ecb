/** How much the loss hangs on the state at each letter read: bars on a scale of powers of ten. */
import { html } from 'lit';

/** Powers of ten that the scale shows. */
const DECADES = 4;

/** @param {{ source: string[], slopes: number[], end: string }} figure */
export function slopes({ source, slopes, end }) {
  const top = Math.ceil(Math.log10(Math.max(...slopes, 1e-12)));
  const share = (/** @type {number} */ slope) =>
    Math.max(0.02, Math.min(1, (Math.log10(Math.max(slope, 1e-12)) - top + DECADES) / DECADES));
  return html`<ol class="slopes">${slopes.map(
    (slope, t) => html`<li title=${slope.toExponential(2)}><span class="hidden">${slope.toExponential(2)}</span>
    <span class="bar" aria-hidden="true" style="height:${(100 * share(slope)).toFixed(0)}%"></span><span class="letter">${source[t] === ' ' ? '␣' : source[t] || end}</span></li>`,
  )}</ol>`;
}
