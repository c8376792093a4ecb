/** The view Learn: the lessons and, behind them, the bench. */
import { html } from 'lit';
import '../lessons/learn.js';

/** @type {import('./views.js').Draw} */
export const learnView = (state, { beside }) => html`<see-learn .state=${state} .beside=${beside}></see-learn>`;
