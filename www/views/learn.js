/** The view Learn: as yet the bench, where networks train before the reader's eyes. */
import { html } from 'lit';
import '../learn/bench.js';
import '../styles/learn.css';

/** @param {import('../state.js').State} state */
export const learnView = (state) => html`<div class="learn" data-testid="learn"><see-bench .lang=${state.lang} .dark=${state.dark}></see-bench></div>`;
