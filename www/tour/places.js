/**
 * The five places of the page that the tour lights, one after another.
 *
 * @typedef {'sentence'|'network'|'flow'|'attention'|'without'|'making'} Place a key of its words
 */

/** Where each is in the page. @type {Record<Place, string>} */
export const WHERE = {
  sentence: '.card.pair',
  network: 'see-mechanism',
  flow: 'see-flow',
  attention: 'see-attention',
  without: 'see-attention',
  making: '.making-of',
};

/** The way through the page, for a network that has attention or has not. @param {boolean} attends @returns {Place[]} */
export const way = (attends) => ['sentence', 'network', 'flow', attends ? 'attention' : 'without', 'making'];

/**
 * What encloses all of a place.
 * @param {Pick<DOMRect, 'left'|'top'|'right'|'bottom'>[]} boxes at least one
 */
export function around(boxes) {
  return {
    left: Math.min(...boxes.map(({ left }) => left)),
    top: Math.min(...boxes.map(({ top }) => top)),
    right: Math.max(...boxes.map(({ right }) => right)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  };
}

/**
 * Where the card stands: under the lit place, over it where there is no room below, else at the window's lower edge.
 * @param {ReturnType<typeof around>} lit in the window
 * @param {{ width: number, height: number }} card
 * @param {{ width: number, height: number }} view the window
 */
export function beside(lit, card, view) {
  const gap = 12;
  const left = Math.max(gap, Math.min(lit.left, view.width - card.width - gap));
  if (lit.bottom + gap + card.height <= view.height) return { left, top: lit.bottom + gap };
  if (lit.top - gap - card.height >= 0) return { left, top: lit.top - gap - card.height };
  return { left: view.width - card.width - gap, top: view.height - card.height - gap };
}
