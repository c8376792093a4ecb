/** A lesson as it is gone through: its figure, its cards one after another, what goes on. */
import { html, nothing } from 'lit';
import { Part } from '../drawing/part.js';
import { Room } from '../drawing/room.js';
import { asks, cardBody, LETTERS, mayAct } from './card.js';
import './embed.js';
import { commandOf } from './keys.js';
import { plain, rich } from './rich.js';
import { say, titleOf } from './say.js';
import { numbersTable } from './table.js';

/** How long the figure moves before it is told what happened. */
const MOVES_MS = 700;
/** A figure is drawn at least so wide, also before its room is known. */
const LEAST = 280;
/** So much larger is the figure for a projector; as in lessons.css. */
const LARGE = 1.4;
/** So many of the passed cards stay in sight. */
const PAST = 2;

/** @typedef {import('./card.js').Answer} Answer */

/** @returns {Answer} */
const unanswered = () => ({ choice: null, reason: null, state: 'ask', hands: [] });

export class LessonView extends Part {
  static properties = {
    lesson: { attribute: false },
    place: { attribute: false },
    entry: { attribute: false },
    text: {},
    lang: {},
    dark: { attribute: false },
    following: { attribute: false },
    width: { state: true },
    tick: { attribute: false },
  };

  constructor() {
    super();
    /** @type {import('./model.js').Lesson<any>|null} */
    this.lesson = null;
    /** @type {import('./place.js').Place} */
    this.place = { name: '', card: 0, present: false, quiz: true, embed: null };
    this.entry = { number: 0, minutes: 0 };
    this.text = '';
    /** @type {'en'|'ko'} */
    this.lang = 'en';
    this.dark = false;
    /** The lesson after it. @type {string|null} */
    this.following = null;
    this.tick = 0;
    this.width = 0;
    /** @type {Answer[]} */
    this.answers = [];
    /** The card that was shown last. */
    this.shown = -1;
    new Room(this, (width) => (this.width = Math.round(width)), '.lesson-figure');
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('keydown', this.#key);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('keydown', this.#key);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('lesson')) return;
    this.answers = [];
    this.shown = -1;
  }

  /** The card that is open, and its place. */
  get #open() {
    const cards = this.lesson?.cards ?? [];
    const at = Math.min(this.place.card, cards.length - 1);
    return { cards, at, card: cards[at] };
  }

