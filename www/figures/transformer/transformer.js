/**
 * The Transformer in nine steps, from the embedding to the next word: one open at a time, each with its
 * formula and this run's numbers. It tells which step is opened (`see-stage`), which layer and head are chosen (`see-head`) and which
 * step of the decoder is looked at (`see-look`).
 */
import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import '../calculation/stages.css';
import './transformer.css';
import { quoted } from '../../i18n/quoted.js';
import { language, t } from '../../i18n/t.js';
import { langOf } from '../../text/detect.js';
import { choices } from '../../drawing/choices.js';
import { Part } from '../../drawing/part.js';
import { legend } from '../../drawing/legend.js';
import { stageNav, toTop } from '../calculation/stage-nav.js';
import { attentionFigure } from './attention.js';
import { TEX } from './formulas.js';
import { rowOf } from '../../drawing/matrix.js';
import { largest } from './numbers.js';
import { OperandStore } from '../operands.js';
import { attentionOf, labels, shape } from './scene.js';
import { STEPS } from './steps.js';
import { formula, prose } from './strip.js';
import { concatFigure, embedFigure, feedFigure, normFigure, projectFigure } from './tables.js';
import './thumbnails.js';
import './words.js';
import { wordFigure } from './word.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./attention.js').Look} Look */

/** @type {Record<string, (scene: Scene, look: Look) => unknown>} */
const FIGURES = { embed: embedFigure, project: projectFigure, concat: concatFigure, norm: normFigure, feed: feedFigure, word: wordFigure };

export class Transformer extends Part {
  static properties = {
    run: { attribute: false },
    step: { attribute: false },
    head: { attribute: false },
    stage: { attribute: false },
    numbers: { attribute: false },
    stale: { attribute: false },
    dark: { attribute: false },
    token: { state: true },
    column: { state: true },
    open: { state: true },
    whose: { state: true },
    near: { state: true },
  };

