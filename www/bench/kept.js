/**
 * Runs that were kept: each with a name, its curves, and the bytes to go on from. They last as long as the page.
 *
 * @typedef {object} Kept
 * @property {string} letter by which it is known in the curves
 * @property {string} name
 * @property {import('./types.js').Plan} plan
 * @property {number} updates
 * @property {number[]} losses
 * @property {number[]} rates
 * @property {import('./types.js').Look[]} looks
 * @property {Uint8Array} bytes
 */
import { html, nothing } from 'lit';
import { say } from './say.js';

/** @param {import('./types.js').Learner} learner @param {Kept[]} others @param {Uint8Array} bytes @returns {Kept} */
export function keptOf({ plan, about, losses, rates, looks }, others, bytes) {
  const letter = freeLetter(others.map((each) => each.letter));
  return { letter, name: '', plan, updates: about?.updates ?? 0, losses, rates, looks, bytes };
}

/** The first of A to Z that no other has. @param {string[]} taken */
export const freeLetter = (taken) =>
  Array.from({ length: 26 }, (_, n) => String.fromCharCode(65 + n)).find((letter) => !taken.includes(letter)) ?? '·';

/** In what a plan differs from another, in the page's words. @param {import('./types.js').Plan} plan @param {'en'|'ko'} lang */
export function inShort({ task, cell, attention, size, seed }, lang) {
  const words = say(lang);
  const network = attention === 'transformer' ? [] : [words[/** @type {'cell.gru'} */ (`cell.${cell}`)]];
  return [
    words[/** @type {'task.sort'} */ (`task.${task.name}`)],
    ...network,
    words[/** @type {'attention.dot'} */ (`attention.${attention}`)],
    `${words.size} ${size}`,
    `${words.seed} ${seed}`,
  ].join(' · ');
}

/** @param {{ kept: Kept[], lang: 'en'|'ko', rename: (run: Kept, name: string) => void, resume: (run: Kept) => void, drop: (run: Kept) => void }} given */
export function keptRuns({ kept, lang, rename, resume, drop }) {
  if (!kept.length) return nothing;
  const words = say(lang);
  return html`<section class="kept" aria-label=${words.kept}><h4>${words.kept}</h4><ul>${kept.map((run) => {
    const look = run.looks.at(-1);
    return html`<li data-testid="bench-kept">
      <b>${run.letter}</b>
      <input type="text" maxlength="40" aria-label=${words.name} placeholder=${words.name} .value=${run.name} @change=${(/** @type {Event & { target: HTMLInputElement }} */ { target }) => rename(run, target.value)} />
      <span>${inShort(run.plan, lang)}</span>
      <span>${words.at(run.updates)}${look ? html`, ${words.right(Math.round((100 * look.exact) / look.asked))}` : nothing}</span>
      <button class="pill" data-testid="bench-resume" @click=${() => resume(run)}>${words.resume}</button>
      <button class="pill" aria-label=${`${words.drop}: ${run.name || run.letter}`} @click=${() => drop(run)}>${words.drop}</button>
    </li>`;
  })}</ul></section>`;
}
