/** The table behind a figure: screen readers have it always, all others see it when they ask for it. */
import { html, nothing } from 'lit';

/**
 * The button that shows the table or hides it, and the table.
 * @param {import('./part.js').Part & { table: boolean }} figure whose table it is, and whether it is shown
 * @param {{ show: string, hide: string, label: string }} words
 * @param {unknown} table
 */
export function tableBehind(figure, { show, hide, label }, table) {
  const id = `${figure.unique}-table`;
  const shown = figure.table;
  return {
    button: html`<button type="button" class="link" aria-expanded=${shown} aria-controls=${id}
      @click=${() => (figure.table = !shown)}>${shown ? hide : show}</button>`,
    table: html`<div id=${id} class=${shown ? 'table-scroll' : 'hidden'} tabindex=${shown ? 0 : nothing}
      role=${shown ? 'region' : nothing} aria-label=${shown ? label : nothing}>${table}</div>`,
  };
}
