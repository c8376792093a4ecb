/** The most probable pieces of the step looked at, with their probabilities. A press on another one goes on from it. */
import { html, nothing } from 'lit';
import { quoted } from '../i18n/quoted.js';
import { t } from '../i18n/t.js';
import { chooseWord, chosenSteps } from '../state/options.js';
import { Part } from '../drawing/part.js';
import { pieceLabel, surfaces } from '../text/words.js';

/** Places for candidates, filled or not, so that nothing moves when a run begins. */
const PLACES = 5;

export class Candidates extends Part {
  static properties = { run: { attribute: false }, step: { attribute: false }, stale: { attribute: false } };

  constructor() {
    super();
    /** @type {import('../networks/types.js').Run|null} */
    this.run = null;
    this.step = 0;
    this.stale = false;
  }

  render() {
    const step = this.run?.steps[this.step];
    return html`
      <h2>${this.run && step ? html`${this.#title(this.run)}<em>${t('candidates.sub', { step: this.step + 1, of: this.run.steps.length })}</em>` : t('candidates.empty')}</h2>
      <ol class="candidates ${this.stale ? 'stale' : ''}" data-testid="candidates" style="--places:${PLACES + 1}">
        ${step ? this.#list(step) : nothing}
      </ol>
      ${this.run && step ? html`<p class="what-if" data-testid="what-if-word">${this.#invitation(this.run, step)}</p>` : nothing}`;
  }

  /** @param {import('../networks/types.js').Run} run */
  #title(run) {
    const word = surfaces(run.steps)[this.step].word || pieceLabel(run.steps[this.step].piece);
    return quoted('candidates.title', { word }, { word: 'en' });
  }

  /** What can be done here; or, of a word that the reader chose, that it is not the network's. @param {import('../networks/types.js').Run} run @param {import('../networks/types.js').Step} step */
  #invitation(run, { id, piece, candidates: [best] }) {
    if (!chosenSteps(run.options).includes(this.step) || best.id === id) return t('candidates.try');
    return t('candidates.yours', { word: pieceLabel(piece), best: pieceLabel(best.piece) });
  }

  /** @param {import('../networks/types.js').Step} step */
  #list(step) {
    // A beam may have taken a word that is none of the first.
    const among = step.candidates.some(({ id }) => id === step.id);
    const top = [...step.candidates, ...(among ? [] : [step])].map(({ id, piece, logProb }) => ({ id, piece, p: Math.exp(logProb) }));
    const rest = Math.max(0, 1 - top.reduce((sum, { p }) => sum + p, 0));
    return html`${top.map(({ id, piece, p }) => this.#candidate(id, pieceLabel(piece), p, id === step.id))}
      <li class="rest"><span>${t('candidates.rest')}</span>${amount(rest)}</li>`;
  }

  /** @param {number} id @param {string} label @param {number} p @param {boolean} chosen */
  #candidate(id, label, p, chosen) {
    return html`<li class=${chosen ? 'chosen' : ''}><button type="button" aria-pressed=${chosen} title=${chosen ? nothing : t('candidates.choose', { word: label })}
      @click=${() => this.#choose(id, chosen)}><span lang="en">${label}</span>${amount(p)}</button></li>`;
  }

  /** @param {number} id @param {boolean} chosen */
  #choose(id, chosen) {
    const { run, step, stale } = this;
    if (run && !stale && !chosen) this.tell('see-options', chooseWord(run.options, run.steps, step, id));
  }
}

/** @param {number} p */
const amount = (p) => html`<i style="--p:${p.toFixed(4)}"></i><span class="number">${p.toFixed(3)}</span>`;

customElements.define('see-candidates', Candidates);
