/** Begins the tour; its code is fetched the first time. */

import { lazily } from '../drawing/lazily.js';

const tourCode = lazily(() => import('./tour.js'));

/** @param {boolean} attends whether the network on the page has attention */
export async function openTour(attends) {
  const focused = /** @type {HTMLElement|null} */ (document.activeElement);
  await tourCode();
  const there = /** @type {import('./tour.js').Tour|null} */ (document.querySelector('see-tour'));
  const tour = there ?? document.body.appendChild(/** @type {import('./tour.js').Tour} */ (document.createElement('see-tour')));
  focused?.focus({ preventScroll: true });
  await tour.begin(attends);
}
