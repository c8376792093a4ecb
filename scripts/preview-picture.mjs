/**
 * Makes the pictures by which others show the page, from the page itself: what a link's preview shows (www/preview.png) and
 * the icons of a device's home screen (www/touch-icon.png, www/icons/).
 * Usage: npm run build, then node scripts/preview-picture.mjs
 */
import { chromium } from '@playwright/test';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from '../tests/browser/serve.mjs';
import { CHROMIUM_ARGS, needChromium } from './chromium.mjs';
import { ICONS } from './vite-offline.mjs';
import { root, runMain, Stop } from './tools.mjs';

/** What the networks that preview links ask for. */
const SIZE = { width: 1200, height: 630 };
const MOST_BYTES = 120_000;
const ICON = 180;
const SHOWN = { text: 'Je suis très fatigué ce soir.', mechanism: 'additive', backend: 'cpu', lang: 'en' };
/** Of the page: its name, the sentence and its translation, the figures. */
const STYLE = `
  header > :not(.logo), .lead, footer, see-mechanism, .stage > .at-player, .making-of, .chips, .controls, .foot, .captioned, see-flow > .caption, see-search, .clear, .sentences, .why-doubt, .target .link, see-message { display: none !important; }
  :root { --page: 1200px; }
  main { padding: 0 24px; gap: 12px; }
  header { padding: 16px 28px 8px; }
  .logo { font-size: 30px; }
  .logo::after { content: ' see sequence to sequence: neural translation, step by step · 신경망 번역을 단계마다'; font-size: 19px; font-weight: 400; letter-spacing: 0; color: var(--mut); margin-left: 14px; }
  .pair > * { padding-block: 10px; }
  .target { min-height: 0; }
  .stage { grid-template-areas: 'flow attention'; grid-template-columns: minmax(0, 7fr) minmax(0, 4fr); }
  ::-webkit-scrollbar { display: none; }`;

async function main() {
  const executablePath = await needChromium();
  const site = await serve(0);
  const browser = await chromium.launch({ args: CHROMIUM_ARGS, ...(executablePath ? { executablePath } : {}) });
  try {
    await preview(browser, site.url, join(root, 'www/preview.png'));
    await icon(browser, join(root, 'www/touch-icon.png'), ICON);
    for (const size of ICONS) await icon(browser, join(root, `www/icons/icon-${size}.png`), size);
  } finally {
    await browser.close();
    site.close();
  }
}

/** @param {import('@playwright/test').Browser} browser @param {string} url @param {string} path */
async function preview(browser, url, path) {
  const page = await browser.newPage({ viewport: SIZE, colorScheme: 'light', reducedMotion: 'reduce' });
  await page.goto(`${url}?${new URLSearchParams(SHOWN)}`);
  await page.getByTestId('translation').and(page.locator('[data-state=done]')).waitFor();
  await page.addStyleTag({ content: STYLE });
  // The figures take the room that there is now.
  await page.waitForTimeout(500);
  await page.screenshot({ path });
  const { size } = statSync(path);
  if (size > MOST_BYTES) throw new Stop(`${path} has ${size} bytes; ${MOST_BYTES} is the most`);
}

/** The page's icon in pixels, its corners filled: the telephone rounds them. @param {import('@playwright/test').Browser} browser @param {string} path @param {number} size */
async function icon(browser, path, size) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const drawing = readFileSync(join(root, 'www/icon.svg'), 'utf8').replace(' rx="7"', '');
  await page.setContent(`<style>body { margin: 0 } svg { display: block; width: ${size}px }</style>${drawing}`);
  await page.screenshot({ path });
}

runMain(main);
