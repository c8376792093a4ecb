/** The decoder: what it is handed, its cell, the readout, the candidates. */
import { html, nothing } from 'lit';
import { cellNumbers, readoutNumbers } from './cell-numbers.js';
import { digits } from './digits.js';
import { cellTex, logitTex, probTex, readoutTex } from './notation.js';
import { rowOf } from '../../drawing/matrix.js';
import { logSumExp, sumOfProducts } from './terms.js';
import { t } from '../../i18n/t.js';
import { pieceLabel } from '../../text/words.js';
import { equation, formula, headed, number, strip, sumList } from './parts.js';

/**
 * @typedef {import('./steps.js').Look} Look
 * @typedef {import('./steps.js').StageView} StageView
 */

/** The one context of all steps. @param {Look} look @returns {StageView} */
export function handedStage(look) {
  return { tex: [`${look.y.context} = ${look.y.last}`], body: strip(look, look.vectors.context) };
}

/** Gates and state: the vector that each line gives, and one unit of it. @param {Look} look @returns {StageView} */
export function cellStage(look) {
  const { anatomy, y, vectors, operands } = look;
  const lines = cellTex(anatomy, y);
  const numbers = cellNumbers(anatomy.cell, operands.gates, look.unit('hidden'));
  const read = [vectors.input, vectors.before, vectors.memorybefore].filter(Boolean);
  return {
    tex: [],
    body: html`<div class="calc-vectors calc-pair-of">${read.map((vector) => strip(look, vector))}</div>
      ${numbers.map(
        (line, k) => html`<div class="calc-gate">
        ${strip(look, { ...vectors[line.term], tex: lines[k].tex })}
        ${equation(line)}
      </div>`,
      )}`,
  };
}

/** The vectors that the readout reads, side by side, and what it makes of them. @param {Look} look @returns {StageView} */
export function readoutStage(look) {
  const { anatomy, y, vectors, operands } = look;
  const read = anatomy.luong ? [vectors.context, vectors.state] : [vectors.input, vectors.state, vectors.context];
  return {
    tex: [readoutTex(anatomy, y)],
    body: html`${anatomy.source === 'first' ? nothing : html`<div class="calc-joined">${read.map((vector) => html`<div style="--n:${vector.values.length}">${strip(look, vector, { brief: true })}</div>`)}</div>`}
      ${strip(look, vectors.readout)}
      ${equation(readoutNumbers(operands.readout, look.unit('readout')))}`,
  };
}

/** Logits and their softmax, for the best pieces. @param {Look} look @param {import('./steps.js').CalculationSteps} part @returns {StageView} */
export function outputStage(look, part) {
  const { step, y, operands, candidate } = look;
  const logits = operands.readout.logits.data;
  const all = logSumExp(logits);
  const chosen = step.candidates.find(({ id }) => id === candidate);
  const product = chosen ? pieceProduct(look, pieceLabel(chosen.piece)) : nothing;
  return {
    tex: [logitTex(y), probTex(y)],
    body: html`<table class="calc-pieces" data-testid="calc-output">
        <caption class="hidden">${t('calc.piecesTable')}</caption>
        <thead><tr><th scope="col">${t('calc.piece')}</th><th scope="col">${headed(y.logit, t('calc.logit'))}</th>
          <th scope="col">${headed(`\\exp(${y.logit})`, t('calc.exp'))}</th><th scope="col" colspan="2">${headed(y.prob, t('calc.prob'))}</th></tr></thead>
        <tbody>${step.candidates.map(
          ({ id, piece, logProb }) => html`<tr class=${id === candidate ? 'chosen' : ''}>
          <th scope="row"><button type="button" aria-pressed=${id === candidate} data-id=${id} @click=${() => (part.candidate = id)} lang="en">${pieceLabel(piece)}</button></th>
          <td>${number(logits[id], 'logit')}</td><td>${digits(Math.exp(logits[id]))}</td>
          <td>${number(Math.exp(logProb), 'prob')}</td><td class="bar" aria-hidden="true"><i style="--w:${(100 * Math.exp(logProb)).toFixed(2)}%"></i></td>
        </tr>`,
        )}</tbody>
      </table>
      ${product}
      ${
        chosen
          ? html`<p class="calc-line"><span><b lang="en">${pieceLabel(chosen.piece)}</b>: exp(${number(logits[chosen.id], 'logit')}) / <span data-total=${Math.exp(all)}>${digits(Math.exp(all))}</span>
        <small>${t('calc.allPieces', { n: logits.length })}</small></span>
        <span class="equals">= ${number(Math.exp(chosen.logProb), 'prob', 'total')}</span></p>`
          : nothing
      }`,
  };
}

/** One logit as the sum that it is: readout times the piece's embedding, and a bias. @param {Look} look @param {string} word */
function pieceProduct(
  {
    operands: {
      readout: { ids, embedding, bias, readout, logits },
    },
    candidate,
    unit,
    anatomy,
    y,
  },
  word,
) {
  const row = ids.data.indexOf(candidate);
  if (row < 0) return nothing;
  // Without a readout the state itself is compared.
  const chosen = unit(anatomy.source === 'read' ? 'hidden' : 'readout');
  const sum = sumOfProducts(readout.data, rowOf(embedding, row), logits.data[candidate], { also: chosen, bias: bias.data[row] });
  return sumList(sum, {
    id: 'logit',
    a: 'readout',
    b: 'embedding',
    term: 'logit',
    part: 'dec',
    chosen,
    of: (index) => t('calc.unit', { unit: index }),
    result: html`${formula(y.logit)} <b lang="en">${word}</b>`,
  });
}
