/** Buttons to the stage before and after, below a stage that stands alone; on a phone they stay at the thumb. */
import { html, nothing } from 'lit';
import { t } from '../../i18n/t.js';

/**
 * @param {unknown[]} names of all stages
 * @param {number} at the one shown
 * @param {(to: number) => void} go
 */
export const stageNav = (names, at, go) => html`<nav class="stage-nav" aria-label=${t('stages.label')} data-testid="stage-nav">
  ${at > 0 ? button('previous', at - 1, names, go) : nothing}
  <span class="space"></span>
  ${at < names.length - 1 ? button('next', at + 1, names, go) : nothing}
</nav>`;

/** @param {'previous'|'next'} which @param {number} to @param {unknown[]} names @param {(to: number) => void} go */
const button = (
  which,
  to,
  names,
  go,
) => html`<button type="button" class="pill ${which}" data-testid="stage-${which}" @click=${() => go(to)}>
  <b>${which === 'previous' ? '← ' : nothing}${t(`stages.${which}`)}${which === 'next' ? ' →' : nothing}</b><small>${names[to]}</small></button>`;

/** A stage is read from its beginning: focus on its heading, and its top in sight. @param {Element|null} heading @param {Element|null} top */
export function toTop(heading, top) {
  /** @type {HTMLElement|null} */ (heading)?.focus({ preventScroll: true });
  if (top && top.getBoundingClientRect().top < 0) top.scrollIntoView({ block: 'start' });
}
