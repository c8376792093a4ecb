/** One card as it is read: the text, the prediction, what happened, the reason. */
import { html, nothing } from 'lit';
import { rich } from './rich.js';
import { say } from './say.js';

/**
 * @typedef {import('./model.js').Card} Card
 * @typedef {import('./model.js').CardState} CardState
 * @typedef {{ choice: number|null, reason: number|null, state: CardState, hands: number[] }} Answer
 * @typedef {object} Shown
 * @property {Card} card
 * @property {Answer} answer
 * @property {'en'|'ko'} lang
 * @property {boolean} present @property {boolean} quiz whether a prediction is asked for
 * @property {(choice: number) => void} choose @property {(choice: number, by: number) => void} raise
 * @property {(reason: number) => void} reason
 */

export const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];

/** @param {Card} card */
export const asks = ({ choices, custom, act }) => !!(choices || custom || act);

/** Whether the figure may act. @param {Card} card @param {Answer} answer @param {boolean} free nothing need be predicted */
export const mayAct = (card, answer, free) => free || (card.custom ? card.ready !== false : !card.choices || answer.choice !== null);

/** @param {Shown} shown */
export const cardBody = (shown) => html`
  <h3 class="say" tabindex="-1" data-focus>${rich(shown.card.text, shown.lang)}</h3>
  ${prediction(shown)}
  <div class="outcome" aria-live="polite">${shown.answer.state === 'told' ? outcome(shown) : nothing}</div>
  ${shown.card.formula && !shown.present && shown.answer.state === 'told' ? formula(shown.card.formula) : nothing}`;

/** @param {Shown} shown */
function prediction({ card, answer, lang, present, quiz, choose, raise }) {
  const words = say(lang);
  const asked = answer.state === 'ask';
  if (!quiz || (!card.choices && !card.custom)) return look(card, asked, lang);
  if (!asked && card.custom) return nothing;
  if (!asked && !present) return said(card, answer, lang);
  return html`<p class="kick"><b>${words['card.predict']}</b> ${present ? nothing : words['card.predict.hint']}</p>
    <div class="predict" data-testid="lesson-predict">${
      card.custom
        ? card.custom()
        : choiceList({
            choices: card.choices ?? [],
            chosen: answer.choice,
            right: asked ? undefined : card.right,
            locked: !asked,
            choose: present ? (n) => raise(n, 1) : choose,
            hands: present ? answer.hands : null,
            lower: (n) => raise(n, -1),
            lang,
          })
    }</div>
    ${look(card, asked, lang)}`;
}

/** Once the figure acts, what was predicted is one line. @param {Card} card @param {Answer} answer @param {'en'|'ko'} lang */
function said({ choices = [], right }, { choice, state }, lang) {
  const words = say(lang);
  const told = state === 'told' && right !== null && right !== undefined;
  return html`<div class="predict" data-testid="lesson-predict">
    <p class="said"><b>${words['card.said']}</b> ${rich(choices[choice ?? 0] ?? '', lang, false)} ${told ? html`<span class=${choice === right ? 'yes' : 'no'}>${words[choice === right ? 'card.asSaid' : 'card.otherwise']}</span>` : nothing}</p></div>`;
}

/** @param {Card} card @param {boolean} asked @param {'en'|'ko'} lang */
const look = ({ look: text }, asked, lang) =>
  text && asked ? html`<p class="look"><b>${say(lang)['card.look']}</b> ${rich(text, lang)}</p>` : nothing;

/**
 * @param {object} list
 * @param {string[]} list.choices @param {number|null} list.chosen
 * @param {number|null|undefined} list.right undefined: not told yet
 * @param {boolean} list.locked @param {(n: number) => void} list.choose
 * @param {number[]|null} list.hands @param {(n: number) => void} list.lower
 * @param {'en'|'ko'} list.lang
 */
function choiceList({ choices, chosen, right, locked, choose, hands, lower, lang }) {
  const words = say(lang);
  return html`<ul class="choices">${choices.map(
    (text, n) => html`<li class=${[chosen === n ? 'on' : '', right === n ? 'right' : ''].join(' ')}>
      <button type="button" aria-pressed=${chosen === n} ?disabled=${locked} @click=${() => choose(n)}><b>${LETTERS[n]}</b><span>${rich(text, lang, false)}</span>
        ${hands ? html`<em><strong>${hands[n] ?? 0}</strong> ${words['card.hands']}</em>` : nothing}</button>
      ${hands?.[n] && !locked ? html`<button type="button" class="less" aria-label=${words['card.hands.less'](LETTERS[n])} @click=${() => lower(n)}>−</button>` : nothing}
    </li>`,
  )}</ul>`;
}

/** @param {Shown} shown */
function outcome({ card, answer, lang, present, quiz, reason }) {
  const words = say(lang);
  return html`${card.happened ? html`<p class="kick"><b>${words['card.happened']}</b></p>` : nothing}
    ${card.big ? html`<p class="big-number">${rich(card.big(), lang, false)}</p>` : nothing}
    ${card.happened ? html`<p class="say told">${rich(card.happened(), lang)}</p>` : nothing}
    ${card.why ? why({ why: card.why, chosen: answer.reason, lang, free: !quiz || present, reason }) : nothing}`;
}

/** @param {{ why: import('./model.js').Why, chosen: number|null, lang: 'en'|'ko', free: boolean, reason: (n: number) => void }} asked */
function why({ why, chosen, lang, free, reason }) {
  const words = say(lang);
  const told = free || chosen !== null;
  return html`<p class="kick"><b>${why.question ?? words['card.why']}</b> ${free ? nothing : words['card.why.hint']}</p>
    ${
      free
        ? nothing
        : html`<div data-testid="lesson-why">${choiceList({ choices: why.choices, chosen, right: told ? why.right : undefined, locked: told, choose: reason, hands: null, lower: () => {}, lang })}</div>`
    }
    ${told ? html`<p class="theory" data-testid="lesson-theory">${verdict(why, chosen, lang)} ${rich(why.theory, lang)}</p>` : nothing}`;
}

/** @param {import('./model.js').Why} why @param {number|null} chosen @param {'en'|'ko'} lang */
function verdict({ right }, chosen, lang) {
  if (chosen === null) return nothing;
  return chosen === right ? html`<b>${say(lang)['card.yes']}</b>` : rich(say(lang)['card.no'](LETTERS[right]), lang, false);
}

/** @param {import('./model.js').Formula} formula */
const formula = ({
  tex,
  paper,
  url,
}) => html`<div class="card-formula"><div class="table-scroll" tabindex="0" role="group" aria-label=${paper}><see-formula .tex=${tex} display></see-formula></div>
  <a href=${url} target="_blank" rel="noopener">${paper}</a></div>`;
