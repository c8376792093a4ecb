/** Attention: score, softmax, weighted sum. */
import { html, nothing } from 'lit';
import { queryOf, scoreOf } from './anatomy.js';
import { energyNumbers } from './cell-numbers.js';
import { digits } from './digits.js';
import { contextTex, scoreTex, softmaxTex } from './notation.js';
import { columnOf, rowOf } from '../../drawing/matrix.js';
import { reach, softmaxParts, sumOfProducts } from './terms.js';
import { scoreFactors } from './vectors.js';
import { t } from '../../i18n/t.js';
import { exact, inkOn, rounded, weightColour } from '../../drawing/scale.js';
import { equation, formula, headed, number, strip, sumList } from './parts.js';
import './weighted-rows.js';

/**
 * @typedef {import('./steps.js').Look} Look
 * @typedef {import('./steps.js').StageView} StageView
 */

/** What the network puts in place of the score of a hidden token is below this. */
const HIDDEN = -1e8;

/** The attention's operands: these stages are there only where they are. @param {Look} look */
const attended = ({ operands }) => /** @type {import('../../networks/types.js').Operands} */ (operands.attention);

/** `e_ij`: its largest products, whose sum it is. @param {Look} look @returns {StageView} */
export function scoreStage(look) {
  const { anatomy, y, vectors, token } = look;
  const { a, b } = scoreFactors(anatomy, vectors);
  const unit = look.unit(a.space);
  const sum = sumOfProducts(a.values, b.values, attended(look).scores.data[token], { also: unit });
  const { factors, made } = scoreOf(anatomy);
  const used = new Set([...factors, ...Object.values(made).flat()]);
  const shown = [queryOf(anatomy), 'key', 'mapped', 'energy', 'v'].flatMap((name) => (used.has(name) ? vectors[name] : []));
  const line = energyNumbers(attended(look), anatomy, token, unit);
  return {
    tex: [scoreTex(anatomy, y)],
    body: html`<div class="calc-vectors">${shown.map((vector) => strip(look, vector))}</div>
      ${line ? equation(line) : nothing}
      ${sumList(sum, {
        id: 'score',
        a: a.name,
        b: b.name,
        term: 'score',
        chosen: unit,
        of: (index) => t('calc.unit', { unit: index }),
        result: html`${formula(y.score)} ${t('calc.scoreOf')} <b class="enc t-key">${look.labels[token]}</b>`,
      })}`,
  };
}

/** `α_ij`: all scores and weights of the step, and the division for the token looked at. @param {Look} look @returns {StageView} */
export function softmaxStage(look) {
  const { anatomy, y, labels, token, dark, run, step } = look;
  const {
    scores: { data: scores },
    weights: { data: weights },
    gaussian,
    position,
  } = attended(look);
  const hidden = attended(look).masked.data;
  const masked = labels.flatMap((_, j) => (hidden[j] < HIDDEN ? [j] : []));
  const given = run.options.attention.some(({ position }) => position === step.position);
  const { exps, total } = softmaxParts(scores, masked);
  const colour = weightColour(dark);
  const cells = (/** @type {(j: number) => unknown} */ cell) => labels.map((_, j) => cell(j));
  const here = (/** @type {number} */ j) => (j === token ? 'chosen' : '');
  return {
    tex: softmaxTex(anatomy, y),
    note: given
      ? t('calc.given')
      : position
        ? t('calc.window', { at: digits(position.data[0] + 1, 2) })
        : masked.length
          ? t('calc.masked')
          : undefined,
    body: html`<div class="calc-scroll" tabindex="0" role="region" aria-label=${t('calc.softmaxTable')}><table class="calc-softmax" data-testid="calc-softmax">
        <caption class="hidden">${t('calc.softmaxTable')}</caption>
        <thead><tr><td></td>${cells((j) => html`<th scope="col" class="enc ${here(j)}">${labels[j]}</th>`)}</tr></thead>
        <tbody>
          <tr><th scope="row">${headed(y.score, t('calc.stage.score'))}</th>${cells((j) => html`<td class=${here(j)}>${number(scores[j], 'score')}</td>`)}</tr>
          <tr><th scope="row">${headed(`\\exp(${y.score})`, t('calc.exp'))}</th>
            ${cells((j) => html`<td class=${here(j)}>${masked.includes(j) ? '–' : html`<span class="calc-num" data-exp=${exps[j]}>${digits(exps[j])}</span>`}</td>`)}</tr>
          ${
            gaussian
              ? html`<tr><th scope="row">${headed('\\times', t('calc.gaussian'))}</th>${cells((j) => html`<td class=${here(j)}>${number(gaussian.data[j])}</td>`)}</tr>`
              : nothing
          }
          <tr class="weights"><th scope="row">${headed(y.weight, t('calc.weight'))}</th>
            ${cells(
              (j) => html`<td class=${here(j)}><span class="calc-num t-weight" data-value=${exact(weights[j])} title=${rounded(weights[j])}
              style="background:${colour(weights[j])};color:${inkOn(colour(weights[j]))}">${digits(weights[j])}</span></td>`,
            )}</tr>
        </tbody>
      </table></div>
      ${
        given || masked.includes(token)
          ? nothing
          : html`<p class="calc-line"><span><b class="enc t-key">${labels[token]}</b>: exp(${number(scores[token], 'score')}) / <span data-total=${total}>${digits(total)}</span>${gaussian ? html` × ${number(gaussian.data[token])}` : nothing}</span>
        <span class="equals">= ${number(weights[token], 'weight', 'total')}</span></p>`
      }`,
  };
}

/** `c_i`: the rows that are added, and one unit of them. @param {Look} look @returns {StageView} */
export function contextStage(look) {
  const { y, labels, token, vectors, dark } = look;
  const { value, weights } = attended(look);
  const unit = look.unit('hidden');
  const sum = sumOfProducts(weights.data, columnOf(value, unit), vectors.context.values[unit], { also: token });
  const full = Math.max(...labels.map((_, j) => weights.data[j] * reach(rowOf(value, j))));
  return {
    tex: [contextTex(y)],
    body: html`<p class="calc-vector-name">${formula(`${y.weight}\\, ${y.key}`)} <small>${t('calc.weighted')} · ±${digits(full, 2)}</small></p>
      <see-weighted-rows .rows=${value} .weights=${weights.data} .labels=${labels} .token=${token} .unit=${unit} .full=${full} .dark=${dark}></see-weighted-rows>
      ${strip(look, vectors.context)}
      ${sumList(sum, {
        id: 'context',
        a: 'weight',
        b: 'key',
        term: 'context',
        chosen: token,
        of: (index) => html`<span class="enc">${labels[index]}</span>`,
        result: html`${formula(y.context)} ${t('calc.unit', { unit })}`,
      })}`,
  };
}
