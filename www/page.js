/** The page: header, the view, footer. It hands the store's state down and takes what the reader does. */
import { html, nothing } from 'lit';
import './controls/backend-switch.js';
import './controls/language.js';
import './controls/navigation.js';
import './controls/theme.js';
import { setLanguage, t } from './i18n/t.js';
import { addressOf } from './state/link.js';
import { asksForHelp, openAbout } from './about/open.js';
import { hear, tell } from './drawing/actions.js';
import { BROKEN } from './drawing/lazily.js';
import { Part } from './drawing/part.js';
import { remember } from './state/preferences.js';
import { openTour } from './tour/open.js';
import { VIEWS } from './views/views.js';

export class Page extends Part {
  static properties = { state: { attribute: false }, fetched: { state: true }, broken: { state: true } };

  /**
   * @param {import('./state/store.js').Store} store
   * @param {import('./state/runner.js').Runner} runner
   * @param {import('./state/playback.js').Playback} playback
   */
  constructor(store, runner, playback) {
    super();
    this.store = store;
    this.runner = runner;
    this.playback = playback;
    this.state = store.state;
    /** The frame that will show the newest words; 0: none is awaited. */
    this.frame = 0;
    /** Views that were fetched. @type {Partial<Record<import('./state/store.js').View, import('./views/views.js').Draw>>} */
    this.fetched = {};
    /** Whether a part of the page did not arrive. */
    this.broken = false;
    addEventListener(BROKEN, () => (this.broken = true));
    store.subscribe((state, before) => this.#follow(state, before));
    this.#listen();
  }

  willUpdate() {
    setLanguage(this.state.lang);
    // Set anew, even to the same, it would restyle the whole page.
    if (document.documentElement.lang !== this.state.lang) document.documentElement.lang = this.state.lang;
    const { view } = this.state;
    document.title = VIEWS[view].title();
    this.dataset.view = view;
    this.toggleAttribute('data-outdated', this.state.status === 'error' && this.state.stale);
    if (!this.fetched[view]) VIEWS[view].load?.().then((draw) => (this.fetched = { ...this.fetched, [view]: draw }));
  }

  render() {
    const { state } = this;
    return html`
      <a class="skip" href=${VIEWS[state.view].to} @click=${this.#skip}>
        ${t(VIEWS[state.view].skip)}</a>
      <header>
        <h1 class="logo">seq2<b>see</b></h1>
        <see-navigation .state=${state}></see-navigation>
        <span class="space"></span>
        <see-backend .state=${state}></see-backend>
        <see-language .to=${state.lang === 'ko' ? 'en' : 'ko'}></see-language>
        <button type="button" class="pill round" data-testid="help" aria-label=${t('page.help')} title=${t('page.help')} @click=${tellAbout('keys')}>?</button>
        <see-theme .theme=${state.theme}></see-theme>
      </header>
      <p class="printed" data-testid="printed">${t('page.printed', { date: new Date().toLocaleDateString(state.lang) })} ${this.#link()}</p>
      ${this.broken ? broken() : nothing}
      <main tabindex="-1">${state.view === 'translate' ? lead() : nothing}${this.#view()}</main>
      <footer>${t('page.purpose')} ${t('page.local')} <button type="button" class="link" data-testid="about-link" @click=${tellAbout('about')}>${t('page.about')}</button></footer>`;
  }

  #view() {
    const { view } = this.state;
    const draw = VIEWS[view].draw ?? this.fetched[view];
    return draw?.(this.state, { address: this.#link, beside: this.#beside }) ?? nothing;
  }

  /** What somebody needs to know of a translation that went wrong. */
  #report() {
    const { run, text, mechanism } = this.store.state;
    return [
      `sentence: ${text}`,
      `network: ${mechanism}`,
      `translation: ${run?.steps.at(-1)?.text ?? ''}`,
      'should be: ',
      `link: ${this.#link()}`,
    ].join('\n');
  }

  /** @type {import('./lessons/runs.js').Translate} */
  #beside = (request) => this.runner.beside(request);

  #link = () => addressOf(this.store.state);

  /** Shows a view, or a network in it, from its top. @param {{ view: import('./state/store.js').View, mechanism?: string }} to */
  async #turn(to) {
    // From within Learn its link leads to the lessons' index.
    if (to.view === 'learn' && this.store.state.view === 'learn')
      this.querySelector('see-learn')?.dispatchEvent(new CustomEvent('learn-go', { detail: 'index' }));
    this.runner.turn(to);
    if (to.mechanism) await this.#atTop();
  }

