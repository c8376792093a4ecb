/** One of a few, as a row of segments: a radio group. */
import { html, nothing } from 'lit';

/**
 * @template T
 * @param {object} group
 * @param {string} group.name its handle
 * @param {string} [group.of] what it belongs to, where several of its name can stand on a page
 * @param {string} group.label
 * @param {T} group.chosen
 * @param {{ value: T, label: unknown, says?: string, off?: boolean }[]} group.all `says`: for a screen reader, where the label is a sign; `off`: cannot
 *   be chosen
 * @param {(value: T, target: EventTarget|null) => void} group.choose
 * @param {string} [group.classes]
 */
export const choices = ({
  name,
  of = '',
  label,
  chosen,
  all,
  choose,
  classes = '',
}) => html`<div class="segments small ${classes}" role="radiogroup" aria-label=${label} data-testid=${name}>
  ${all.map(
    ({
      value,
      label,
      says,
      off = false,
    }) => html`<label class=${off ? 'off' : nothing}>${label}<input type="radio" name=${name + of} value=${String(value)} aria-label=${says ?? nothing} .checked=${value === chosen} ?disabled=${off}
      @change=${(/** @type {Event} */ { target }) => choose(value, target)} /></label>`,
  )}</div>`;
