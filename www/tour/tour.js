/** The tour: lights five places of the page one after another and says what each is. It is fetched when it is asked for. */
import { html } from 'lit';
import { Part } from '../drawing/part.js';
import { language } from '../i18n/t.js';
import { around, beside, WHERE, way } from './places.js';
import { en } from './words-en.js';
import { ko } from './words-ko.js';
import './tour.css';

const WORDS = { en, ko };
/** What is lit is a little larger than the place itself, in pixels. */
const MARGIN = 6;

export class Tour extends Part {
  static properties = { at: { state: true }, places: { state: true } };

  constructor() {
    super();
    /** @type {import('./places.js').Place[]} */
    this.places = [];
    this.at = 0;
    /** Where the focus was before. @type {HTMLElement|null} */
    this.from = null;
    /** What moves the places: a window of another size, a scroll, a figure that grows. */
    this.moved = new AbortController();
  }

  /** Begins, or begins anew. @param {boolean} attends whether the network on the page has attention */
  async begin(attends) {
    this.from = /** @type {HTMLElement|null} */ (document.activeElement);
    this.places = way(attends);
    this.#watch();
    await this.#go(0);
  }

  render() {
    const words = WORDS[language()];
    const place = this.places[this.at];
    if (!place) return html``;
    const last = this.at === this.places.length - 1;
    const [title, text] = words.places[place];
    return html`<div class="tour-light" aria-hidden="true"></div>
      <div class="tour-card card" role="dialog" aria-label=${words.name} aria-describedby="tour-text" tabindex="-1" data-testid="tour" data-place=${place} @keydown=${this.#key}>
        <p class="tour-bar"><b>${title}</b><span class="space"></span><span class="tour-count">${words.count({ at: this.at + 1, of: this.places.length })}</span>
          <button type="button" class="round" aria-label=${words.close} @click=${this.#end}>×</button></p>
        <p id="tour-text">${text}</p>
        <p class="tour-bar"><button type="button" class="pill" data-testid="tour-back" ?disabled=${this.at === 0} @click=${() => this.#go(this.at - 1)}>${words.back}</button>
          <span class="space"></span>
          <button type="button" class="pill primary" data-testid="tour-next" @click=${() => (last ? this.#end() : this.#go(this.at + 1))}>${last ? words.end : words.next}</button></p>
      </div>`;
  }

  /** Lights a place and goes to it. @param {number} at */
  async #go(at) {
    this.at = at;
    await this.updateComplete;
    const [first] = this.#lit();
    if (!first) return this.#end();
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    first.scrollIntoView({ block: 'center', behavior: still ? 'instant' : 'smooth' });
    this.#place();
    /** @type {HTMLElement} */ (this.querySelector('.tour-card')).focus({ preventScroll: true });
  }

  /** The elements of the place, where they are drawn. */
  #lit() {
    return [...document.querySelectorAll(WHERE[this.places[this.at]])].filter((each) => each.getClientRects().length > 0);
  }

  #watch() {
    this.moved.abort();
    this.moved = new AbortController();
    const { signal } = this.moved;
    const place = () => this.#place();
    addEventListener('scroll', place, { passive: true, signal });
    addEventListener('resize', place, { signal });
    const grown = new ResizeObserver(place);
    grown.observe(document.body);
    signal.addEventListener('abort', () => grown.disconnect());
  }

  #place() {
    const lit = this.#lit();
    const light = /** @type {HTMLElement|null} */ (this.querySelector('.tour-light'));
    const card = /** @type {HTMLElement|null} */ (this.querySelector('.tour-card'));
    if (!lit.length || !light || !card) return;
    const box = around(lit.map((each) => each.getBoundingClientRect()));
    light.style.left = `${box.left - MARGIN}px`;
    light.style.top = `${box.top - MARGIN}px`;
    light.style.width = `${box.right - box.left + 2 * MARGIN}px`;
    light.style.height = `${box.bottom - box.top + 2 * MARGIN}px`;
    const { left, top } = beside(
      box,
      { width: card.offsetWidth, height: card.offsetHeight },
      { width: document.documentElement.clientWidth, height: innerHeight },
    );
    card.style.left = `${left}px`;
    card.style.top = `${top}px`;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === 'Escape') this.#end();
    else if (event.key === 'ArrowRight' && this.at < this.places.length - 1) this.#go(this.at + 1);
    else if (event.key === 'ArrowLeft' && this.at > 0) this.#go(this.at - 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #end = () => {
    this.moved.abort();
    this.places = [];
    this.from?.focus({ preventScroll: true });
  };

  disconnectedCallback() {
    super.disconnectedCallback();
    this.moved.abort();
  }
}

customElements.define('see-tour', Tour);