  constructor() {
    super();
    /** What is drawn. @type {import('../../networks/types.js').Run|null} */
    this.run = null;
    /** The step of the decoder that is looked at. */
    this.step = 0;
    /** Layer and head, as a row of the weights; null: the first. @type {number|null} */
    this.head = null;
    /** Which of the nine steps is open. @type {import('./steps.js').StepOf['id']} */
    this.stage = 'embed';
    /** Whether cells have their numbers in them. */
    this.numbers = true;
    /** Whether a newer run is on its way. */
    this.stale = false;
    this.dark = false;
    /** The source token looked at; null: what the word being made reads most. @type {number|null} */
    this.token = null;
    /** The key looked at; null: the one that is read most. @type {number|null} */
    this.column = null;
    /** The step that takes the focus when it is open. @type {{ at: number, focus: 'tab'|'top' }|null} */
    this.awaited = null;
    /** Whether the cell is opened into its stages. */
    this.open = false;
    /** Whose part is drawn of a step that several have. @type {import('./steps.js').StepPart} */
    this.whose = 'enc';
    /** Whether the panel is in sight, or nearly: only then is it worth computing. */
    this.near = false;
    /** What is drawn. @type {Scene|null} */
    this.scene = null;
    this.store = new OperandStore(() => this.requestUpdate());
    this.watcher = new IntersectionObserver((entries) => (this.near = entries[entries.length - 1].isIntersecting), { rootMargin: '400px' });
    this.addEventListener('cell-choose', (event) => this.#choose(/** @type {CustomEvent} */ (event).detail));
    this.addEventListener('cell-open', () => this.#maps() && (this.open = !this.open));
    this.addEventListener('click', (event) => this.#press(event));
  }

  /** Which of the nine steps is open, from 0. */
  get at() {
    return STEPS.findIndex(({ id }) => id === this.stage);
  }

  connectedCallback() {
    super.connectedCallback();
    this.watcher.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.watcher.disconnect();
  }

  updated() {
    const { awaited } = this;
    if (awaited?.at !== this.at) return;
    this.awaited = null;
    if (awaited.focus === 'top') return toTop(this.querySelector('.former h3'), this.querySelector('.former-tabs'));
    /** @type {HTMLElement|null} */ (this.querySelector('[role=tab][aria-selected=true]'))?.focus();
  }

  willUpdate() {
    const { run } = this;
    if (this.scene?.of !== STEPS[this.at]) this.scene = null;
    if (!run?.steps.length || !run.hood || !this.near) return;
    if (this.scene && this.scene.run.inspect !== run.inspect) [this.token, this.column] = [null, null];
    this.scene = this.#sceneOf(run) ?? this.scene;
  }

  /** The scene to draw, once its operands are there. @param {import('../../networks/types.js').Run} run @returns {Scene|null} */
  #sceneOf(run) {
    const { layers, heads } = shape(run);
    const row = this.head ?? 0;
    const of = STEPS[this.at];
    const part = this.#part();
    const side = /** @type {'enc'|'dec'} */ (part === 'enc' ? 'enc' : 'dec');
    const place = { part, step: this.step, last: run.steps.length - 1, layer: Math.floor(row / heads), head: row % heads, heads, layers };
    const operands = this.store.get(run, of.needs(place));
    if (!operands) return null;
    const { step, layer, head } = place;
    const key = [of.id, part, step, layer, head].join();
    if (this.scene?.key === key && this.scene.run.inspect === run.inspect) return this.scene;
    return { key, run, of, side, part, step, layer, head, heads, layers, ...labels(run), operands };
  }

  /** Whose part is drawn: the one chosen, where the step has it. */
  #part() {
    const { parts, side } = STEPS[this.at];
    if (!parts) return side;
    return parts.includes(this.whose) ? this.whose : 'dec';
  }

  render() {
    const { run } = this;
    if (!run?.steps.length) return nothing;
    const id = /** @type {'embed'} */ (STEPS[this.at].id);
    const { made } = labels(run);
    return html`<div class="heading"><h2>${t('former.title')}<em>${quoted('former.sub', { step: this.step + 1, of: run.steps.length, word: made[this.step] }, { word: 'en' })}</em></h2></div>
      ${this.#tabs()}
      <section class="former ${this.stale ? 'stale' : ''}" role="tabpanel" id="${this.unique}-panel" aria-labelledby="${this.unique}-${id}" data-testid="former-panel" data-step=${id} data-ready=${!!this.scene}>
        <div class="former-words"><div>${titled(t(`former.${id}.title`))}<p>${prose(t(`former.${id}.text`))}</p></div>${formula(TEX[id], true)}</div>
        ${this.#selector()}
        ${this.#figure()}
        ${this.#legend()}
        <p class="fm-aside">${prose(t(`former.${id}.aside`))}</p>
        ${stageNav(
          STEPS.map((each, i) => html`${i + 1} ${prose(t(`former.${/** @type {'embed'} */ (each.id)}.tab`))}`),
          this.at,
          (to) => this.#open(to, 'top'),
        )}
      </section>`;
  }

  #tabs() {
    const tab = (
      /** @type {import('./steps.js').StepOf} */ { id, side },
      /** @type {number} */ i,
    ) => html`<button type="button" role="tab" id="${this.unique}-${id}" data-testid="former-tab-${id}" class=${side}
      aria-selected=${i === this.at} aria-controls="${this.unique}-panel" tabindex=${i === this.at ? 0 : -1} @click=${() => this.#open(i)}>
      <i>${i + 1}</i><span>${prose(t(`former.${/** @type {'embed'} */ (id)}.tab`))}</span></button>`;
    return html`<div class="former-sides" aria-hidden="true"><span class="enc">${t('former.encoder')}</span><span class="dec">${t('former.decoder')}</span></div>
      <div class="former-tabs" role="tablist" aria-label=${t('former.steps')} @keydown=${this.#key}>${STEPS.map(tab)}</div>`;
  }

