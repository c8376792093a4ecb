/**
 * How probable is the reader's own translation? He types one, and every token of it is shown with its probability under this
 * network, beside the network's own. With another network the same text is scored anew.
 */
import { html, nothing } from 'lit';
import { ownEn } from '../i18n/en-own.js';
import { ownKo } from '../i18n/ko-own.js';
import { language, t } from '../i18n/t.js';
import { changed } from '../state/options.js';
import { Part } from '../drawing/part.js';
import { END_LABEL } from '../text/words.js';
import { least, mean, sum, verdict, written } from './verdict.js';

/** @typedef {import('../networks/types.js').Run} Run */
/** @typedef {import('./verdict.js').Token} Token */

const words = () => (language() === 'ko' ? ownKo : ownEn);

export class OwnTranslation extends Part {
  static properties = { run: { attribute: false }, open: { state: true }, result: { state: true }, fault: { state: true } };

  constructor() {
    super();
    /** A complete translation; null while there is none. @type {Run|null} */
    this.run = null;
    this.open = false;
    /** What the reader asked for. */
    this.text = '';
    /** @type {{ run: Run, tokens: Token[] }|null} */
    this.result = null;
    /** @type {{ code: string, details?: any }|null} */
    this.fault = null;
    /** The run that `text` was last scored under. @type {Run|null} */
    this.asked = null;
  }

  willUpdate() {
    const { run, asked } = this;
    if (!run || !asked || run === asked) return;
    if (run.text === asked.text) this.#score(run);
    else this.#forget();
  }

  render() {
    if (!this.run && !this.open) return nothing;
    if (!this.open) return html`<button type="button" class="link" data-testid="own" @click=${this.#show}>${words().open}</button>`;
    return html`<form class="own" @submit=${this.#submit} @keydown=${this.#key}>
        <input type="text" lang="en" autocomplete="off" spellcheck="false" maxlength="300" aria-label=${words().label} placeholder=${words().placeholder} .value=${this.text} data-testid="own-text" />
        <button class="chip plain">${words().ask}</button>
        <button type="button" class="chip" aria-label=${t('message.close')} @click=${this.#close}>×</button>
      </form>
      <div role="status" data-testid="own-result">${this.fault ? html`<p class="why-doubt">${faultText(this.fault)}</p>` : this.#result()}</div>`;
  }

  #result() {
    if (!this.result || this.result.run !== this.run) return nothing;
    const { run, tokens } = this.result;
    const own = written(run.steps);
    return html`<p class="own-verdict" data-testid="own-verdict">${said(run, verdict(tokens, own))}</p>
      ${scored(words().yours, tokens)}${scored(words().network, own)}
      <p class="why-doubt">${words().legend}</p>`;
  }

  async #show() {
    this.open = true;
    await this.updateComplete;
    this.querySelector('input')?.focus();
  }

  async #close() {
    this.open = false;
    this.#forget();
    await this.updateComplete;
    this.querySelector('button')?.focus();
  }

  #forget() {
    this.text = '';
    this.asked = null;
    this.result = null;
    this.fault = null;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === 'Escape') this.#close();
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    event.preventDefault();
    this.text = this.querySelector('input')?.value ?? '';
    if (this.run) this.#score(this.run);
  }

  /** @param {Run} run */
  async #score(run) {
    this.asked = run;
    const { text } = this;
    const answer = await run.score(text).then(
      ({ tokens }) => ({ tokens }),
      (fault) => ({ fault }),
    );
    if (this.asked !== run || this.text !== text) return;
    this.fault = 'fault' in answer ? answer.fault : null;
    this.result = 'tokens' in answer ? { run, tokens: answer.tokens } : null;
  }
}

/** @param {Run} run @param {import('./verdict.js').Verdict} verdict */
function said({ steps, options }, verdict) {
  const ended = steps.at(-1)?.ended;
  if (ended === 'repeats' || ended === 'length') return words().cut;
  if (verdict.kind === 'less') return words().less(verdict);
  return words()[verdict.kind === 'more' && changed(options) ? 'moreHeld' : verdict.kind];
}

/** A translation, token by token, and how probable it is. @param {string} name @param {Token[]} tokens */
function scored(name, tokens) {
  const weakest = least(tokens);
  return html`<div class="scored"><p><b>${name}</b> <span class="number">${words().sum({ sum: sum(tokens).toFixed(2).replace('-', '−'), mean: share(mean(tokens)) })}</span></p>
    <ol>${tokens.map((token, i) => one(token, i === weakest))}</ol></div>`;
}

/** @param {number} p */
const share = (p) => (p < 0.005 ? '<.01' : p.toFixed(2));

/** @param {Token} token @param {boolean} weakest */
function one({ added, logProb, rank }, weakest) {
  const [word, p] = [added.trim() || (added ? '␣' : END_LABEL), Math.exp(logProb)];
  return html`<li class=${weakest ? 'weakest' : nothing} data-value=${p} data-rank=${rank} aria-label=${words().token({ word, p: p.toFixed(2), rank })}>
    <span lang="en" style="--p:${p.toFixed(3)}">${word}</span><small class="number">${share(p)}</small><small class="number">${rank > 1 ? `#${rank}` : nothing}</small></li>`;
}

/** @param {{ code: string, details?: any }} fault */
function faultText({ code, details }) {
  if (code === 'empty-text') return words()['error.empty-text'];
  if (code === 'too-long') return words()['error.too-long'](details ?? {});
  return code === 'unwritable' ? words()['error.unwritable'](details ?? {}) : words()['error.other'];
}

customElements.define('see-own', OwnTranslation);
