/** Opens the dialog about the page; its code is fetched the first time. */

import { lazily } from '../drawing/lazily.js';

const dialogCode = lazily(() => import('./about.js'));

/** @param {import('./about.js').Topic} topic @param {() => string} report what a report of a wrong translation says */
export async function openAbout(topic, report) {
  await dialogCode();
  const there = /** @type {import('./about.js').About|null} */ (document.querySelector('see-about'));
  const dialog = there ?? document.body.appendChild(/** @type {import('./about.js').About} */ (document.createElement('see-about')));
  dialog.report = report;
  await dialog.open(topic);
}

/** The key that asks for help, where it is no letter of a text. @param {KeyboardEvent} event */
export const asksForHelp = ({ key, target, ctrlKey, metaKey, altKey }) =>
  key === '?' &&
  !ctrlKey &&
  !metaKey &&
  !altKey &&
  !(/** @type {Element|null} */ (target)?.closest?.('input, textarea, select, [contenteditable]'));
