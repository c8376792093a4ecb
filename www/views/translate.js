/**
 * The view that translates: sentence and translation, mechanism, then the stage (player, flow, attention)
 * and below it how the word looked at was made. Both are grids with named places (layout.css); the calculation
 * has its place there and comes into it as a part of its own.
 */
import { html, nothing } from 'lit';
import '../figures/heatmap/attention.js';
import '../figures/calculation/calculation.js';
import '../controls/candidates.js';
import '../controls/changes.js';
import '../figures/flow/flow.js';
import '../figures/heatmap/hood.js';
import '../controls/mechanism-toggle.js';
import '../controls/message.js';
import '../controls/player.js';
import '../controls/source-box.js';
import '../controls/translation-line.js';
import { lazily } from '../drawing/lazily.js';
import { t } from '../i18n/t.js';
import { OWN } from '../networks/own.js';
import { lastMade } from '../state/playback.js';

const walk = lazily(() => import('../figures/transformer/transformer.js'));
const tree = lazily(() => import('../figures/beam/tree.js'));
const ownParts = lazily(() => Promise.all([import('../own/own.js'), import('../own/speak.js')]));

/** What only a Transformer needs, fetched when the first one has run. */
function transformer() {
  walk();
  return 'at-calculation wide';
}

/**
 * While a run is played, its parts follow one frame after another, so that no frame has to bear them all.
 * @param {import('../state/store.js').State} state @param {import('./views.js').Means} means
 */
export function translateView(state, { address }) {
  const { run, step, moment, head, whole, numbers, terms, stage, stale, playing, unasked, dark } = state;
  const made = lastMade(state);
  const after = (/** @type {number} */ frames) => (playing ? frames : 0);
  return html`
  <section class="card pair">
    <see-source .text=${state.text} .passage=${state.passage} .taught=${state.mechanism === OWN} .tokens=${tokensOf(state)} .readAs=${readAsOf(state)}></see-source>
    <div class="target" id="translation">
      <see-translation .state=${state}></see-translation>
      <see-changes .state=${state}></see-changes>
      <see-own .run=${own(state)}></see-own>
      <see-message .notice=${state.notice}></see-message>
    </div>
  </section>
  <see-mechanism class="mechanism" .mechanisms=${state.mechanisms} .chosen=${state.mechanism}></see-mechanism>
  <section class="card stage">
    <see-player class="at-player" .state=${state} .late=${after(2)}></see-player>
    <see-flow class="at-flow" .run=${run} .moment=${moment} .made=${made} .head=${head} .stale=${stale} .playing=${playing} .unasked=${unasked}></see-flow>
    <see-attention class="at-attention" .run=${run} .step=${step} .made=${made} .head=${head} .whole=${whole} .numbers=${numbers}
      .stale=${stale} .playing=${playing} .dark=${dark} .changeable=${true} .address=${address} .late=${after(1)}></see-attention>
  </section>
  <section class="card making-of ${made < 0 ? 'unmade' : ''}" data-wait=${t('flow.unmade')}>
    <see-calculation class="at-calculation" .run=${run} .step=${step} .moment=${moment} .awaited=${state.networks[state.mechanism] ?? null} .terms=${terms} .whole=${whole} .numbers=${numbers}
      .stale=${stale} .dark=${dark} .late=${after(3)}></see-calculation>
    ${
      run?.network.family === 'transformer'
        ? html`<see-transformer class=${transformer()} .run=${run} .step=${step} .head=${head} .stage=${stage} .numbers=${numbers}
      .stale=${stale} .dark=${dark} .late=${after(3)}></see-transformer>`
        : nothing
    }
    <see-candidates class="at-candidates" .run=${state.run} .step=${state.step} .stale=${state.stale} .late=${after(4)}></see-candidates>
    <see-hood class="at-hood" .run=${run} .measured=${state.measured} .gpu=${state.gpu} .late=${after(5)}></see-hood>
  </section>
  ${state.run?.beam ? beamTree(state) : nothing}`;
}

/** The run, where it is complete and of the sentence in work. @param {import('../state/store.js').State} state */
const translatedRun = ({ run, stale, status, text }) => (run?.hood && !stale && status === 'done' && run.text === text ? run : null);

/** A translation that is there can be read aloud and set beside one's own: the code for that comes behind it. @param {import('../state/store.js').State} state */
function own(state) {
  const run = translatedRun(state);
  if (run) {
    ownParts();
  }
  return run;
}

/** The source of the sentence in work, once its run is there. @param {import('../state/store.js').State} state */
const sourceOf = ({ run, stale, text }) => (run && !stale && run.text === text ? run.source : null);
/** @param {import('../state/store.js').State} state */
const tokensOf = (state) => sourceOf(state)?.tokens ?? null;
/** @param {import('../state/store.js').State} state */
const readAsOf = (state) => sourceOf(state)?.readAs ?? null;

/** The tree's code comes with the first beam. @param {import('../state/store.js').State} state */
function beamTree(state) {
  tree();
  return html`<section class="card"><see-beam .run=${state.run} .step=${state.step} .stale=${state.stale}></see-beam></section>`;
}
