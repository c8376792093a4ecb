/** Figures of the steps where every token has a row of numbers: what is added, projected, normalised, filtered. */
import { html, nothing } from 'lit';
import { t } from '../../i18n/t.js';
import { rowOf } from '../../drawing/matrix.js';
import { figure, furthest, moments, reach, shareOfZeros, sinusoids } from './numbers.js';
import { everyStep } from './scene.js';
import { formula, numbersTable, word } from './strip.js';

/**
 * @typedef {import('./scene.js').Scene} Scene
 * @typedef {import('./attention.js').Look} Look
 * @typedef {import('./numbers.js').Matrix} Matrix
 */

/** The tokens whose rows a step draws: the source's, or the positions of the decoder. @param {Scene} scene */
const tokensOf = ({ side, source, positions }) => (side === 'enc' ? source : positions);

/** Height of a token's row, in pixels: less on a narrow page, where figures stand under each other. @param {number} n tokens */
const rowHeight = (n) => Math.max(5, Math.min(matchMedia('(max-width: 800px)').matches ? 15 : 24, Math.floor(330 / n)));

/**
 * A table of the tokens' vectors under its formula.
 * @param {Scene} scene @param {Look} look
 * @param {{ tex: string, name: string, value: Matrix, tone?: 'enc'|'dec'|'att', labelled?: boolean, keys?: boolean, under?: unknown, wide?: number, of?: number|null }} table
 */
function vectors(
  scene,
  look,
  { tex, name, value, tone = scene.side, labelled = false, keys = false, under = nothing, wide = 1, of = null },
) {
  const label = t('former.rows', { name, rows: value.rows, columns: value.cols, reach: figure(reach(value.data)) });
  return html`<figure style="--wide:${wide}"><figcaption>${formula(tex)}<span>${name}</span></figcaption>
    <see-matrix .value=${value} .tone=${tone} .rowLabels=${labelled ? tokensOf(scene) : null} .chosen=${{ row: look.row, column: -1 }} .height=${rowHeight(value.rows)}
      .pickable=${keys ? 'keys' : 'click'} .reach=${of} .dark=${look.dark} .label=${keys ? t('former.keysRow', { name: label }) : label}></see-matrix>
    ${under === nothing ? nothing : html`<p class="fm-under number">${under}</p>`}</figure>`;
}

/** A sign between two figures. @param {string} text */
const sign = (text) => html`<span class="fm-sign" aria-hidden="true">${text}</span>`;

/** @type {WeakMap<Scene, Matrix>} */
const waves = new WeakMap();
/** Positions in the picture of the waves, from 0: as many as the networks read at most. */
const POSITIONS = 64;

/** Step 1: `√d E + PE`. @param {Scene} scene @param {Look} look */
export function embedFigure(scene, look) {
  const operands = scene.operands.embedding;
  if (!operands) return nothing;
  const { embedding, positions, input } = operands;
  const picture = waves.get(scene) ?? sinusoids(POSITIONS, positions.cols);
  waves.set(scene, picture);
  const of = reach(input.data);
  const at = (/** @type {Matrix} */ matrix, /** @type {number} */ d) => rowOf(matrix, look.row)[d];
  const shown = [0, 1, positions.cols - 2, positions.cols - 1];
  return html`<div class="fm-equation">
      ${vectors(scene, look, { tex: '\\sqrt{d}\\,E', name: t('former.embed.token'), value: embedding, labelled: true, keys: true, of })}${sign('+')}
      ${vectors(scene, look, { tex: 'PE', name: t('former.embed.position'), value: positions, of })}${sign('=')}
      ${vectors(scene, look, { tex: 'x', name: t(scene.side === 'enc' ? 'former.embed.sum' : 'former.embed.sumDecoder'), value: input, of })}
    </div>
    <p class="fm-terms number" data-testid="former-sums">${word(tokensOf(scene)[look.row], scene.side, look.lang)} ${shown.map((d) => html`<span class="fm-term">${figure(at(embedding, d))} + ${figure(at(positions, d))} = <b>${figure(at(input, d))}</b><sub>d = ${d + 1}</sub></span>`)}</p>
    <figure class="fm-waves"><figcaption>${formula('PE')} <span>${t('former.embed.waves', { n: POSITIONS })}</span></figcaption>
      <see-matrix .value=${picture} .tone=${scene.side} .height=${3} .reach=${1.7} .marked=${positions.rows} .chosen=${{ row: look.row, column: -1 }} .dark=${look.dark} .label=${t('former.embed.wavesAlt', { n: positions.rows })}></see-matrix>
      <p class="fm-under">${t('former.embed.marked', { n: positions.rows })}</p></figure>
    ${rowNumbers(scene, look, [
      ['√d · E', embedding],
      ['PE', positions],
      ['x', input],
    ])}`;
}

