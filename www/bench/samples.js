/** What a network writes against what it should, letter by letter. */
import { html, nothing } from 'lit';
import { say } from './say.js';

/** @param {{ samples: import('./types.js').Sample[], lang: 'en'|'ko' }} figure */
export function samples({ samples, lang }) {
  const words = say(lang);
  return html`<table class="samples">
    <caption class="hidden">${words.samples}</caption>
    <thead class="hidden"><tr><th scope="col">${words['samples.source']}</th><th scope="col">${words['samples.made']}</th><th scope="col">${words['samples.target']}</th></tr></thead>
    <tbody>${samples.map(
      ({ source, target, made }) => html`<tr>
      <th scope="row" lang=${/[가-힣]/.test(source) ? 'ko' : nothing}>${source}</th>
      <td class="made">${letters(made, target).map(({ letter, right }) => html`<span class=${right ? 'right' : 'wrong'}>${letter}</span>`)}${made ? nothing : html`<i>${words.nothing}</i>`}</td>
      <td class="target">${made === target ? html`<span class="hidden">${target}</span>` : words.should(target)}</td>
    </tr>`,
    )}</tbody>
  </table>`;
}

/** The letters written, each right where the target has the same there. @param {string} made @param {string} target */
export function letters(made, target) {
  const expected = Array.from(target);
  return Array.from(made, (letter, place) => ({ letter: letter === ' ' ? '\u00a0' : letter, right: letter === expected[place] }));
}
