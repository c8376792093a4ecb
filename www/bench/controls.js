/** What is chosen of a run: task, network, and how it learns. */
import { html, nothing } from 'lit';
import { choices } from '../drawing/choices.js';
import { asItReads, CELLS, ENTERS, TASKS, entering, forTask } from './plan.js';
import { say } from './say.js';

/** @typedef {import('./types.js').Plan} Plan */

/** Of each number: least, most, and the values between, that a slider stands at. @type {Record<'size'|'rate'|'warmup'|'clip'|'batch'|'dropout'|'seed', number[]>} */
const SCALES = {
  size: [4, 8, 16, 24, 32, 48, 64, 96, 128],
  rate: [0.0005, 0.001, 0.002, 0.004, 0.008, 0.01, 0.02, 0.05, 0.1, 0.5, 2, 10],
  warmup: [0, 10, 25, 50, 100, 200, 400],
  clip: [0.1, 0.25, 0.5, 1, 2, 5, 10],
  batch: [1, 4, 8, 16, 32, 64, 128],
  dropout: [0, 0.1, 0.2, 0.3, 0.5],
  seed: Array.from({ length: 20 }, (_, n) => n + 1),
};

/** @param {{ plan: Plan, lang: 'en'|'ko', read: import('./types.js').Read|null, choose: (plan: Plan) => void }} given */
export function taskCard({ plan, lang, read, choose }) {
  const words = say(lang);
  const { name } = plan.task;
  return html`<section class="card bench-task">
    <h3>${words.task} <small>${words['task.hint']}</small></h3>
    <div class="chips" role="radiogroup" aria-label=${words.task} data-testid="bench-task">
      ${TASKS.map(
        (
          task,
        ) => html`<label class="chip">${words[/** @type {'task.sort'} */ (`task.${task}`)]}<input type="radio" name="bench-task" value=${task} .checked=${task === name}
        @change=${() => choose(forTask(task, plan))} /></label>`,
      )}
    </div>
    ${
      name === 'next-letter'
        ? html`<label class="own-word">${words.word} <input type="text" maxlength="30" .value=${plan.task.word ?? ''} data-testid="bench-word"
      @change=${(/** @type {Event & { target: HTMLInputElement }} */ { target }) => choose({ ...plan, task: { ...plan.task, word: target.value } })} /></label>`
        : nothing
    }
    ${name === 'pairs' ? pairs({ plan, lang, read, choose }) : nothing}
  </section>`;
}

/** @param {{ plan: Plan, lang: 'en'|'ko', read: import('./types.js').Read|null, choose: (plan: Plan) => void }} given */
function pairs({ plan, lang, read, choose }) {
  const words = say(lang);
  const take = (/** @type {string} */ text) => choose({ ...plan, task: { ...plan.task, text } });
  const file = async (/** @type {File|undefined} */ file) => file && take(await file.text());
  return html`<div class="own-pairs">
    <label for="bench-pairs">${words['pairs.hint']}</label>
    <textarea id="bench-pairs" data-testid="bench-pairs" rows="5" placeholder=${words['pairs.example']} .value=${plan.task.text ?? ''}
      @change=${(/** @type {Event & { target: HTMLTextAreaElement }} */ { target }) => take(target.value)}
      @dragover=${(/** @type {DragEvent} */ event) => event.preventDefault()}
      @drop=${(/** @type {DragEvent} */ event) => event.dataTransfer?.files.length && ((event.preventDefault(), file(event.dataTransfer.files[0])))}></textarea>
    <div class="beside-pairs">
      <label class="pill">${words['pairs.file']}<input class="hidden" type="file" accept=".txt,.tsv,.csv,text/*" @change=${(/** @type {Event & { target: HTMLInputElement }} */ { target }) => file(target.files?.[0])} /></label>
      ${segments({
        name: 'bench-unit',
        label: words.pairs,
        chosen: plan.task.unit ?? 'letters',
        all: [
          ['letters', words['pairs.letters']],
          ['words', words['pairs.words']],
        ],
        choose: (unit) => choose({ ...plan, task: { ...plan.task, unit: /** @type {'letters'|'words'} */ (unit) } }),
      })}
      ${read ? html`<span role="status" data-testid="bench-read">${words['pairs.read'](read.pairs.length)}</span>` : nothing}
    </div>
    ${
      read?.faults.length
        ? html`<details class="faults" data-testid="bench-faults" open><summary>${words['pairs.faults'](read.faults.length)}</summary>
      <ul>${read.faults.slice(0, 200).map(({ line, text, reason }) => html`<li><b>${words['pairs.line'](line)}</b> ${words[/** @type {'fault.empty'} */ (`fault.${reason}`)]} <q>${text}</q></li>`)}</ul></details>`
        : nothing
    }
  </div>`;
}

