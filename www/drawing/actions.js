/**
 * What readers do, by the name of the event that tells it: each name with its detail. Components tell these; `page.js` knows what each
 * means for the page. Events of the lessons, `learn-…`, are their own.
 *
 * @typedef {import('../state/store.js').State} State
 *
 * @typedef {{
 *   'see-typed': { text: string, caret?: number, composing?: boolean },
 *   'see-sentence': string,
 *   'see-material': string,
 *   'see-example': string,
 *   'see-run': undefined,
 *   'see-anyway': undefined,
 *   'see-cancel': undefined,
 *   'see-on': undefined,
 *   'see-mechanism': string,
 *   'see-view': { view: State['view'], mechanism?: string },
 *   'see-open': import('../networks/own.js').OwnNetwork & { sentence: string },
 *   'see-pin': string|null,
 *   'see-order': State['order'],
 *   'see-backend': State['backend'],
 *   'see-look': number,
 *   'see-play': undefined,
 *   'see-seek': number,
 *   'see-move': number,
 *   'see-speed': number,
 *   'see-whole': boolean,
 *   'see-terms': boolean,
 *   'see-stage': State['stage'],
 *   'see-numbers': boolean,
 *   'see-options': State['options'],
 *   'see-undo': undefined,
 *   'see-head': number|null,
 *   'see-about': import('../about/about.js').Topic,
 *   'see-tour': undefined,
 *   'see-close': undefined,
 *   'see-language': State['lang'],
 *   'see-theme': State['theme'],
 * }} PageActions what the page acts on
 *
 * @typedef {{
 *   'see-mask': number,
 *   'see-weight': { row: number, column: number, weight: number },
 *   'see-token': number|null,
 *   'see-unit': { space: string, unit: number|null, pinned: boolean },
 *   'cell-choose': { row: number, column: number, clicked?: boolean },
 *   'cell-open': { row: number, column: number },
 * }} FigureActions what a part of a figure tells the figure
 *
 * @typedef {{ [K in keyof PageActions]: PageActions[K] extends undefined ? K : never }[keyof PageActions]} Bare those without a detail
 *
 * @typedef {PageActions & FigureActions & { [K in `learn-${string}`]: any }} Actions
 */

/**
 * Tells what a reader did with an element of the page.
 * @template {keyof Actions} K @param {EventTarget|null} target @param {K} name @param {Actions[K]} [detail]
 */
export const tell = (target, name, detail) => target?.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));

/**
 * Acts on what is told within an element.
 * @param {EventTarget} element @param {{ [K in keyof PageActions]: (detail: PageActions[K]) => void }} actions
 */
export function hear(element, actions) {
  for (const [name, action] of Object.entries(actions)) {
    element.addEventListener(name, (event) => /** @type {(detail: any) => void} */ (action)(/** @type {CustomEvent} */ (event).detail));
  }
}
