/**
 * On a first visit the run is played once by itself, slowly, so that it is seen what there is to see. It waits until the
 * translation has been read and the flow is in sight; whatever the visitor does ends it, and so it does not come again.
 */
import { firstTranslation } from './first-translation.js';
import { lastMoment } from './playback.js';
import { recall, remember } from './preferences.js';
import { restingStep } from './resting-step.js';

/** How long a finished translation stands before it is played, in milliseconds; and how much of the flow has to be in sight. */
const READING_MS = 1500;
const IN_SIGHT = 0.5;
/** What a visitor does; to scroll is to look. A finger that scrolls presses, too, but does not click. */
const ACTS = ['mousedown', 'click', 'keydown', 'input'];

/**
 * @param {import('./store.js').Store} store @param {import('./runner.js').Runner} runner @param {import('./playback.js').Playback} playback
 * @param {Document} [page]
 */
export function playFirstVisit(store, runner, playback, page = document) {
  // Who follows a link has been told where to look.
  if (location.search || recall('played') || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  const over = new AbortController();
  const { signal } = over;
  const end = () => (remember('played', 'yes'), over.abort());
  /** Back to how the page is for who comes again. */
  const rest = () => {
    const { run } = store.state;
    if (run) runner.look(restingStep(run.steps));
  };
  const act = (/** @type {Event} */ { target }) => {
    const { playing, unasked } = store.state;
    end();
    // The player's own buttons say what is to be; everything else is looked at in peace.
    if (!playing || !unasked || /** @type {Element|null} */ (target)?.closest?.('see-player')) return;
    playback.pause();
    rest();
  };
  const followed = store.subscribe(({ playing, run, moment }, before) => {
    if (!before.playing || !before.unasked || playing || signal.aborted) return;
    end();
    if (run && moment === lastMoment(run)) rest();
  });
  signal.addEventListener('abort', followed);
  for (const kind of ACTS) page.addEventListener(kind, act, { capture: true, signal });
  settled(store, signal)
    .then(() => inSight(page, signal))
    .then(() => signal.aborted || playback.play({ unasked: true }));
}

/** Done when the first translation has stood for a while. @param {import('./store.js').Store} store @param {AbortSignal} signal */
async function settled(store, signal) {
  await firstTranslation(store, signal);
  await new Promise((read) => setTimeout(read, READING_MS));
}

/** Done when the flow is in sight. @param {Document} page @param {AbortSignal} signal */
const inSight = (page, signal) =>
  new Promise((/** @type {(done: unknown) => void} */ done) => {
    const flow = page.querySelector('.flow-scroll');
    if (!flow || signal.aborted) return;
    const watcher = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        watcher.disconnect();
        done(true);
      },
      { threshold: IN_SIGHT },
    );
    watcher.observe(flow);
    signal.addEventListener('abort', () => watcher.disconnect());
  });
