/**
 * What a lesson is: cards that ask and tell, a figure that acts, the table behind it. A lesson holds what its reader sets
 * (coins, a temperature, a word); which card is open, and what was answered, is the frame's.
 *
 * @typedef {import('./runs.js').Runs} Runs
 * @typedef {import('../networks/types.js').Run} Run
 * @typedef {import('../state/options.js').Options} Options
 *
 * @typedef {object} Means what a lesson is given
 * @property {string} text the visitor's sentence
 * @property {readonly string[]} mechanisms
 * @property {Runs} runs
 * @property {() => 'en'|'ko'} lang
 * @property {() => boolean} dark
 * @property {() => void} changed has it drawn anew
 * @property {AbortSignal} signal aborts when the lesson is left
 *
 * @typedef {'ask'|'acting'|'told'} CardState
 * @typedef {{ card: number, state: CardState, width: number, choice: number|null }} At where the reader is; `width` of the figure in pixels
 *
 * @typedef {object} Why the reason that is asked for
 * @property {string} [question]
 * @property {string[]} choices
 * @property {number} right
 * @property {string} theory one line
 *
 * @typedef {{ tex: string, paper: string, url: string }} Formula `paper`: with the number of the equation
 * @typedef {{ label: string, href: string }} Link
 *
 * @typedef {object} Card
 * @property {string} text at most 45 words, as `rich.js` reads it
 * @property {string} [look] what to look at, before anything moves
 * @property {string} [past] what is left of the card once it is passed
 * @property {string[]} [choices] what can be predicted
 * @property {number|null} [right] the choice that came true; null: none is right or wrong
 * @property {() => unknown} [custom] predicts by other means than choices; in place of them
 * @property {boolean} [ready] whether what `custom` asks for is there
 * @property {string} [go] what the button says that has the figure act
 * @property {() => Promise<void>} [act] what must be computed before it is told
 * @property {() => string} [happened]
 * @property {() => string} [big] a number set large before it
 * @property {Why} [why]
 * @property {Formula} [formula]
 * @property {Link[]} [links]
 *
 * @typedef {{ caption: string, columns: string[], rows: (string|number)[][] }} Table
 */

/** @template {{ [key: string]: any }} W the lesson's words */
export class Lesson {
  /** @param {Means} means @param {{ en: W, ko: W }} words */
  constructor(means, words) {
    this.means = means;
    this.all = words;
  }

  /** The lesson's words in the reader's language. @returns {W} */
  get words() {
    return this.all[this.means.lang()];
  }

  /** Computes what the first card needs. @returns {Promise<void>} */
  async prepare() {}

  /** @returns {Card[]} */
  get cards() {
    return [];
  }

  /** What the figure shows, and in smaller type beside it. @param {At} _at @returns {{ title: string, note?: string }} */
  heading(_at) {
    return { title: '' };
  }

  /** @param {At} _at @returns {unknown} */
  figure(_at) {
    return '';
  }

  /** What can be set of the figure. @param {At} _at @returns {unknown} */
  controls(_at) {
    return null;
  }

  /** @param {At} _at @returns {Table|null} */
  table(_at) {
    return null;
  }

  /** @param {Record<string, unknown>} patch of its own fields */
  set(patch) {
    Object.assign(this, patch);
    this.means.changed();
  }

  /** @param {string} mechanism @param {Partial<Options>} [options] @param {string} [text] */
  run(mechanism, options, text = this.means.text) {
    return this.means.runs.run({ text, mechanism, options }, this.means.signal);
  }

  /** @param {string} mechanism @param {number} position @param {import('../networks/types.js').Part} part @param {Partial<Options>} [options] */
  look(mechanism, position, part, options) {
    return this.means.runs.inspect({ text: this.means.text, mechanism, options }, position, part, this.means.signal);
  }
}
