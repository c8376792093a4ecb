/**
 * The moments of a run and the player that goes through them. A moment is a number from 0: first the
 * encoder's part (a recurrent one reads a token a moment, a Transformer's works through a layer), then
 * one moment of handing over, then one moment for each step. A network without encoder has only its
 * steps. Nothing is computed anew: moving only changes `moment` and `step` in the store.
 *
 * @typedef {import('../networks/types.js').Run} Run
 * @typedef {import('./store.js').State} State
 * @typedef {{ kind: 'read', turn: number } | { kind: 'layer', layer: number } | { kind: 'hand' } | { kind: 'make', step: number }} Phase
 *   what happens at a moment: `turn` counts the tokens read, from 0
 */

/** How fast a run can be played. */
export const SPEEDS = [0.5, 1, 2];

/** How long a moment stays at speed 1, in milliseconds; reading as a whole takes no longer than `reading`. */
const REST = { read: 450, reading: 4500, layer: 1100, hand: 1300, make: 1100 };

/** How many moments come before the first step. @param {Run} run */
export function prelude({ source }) {
  const { encoder, tokens } = source;
  if (encoder.kind === 'none') return 0;
  return (encoder.kind === 'selfAttention' ? (encoder.layers ?? 0) : tokens.length) + 1;
}

/** @param {Run} run @param {number} step */
export const momentOf = (run, step) => prelude(run) + step;

/** The step looked at at a moment: the first one until there is one. @param {Run} run @param {number} moment */
export const stepOf = (run, moment) => Math.max(0, moment - prelude(run));

/** @param {Run} run */
export const lastMoment = (run) => prelude(run) + run.steps.length - 1;

/** The nearest moment that the run has. @param {Run} run @param {number} moment */
export const within = (run, moment) => Math.max(0, Math.min(moment, lastMoment(run)));

/** @param {Run} run @param {number} moment @returns {Phase} */
export function phaseOf(run, moment) {
  const before = prelude(run);
  if (moment >= before) return { kind: 'make', step: moment - before };
  if (moment === before - 1) return { kind: 'hand' };
  return run.source.encoder.kind === 'selfAttention' ? { kind: 'layer', layer: moment } : { kind: 'read', turn: moment };
}

/**
 * The last step that is shown as made: while the run is gone through, that of the moment, below 0 before the first; else all of them are.
 * @param {Pick<State, 'run'|'moment'|'stepping'>} state
 */
export const lastMade = ({ run, moment, stepping }) => (run && stepping ? moment - prelude(run) : Infinity);

/** How long a moment stays. @param {Run} run @param {number} moment @param {number} speed @returns {number} milliseconds */
export function restOf(run, moment, speed) {
  const { kind } = phaseOf(run, moment);
  const rest = kind === 'read' ? Math.min(REST.read, REST.reading / run.source.tokens.length) : REST[kind];
  return rest / speed;
}

/** How fast it plays by itself: for who sees it for the first time. */
const UNASKED = 0.75;

/** Plays: goes from moment to moment by a timer until the run ends, a newer one comes or the reader stops it. */
export class Playback {
  #store;
  #seek;
  /** Where the player itself went last: from there it goes on, from elsewhere it starts anew. */
  #left = -1;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  #timer;

  /** @param {import('./store.js').Store} store @param {(moment: number) => void} seek changes moment and step */
  constructor(store, seek) {
    this.#store = store;
    this.#seek = seek;
    store.subscribe((state, before) => this.#follow(state, before));
  }

  /** Plays, or stops playing. */
  toggle() {
    if (this.#store.state.playing) this.pause();
    else this.play();
  }

  /**
   * Plays from where the player stopped; from the beginning if the reader has looked elsewhere since, or at the end.
   * @param {{ unasked?: boolean }} [how] `unasked`: it plays by itself, slowly
   */
  play({ unasked = false } = {}) {
    const { run, stale, moment, stepping } = this.#store.state;
    if (!run?.steps.length || stale) return;
    if (!stepping || moment !== this.#left || moment >= lastMoment(run)) this.#go(0);
    this.#store.set({ playing: true, unasked });
    this.#wait();
  }

  pause() {
    clearTimeout(this.#timer);
    if (this.#store.state.playing) this.#store.set({ playing: false });
  }

  /** Stops and goes to a moment. @param {number} moment */
  seek(moment) {
    this.pause();
    this.#go(moment);
  }

  /** Stops and goes on or back. @param {number} by moments */
  move(by) {
    this.seek(this.#store.state.moment + by);
  }

  /** @param {number} speed one of `SPEEDS` */
  setSpeed(speed) {
    this.#store.set({ speed, unasked: false });
    if (this.#store.state.playing) this.#wait();
  }

  /** @param {number} moment */
  #go(moment) {
    const { run } = this.#store.state;
    if (!run?.steps.length) return;
    this.#left = within(run, moment);
    if (!this.#store.state.stepping) this.#store.set({ stepping: true });
    this.#seek(this.#left);
  }

  #wait() {
    const { run, moment, speed, unasked } = this.#store.state;
    clearTimeout(this.#timer);
    if (run) this.#timer = setTimeout(() => this.#next(), restOf(run, moment, unasked ? UNASKED : speed));
  }

  /** The last moment stays as long as any other; where more words may come, longer. */
  #next() {
    const { run, moment, status } = this.#store.state;
    if (!run) return;
    const last = moment >= lastMoment(run);
    if (last && status !== 'running') return this.pause();
    if (!last) this.#go(moment + 1);
    this.#wait();
  }

  /** A newer sentence ends playing. @param {State} state @param {State} before */
  #follow(state, before) {
    const newer = state.stale || state.run?.source !== before.run?.source || state.text !== before.text || state.view !== before.view;
    if (state.playing && newer) this.pause();
  }
}
