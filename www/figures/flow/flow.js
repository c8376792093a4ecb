/**
 * The flow of a run: the figure, what happens at the moment in words, its controls and its table. Where a press is to lead to
 * another moment, it tells `see-seek`.
 */
import { html, nothing } from 'lit';
import { captionPieces, fedLabel, inputLabel, madeLabel, readLabel, toldWeight } from './caption.js';
import { withTerms } from '../../glossary/with-terms.js';
import { t } from '../../i18n/t.js';
import { lazily } from '../../drawing/lazily.js';
import { frames, Part } from '../../drawing/part.js';
import { joinOf } from './story.js';
import { prelude } from '../../state/playback.js';
import { choices } from '../../drawing/choices.js';
import { Room } from '../../drawing/room.js';
import { rounded } from '../../drawing/scale.js';
import { tableBehind } from '../../drawing/table-behind.js';
import { flowLegend } from './legend.js';
import { recurrentFigure } from './recurrent.js';
import { focusOf, sceneOf } from './scene.js';
import { flowTable } from './table.js';
import { transformerFigure } from './transformer.js';

/** How many frames the figure rests halfway back to its beginning. */
const HALFWAY = 4;

const popover = lazily(() => import('../../glossary/popover.js'));

export class Flow extends Part {
  static properties = {
    run: { attribute: false },
    moment: { attribute: false },
    made: { attribute: false },
    head: { attribute: false },
    stale: { attribute: false },
    playing: { attribute: false },
    unasked: { attribute: false },
    all: { state: true },
    table: { state: true },
    width: { state: true },
    tip: { state: true },
  };

  constructor() {
    super();
    /** What is drawn; without one, or before its first step, the figure waits. @type {import('../../networks/types.js').Run|null} */
    this.run = null;
    this.moment = 0;
    /** The last step that is shown as made. */
    this.made = Infinity;
    /** Row of the weights drawn; null: the usual one. @type {number|null} */
    this.head = null;
    /** Whether a newer run is on its way. */
    this.stale = false;
    /** Whether the moment goes on by itself, and whether nobody asked for that: then the page is not scrolled to it. */
    this.playing = false;
    this.unasked = false;
    /** Whether ribbons of small weights are drawn too. */
    this.all = false;
    /** Whether the table is shown to all. */
    this.table = false;
    this.width = 0;
    /** Where the figure is being scrolled to; null: it rests. @type {number|null} */
    this.aim = null;
    /** The moment that the figure shows. */
    this.drawn = 0;
    /** The number under the pointer. @type {{ text: string, x: number, y: number }|null} */
    this.tip = null;
    new Room(this, (width) => (this.width = width), '.flow-scroll');
  }

  render() {
    const { run, moment, made, stale, head, all, width } = this;
    const drawn = run?.steps.length && width > 0 ? run : null;
    const looked = drawn && { run: drawn, moment: this.#toDraw(drawn), made, all, head, width };
    return html`
      <div class="heading"><h2>${t('flow.title')}${drawn ? html`<em>${withTerms(t(`flow.sub.${joinOf(drawn)}`))}</em>` : nothing}</h2><div class="controls">${drawn ? this.#amount(drawn) : nothing}</div></div>
      <p class="caption" aria-live=${this.made < Infinity && !this.playing ? 'polite' : 'off'}>${drawn ? said(drawn, moment, head) : t('flow.wait')}</p>
      <div class="flow-scroll ${stale ? 'stale' : ''}" data-testid="flow" data-moment=${drawn ? moment : nothing} tabindex="0" role="group" aria-label=${t('flow.keys')}
        @scrollend=${() => (this.aim = null)} @click=${this.#click} @mousemove=${this.#hover} @mouseleave=${() => (this.tip = null)}>
        ${looked ? figure(looked) : nothing}
      </div>
      <output class="tip" ?hidden=${!this.tip} style="left:${this.tip?.x ?? 0}px;top:${this.tip?.y ?? 0}px">${this.tip?.text}</output>
      ${looked ? this.#below(sceneOf(looked)) : nothing}`;
  }

  /**
   * The moment looked at; but while it plays, the way back from the decoder's part to the encoder's is gone in two steps: too
   * much of the figure changes for one frame, and what the first changes is to be on the screen before the second.
   * @param {import('../../networks/types.js').Run} run
   */
  #toDraw(run) {
    const { moment, playing } = this;
    const hand = prelude(run) - 1;
    const halfway = playing && this.drawn > hand && hand > moment;
    if (halfway) frames(HALFWAY).then(() => this.requestUpdate());
    return (this.drawn = halfway ? hand : moment);
  }

