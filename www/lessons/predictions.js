/** What the reader predicted and what happened, to keep or to print; and the button that forgets it. */
import { html } from 'lit';
import { Part } from '../drawing/part.js';
import { NOTHING } from './progress.js';
import { say, titleOf } from './say.js';

export class Predictions extends Part {
  static properties = { progress: { attribute: false }, lang: {}, forgotten: { state: true } };

  constructor() {
    super();
    this.progress = NOTHING;
    /** @type {'en'|'ko'} */
    this.lang = 'en';
    this.forgotten = false;
  }

  render() {
    const words = say(this.lang);
    const { predictions } = this.progress;
    const any = predictions.length > 0;
    return html`<section class="card predictions" data-testid="predictions" data-count=${predictions.length}>
      <h2>${words['learn.predictions']}</h2>
      ${any ? this.#list() : html`<p class="quiet" role="status">${this.forgotten ? words['learn.forgotten'] : words['learn.nothingYet']}</p>`}
      <div class="predictions-foot">
        <button type="button" class="pill" ?disabled=${!any} @click=${() => print()}>${words['learn.print']}</button>
        <button type="button" class="pill" ?disabled=${!any} @click=${this.#save}>${words['learn.save']}</button>
        <button type="button" class="pill" data-testid="learn-forget" @click=${this.#forget}>${words['learn.forget']}</button>
      </div></section>`;
  }

  #list() {
    const words = say(this.lang);
    return html`<div class="table-scroll" tabindex="0" role="region" aria-label=${words['learn.predictions']}><table>
      <thead><tr><td></td><th scope="col">${words['learn.column.question']}</th><th scope="col">${words['learn.column.predicted']}</th><th scope="col">${words['learn.column.happened']}</th></tr></thead>
      <tbody>${this.progress.predictions.map(
        ({ lesson, question, chosen, happened, right }) => html`<tr><th scope="row">${titleOf(this.lang, lesson)}</th><td>${question}</td>
        <td>${right === null ? '' : right ? '✓ ' : '✗ '}${chosen}</td><td>${happened}</td></tr>`,
      )}</tbody></table></div>`;
  }

  #save = () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([asText(this.progress.predictions, this.lang)], { type: 'text/plain' }));
    link.download = 'seq2see-predictions.txt';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  #forget = () => {
    this.forgotten = true;
    this.tell('learn-forget');
  };
}

/** @param {import('./progress.js').Prediction[]} predictions @param {'en'|'ko'} lang */
export function asText(predictions, lang) {
  const words = say(lang);
  const one = (/** @type {import('./progress.js').Prediction} */ { lesson, question, chosen, happened }) =>
    [
      titleOf(lang, lesson),
      `${words['learn.column.question']}: ${question}`,
      `${words['learn.column.predicted']}: ${chosen}`,
      `${words['learn.column.happened']}: ${happened}`,
    ].join('\n');
  return `${predictions.map(one).join('\n\n')}\n`;
}

globalThis.customElements?.define('see-predictions', Predictions);