  /** What was pressed is gone: the focus goes where the new view begins. */
  async #atTop() {
    await this.updateComplete;
    scrollTo(0, 0);
    /** @type {HTMLElement|null} */ (this.querySelector('main'))?.focus();
  }

  /** Moves the focus without a mark in the address, which belongs to the sentence. @param {Event} event */
  #skip(event) {
    event.preventDefault();
    const word = this.querySelector('.word[tabindex="0"], .entries button, #lessons button') ?? this.querySelector('main');
    /** @type {HTMLElement|null} */ (word)?.focus();
  }

  /**
   * Shows every change at once, but words that come faster than the screen can show them only once a
   * frame: a long sentence has thousands of cells.
   * @param {import('./state/store.js').State} state @param {import('./state/store.js').State} before
   */
  #follow(state, before) {
    const grown = state.status === 'running' && before.status === 'running' && before.run?.source === state.run?.source;
    if (!grown) this.state = state;
    else
      this.frame ||= requestAnimationFrame(() => {
        this.frame = 0;
        this.state = this.store.state;
      });
  }

  #listen() {
    const { store, runner, playback } = this;
    hear(this, {
      'see-typed': (typed) => runner.typed(typed),
      'see-sentence': (text) => (store.set({ text, typing: false }), runner.run()),
      'see-material': (text) => store.set({ text, typing: false }),
      'see-run': () => (store.set({ typing: false }), runner.run()),
      'see-anyway': () => runner.run({ anyway: true }),
      'see-example': (text) => (store.set({ text, typing: false }), runner.run()),
      'see-mechanism': (mechanism) => (store.set({ mechanism, typing: false }), runner.run()),
      'see-view': (to) => this.#turn(to),
      'see-open': (network) => (this.runner.open(network), this.#atTop()),
      'see-cancel': () => runner.stop(),
      'see-on': () => runner.run({ anyway: true, on: true }),
      'see-pin': (pinned) => store.set({ pinned }),
      'see-order': (order) => store.set({ order }),
      'see-backend': (backend) => store.set({ backend, typing: false }),
      // While it plays, a pointer that passes over a word stops nothing.
      'see-look': (step) => store.state.playing || runner.look(step),
      'see-play': () => playback.toggle(),
      'see-seek': (moment) => playback.seek(moment),
      'see-move': (by) => playback.move(by),
      'see-speed': (speed) => playback.setSpeed(speed),
      'see-whole': (whole) => store.set({ whole }),
      'see-terms': (terms) => store.set({ terms }),
      'see-stage': (stage) => store.set({ stage }),
      'see-numbers': (numbers) => store.set({ numbers }),
      'see-options': (options) => runner.change(options),
      'see-undo': () => runner.undo(),
      'see-head': (head) => store.set({ head }),
      'see-about': (topic) => openAbout(topic, () => this.#report()),
      'see-tour': () => openTour(!!store.state.run?.steps[0]?.attention),
      'see-close': () => store.set({ notice: null }),
      'see-language': (lang) => (remember('lang', lang), store.set({ lang, typing: false })),
      'see-theme': (theme) => (remember('theme', theme), store.set({ theme })),
    });
    addEventListener('keydown', (event) => asksForHelp(event) && openAbout('keys', () => this.#report()));
  }
}

/** The page, loaded anew, is whole or says what is amiss; the address holds the sentence. */
const broken = () => html`<div class="message broken" role="alert" data-testid="broken"><p>${t('page.broken')}</p>
  <button type="button" class="pill" @click=${() => location.reload()}>${t('error.retry')}</button></div>`;

/** What this is and what to do, in a line; at its end there is room for who wants to know more. */
const lead = () => html`<div class="lead"><p>${t('page.lead')}</p>
  <span class="lead-more"><button type="button" class="chip" data-testid="tour-begin" @click=${tellTour}>${t('page.tour')}</button>
  <button type="button" class="chip" data-testid="what" @click=${tellAbout('what')}>${t('page.what')}</button></span></div>`;

const tellTour = (/** @type {Event} */ { currentTarget }) => tell(currentTarget, 'see-tour');

/** @param {import('./about/about.js').Topic} topic */
const tellAbout =
  (topic) =>
  (/** @type {Event} */ { currentTarget }) =>
    tell(currentTarget, 'see-about', topic);

customElements.define('see-page', Page);
