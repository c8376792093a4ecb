/** The view Learn: as yet the bench, where networks train before the reader's eyes. */
import { html } from 'lit';
import '../bench/bench.js';
import '../bench/bench.css';

/** @param {import('../state/store.js').State} state */
export const learnView = (state) =>
  html`<div class="learn" data-testid="learn"><see-bench .lang=${state.lang} .dark=${state.dark}></see-bench></div>`;
