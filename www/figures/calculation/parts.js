/** Small things that the stages of a calculation are put together from. */
import { html, nothing } from 'lit';
import { digits, signed } from './digits.js';
import { wordOf } from './scores.js';
import { reach } from './terms.js';
import { t, tell } from '../../i18n/t.js';
import { exact, rounded } from '../../drawing/scale.js';
import './formula.js';
import './strip.js';

/**
 * @typedef {Pick<import('./steps.js').Look, 'anatomy'|'labels'|'token'|'read'|'dark'|'unit'>} Look
 * @typedef {import('./terms.js').Sum} Sum
 * @typedef {import('./cell-numbers.js').Line} Line
 * @typedef {import('./cell-numbers.js').Factor} Factor
 */

/** A number of this run, to three places; a fourth on hover, all its digits in the tables. @param {number} value @param {string} [term] @param {string} [kind] */
export const number = (value, term = '', kind = '') =>
  html`<span class="calc-num ${kind} ${term && `t-${term}`}" data-value=${exact(value)} title=${rounded(value)}>${digits(value)}</span>`;

/** @param {string} tex */
export const formula = (tex) => html`<see-formula .tex=${tex}></see-formula>`;

/** A symbol that heads a row or a column, with its name for who does not see it. @param {string} tex @param {string} name */
export const headed = (tex, name) => html`${formula(tex)}<span class="hidden">${name}</span>`;

/** What a vector is, in words. @param {Look} look @param {string} name */
export const vectorWords = ({ anatomy: { source, score }, labels, token, read }, name) =>
  tell(`calc.vector.${name === 'input' && source === 'read' ? 'read' : wordOf(score, name)}`, { word: labels[token], read });

/**
 * A vector with its symbol, what it is, and the value of the unit looked at.
 *
 * @param {Look} look
 * @param {import('./vectors.js').Vector} vector
 * @param {{ brief?: boolean }} [options] `brief`: it was there before, its symbol is enough
 */
export function strip(look, { name, tex, values, space, part, full }, { brief = false } = {}) {
  const words = vectorWords(look, name);
  const unit = Math.min(look.unit(space), values.length - 1);
  const most = full || reach(values);
  return html`<div class="calc-vector ${part} t-${name}" data-vector=${name}>
    <span class="calc-vector-name">${formula(tex)}${brief ? nothing : html` <small>${words}${most === 1 ? nothing : html` · ±${digits(most, 2)}`}</small>`}</span>
    <span class="calc-vector-unit">${brief ? nothing : html`<small>${t('calc.unit', { unit })}</small>`} ${number(values[unit])}</span>
    <see-strip .values=${values} .label=${words} .space=${space} .unit=${unit} .full=${most} .dark=${look.dark}></see-strip>
  </div>`;
}

/**
 * A sum with its largest products, the others together by sign, the sum so far beside each, and what the network found.
 *
 * @param {Sum} sum
 * @param {{ id: string, of: (index: number) => unknown, a: string, b: string, result: unknown, term: string, part?: 'att'|'dec', chosen?: number }} names
 *   `of` names a product, `a` and `b` are the terms of its factors, `part` is whose colour the bars have
 */
export function sumList(sum, { id, of, a, b, result, term, part = 'att', chosen }) {
  const { terms, above, below, bias, value, running } = sum;
  // The others together would dwarf every single product: they get a number, and no bar.
  const most = Math.max(...terms.map(({ product }) => Math.abs(product)), 1e-9);
  let soFar = 0;
  const added = (/** @type {number} */ product) =>
    html`<td data-product=${product}>${signed(product)}</td><td class="so-far">${digits((soFar += product))}</td>`;
  const row = (/** @type {string} */ label, /** @type {number} */ product) =>
    html`<tr class="rest"><th scope="row" colspan="2">${label}</th><td class="bar"></td>${added(product)}</tr>`;
  return html`<table class="calc-products ${part}" data-testid="calc-sum-${id}" data-value=${exact(value)}>
    <caption class="hidden">${t('calc.products')}</caption>
    <thead><tr><th colspan="2" scope="col">${t('calc.largest', { n: terms.length })}</th><td class="bar"></td><th scope="col">${t('calc.product')}</th><th scope="col">${t('calc.soFar')}</th></tr></thead>
    <tbody>
      ${terms.map(
        (each) => html`<tr class=${each.index === chosen ? 'chosen' : ''}>
        <th scope="row">${of(each.index)}</th>
        <td>${number(each.a, a)} × ${number(each.b, b)}</td>
        ${bar(each.product, most)}
        ${added(each.product)}
      </tr>`,
      )}
      ${above.count ? row(t('calc.above', { count: above.count }), above.sum) : nothing}
      ${below.count ? row(t('calc.below', { count: below.count }), below.sum) : nothing}
      ${bias ? row(t('calc.bias'), bias) : nothing}
    </tbody>
    <tfoot><tr><th scope="row" colspan="2">${result}</th><td class="bar"></td><td></td><td>${number(value, term, 'total')}</td></tr></tfoot>
  </table>
  ${running.length > terms.length ? curve(running, part) : nothing}`;
}

/** Height of the running sum's drawing, in its units. */
const CURVE = 60;

/** The sum as it grows, product after product: it ends at what all of them make. @param {number[]} running @param {'att'|'dec'} part */
function curve(running, part) {
  const [low, high] = [Math.min(0, ...running), Math.max(0, ...running)];
  const y = (/** @type {number} */ sum) => ((CURVE * (high - sum)) / (high - low || 1)).toFixed(1);
  const last = running[running.length - 1];
  return html`<figure class="calc-running ${part}"><figcaption>${t('calc.running', { n: running.length })}</figcaption>
    <div><svg viewBox="0 0 ${running.length} ${CURVE}" preserveAspectRatio="none" role="img" aria-label=${t('calc.runningAlt', { n: running.length, sum: digits(last) })}>
      <line x1="0" x2=${running.length} y1=${y(0)} y2=${y(0)} />
      <polyline points=${`0,${y(0)} ${running.map((sum, k) => `${k + 1},${y(sum)}`).join(' ')}`} /></svg>
      <b class="number" style="top:${((100 * Number(y(last))) / CURVE).toFixed(0)}%">${digits(last)}</b></div></figure>`;
}

/** From the middle to the right above zero, to the left below. @param {number} value @param {number} most */
const bar = (value, most) => html`<td class="bar" aria-hidden="true"><i class=${value < 0 ? 'below' : ''}
  style="--w:${((50 * Math.abs(value)) / most).toFixed(2)}%"></i></td>`;

/** A line of the cell: function of a sum of products, and its value. @param {Line} line */
export const equation = ({ operand, fn, sum, value, term }) => html`<p class="calc-line" data-operand=${operand}>
  <span>${fn}${fn ? '(' : ''}${sum.map((factors, k) => html`${k ? ' + ' : ''}${factors.map((each, n) => html`${n ? ' × ' : ''}${factor(each)}`)}`)}${fn ? ')' : ''}</span>
  <span class="equals">= ${number(value, term, 'total')}</span></p>`;

/** @param {Factor} factor */
function factor({ value, term, complement, fn }) {
  if (complement) return html`(1 − ${number(value, term)})`;
  return fn ? html`${fn}(${number(value, term)})` : number(value, term);
}