/** Step 2: `q = W_Q x + b`, and so `k` and `v`. @param {Scene} scene @param {Look} look */
export function projectFigure(scene, look) {
  const operands = scene.operands.attention;
  if (!operands) return nothing;
  const { input, query, key, value } = operands;
  const one = (/** @type {string} */ letter, /** @type {Matrix} */ matrix) =>
    vectors(scene, look, {
      tex: `${letter} = W_${letter.toUpperCase()}\\,x + b_${letter.toUpperCase()}`,
      name: t(`former.project.${/** @type {'q'} */ (letter)}`),
      value: matrix,
    });
  return html`<div class="fm-equation">
      ${vectors(scene, look, { tex: 'x', name: scene.layer ? t('former.project.below', { layer: scene.layer }) : t('former.project.input'), value: input, labelled: true, keys: true, wide: 1.8 })}${sign('→')}
      ${one('q', query)}${one('k', key)}${one('v', value)}
    </div>
    ${rowNumbers(scene, look, [
      ['q', query],
      ['k', key],
      ['v', value],
    ])}`;
}

/** Step 4: all heads beside each other, through `W_O`. @param {Scene} scene @param {Look} look */
export function concatFigure(scene, look) {
  const all = Array.from({ length: scene.heads }, (_, head) => scene.operands[`head${head}`]);
  if (all.some((each) => !each)) return nothing;
  const heads = /** @type {import('./scene.js').Operands[]} */ (all);
  const { output } = heads[0];
  const of = reach(heads.flatMap(({ head }) => [reach(head.data)]));
  return html`<div class="fm-equation fm-heads-joined">
      ${heads.map(
        ({ head }, k) =>
          html`${vectors(scene, look, {
            tex: `\\mathrm{head}_${k + 1}`,
            name: '',
            value: head,
            tone: 'att',
            labelled: !k,
            keys: !k,
            of,
            under: k === scene.head ? t('former.concat.chosen') : ' ',
            wide: k ? 1 : 1.35,
          })}`,
      )}${sign('→')}
      ${vectors(scene, look, { tex: '[\\mathrm{head}_1;\\dots]\\,W_O + b_O', name: t('former.concat.output', { d: output.cols }), value: output, wide: 3 })}
    </div>
    ${joinedNumbers(
      scene,
      look,
      heads.map(({ head }) => head),
      output,
    )}`;
}

/** Step 5: `LayerNorm(x + Attention(x))`. @param {Scene} scene @param {Look} look */
export function normFigure(scene, look) {
  const operands = scene.part === 'cross' ? everyStep(scene) : scene.operands.attention;
  if (!operands?.residual) return nothing;
  const { input, output, residual, norm } = operands;
  return html`${addAndNorm(scene, look, { input, change: output, name: t(`former.norm.from.${scene.part}`), tex: '\\mathrm{Attention}(x)', residual, norm })}
    ${rowNumbers(scene, look, [
      ['x', input],
      ['Attention(x)', output],
      ['x + Attention(x)', residual],
      ['LayerNorm', norm],
    ])}`;
}

/**
 * The four tables of an Add & Norm, the chosen row's mean and spread under the sum and its norm.
 * @param {Scene} scene @param {Look} look
 * @param {{ input: Matrix, change: Matrix, name: string, tex: string, residual: Matrix, norm: Matrix }} of
 */
