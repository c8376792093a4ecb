/** What a visitor waits for: from navigation to the first translation, the first time and the second. */
import { chromium } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../tests/browser/serve.mjs';
import { median, sum } from './statistics.mjs';

/**
 * @typedef {{ ms: number, bytes: number, weights: number }} Visit `bytes` sent until the first translation, `weights` those of checkpoints
 * @typedef {{ first: Visit[], second: Visit[] }} Visits
 * @typedef {{ megabits: number, latency: number }} Link
 */

/** A link as many have at home; Chromium emulates it. */
export const LINK = { megabits: 20, latency: 40 };
const PATIENCE = 300_000;
const SETTLING_MS = 3000;
/** A first visit lasts a while: the page rehearses the sentence, and the browser keeps what it compiled. */
const READING_MS = 8000;

/**
 * First visits with nothing kept, and a second one after each, in a profile on disk as a visitor has one: a browser of the
 * tests' kind, which forgets everything, keeps no compiled code either.
 * @param {import('@playwright/test').LaunchOptions} launch @param {string} folder the built site, compressed
 * @param {number} times @param {Link} [link] none: as fast as the machine
 * @returns {Promise<Visits>}
 */
export async function measureVisits(launch, folder, times, link) {
  /** @type {Visits} */
  const visits = { first: [], second: [] };
  for (let n = 0; n < times; n++) {
    /** @type {{ bytes: number, url: string }[]} */
    let sent = [];
    const site = await serve(0, { folder, brotli: true, onSent: (bytes, url) => sent.push({ bytes, url }) });
    const profile = mkdtempSync(join(tmpdir(), 'seq2see-visit-'));
    const context = await chromium.launchPersistentContext(profile, launch);
    await awaken(context, new URL('/', site.url).href);
    for (const which of /** @type {const} */ (['first', 'second'])) {
      sent = [];
      const { ms, page } = await visit(context, site.url, link);
      visits[which].push({ ms, ...counted(sent) });
      // What the page fetches behind its first translation belongs to no visit that is measured.
      await page.waitForLoadState('networkidle');
      await page.waitForTimeout(READING_MS);
      await page.close();
    }
    await context.close();
    rmSync(profile, { recursive: true, force: true });
    site.close();
  }
  return visits;
}

/** A browser that has just been started is still starting; a visitor's has been open for a while. @param {import('@playwright/test').BrowserContext} context @param {string} url of no page */
async function awaken(context, url) {
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForTimeout(SETTLING_MS);
  await page.close();
}

/** Medians of a kind of visit. @param {Visit[]} visits */
export const typical = (visits) => ({
  ms: median(visits.map(({ ms }) => ms)),
  bytes: median(visits.map(({ bytes }) => bytes)),
  weights: median(visits.map(({ weights }) => weights)),
});

/** @param {{ bytes: number, url: string }[]} sent */
const counted = (sent) => ({
  bytes: sum(sent.map(({ bytes }) => bytes)),
  weights: sum(sent.filter(({ url }) => url.endsWith('.safetensors')).map(({ bytes }) => bytes)),
});

/** @param {import('@playwright/test').BrowserContext} context @param {string} url @param {Link} [link] */
async function visit(context, url, link) {
  const page = await context.newPage();
  // A new window of Chromium has pages of its own to load, which nobody who is already reading waits for.
  await page.waitForTimeout(SETTLING_MS);
  if (link) await emulate(page, link);
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('[data-testid=translation][data-state=done] .word')) return;
      observer.disconnect();
      /** @type {any} */ (window).firstTranslation = performance.now();
    }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-state'] });
  });
  await page.goto(url);
  await page.waitForFunction(() => /** @type {any} */ (window).firstTranslation, null, { timeout: PATIENCE });
  return { page, ms: await page.evaluate(() => /** @type {any} */ (window).firstTranslation) };
}

/** @param {import('@playwright/test').Page} page @param {Link} link */
async function emulate(page, { megabits, latency }) {
  const session = await page.context().newCDPSession(page);
  const throughput = (megabits * 1e6) / 8;
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency,
    downloadThroughput: throughput,
    uploadThroughput: throughput,
  });
}
