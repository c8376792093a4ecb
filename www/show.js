/** Makes the page of a store and its runner, and what keeps keys, theme, address and history in step with them. */
import { firstTranslation } from './state/first-translation.js';
import { playFirstVisit } from './state/first-visit.js';
import { watchForeign } from './text/foreign.js';
import { followHistory } from './state/history.js';
import { followKeys } from './state/keys.js';
import { Page } from './page.js';
import { Playback } from './state/playback.js';
import { followRecent } from './state/recent.js';
import { followTheme } from './state/theming.js';
import { followUndo } from './state/undo.js';

/** What the next visit needs without a network is kept once the page has nothing else to do. */
const keepForLater = () => import('./networks/offline.js').then(({ keepPage }) => keepPage());

/**
 * @param {import('./state/store.js').Store} store @param {import('./state/runner.js').Runner} runner
 * @param {import('./state/store.js').Link} defaults what the page shows without a link
 */
export function show(store, runner, defaults) {
  const playback = new Playback(store, (moment) => runner.seek(moment));
  followKeys(store, playback);
  followTheme(store);
  followHistory(store, defaults, (visited) => runner.visit(visited));
  followUndo(runner);
  followRecent(store);
  const page = new Page(store, runner, playback);
  watchForeign(page);
  document.body.append(page);
  playFirstVisit(store, runner, playback);
  firstTranslation(store).then(() => (globalThis.requestIdleCallback ?? setTimeout)(keepForLater));
}
