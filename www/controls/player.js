/**
 * The player: back, play, on, a scrubber with the encoder's part and a segment for each word made, and
 * the speed. Keys of the whole page: `keys.js`.
 */
import { html, nothing, svg } from 'lit';
import { caption } from '../figures/flow/caption.js';
import { t } from '../i18n/t.js';
import { middles, readable } from '../drawing/labels.js';
import { choices } from '../drawing/choices.js';
import { Part } from '../drawing/part.js';
import { lastMoment, lastMade, momentOf, phaseOf, prelude, SPEEDS } from '../state/playback.js';
import { Room } from '../drawing/room.js';
import { textWidth } from '../drawing/text-width.js';
import { targetGroups } from '../text/words.js';

/** The encoder's part of the scrubber is as wide as so many words. */
const READING = 1.6;
/** The gap between two parts and the size of their labels, in pixels, as in `flow.css`. */
const GAP = 4;
const FONT = 13;

const ICONS = {
  play: svg`<path d="M5 3.2v9.6L13 8z"></path>`,
  pause: svg`<path d="M4.5 3h2.6v10H4.5zM9 3h2.6v10H9z"></path>`,
  back: svg`<path d="M3 3h1.8v10H3zM13 3.2v9.6L6 8z"></path>`,
  on: svg`<path d="M11.2 3H13v10h-1.8zM3 3.2v9.6L10 8z"></path>`,
};

export class Player extends Part {
  static properties = { state: { attribute: false }, width: { state: true } };

  constructor() {
    super();
    /** @type {import('../state/store.js').State|null} */
    this.state = null;
    this.width = 0;
    new Room(this, (width) => (this.width = width), '.scrubber');
  }

  render() {
    const { run, moment, playing, stale } = /** @type {import('../state/store.js').State} */ (this.state);
    const drawn = run?.steps.length ? run : null;
    const last = drawn ? lastMoment(drawn) : 0;
    return html`<div class="player ${stale ? 'stale' : ''}" role="group" aria-label=${t('player.label')} data-testid="player">
      <div class="buttons">
        ${button('back', t('player.back'), !drawn || moment <= 0, () => this.tell('see-move', -1))}
        ${button(playing ? 'pause' : 'play', t(playing ? 'player.pause' : 'player.play'), !drawn, () => this.tell('see-play'), 'main')}
        ${button('on', t('player.on'), !drawn || moment >= last, () => this.tell('see-move', 1))}
      </div>
      <div class="scrubber" role="slider" tabindex="0" aria-label=${t('player.position')} data-testid="scrubber"
        aria-valuemin="0" aria-valuemax=${last} aria-valuenow=${drawn ? moment : 0} aria-valuetext=${drawn ? caption(drawn, moment, null) : nothing}
        @pointerdown=${this.#grab} @pointermove=${this.#drag}>${drawn ? this.#track(drawn, moment) : nothing}</div>
      ${this.#speeds()}
    </div>`;
  }

  /** @param {import('../networks/types.js').Run} run @param {number} moment */
  #track(run, moment) {
    const made = lastMade(/** @type {import('../state/store.js').State} */ (this.state));
    const words = targetGroups(run.steps, false).map(({ label }, i) => (i > made ? '' : label));
    const before = prelude(run);
    const { kind } = phaseOf(run, moment);
    const shares = before ? [READING, ...words.map(() => 1)] : words.map(() => 1);
    const labels = before ? [t('player.encoder'), ...words] : words;
    const first = labels.length - words.length;
    const shown = this.#shown(labels, shares, kind === 'make' ? first + moment - before : 0);
    // With many ticks, no more than a quarter of the encoder's part is gaps.
    const gap = `min(1.5px,${25 / before}%)`;
    return html`
      ${
        before
          ? html`<span class="reading ${kind === 'make' ? 'past' : 'now'}" style="flex-grow:${READING}">
        <span class="ticks" style="gap:${gap}">${Array.from({ length: before }, (_, m) => html`<i class=${reached(m, moment)}></i>`)}</span>
        <small>${shown[0]}</small></span>`
          : nothing
      }
      ${words.map((_, i) => html`<span class="making ${reached(momentOf(run, i), moment)}"><i></i><small lang="en">${shown[first + i]}</small></span>`)}`;
  }

  /**
   * The labels that have room, '' for the others.
   * @param {string[]} labels @param {number[]} shares of the parts' widths @param {number} now the part at work
   */
  #shown(labels, shares, now) {
    const at = middles(shares, this.width, GAP);
    const named = [...labels.keys()].filter((i) => labels[i]);
    const shown = readable(
      named.map((i) => ({ at: at[i], width: textWidth(labels[i], FONT) })),
      named.indexOf(now),
    );
    return labels.map((label, i) => (shown[named.indexOf(i)] ? label : ''));
  }

  /** @param {PointerEvent} event */
  #grab(event) {
    const track = /** @type {HTMLElement} */ (event.currentTarget);
    track.setPointerCapture(event.pointerId);
    track.focus({ preventScroll: true });
    this.#seek(event);
  }

  /** @param {PointerEvent} event */
  #drag(event) {
    if (event.buttons & 1) this.#seek(event);
  }

  /** @param {PointerEvent} event */
  #seek({ clientX }) {
    const marks = [...this.querySelectorAll('.ticks i, .making')];
    const at = marks.findIndex((mark) => clientX < mark.getBoundingClientRect().right);
    const moment = at < 0 ? marks.length - 1 : at;
    if (moment >= 0 && moment !== this.state?.moment) this.tell('see-seek', moment);
  }

  #speeds() {
    const { speed } = /** @type {import('../state/store.js').State} */ (this.state);
    return choices({
      name: 'speed',
      label: t('player.speed'),
      classes: 'speeds',
      chosen: speed,
      all: SPEEDS.map((value) => ({ value, label: `${value === 0.5 ? '½' : value}×`, says: t('player.times', { speed: value }) })),
      choose: (value) => this.tell('see-speed', value),
    });
  }
}

/** @param {number} mark @param {number} moment */
const reached = (mark, moment) => (mark < moment ? 'past' : mark === moment ? 'now' : 'later');

/** @param {'play'|'pause'|'back'|'on'} icon @param {string} label @param {boolean} idle @param {() => void} act @param {string} [classes] */
const button = (
  icon,
  label,
  idle,
  act,
  classes = '',
) => html`<button type="button" class="play ${classes}" aria-label=${label} title=${label}
  aria-disabled=${idle} @click=${() => idle || act()}><svg viewBox="0 0 16 16" aria-hidden="true">${ICONS[icon]}</svg></button>`;

customElements.define('see-player', Player);
