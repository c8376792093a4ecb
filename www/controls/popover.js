/** What a button opens below itself, until it is pressed again, the focus leaves it, or Escape is pressed. */
import { html, nothing } from 'lit';

/**
 * @param {{ open: boolean }} host
 * @param {{ id: string, label: string, testid?: string, content: () => unknown }} given `content`: what has the id
 */
export function popover(host, { id, label, testid, content }) {
  const left = (/** @type {FocusEvent & { currentTarget: Element }} */ { currentTarget, relatedTarget }) => {
    if (!currentTarget.contains(/** @type {Node|null} */ (relatedTarget))) host.open = false;
  };
  const closed = (/** @type {KeyboardEvent & { currentTarget: Element }} */ { key, currentTarget }) => {
    if (key !== 'Escape' || !host.open) return;
    host.open = false;
    currentTarget.querySelector('button')?.focus();
  };
  return html`<span class="more" @focusout=${left} @keydown=${closed}>
    <button type="button" class="chip" data-testid=${testid ?? nothing} aria-expanded=${host.open} aria-controls=${id}
      @click=${() => (host.open = !host.open)}>${label}</button>
    ${host.open ? content() : nothing}
  </span>`;
}
