/** Attention as columns, one for each source piece: its state, its score, coins beside the weight, the weighted row; beside them what comes of it. */
import { html, nothing, svg } from 'lit';
import { two } from '../reading.js';
import { rowOf } from '../../drawing/matrix.js';
import { rangeOf, strip } from '../strip.js';
import './coins.css';

/**
 * @typedef {object} Columns
 * @property {string[]} labels
 * @property {import('../../networks/types.js').Matrix} states `[n, d]`
 * @property {ArrayLike<number>} query the decoder's state
 * @property {ArrayLike<number>} scores @property {ArrayLike<number>} weights
 * @property {ArrayLike<number>} context
 * @property {number[]} coins
 * @property {{ text: string, p: number, chosen: boolean }[]} candidates
 * @property {number} stage how far it is told: 0 states, 2 weights, 3 weighted rows and context, 6 the word
 * @property {boolean} narrow @property {(j: number) => void} put
 * @property {import('./words-en.js').Words} words
 */

/** @param {Columns} drawn */
export function coins(drawn) {
  const { labels, words, stage, narrow } = drawn;
  const at = Array.from(drawn.weights).indexOf(Math.max(...Array.from(drawn.weights)));
  const range = rangeOf(labels.map((_, j) => rowOf(drawn.states, j)));
  return html`<ol class="places stages">${words.stages.map((name, n) => html`<li class=${n + 1 < stage ? 'past' : n + 1 === stage ? 'now' : ''}>${n + 1} ${name}</li>`)}</ol>
  <div class="coins-figure ${narrow ? 'narrow' : ''}">
    <div class="figure-scroll" tabindex="0" role="region" aria-label=${words.caption}><div class="coins" style="--n:${labels.length}">
      ${row(
        'names',
        '',
        labels.map((label, j) => html`<b class=${stage >= 2 && j === at ? 'most' : ''}>${label}</b>`),
      )}
      ${row(
        'states',
        html`<b class="enc">${words.encoder}</b> <i>h<sub>j</sub></i>`,
        labels.map((_, j) => vector(rowOf(drawn.states, j), 'enc', range)),
      )}
      ${
        stage >= 2
          ? row(
              'scores',
              html`<b>${words.score}</b> <i>e<sub>ij</sub></i>`,
              Array.from(drawn.scores, (score) => html`<span>${score.toFixed(1).replace('-', '−')}</span>`),
            )
          : nothing
      }
      ${
        stage >= 1
          ? row(
              'piles',
              keys(drawn),
              labels.map((_, j) => pile(drawn, j, at)),
            )
          : nothing
      }
      ${
        stage >= 2
          ? row(
              'numbers',
              html`<i>α<sub>ij</sub></i>`,
              Array.from(drawn.weights, (weight, j) => html`<span class=${j === at ? 'most' : ''}>${weight.toFixed(2)}</span>`),
            )
          : nothing
      }
      ${
        stage >= 3
          ? row(
              'states',
              html`<b>${words.weighted}</b> <i>α<sub>ij</sub> h<sub>j</sub></i>`,
              labels.map((_, j) =>
                vector(
                  Array.from(rowOf(drawn.states, j), (value) => value * drawn.weights[j]),
                  'enc',
                  range,
                ),
              ),
            )
          : nothing
      }
    </div></div>
    ${side(drawn)}
  </div>`;
}

/** @param {string} name @param {unknown} label @param {unknown[]} cells */
const row = (name, label, cells) =>
  html`<div class="c-row ${name}"><span class="c-label">${label}</span>${cells.map((cell) => html`<span class="c-cell">${cell}</span>`)}</div>`;

/** @param {Columns} drawn */
const keys = ({ words, stage }) =>
  html`<span class="c-key"><i class="coin"></i>${words.coins}</span>${stage >= 2 ? html`<span class="c-key"><i class="patch"></i>${words.weights}</span>` : nothing}<span class="c-key quiet">${words.coin}</span>`;

/** @param {Columns} drawn @param {number} j @param {number} at */
function pile({ coins: placed, weights, stage, put }, j, at) {
  // By keyboard coins are placed in the card.
  return html`<span class="pile" @click=${() => put(j)}>
    <span class="coin-stack">${placed[j] ? Array.from({ length: placed[j] }, () => html`<i class="coin"></i>`) : html`<i class="coin none"></i>`}</span>
    <span class="weight-bar ${j === at ? 'most' : ''}" style="--w:${stage >= 2 ? weights[j] : 0}"></span></span>`;
}

/** @param {ArrayLike<number>} values @param {'enc'|'dec'|'att'} side @param {number} range @param {boolean} [wide] */
const vector = (values, side, range, wide = false) => {
  const [width, height] = wide ? [154, 44] : [48, 44];
  return svg`<svg class="vector ${wide ? 'wide' : ''}" viewBox="0 0 ${width} ${height}" aria-hidden="true"><g class="l-box ${side}"><rect class="edge" x="1" y="1" width=${width - 2} height=${height - 2} rx="8"></rect>
    ${strip(values, { x: 6, y: 7, width: width - 12, height: height - 14, units: wide ? 36 : 10, side, range })}</g></svg>`;
};

/** What goes in and what comes out. @param {Columns} drawn */
function side({ words, stage, query, context, candidates }) {
  return html`<div class="coins-side">
    <p><b class="dec">${words.decoder}</b> <i>s<sub>i−1</sub></i></p>${vector(query, 'dec', rangeOf([query]), true)}
    ${stage >= 3 ? html`<p><b>${words.context}</b> <i class="att">c<sub>i</sub></i></p>${vector(context, 'att', rangeOf([context]), true)}` : nothing}
    ${stage >= 5 ? html`<p><b>${words.word}</b></p><ul class="words">${candidates.map(({ text, p, chosen }) => html`<li class=${chosen ? 'chosen' : ''}><span>${text}</span><i style="--w:${p}"></i><em>${p < 0.01 ? p.toFixed(3) : two(p)}</em></li>`)}</ul>` : nothing}
  </div>`;
}
