/** Makes the page of a store and its runner, and what keeps keys, theme, address and history in step with them. */
import { playFirstVisit } from './first-visit.js';
import { watchForeign } from './foreign.js';
import { followHistory } from './history.js';
import { followKeys } from './keys.js';
import { Page } from './page.js';
import { Playback } from './playback.js';
import { followRecent } from './recent.js';
import { followTheme } from './theming.js';
import { followUndo } from './undo.js';

/**
 * @param {import('./state.js').Store} store @param {import('./runner.js').Runner} runner
 * @param {import('./state.js').Link} defaults what the page shows without a link
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
}
