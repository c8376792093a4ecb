/** The index: the sentence that is the material, the bench, and the path through the lessons. */
import { html, nothing } from 'lit';
import { Part } from '../drawing/part.js';
import { language } from '../i18n/t.js';
import { doubt } from '../state/doubt.js';
import { OPENING } from '../text/examples.js';
import { groups, LESSONS, offered } from './catalogue.js';
import { viewLink } from './place.js';
import { NOTHING } from './progress.js';
import { rich } from './rich.js';
import { say, titleOf } from './say.js';
import { birth, thumbnail } from './thumbnails.js';

/** What the bench itself teaches: its task, and the picture that stands for it. @type {Record<string, { name: string, task: string }[]>} */
const IN_THE_BENCH = { memory: [{ name: 'hello', task: 'next-letter' }], encoder: [{ name: 'kinds', task: 'one-to-many' }] };

export class LearnIndex extends Part {
  static properties = {
    lang: {},
    text: {},
    mechanisms: { attribute: false },
    progress: { attribute: false },
    runs: { attribute: false },
    translation: { state: true },
  };

  constructor() {
    super();
    /** @type {'en'|'ko'} */
    this.lang = language();
    this.text = '';
    /** @type {readonly string[]} */
    this.mechanisms = [];
    this.progress = NOTHING;
    /** @type {import('./runs.js').Runs|null} */
    this.runs = null;
    /** @type {{ of: string, text: string, doubtful: boolean }|null} */
    this.translation = null;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('text')) this.#translate(this.text);
  }

  /** @param {string} text */
  async #translate(text) {
    const run = await this.runs?.run({ text, mechanism: 'additive' }).catch(() => null);
    if (text !== this.text) return;
    this.translation = run
      ? { of: text, text: run.steps.at(-1)?.text ?? '', doubtful: doubt(run) !== null }
      : { of: text, text: '', doubtful: true };
  }

  render() {
    const words = say(this.lang);
    return html`<div class="learn-head"><h2>${words['learn.title']}</h2><p class="quiet">${words['learn.lead']}</p></div>
      <div class="learn-top">${this.#material()}${this.#bench()}</div>
      <section class="card path" data-testid="lessons">${groups(this.mechanisms).map((group) => (group.lessons.length ? this.#group(group) : nothing))}</section>
      <div class="learn-foot">
        <button type="button" class="pill" data-testid="learn-predictions" @click=${() => this.tell('learn-go', 'predictions')}>${words['learn.predictions']}</button>
        <span class="space"></span><span class="quiet">${words['learn.lecture']} <kbd>F</kbd></span>
      </div>
      <p class="quiet learn-stays">${words['learn.stays']}</p>`;
  }

  #material() {
    const words = say(this.lang);
    const { translation } = this;
    const there = translation?.of === this.text ? translation : null;
    return html`<section class="card material">
      <div class="material-head"><span><i class="lamp ready"></i>${words['learn.material']}</span>
        <button type="button" class="link" @click=${() => this.tell('learn-go', 'translate')}>${words['learn.change']}</button></div>
      <p class="material-text"><bdi>${this.text}</bdi></p>
      <p class="quiet" lang="en">${there?.text ? `→ ${there.text}` : html`&nbsp;`}</p>
      ${there?.doubtful ? html`<p class="material-doubt">${words['learn.doubtful']} <button type="button" class="pill" data-testid="learn-prepared" @click=${() => this.tell('see-material', OPENING[this.lang])}>${words['learn.prepared']}</button></p>` : nothing}
      ${this.#goOn()}
    </section>`;
  }

  /** Where the reader goes on, and how far he is. */
  #goOn() {
    const words = say(this.lang);
    const names = offered(this.mechanisms);
    const { lessons, last } = this.progress;
    const done = names.filter((name) => lessons[name]?.done);
    const minutes = (/** @type {string[]} */ of) => of.reduce((sum, name) => sum + LESSONS[name].minutes, 0);
    const open = last && names.includes(last) && !lessons[last]?.done ? last : names.find((name) => !lessons[name]?.done);
    const next = open ?? names[0];
    if (!next) return nothing;
    const at = lessons[next];
    const label = !open ? words['learn.again'] : at || done.length ? words['learn.goOn'] : words['learn.start'];
    return html`<div class="material-foot"><button type="button" class="go-on" data-testid="learn-next" @click=${() => this.tell('learn-go', next)}>${label(titleOf(this.lang, next))}</button>
      ${at && !at.done ? html`<span class="quiet">${words['learn.card']({ card: at.card + 1, of: at.of })}</span>` : nothing}
      <span class="space"></span>
      <span class="how-far">${rich(words['learn.share']({ done: done.length, of: names.length, minutes: minutes(done), all: minutes(names) }), this.lang, false)}</span></div>`;
  }

  #bench() {
    const words = say(this.lang);
    return html`<section class="card bench-card"><div><h3>${words['learn.bench']}</h3>
        <a class="go-on" href="?learn=bench" data-testid="learn-bench" @click=${this.#toBench}>${words['learn.bench.go']}</a></div>
      <p>${words['learn.bench.text']}</p>${birth()}</section>`;
  }

  /** @param {MouseEvent} event */
  #toBench = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.tell('learn-go', 'bench');
  };

  /** @param {ReturnType<typeof groups>[number]} group */
  #group({ key, colour, lessons }) {
    const words = say(this.lang);
    return html`<div class="path-group ${colour}"><div class="path-name"><h3>${words[`group.${key}`]}</h3><p>${words[`group.${key}.text`]}</p></div>
      <ul class="tiles">${lessons.map((name) => this.#tile(name))}${(IN_THE_BENCH[key] ?? []).map((each) => this.#benchTile(each))}
        ${key === 'attention' ? html`<li class="wide"><button type="button" class="tile dashed" @click=${() => this.tell('learn-go', 'bench')}>${thumbnail('born')}<span class="tile-text"><i>›</i><span><b>${words['learn.born']}</b><small>${words['learn.born.text']}</small></span></span></button></li>` : nothing}
        ${key === 'closer' ? html`<li><button type="button" class="tile" data-testid="learn-quiz" @click=${() => this.tell('learn-go', 'quiz')}>${thumbnail('quiz')}<span class="tile-text"><i>?</i><span><b>${words['learn.quiz']}</b><small>${words['learn.quiz.text']}</small></span></span></button></li>` : nothing}
      </ul></div>`;
  }

  /** @param {{ name: string, task: string }} taught */
  #benchTile({ name, task }) {
    const href = viewLink({ text: this.text, learn: 'bench', task, lang: this.lang });
    const go = (/** @type {MouseEvent} */ event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      history.pushState(null, '', href);
      dispatchEvent(new PopStateEvent('popstate'));
      scrollTo(0, 0);
    };
    return html`<li><a class="tile dashed" data-lesson=${name} href=${href} @click=${go}>${thumbnail(name)}
      <span class="tile-text"><i>›</i><span><b>${titleOf(this.lang, name)}</b><small>${say(this.lang)['learn.inBench']}</small></span></span></a></li>`;
  }

  /** @param {string} name */
  #tile(name) {
    const words = say(this.lang);
    const { number, minutes } = LESSONS[name];
    const at = this.progress.lessons[name];
    const now = at && !at.done;
    const state = at?.done ? words['learn.done'] : now ? words['learn.card']({ card: at.card + 1, of: at.of }) : '';
    return html`<li class=${['tour', 'transformer'].includes(name) ? 'wide' : ''}><button type="button" class="tile ${at?.done ? 'done' : now ? 'now' : ''}" data-lesson=${name} @click=${() => this.tell('learn-go', name)}>
      ${thumbnail(name)}
      <span class="tile-text"><i>${at?.done ? '✓' : number}</i><span><b>${titleOf(this.lang, name)}</b><small>${words['learn.minutes'](minutes)}${state ? ` · ${state}` : ''}</small></span></span>
      ${now ? html`<span class="tile-bar"><i style="width:${Math.round((100 * (at.card + 1)) / at.of)}%"></i></span>` : nothing}
    </button></li>`;
  }
}

customElements.define('see-learn-index', LearnIndex);
