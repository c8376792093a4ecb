/** The questions at the end: each says why its answer is right, and leads to the card where a network shows it. */
import { html, nothing } from 'lit';
import { Part } from '../../drawing/part.js';
import { LETTERS } from '../card.js';
import { titleOf } from '../say.js';
import './quiz.css';
import { en } from './words-en.js';
import { ko } from './words-ko.js';

const WORDS = { en, ko };

export class Quiz extends Part {
  static properties = { lang: {}, names: { attribute: false }, answers: { state: true } };

  constructor() {
    super();
    /** @type {'en'|'ko'} */
    this.lang = 'en';
    /** Lessons that can be given. @type {string[]} */
    this.names = [];
    /** What was chosen, by question. @type {Record<number, number>} */
    this.answers = {};
  }

  /** The questions whose lesson is there. */
  get #questions() {
    return WORDS[this.lang].questions.filter(({ lesson }) => this.names.includes(lesson));
  }

  render() {
    const words = WORDS[this.lang];
    const questions = this.#questions;
    const asked = Object.keys(this.answers).length;
    const right = questions.filter((question, n) => this.answers[n] === question.right).length;
    return html`<section class="card quiz" data-testid="quiz" data-right=${right} data-asked=${asked}>
      <h2>${words.title}</h2><p class="quiet">${words.lead}</p>
      <ol>${questions.map((question, n) => this.#question(question, n))}</ol>
      <div class="quiz-foot"><b role="status">${words.score({ right, asked })}</b><button type="button" class="pill" @click=${() => (this.answers = {})}>${words.again}</button></div>
    </section>`;
  }

  /** @param {import('./words-en.js').Question} question @param {number} n */
  #question({ question, choices, right, because, lesson, card }, n) {
    const words = WORDS[this.lang];
    const chosen = this.answers[n];
    const told = chosen !== undefined;
    return html`<li><h3>${n + 1}. ${question}</h3>
      <ul class="choices">${choices.map(
        (text, k) => html`<li class=${[chosen === k ? 'on' : '', told && right === k ? 'right' : ''].join(' ')}>
          <button type="button" aria-pressed=${chosen === k} ?disabled=${told} @click=${() => (this.answers = { ...this.answers, [n]: k })}><b>${LETTERS[k]}</b><span>${text}</span></button></li>`,
      )}</ul>
      <p class="because" aria-live="polite">${
        told
          ? html`<b>${chosen === right ? words.yes : words.no}</b> ${because} <button type="button" class="link" @click=${() => this.tell('learn-open', { name: lesson, card: card - 1 })}>${words.see}: ${titleOf(this.lang, lesson)}</button>`
          : nothing
      }</p></li>`;
  }
}

customElements.define('see-quiz', Quiz);
