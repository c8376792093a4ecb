/** What the tests of flow and player share. */
import { open, part, SENTENCES, translated } from './site.js';

/** @param {import('@playwright/test').Page} page */
export const moment = async (page) => Number(await part(page, 'flow').getAttribute('data-moment'));

/** What the page holds of the run drawn. @template T @param {import('@playwright/test').Page} page @param {(run: any) => T} read @returns {Promise<T>} */
export const ofRun = (page, read) => page.evaluate(`(${read})(document.querySelector('see-page').store.state.run)`);

/** Opens the page with a sentence translated; the focus is in the flow, where keys play. @param {import('@playwright/test').Page} page @param {string} [mechanism] */
export async function openTranslated(page, mechanism = 'additive') {
  await open(page, { backend: 'cpu', text: SENTENCES[0], mechanism });
  await translated(page, SENTENCES[0]);
  await part(page, 'flow').focus();
}
