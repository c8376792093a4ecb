/** One of a few, as a row of segments: for what is set in a figure. */
import { html } from 'lit';

/**
 * @template T
 * @param {object} group
 * @param {string} group.label @param {T} group.chosen
 * @param {{ value: T, label: unknown, off?: boolean }[]} group.all @param {(value: T) => void} group.choose
 * @param {boolean} [group.labelled] whether the label stands before it
 */
export const segments = ({ label, chosen, all, choose, labelled = false }) =>
  html`${labelled ? html`<span aria-hidden="true">${label}</span>` : ''}<div class="segments small" role="radiogroup" aria-label=${label}>${all.map(
    (each) =>
      html`<label class=${each.off ? 'off' : ''}>${each.label}<input type="radio" name=${`lesson-${label}`} .checked=${each.value === chosen} ?disabled=${each.off} @change=${() => choose(each.value)} /></label>`,
  )}</div>`;
