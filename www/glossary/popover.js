/** What a term means, beside it: one popover for the page. */
import { html, render } from 'lit';
import { tell } from '../drawing/actions.js';
import { glossaryEn } from '../i18n/en-glossary.js';
import { glossaryKo } from '../i18n/ko-glossary.js';
import { language } from '../i18n/t.js';
import { entry } from './entry.js';

/** Between the term and the popover, and from there to the window's edge, in pixels. */
const GAP = 8;
const EDGE = 12;

/** @type {HTMLElement|undefined} */
let popover;
/** The term that was asked for. @type {HTMLElement|null} */
let asked = null;

/** Says what a term means. @param {HTMLElement} term */
export function explain(term) {
  popover ??= make();
  const box = popover;
  box.hidePopover();
  asked = term;
  // What lies outside of an open dialog cannot be reached.
  (term.closest('dialog') ?? document.querySelector('see-page') ?? document.body).append(box);
  const words = language() === 'ko' ? glossaryKo : glossaryEn;
  box.setAttribute('aria-label', term.textContent ?? '');
  render(
    html`${entry(term.getAttribute('name') ?? '')}
    <button type="button" class="link" @click=${all}>${words.all}</button>`,
    box,
  );
  box.showPopover();
  place();
  box.focus({ preventScroll: true });
}

function make() {
  const box = document.createElement('div');
  box.className = 'gloss card';
  box.popover = 'auto';
  box.tabIndex = -1;
  box.dataset.testid = 'gloss';
  box.setAttribute('role', 'dialog');
  // A formula that comes late makes it higher.
  new ResizeObserver(place).observe(box);
  return box;
}

/** Under the term, or over it where there is no room; it scrolls with the page. */
function place() {
  if (!popover?.matches(':popover-open') || !asked) return;
  const { left, top, bottom } = asked.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = popover;
  const above = bottom + GAP + height > innerHeight && top - GAP - height > 0;
  popover.style.left = `${scrollX + Math.max(EDGE, Math.min(left, document.documentElement.clientWidth - width - EDGE))}px`;
  popover.style.top = `${scrollY + (above ? top - GAP - height : bottom + GAP)}px`;
}

/** Turns to the whole glossary. */
function all() {
  const term = asked;
  popover?.hidePopover();
  tell(term, 'see-about', 'terms');
}
