/** Small things that the stages of a calculation are put together from. */
import { html, nothing } from 'lit';
import { digits, signed } from '../../calculation/digits.js';
import { reach } from '../../calculation/terms.js';
import { t, tell } from '../../i18n/t.js';
import { exact, rounded } from '../../scale.js';
import '../formula.js';
import './strip.js';

/**
 * @typedef {import('./steps.js').Look} Look
 * @typedef {import('../../calculation/terms.js').Sum} Sum
 * @typedef {import('../../calculation/cell-numbers.js').Line} Line
 * @typedef {import('../../calculation/cell-numbers.js').Factor} Factor
 */

/** A number of this run, to three places; a fourth on hover, all its digits in the tables. @param {number} value @param {string} [term] @param {string} [kind] */
export const number = (value, term = '', kind = '') =>
  html`<span class="calc-num ${kind} ${term && `t-${term}`}" data-value=${exact(value)} title=${rounded(value)}>${digits(value)}</span>`;

/** @param {string} tex */
export const formula = (tex) => html`<see-formula .tex=${tex}></see-formula>`;

/** A symbol that heads a row or a column, with its name for who does not see it. @param {string} tex @param {string} name */
export const headed = (tex, name) => html`${formula(tex)}<span class="hidden">${name}</span>`;

/** What a vector is, in words. @param {Look} look @param {string} name */
export const vectorWords = (look, name) => 
  tell(`calc.vector.${name === 'input' && look.anatomy.source === 'read' ? 'read' : name}`, { word: look.labels[look.token], read: look.read });

/**
 * A vector with its symbol, what it is, and the value of the unit looked at.
 *
 * @param {Look} look
 * @param {import('../../calculation/vectors.js').Vector} vector
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
 * A sum with its largest products, the others together, and what the network found.
 *
 * @param {Sum} sum
 * @param {{ id: string, of: (index: number) => unknown, a: string, b: string, result: unknown, term: string, part?: 'att'|'dec', chosen?: number }} names
 *   `of` names a product, `a` and `b` are the terms of its factors, `part` is whose colour the bars have
 */
export function sumList(sum, { id, of, a, b, result, term, part = 'att', chosen }) {
  const { terms, rest, bias, value } = sum;
  // The others together would dwarf every single product: they get a number, and no bar.
  const most = Math.max(...terms.map(({ product }) => Math.abs(product)), 1e-9);
  return html`<table class="calc-products ${part}" data-testid="calc-sum-${id}" data-value=${exact(value)}>
    <caption class="hidden">${t('calc.products')}</caption>
    <tbody>
      ${terms.map((each) => html`<tr class=${each.index === chosen ? 'chosen' : ''}>
        <th scope="row">${of(each.index)}</th>
        <td>${number(each.a, a)} × ${number(each.b, b)}</td>
        ${bar(each.product, most)}
        <td data-product=${each.product}>${signed(each.product)}</td>
      </tr>`)}
      ${rest.count ? row(t('calc.rest', { count: rest.count }), rest.sum) : nothing}
      ${bias ? row(t('calc.bias'), bias) : nothing}
    </tbody>
    <tfoot><tr><th scope="row" colspan="2">${result}</th><td class="bar"></td><td>${number(value, term, 'total')}</td></tr></tfoot>
  </table>`;
}

/** @param {string} label @param {number} product */
const row = (label, product) => html`<tr class="rest"><th scope="row" colspan="2">${label}</th><td></td>
  <td data-product=${product}>${signed(product)}</td></tr>`;

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
