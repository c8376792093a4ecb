/** Step 9: from the decoder's last vector to the next word: a logit for every piece, softmax, choice, and on to the next. */
import { html, nothing, svg } from 'lit';
import { t } from '../../i18n/t.js';
import { exact } from '../../drawing/scale.js';
import { pieceLabel, START_LABEL } from '../../text/words.js';
import { rowOf } from '../../drawing/matrix.js';
import { figure, furthest, products, sum, term } from './numbers.js';
import { formula, numbersTable, strip, word } from './strip.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./scene.js').Operands} Operands */

/** @param {Scene} scene @param {import('./attention.js').Look} look */
export function wordFigure(scene, look) {
  const operands = scene.operands.readout;
  if (!operands) return nothing;
  return html`${strip({ name: formula('y'), values: operands.features.data, tone: 'dec', dark: look.dark, label: 'y', plain: true })}
    <div class="fm-word-columns"><div>${candidates(scene, operands)}</div><div>${spread(scene, operands)}</div></div>
    ${logitSum(scene, operands)}
    ${loop(scene)}`;
}

/** The best pieces: logit, then probability. @param {Scene} scene @param {Operands} operands */
function candidates({ run, step }, { logits }) {
  const { candidates: best, id } = run.steps[step];
  return html`<table class="fm-logits" data-testid="former-logits">
    <thead><tr><th scope="col">${t('former.word.piece')}</th><th scope="col">${t('former.word.logit')}</th><th scope="col" colspan="2">${t('former.word.probability')} ${formula('p = e^{z} / \\textstyle\\sum e^{z}')}</th></tr></thead>
    <tbody>${best.map((each) => {
      const p = Math.exp(each.logProb);
      return html`<tr class=${each.id === id ? 'on' : ''}><th scope="row" lang="en">${pieceLabel(each.piece)}</th>
        <td data-value=${exact(logits.data[each.id])}>${figure(logits.data[each.id])}</td>
        <td class="bar"><i style="--p:${p.toFixed(4)}"></i></td><td data-value=${exact(p)}>${figure(p, 3)}</td></tr>`;
    })}</tbody></table>`;
}

/** Pieces that English is never written with have a bias of −100 (models/README.md): they would squeeze all others into a bar. */
const NEVER = -50;

/** Bars of the histogram. */
const BINS = 48;

/** How the logits of all pieces are spread, where the chosen one stands. @param {Scene} scene @param {Operands} operands */
function spread({ run, step, made }, { logits }) {
  const data = logits.data.filter((z) => z > NEVER);
  const [low, high] = data.reduce(([a, b], z) => [Math.min(a, z), Math.max(b, z)], [Infinity, -Infinity]);
  const bins = Array(BINS).fill(0);
  const binOf = (/** @type {number} */ z) => Math.min(BINS - 1, Math.floor((BINS * (z - low)) / (high - low || 1)));
  data.forEach((z) => (bins[binOf(z)] += 1));
  const most = Math.log1p(Math.max(...bins));
  const chosen = logits.data[run.steps[step].id];
  return html`<figure class="fm-spread"><figcaption>${formula('z = E\\,y + b')} <span>${t('former.word.spread', { n: data.length, never: logits.data.length - data.length })}</span></figcaption>
    <p class="number fm-mark" style="--at:${((100 * (binOf(chosen) + 0.5)) / BINS).toFixed(1)}">${word(made[step], 'dec', null)} ${figure(chosen)}</p>
    <svg viewBox="0 0 ${BINS * 10} 120" preserveAspectRatio="none" role="img" aria-label=${t('former.word.spreadAlt', { n: data.length, low: figure(low), high: figure(high), z: figure(chosen) })}>
      ${bins.map((count, k) => {
        const height = (116 * Math.log1p(count)) / most;
        return svg`<rect x=${k * 10 + 1} width="8" y=${120 - height} height=${height} class=${k === binOf(chosen) ? 'chosen' : ''}><title>${t('former.word.bin', { n: count })}</title></rect>`;
      })}</svg>
    <p class="fm-under number fm-axis"><span>${figure(low)}</span><span>${figure(high)}</span></p></figure>`;
}

/** The chosen piece's logit as the sum it is. @param {Scene} scene @param {Operands} operands */
function logitSum({ run, step, made }, { readout, ids, embedding, bias, logits }) {
  if (!ids) return nothing;
  const { id } = run.steps[step];
  const at = Array.from(ids.data).indexOf(id);
  if (at < 0) return nothing;
  const weights = rowOf(embedding, at);
  const terms = products(readout.data, weights);
  const first = furthest(terms, 3);
  const rest = sum(terms) - sum(first.map((d) => terms[d]));
  const total = sum(terms) + bias.data[at];
  return html`<p class="fm-terms number" data-testid="former-logit">${formula('z')} ${word(made[step], 'dec', null)} =
      ${first.map((d, i) => html`${i ? ' + ' : ''}<span class="fm-term">${figure(readout.data[d])} × ${term(weights[d])}<sub>d = ${d + 1}</sub></span>`)}
      + <span class="fm-term">${term(rest)}<sub>${t('former.open.rest', { n: terms.length - first.length })}</sub></span>
      + <span class="fm-term">${term(bias.data[at])}<sub>b</sub></span> = <b data-value=${exact(total)}>${figure(logits.data[id])}</b></p>
    ${numbersTable({
      title: t('former.word.table', { n: terms.length, word: made[step] }),
      testid: 'former-logit-terms',
      head: ['d', 'y', 'E', 'y × E'],
      rows: terms.map((product, d) => ({ name: String(d + 1), values: [readout.data[d], weights[d], product] })),
    })}`;
}

/** Every word made becomes what the next step reads. @param {Scene} scene */
const loop = ({ made, step }) => html`<div class="fm-loop"><p>${t('former.word.loop')}</p>
  <ol>${[START_LABEL, ...made].map(
    (label, i) =>
      html`<li class="${i === step ? 'read' : ''} ${i === step + 1 ? 'made' : ''}">${
        i
          ? html`<button type="button" data-look=${i - 1} aria-label=${t('former.word.look', { word: label, step: i })} aria-current=${i === step + 1}>${label}</button>`
          : html`<span>${label}</span>`
      }</li>`,
  )}</ol></div>`;