function addAndNorm(scene, look, { input, change, name, tex, residual, norm }) {
  const reached = reach(residual.data);
  const spread = (/** @type {Matrix} */ matrix) => {
    const { mean, deviation } = moments(rowOf(matrix, look.row));
    return html`${formula('\\mu')} = ${figure(mean)}, ${formula('\\sigma')} = ${figure(deviation)}`;
  };
  return html`<div class="fm-equation" data-testid="former-add">
    ${vectors(scene, look, { tex: 'x', name: t('former.norm.before'), value: input, labelled: true, keys: true, of: reached, under: spread(input), wide: 1.25 })}${sign('+')}
    ${vectors(scene, look, { tex, name, value: change, of: reached, under: spread(change) })}${sign('=')}
    ${vectors(scene, look, { tex: `x + ${tex}`, name: t('former.norm.sum'), value: residual, of: reached, under: spread(residual) })}${sign('→')}
    ${vectors(scene, look, { tex: '\\mathrm{LayerNorm}', name: t('former.norm.after'), value: norm, under: spread(norm) })}
  </div>`;
}

/** Units of the inner layer that are named. */
const UNITS = 5;

/** Step 6: `W_2 max(0, W_1 x + b_1) + b_2`, then Add & Norm. @param {Scene} scene @param {Look} look */
export function feedFigure(scene, look) {
  const operands = scene.side === 'enc' ? scene.operands.feed : everyStep(scene);
  if (!operands) return nothing;
  const { input, inner, outer, residual, norm } = operands;
  const row = rowOf(inner, look.row);
  return html`<div class="fm-equation">
      ${vectors(scene, look, { tex: '\\max(0,\\ W_1 x + b_1)', name: t('former.feed.inner', { n: inner.cols }), value: inner, tone: 'att', labelled: true, keys: true })}
    </div>
    <p class="fm-terms number" data-testid="former-units">${word(tokensOf(scene)[look.row], scene.side, look.lang)} <span data-testid="former-zeros">${t('former.feed.zeros', { share: (100 * shareOfZeros(row)).toFixed(0), n: row.filter((value) => value > 0).length })}</span>
      ${furthest(row, UNITS).map((unit) => html`<span class="fm-term">${figure(row[unit])}<sub>${t('former.feed.unit', { unit: unit + 1 })}</sub></span>`)}</p>
    ${addAndNorm(scene, look, { input, change: outer, name: t('former.feed.outer'), tex: '\\mathrm{FFN}(x)', residual, norm })}
    ${scene.side === 'enc' ? onward(scene) : nothing}
    ${rowNumbers(scene, look, [
      ['x', input],
      ['FFN(x)', outer],
      ['x + FFN(x)', residual],
      ['LayerNorm', norm],
    ])}`;
}

/** Where the encoder's rows go from here. @param {Scene} scene */
function onward({ layer, layers }) {
  const last = layer === layers - 1;
  const next = { layer: layer + 2 };
  return html`<p class="fm-onward">${last ? t('former.feed.last') : t('former.feed.next', next)}
    <button type="button" class="pill" data-go=${last ? 'cross' : 'project'} data-layer=${last ? layer : layer + 1}>${last ? t('former.feed.toDecoder') : t('former.feed.toNext', next)} →</button></p>`;
}

/**
 * The heads side by side, as wide as the output that `W_O` makes of them: number for number.
 * @param {Scene} scene @param {Look} look @param {Matrix[]} heads @param {Matrix} output
 */
function joinedNumbers(scene, look, heads, output) {
  const [{ cols }] = heads;
  const of = rowOf(output, look.row);
  return numbersTable({
    title: t('former.tokenTable', { token: tokensOf(scene)[look.row] }),
    testid: 'former-token-table',
    head: ['d', t('former.concat.joined'), '[head₁;…] W_O + b_O'],
    rows: Array.from(of, (value, d) => ({
      name: t('former.concat.place', { d: d + 1, head: Math.floor(d / cols) + 1 }),
      values: [rowOf(heads[Math.floor(d / cols)], look.row)[d % cols], value],
    })),
  });
}

/** The chosen token's numbers, folded away. @param {Scene} scene @param {Look} look @param {[string, Matrix][]} columns */
const rowNumbers = (scene, look, columns) =>
  numbersTable({
    title: t('former.tokenTable', { token: tokensOf(scene)[look.row] }),
    testid: 'former-token-table',
    head: ['d', ...columns.map(([name]) => name)],
    rows: Array.from(rowOf(columns[0][1], look.row), (_, d) => ({
      name: String(d + 1),
      values: columns.map(([, matrix]) => rowOf(matrix, look.row)[d] ?? ''),
    })),
  });