  /** @param {number} at @returns {Answer} */
  #answer(at) {
    this.answers[at] ??= unanswered();
    const card = this.#open.cards[at];
    // Who only listens is told at once.
    if (card && !asks(card)) this.answers[at] = { ...this.answers[at], state: 'told' };
    return this.answers[at];
  }

  render() {
    const { lesson, place, lang } = this;
    const { cards, at, card } = this.#open;
    if (!lesson || !card) return nothing;
    const answer = this.#answer(at);
    /** @type {import('./model.js').At} */
    const where = {
      card: at,
      state: answer.state,
      width: Math.max(LEAST, this.width - 2) / (place.present ? LARGE : 1),
      choice: answer.choice,
    };
    const only = place.embed === 'figure';
    return html`<div class="lesson-view ${place.present ? 'present' : ''} ${place.embed ? 'embedded' : ''} ${only ? 'figure-only' : ''}" id="lesson" data-testid="lesson" data-name=${place.name} data-card=${at + 1} data-state=${answer.state}>
      ${only ? html`<h1 class="hidden">seq2see</h1><h2 class="hidden">${titleOf(lang, place.name)}</h2>` : this.#crumb(at, cards.length)}
      <section class="card lesson">
        ${this.#figure(where)}
        ${only ? nothing : this.#talk(cards, at, answer)}
        ${only ? nothing : this.#bar(at)}
      </section>
      ${place.embed ? html`<p class="embed-credit"><a href=${location.pathname + this.#plainSearch()} target="_blank">${say(lang)['card.open']}</a></p>` : nothing}
    </div>`;
  }

  /** Where the page's own heading is hidden there is one for screen readers. @param {boolean} present */
  #title(present) {
    const first = present || this.place.embed ? html`<h1 class="hidden">seq2see</h1>` : nothing;
    return html`${first}<h2 class="crumb-title">${titleOf(this.lang, this.place.name)}</h2>`;
  }

  #plainSearch() {
    const query = new URLSearchParams(location.search);
    query.delete('embed');
    query.set('learn', this.place.name);
    return `?${query}`;
  }

  /** @param {number} at @param {number} of */
  #crumb(at, of) {
    const words = say(this.lang);
    const { present } = this.place;
    return html`<div class="crumb">
      <button type="button" class="back" aria-label=${words['learn.back']} @click=${() => this.tell('learn-go', 'index')}>‹ <span>${words['learn.back']}</span></button>
      <span class="n" aria-hidden="true">${this.entry.number}</span>${this.#title(present)}
      <span class="quiet minutes">${words['learn.minutes'](this.entry.minutes)}</span>
      <span class="dots" aria-hidden="true">${Array.from({ length: of }, (_, n) => html`<i class=${n < at ? 'd' : n === at ? 'on' : ''}></i>`)}</span>
      <span class="quiet count">${words['learn.card']({ card: at + 1, of })}</span>
      <span class="space"></span>
      <span class="pill yours"><i class="lamp ready"></i>${words['learn.yours']} <bdi>${this.text}</bdi></span>
      <button type="button" class="pill" data-testid="lesson-present" aria-pressed=${present} @click=${() => this.tell('learn-present', !present)}>${present ? words['card.present.end'] : words['card.present']}</button>
    </div>`;
  }

  /** @param {import('./model.js').At} where */
  #figure(where) {
    const lesson = /** @type {import('./model.js').Lesson<any>} */ (this.lesson);
    const { title, note } = lesson.heading(where);
    const controls = lesson.controls(where);
    return html`<div class="lesson-figure" data-testid="lesson-figure">
      <div class="figure-head"><h3>${rich(title, this.lang, false)}${note ? html` <em>${rich(note, this.lang, false)}</em>` : nothing}</h3>
        ${controls ? html`<div class="figure-controls">${controls}</div>` : nothing}</div>
      <div class="figure-body">${lesson.figure(where)}</div>
      ${numbersTable(lesson.table(where), this.lang)}
    </div>`;
  }

  /** @param {import('./model.js').Card[]} cards @param {number} at @param {Answer} answer */
  #talk(cards, at, answer) {
    const words = say(this.lang);
    const card = cards[at];
    const past = cards.slice(0, at).flatMap((each) => (each.past ? [each.past] : []));
    const { present, quiz } = this.place;
    return html`<div class="lesson-talk">
      ${past.length && !present ? html`<ul class="past" aria-label=${words['card.passed']}>${past.slice(-PAST).map((text) => html`<li>${rich(text, this.lang, false)}</li>`)}</ul>` : nothing}
      ${cardBody({
        card,
        answer,
        lang: this.lang,
        present,
        quiz,
        choose: (choice) => this.#set(at, { choice }),
        raise: (choice, by) => this.#raise(at, choice, by),
        reason: (reason) => this.#set(at, { reason }),
      })}
      <div class="go">${this.#main(cards, at, answer)}</div>
      ${this.#links(card)}
    </div>`;
  }

  /** The one button that goes on. @param {import('./model.js').Card[]} cards @param {number} at @param {Answer} answer */
  #main(cards, at, answer) {
    const words = say(this.lang);
    const card = cards[at];
    if (answer.state !== 'told') {
      const may = mayAct(card, answer, this.#free);
      const label = answer.state === 'acting' ? words['card.working'] : may ? (card.go ?? words['card.see']) : words['card.choose'];
      return html`<button type="button" class="go-on" data-testid="lesson-next" ?disabled=${!may || answer.state === 'acting'} @click=${this.#on}>${label}</button>`;
    }
    const last = at === cards.length - 1;
    const end = this.following ? words['card.nextLesson'](titleOf(this.lang, this.following)) : words['card.end'];
    return html`<button type="button" class="go-on" data-testid="lesson-next" @click=${this.#on}>${last ? end : words['card.next']}</button>`;
  }

  /** @param {import('./model.js').Card} card */
  #links({ links = [] }) {
    return html`<div class="links">
      ${links.map(({ label, href }) => html`<a href=${href} @click=${(/** @type {MouseEvent} */ event) => this.#follow(event, href)}>${label}</a>`)}
      <see-embed .place=${this.place} .text=${this.text} .lang=${this.lang}></see-embed>
    </div>`;
  }

  /** @param {number} at */
  #bar(at) {
    const words = say(this.lang);
    return html`<div class="lesson-bar">
      <button type="button" class="pill" data-testid="lesson-back" ?disabled=${at === 0} @click=${() => this.#turn(at - 1)}>‹ ${words['card.back']}</button>
      <span class="space"></span>
      <span class="keys" aria-hidden="true"><kbd>Space</kbd> ${words['card.or']} <kbd>→</kbd> ${words['card.goesOn']}</span>
    </div>`;
  }

  /** Whether nothing need be predicted before the figure acts. */
  get #free() {
    return !this.place.quiz || this.place.present;
  }

  #on = () => {
    const { cards, at, card } = this.#open;
    const answer = this.#answer(at);
    if (answer.state === 'acting') return;
    if (answer.state === 'told') return this.#turn(at + 1, cards.length);
    if (mayAct(card, answer, this.#free)) this.#act(at, card);
  };

  /** The figure acts; then it is told what happened. @param {number} at @param {import('./model.js').Card} card */
  async #act(at, card) {
    this.#set(at, { state: 'acting' });
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    try {
      await Promise.all([card.act?.(), new Promise((done) => setTimeout(done, still ? 0 : MOVES_MS))]);
    } catch (error) {
      this.#set(at, { state: 'ask' });
      return this.tell('learn-fault', error);
    }
    this.#set(at, { state: 'told' });
    this.#report(at);
  }

  /** What was predicted and what happened is kept. @param {number} at */
  #report(at) {
    const card = this.#open.cards[at];
    const { choice } = this.answers[at];
    if (!card.happened || (choice === null && !card.custom) || !this.place.quiz || this.place.present) return;
    const chosen = choice === null ? '' : (card.choices?.[choice] ?? '');
    const right = card.right === null || card.right === undefined || choice === null ? null : card.right === choice;
    const clean = (/** @type {string} */ text) => plain(text, this.lang);
    this.tell('learn-predicted', {
      lesson: this.place.name,
      card: at,
      question: clean(card.text),
      chosen: clean(chosen),
      right,
      happened: clean([card.big?.(), card.happened()].filter(Boolean).join(' ')),
    });
  }

  /** @param {number} to @param {number} [of] */
  #turn(to, of = this.#open.cards.length) {
    if (to >= of) return this.tell('learn-go', this.following ?? 'index');
    if (to >= 0) this.tell('learn-card', to);
  }

  /** @param {number} at @param {Partial<Answer>} patch */
  #set(at, patch) {
    this.answers[at] = { ...(this.answers[at] ?? unanswered()), ...patch };
    this.requestUpdate();
  }

  /** A hand more or less for a choice. @param {number} at @param {number} choice @param {number} by */
  #raise(at, choice, by) {
    const { hands } = this.answers[at];
    const raised = LETTERS.map((_, n) => Math.max(0, (hands[n] ?? 0) + (n === choice ? by : 0)));
    const most = raised.indexOf(Math.max(...raised));
    this.#set(at, { hands: raised, choice: raised[most] ? most : null });
  }

  #key = (/** @type {KeyboardEvent} */ event) => {
    const command = commandOf(event);
    if (!command || !this.lesson) return;
    event.preventDefault();
    const { at, card } = this.#open;
    if (command === 'on') return this.#on();
    if (command === 'back') return this.#turn(at - 1);
    if (command === 'large') return this.tell('learn-present', !this.place.present);
    const choice = LETTERS.indexOf(command);
    if (choice >= (card.choices?.length ?? 0) || this.#answer(at).state !== 'ask') return;
    if (this.place.present) this.#raise(at, choice, 1);
    else this.#set(at, { choice });
  };

  /** Within the page, but a new tab is the browser's. @param {MouseEvent} event @param {string} href */
  #follow(event, href) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || this.place.embed) return;
    event.preventDefault();
    history.pushState(null, '', href);
    dispatchEvent(new PopStateEvent('popstate'));
    scrollTo(0, 0);
  }

  updated() {
    const { at, cards, card } = this.#open;
    if (!cards.length || this.shown === at) return;
    // A figure by itself has no button: what it has to show, it shows.
    if (this.place.embed === 'figure' && this.#answer(at).state === 'ask') this.#act(at, card);
    const first = this.shown < 0;
    this.shown = at;
    this.tell('learn-reached', { card: at, of: cards.length });
    // Another card is read from its beginning; what was opened first has the page's own focus.
    if (!first) /** @type {HTMLElement|null} */ (this.querySelector('[data-focus]'))?.focus({ preventScroll: innerWidth > 800 });
  }
}

customElements.define('see-lesson', LessonView);
