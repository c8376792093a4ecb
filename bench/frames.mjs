/** How evenly the page draws while it plays: the time from frame to frame through a whole sentence. */
import { quantile } from './statistics.mjs';

/** A source of at least twenty tokens. */
const SENTENCE = 'Hier soir, ma petite sœur a longuement parlé de ses études avec nos parents dans la grande cuisine.';
const PATIENCE = 300_000;
/** What no frame should exceed, in milliseconds: two frames of a screen of 60 Hz. */
export const LIMIT = 32;

/**
 * @param {import('@playwright/test').Page} page @param {string} url of the site @param {string} mechanism
 */
export async function measureFrames(page, url, mechanism) {
  await page.goto(`${url}?${new URLSearchParams({ mechanism, backend: 'cpu', text: SENTENCE, lang: 'en' })}`);
  await page.locator(`[data-testid=translation][data-state=done][data-mechanism="${mechanism}"]`).waitFor({ timeout: PATIENCE });
  // What follows the translation, such as the other checkpoints, is no part of playing.
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(2000);
  return evenness(mechanism, await page.evaluate(frameGaps));
}

/** The same of a page where one box moves: what the machine itself misses. @param {import('@playwright/test').Page} page @param {number} frames */
export async function measureEmpty(page, frames) {
  await page.goto('about:blank');
  await page.setContent(
    '<style>@keyframes move { to { translate: 500px } }</style><div style="width:9em;height:9em;background:gray;animation:move 2s infinite">',
  );
  await page.waitForTimeout(2000);
  return evenness('', await page.evaluate(emptyGaps, frames));
}

/** @param {string} mechanism '' of the page without one @param {number[]} gaps */
function evenness(mechanism, gaps) {
  return {
    mechanism,
    frames: gaps.length,
    median: quantile(gaps, 0.5),
    p95: quantile(gaps, 0.95),
    longest: Math.max(...gaps),
    over: gaps.filter((gap) => gap > LIMIT).length,
  };
}

/** In the page: plays from the beginning to the end. @returns {Promise<number[]>} milliseconds from frame to frame */
async function frameGaps() {
  const [flow, scrubber, play] = ['[data-testid=flow]', '[data-testid=scrubber]', '[data-testid=player] .main'].map(
    (part) => /** @type {HTMLElement} */ (document.querySelector(part)),
  );
  const end = scrubber.ariaValueMax;
  const frame = () => new Promise((/** @type {(time: number) => void} */ resolve) => requestAnimationFrame(resolve));
  play.click();
  /** @type {number[]} */
  const gaps = [];
  let before = await frame();
  // It may rest at its end before it begins.
  const left = () => flow.dataset.moment !== end;
  for (let started = left(); left() || !started; started ||= left()) {
    const now = await frame();
    gaps.push(now - before);
    before = now;
  }
  return gaps;
}

/** In the page: so many frames. @param {number} count @returns {Promise<number[]>} milliseconds from frame to frame */
async function emptyGaps(count) {
  const frame = () => new Promise((/** @type {(time: number) => void} */ resolve) => requestAnimationFrame(resolve));
  /** @type {number[]} */
  const gaps = [];
  for (let before = await frame(); gaps.length < count; ) {
    const now = await frame();
    gaps.push(now - before);
    before = now;
  }
  return gaps;
}