/** @param {{ plan: Plan, lang: 'en'|'ko', choose: (plan: Plan) => void }} given */
export function networkBar({ plan, lang, choose }) {
  const words = say(lang);
  const reads = asItReads(plan);
  const transformer = plan.attention === 'transformer' && !reads;
  return html`<div class="bench-network">
    ${segments({
      name: 'bench-cell',
      label: words.cell,
      chosen: reads ? 'rnn' : plan.cell,
      disabled: reads || transformer,
      all: CELLS.map((cell) => [cell, words[/** @type {'cell.gru'} */ (`cell.${cell}`)]]),
      choose: (cell) => choose({ ...plan, cell: /** @type {Plan['cell']} */ (cell) }),
    })}
    <label class="enters">${words.attention} <select data-testid="bench-attention" ?disabled=${reads} .value=${plan.attention} @change=${(/** @type {Event & { target: HTMLSelectElement }} */ { target }) => choose(entering(plan, /** @type {Plan['attention']} */ (target.value)))}>
      ${ENTERS.map((enters) => html`<option value=${enters} ?selected=${enters === plan.attention}>${words[/** @type {'attention.dot'} */ (`attention.${enters}`)]}</option>`)}
    </select></label>
    ${reads ? html`<span class="quiet">${words.asItReads}</span>` : transformer ? layers({ plan, words, choose }) : direction({ plan, words, choose })}
  </div>
  <div class="bench-numbers">
    ${/** @type {(keyof typeof SCALES)[]} */ (Object.keys(SCALES)).map((name) => slider(name, words[name], plan[name], (value) => choose({ ...plan, [name]: value })))}
  </div>`;
}

/** @typedef {{ plan: Plan, words: import('./words-en.js').Words, choose: (plan: Plan) => void }} Given */

/** @param {Given} given */
const direction = ({ plan, words, choose }) =>
  segments({
    name: 'bench-direction',
    label: words.direction,
    chosen: plan.bidirectional ? 'both' : 'one',
    all: [
      ['one', words['direction.one']],
      ['both', words['direction.both']],
    ],
    choose: (way) => choose({ ...plan, bidirectional: way === 'both' }),
  });

/** @param {Given} given */
const layers = ({ plan, words, choose }) =>
  segments({
    name: 'bench-layers',
    label: words.layers(2),
    chosen: String(plan.layers),
    all: [1, 2].map((count) => [String(count), words.layers(count)]),
    choose: (count) => choose({ ...plan, layers: Number(count) }),
  });

/** @param {keyof typeof SCALES} name @param {string} label @param {number} value @param {(value: number) => void} choose */
function slider(name, label, value, choose) {
  const scale = SCALES[name].includes(value) ? SCALES[name] : [...SCALES[name], value].sort((a, b) => a - b);
  return html`<label class="slider"><span>${label} <b>${value}</b></span>
    <input type="range" min="0" max=${scale.length - 1} step="1" .value=${String(scale.indexOf(value))} aria-valuetext=${value} data-testid=${`bench-${name}`}
      @change=${(/** @type {Event & { target: HTMLInputElement }} */ { target }) => choose(scale[Number(target.value)])} /></label>`;
}

/** @param {{ name: string, label: string, chosen: string, disabled?: boolean, all: string[][], choose: (value: string) => void }} group */
const segments = ({ all, disabled: off, ...group }) => choices({ ...group, all: all.map(([value, label]) => ({ value, label, off })) });