  /** Layer and head, where the step has them. */
  #selector() {
    const of = STEPS[this.at];
    const run = /** @type {import('../../networks/types.js').Run} */ (this.scene?.run ?? this.run);
    const { layers, heads } = shape(run);
    const row = this.head ?? 0;
    if (of.attention) return html`<see-heads .run=${run} .kind=${of.attention} .row=${row} .dark=${this.dark}></see-heads>`;
    return html`<div class="former-choices">${of.parts ? this.#sides(of.parts) : nothing}${
      of.chooses
        ? choices({
            name: 'former-layer',
            of: this.unique,
            label: t('former.layers'),
            chosen: Math.floor(row / heads),
            all: Array.from({ length: layers }, (_, layer) => ({ value: layer, label: t('former.layer', { layer: layer + 1 }) })),
            choose: (layer) => this.tell('see-head', layer * heads + (row % heads)),
          })
        : nothing
    }</div>`;
  }

  /** Whose part is drawn, of several. @param {import('./steps.js').StepPart[]} parts */
  #sides(parts) {
    return choices({
      name: 'former-side',
      of: this.unique,
      label: t('former.side'),
      chosen: this.#part(),
      all: parts.map((part) => ({ value: part, label: partName(part, parts.length === 3) })),
      choose: (part) => (this.whose = part),
    });
  }

  /** What the colours of the open step stand for. */
  #legend() {
    const of = STEPS[this.at];
    const { dark } = this;
    const tone = of.id === 'word' ? 'dec' : this.#maps() ? 'att' : (this.scene?.side ?? 'enc');
    return html`<div class="fm-legend">
      ${this.#maps() ? legend(dark) : nothing}
      <div class="legend"><i class="patch ${tone}"></i>${t('former.above')}<i class="patch mut"></i>${t('former.below')}
        ${this.#maps() && this.scene && attentionOf(this.scene)?.masked ? html`<i class="patch hatch"></i>${t('former.hatched')}` : nothing}</div>
    </div>`;
  }

  #figure() {
    const { scene, open, dark, numbers } = this;
    if (!scene) return html`<div class="former-figure former-wait"><p class="quiet late">${t('former.wait')}</p></div>`;
    const { row, column } = this.#look(scene);
    const look = { row, column, open, dark, numbers, lang: langOf(scene.run.text) };
    const figure = () => {
      const view = this.#maps() ? attentionOf(scene) : null;
      return view ? attentionFigure(view, look) : (FIGURES[scene.of.id]?.(scene, look) ?? nothing);
    };
    return html`<div class="former-figure">${guard([scene, row, column, open, dark, numbers, language()], figure)}</div>`;
  }

  /** Where the reader looks: what was chosen, else what matters most there. @param {Scene} scene */
  #look(scene) {
    const row = scene.side === 'enc' ? this.#tokenOf(scene) : scene.step;
    const view = this.#maps() ? attentionOf(scene) : null;
    const last = (view?.columns.length ?? 1) - 1;
    return { row, column: Math.min(last, this.column ?? (view ? largest(rowOf(view.weights, row)) : 0)) };
  }

  /** @param {Scene} scene */
  #tokenOf({ run, step, source }) {
    return Math.min(source.length - 1, this.token ?? largest(run.steps[step].attention?.row ?? []));
  }

  /** Whether the step draws cells of queries and keys, which can be opened. */
  #maps() {
    return ['attend', 'causal', 'cross'].includes(STEPS[this.at].id);
  }

  /** @param {{ row: number, column: number, clicked?: boolean }} cell */
  #choose({ row, column, clicked = false }) {
    const { scene } = this;
    if (!scene) return;
    const before = this.#look(scene);
    const inMap = this.#maps();
    if (scene.side === 'enc') this.token = row;
    else this.tell('see-look', row);
    this.column = inMap ? column : null;
    if (clicked && inMap) this.open = !(this.open && before.row === row && before.column === column);
  }

  /** What has an attribute to say what it does. @param {MouseEvent} event */
  #press(event) {
    const target = /** @type {HTMLElement|null} */ (/** @type {Element} */ (event.target).closest('[data-go], [data-look], [data-close]'));
    if (!target) return;
    const { go, layer, look } = target.dataset;
    if (look !== undefined) this.tell('see-look', Number(look));
    else if (go) this.#go(go, Number(layer));
    else this.#close();
  }

  #close() {
    this.open = false;
    /** @type {HTMLElement|null} */ (this.querySelector('[role=application]'))?.focus();
  }

  /** Goes on to a step in a layer. @param {string} id @param {number} layer */
  #go(id, layer) {
    const { heads } = shape(/** @type {import('../../networks/types.js').Run} */ (this.scene?.run));
    this.tell('see-head', layer * heads + ((this.head ?? 0) % heads));
    this.#open(
      STEPS.findIndex((each) => each.id === id),
      'tab',
    );
  }

  /** @param {number} at @param {'tab'|'top'|null} [focus] what takes the focus: its tab, or its heading, with which it is read from its top */
  #open(at, focus = null) {
    this.tell('see-stage', STEPS[at].id);
    this.column = null;
    this.awaited = focus && { at, focus };
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const to = { ArrowLeft: this.at - 1, ArrowRight: this.at + 1, Home: 0, End: STEPS.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.#open((to + STEPS.length) % STEPS.length, 'tab');
  }
}

/** The term first, then in plain words what it does. @param {string} title with a colon after the term */
function titled(title) {
  const [term, plain] = title.split(/: (.*)/s);
  return html`<h3 tabindex="-1">${term}${plain ? html`<small>${plain}</small>` : nothing}</h3>`;
}

/** What the parts of a step are called; where the decoder has two, by what they come after. @param {import('./steps.js').StepPart} part @param {boolean} three */
function partName(part, three) {
  if (part === 'enc') return t('former.encoder');
  return three ? t(`former.part.${part}`) : t('former.decoder');
}

customElements.define('see-transformer', Transformer);