  /** @param {import('./scene.js').Scene} scene */
  #below(scene) {
    const words = { show: t('flow.showTable'), hide: t('flow.hideTable'), label: t('flow.table') };
    const { button, table } = tableBehind(this, words, flowTable(scene.run, scene.head, this.made));
    return html`<div class="foot">${flowLegend(scene)}<span class="space"></span>${button}</div>${table}`;
  }

  /** How many of a row's ribbons are drawn. @param {import('../../networks/types.js').Run} run */
  #amount(run) {
    if (!run.steps[0].attention) return nothing;
    return choices({
      name: 'ribbons',
      of: this.unique,
      label: t('flow.amount'),
      chosen: this.all,
      all: [
        { value: false, label: t('flow.most') },
        { value: true, label: t('flow.all') },
      ],
      choose: (all) => (this.all = all),
    });
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (this.playing && !this.unasked && changed.get('playing') === false) this.#bring();
    // In the next frame, which lays the page out anyway.
    if (['run', 'moment', 'head', 'width'].some((each) => changed.has(each))) requestAnimationFrame(() => this.#reveal());
  }

  /** Brings what is played into sight, with the player over it; on a phone the player follows by itself. */
  #bring() {
    const { top, bottom } = /** @type {HTMLElement} */ (this.querySelector('.flow-scroll')).getBoundingClientRect();
    const player = this.parentElement?.querySelector('.at-player');
    const covered = player && getComputedStyle(player).position === 'sticky' ? player.clientHeight : 0;
    if (top >= 0 && bottom <= innerHeight - covered) return;
    const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
    (covered ? this : this.parentElement)?.scrollIntoView({ block: 'start', behavior });
  }

  /** Keeps what is at work in sight, and what it reads most if there is room for both. */
  #reveal() {
    const { run, moment, head } = this;
    const box = this.querySelector('.flow-scroll');
    if (!run?.steps.length || !box) return;
    const scene = sceneOf({ run, moment, head, all: this.all, width: this.width });
    // Asked of the browser, this would have it lay the page out at once.
    if (scene.at.width <= this.width) return;
    const [main, other = main] = focusOf(scene);
    const margin = 70;
    const both = Math.abs(main - other) < box.clientWidth - 2 * margin;
    const [low, high] = both ? [Math.min(main, other) - margin, Math.max(main, other) + margin] : [main - margin, main + margin];
    // A scroll that is still under way counts as having arrived: it cannot be called back otherwise.
    const from = this.aim ?? box.scrollLeft;
    const seen = from <= Math.max(0, low) && high <= from + box.clientWidth;
    if (seen) return;
    // The rows' names are at the beginning: it is shown whenever there is room.
    this.aim = high <= box.clientWidth ? 0 : Math.max(0, Math.min((low + high - box.clientWidth) / 2, scene.at.width - this.width));
    box.scrollLeft = this.aim;
  }

  /** @param {Event} event */
  #click(event) {
    const term = /** @type {HTMLElement|null} */ (/** @type {Element} */ (event.target).closest('text[name]'));
    if (term) return popover().then(({ explain }) => explain(term));
    const { moment } =
      /** @type {SVGElement|null} */ (/** @type {Element} */ (event.target).closest('[data-moment]:not(.flow-scroll)'))?.dataset ?? {};
    if (moment !== undefined) this.tell('see-seek', Number(moment));
  }

  /** Tells the exact value under the pointer. @param {MouseEvent} event */
  #hover(event) {
    const text = this.#valueAt(/** @type {SVGElement} */ (event.target));
    const box = this.getBoundingClientRect();
    this.tip = text ? { text, x: event.clientX - box.left, y: event.clientY - box.top } : null;
  }

  /** What a part of the figure stands for, and its number. @param {SVGElement} target */
  #valueAt({ dataset, parentNode }) {
    const { run } = this;
    const parent = /** @type {SVGElement} */ (parentNode);
    if (!run || dataset.value === undefined) return '';
    const value = rounded(Number(dataset.value));
    const pair = (/** @type {string} */ made, /** @type {string} */ read) => t('heatmap.cell', { made, read, weight: value });
    if (dataset.token) return pair(madeLabel(run, Number(parent.dataset.step)), readLabel(run, Number(dataset.token)));
    if (dataset.key) return pair(readLabel(run, Number(parent.dataset.query)), readLabel(run, Number(dataset.key)));
    if (dataset.input) return pair(madeLabel(run, Number(parent.dataset.step)), inputLabel(run, Number(dataset.input)));
    return t('flow.unit', { state: this.#stateName(run, parent), unit: Number(dataset.unit) + 1, value });
  }

  /** A state's name, with the words that its cell reads and makes. @param {import('../../networks/types.js').Run} run @param {SVGElement} strip */
  #stateName(run, { dataset, parentElement }) {
    const state = dataset.name ?? '';
    const { moment, token } = parentElement?.dataset ?? {};
    if (token !== undefined) return t('flow.encoderState', { state, read: readLabel(run, Number(token)) });
    if (moment === undefined) return state;
    const step = Number(moment) - prelude(run);
    return t('flow.decoderState', { state, read: fedLabel(run, step), made: madeLabel(run, step) });
  }
}

/** The sentence of a moment, its words in their languages; the one made and its largest weight stand out. @param {import('../../networks/types.js').Run} run @param {number} moment @param {number|null} head */
function said(run, moment, head) {
  const weight = toldWeight(run, moment, head);
  const all = captionPieces(run, moment, head);
  const at = all.findLastIndex(({ text, lang }) => lang === undefined && weight && text.includes(weight));
  return all.map(({ text, lang }, i) => {
    if (lang === undefined) return i === at ? weighed(text, String(weight)) : text;
    const word = html`<bdi lang=${lang ?? nothing}>${text}</bdi>`;
    return lang === 'en' ? html`<b>${word}</b>` : word;
  });
}

/** A text with the weight in it that stands out. @param {string} text @param {string} weight */
function weighed(text, weight) {
  const at = text.lastIndexOf(weight);
  return html`${text.slice(0, at)}<b class="weight">${weight}</b>${text.slice(at + weight.length)}`;
}

/** @param {import('./scene.js').Looked} looked */
const figure = (looked) => (looked.run.source.encoder.kind === 'selfAttention' ? transformerFigure : recurrentFigure)(looked);

customElements.define('see-flow', Flow);
