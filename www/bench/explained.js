/** The next update, from the loss to one new weight, with its numbers. */
import { html } from 'lit';
import { say } from './say.js';

/** @param {{ explained: import('./types.js').Explained, lang: 'en'|'ko' }} figure */
export function explained({ explained, lang }) {
  const words = say(lang);
  const { moved, at, parameter } = explained;
  const rows = [
    [words['explained.loss'], 'L', number(explained.loss)],
    [words['explained.gradient'], '∂L/∂w', number(explained.gradient)],
    [words['explained.norm'], '‖∇L‖', number(explained.norm)],
    [words['explained.clip'], 'min(1, c/‖∇L‖)', `${number(explained.scale)} → ${number(moved.clipped)}`],
    [words['explained.first'], 'm̂', number(moved.first)],
    [words['explained.second'], 'v̂', number(moved.second)],
    [words['explained.before'], 'w', number(moved.before)],
    [words['explained.after'], `w − ${explained.rate} · m̂ / √v̂`, number(moved.after)],
  ];
  return html`<details class="explained" data-testid="bench-explained"><summary>${words.explained} <code>${parameter}[${at[0]}, ${at[1]}]</code></summary>
    <table><tbody>${rows.map(([name, formula, value]) => html`<tr><th scope="row">${name}</th><td class="formula">${formula}</td><td>${value}</td></tr>`)}</tbody></table></details>`;
}

/** @param {number} value */
const number = (value) =>
  value !== 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e4) ? value.toExponential(3) : value.toPrecision(5);
