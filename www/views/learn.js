/** The view Learn: the lessons and, behind them, the bench. */
import { html } from 'lit';
import '../lessons/learn.js';

/** @param {import('../state/store.js').State} state @param {import('../lessons/runs.js').Translate} beside the run of the store */
export const learnView = (state, beside) => html`<see-learn .state=${state} .beside=${beside}></see-learn>`;
