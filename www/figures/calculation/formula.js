/**
 * A formula, set by KaTeX. Its code and fonts come when the first formula is shown; until then the
 * formula's place is kept. `\htmlClass{enc}{…}` gives a part the colour of the encoder, `dec` and `att`
 * those of the decoder and of attention.
 *
 * `<see-formula .tex=${String.raw`\htmlClass{att}{\alpha}`}></see-formula>`; `display` for one on a line of its own.
 */
import { html } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { lazily } from '../../drawing/lazily.js';
import { Part } from '../../drawing/part.js';
import { Room } from '../../drawing/room.js';

/** @type {typeof import('katex').default|undefined} */
let katex;

/** Fetches KaTeX once. */
const arrival = lazily(() =>
  Promise.all([import('katex'), import('katex/dist/katex.min.css')]).then(([module]) => {
    katex = module.default;
  }),
);

export class Formula extends Part {
  static properties = { tex: { attribute: false }, display: { type: Boolean } };

  constructor() {
    super();
    this.tex = '';
    this.display = false;
    new Room(this, () => this.#reach());
  }

  render() {
    if (katex) return html`${unsafeHTML(typeset(this.tex, this.display))}`;
    arrival().then(
      () => this.requestUpdate(),
      () => {},
    );
    return html`<span class="formula-wait" aria-hidden="true">&nbsp;</span>`;
  }

  updated() {
    this.#reach();
  }

  /** A formula wider than its line scrolls, and what scrolls can be reached by keyboard. */
  #reach() {
    if (this.display && this.scrollWidth > this.clientWidth) this.tabIndex = 0;
    else this.removeAttribute('tabindex');
  }
}

/** @type {Map<string, string>} */
const known = new Map();

/** Markup of our own formulas, for the eye and, as MathML, for screen readers. @param {string} tex @param {boolean} display */
function typeset(tex, display) {
  const key = `${display} ${tex}`;
  const markup =
    known.get(key) ??
    /** @type {NonNullable<typeof katex>} */ (katex).renderToString(tex, {
      displayMode: display,
      throwOnError: false,
      // Classes are all that a formula may set.
      trust: ({ command }) => command === '\\htmlClass',
      strict: false,
    });
  if (known.size > 500) known.clear();
  known.set(key, markup);
  return markup;
}

customElements.define('see-formula', Formula);
