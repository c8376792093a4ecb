/** One of a few, as a row of segments: a radio group. */
import { html } from 'lit';

/**
 * @template T
 * @param {object} group
 * @param {string} group.name
 * @param {string} group.label
 * @param {string} group.event tells the page what was chosen
 * @param {T} group.chosen
 * @param {{ value: T, label: string }[]} group.all
 */
export const choices = ({
  name,
  label,
  event,
  chosen,
  all,
}) => html`<div class="segments small" role="radiogroup" aria-label=${label} data-testid=${name}>
  ${all.map(
    (each) => html`<label>${each.label}<input type="radio" name=${name} value=${String(each.value)} .checked=${each.value === chosen}
      @change=${(/** @type {Event} */ { target }) => target?.dispatchEvent(new CustomEvent(event, { detail: each.value, bubbles: true }))} /></label>`,
  )}</div>`;
