import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from './scripts/chromium.mjs';
import { PATH } from './tests/browser/serve.mjs';

const executablePath = findChromium();

/** Where the two servers of the tests listen: the built site, and the sources for tests of single modules. `TEST_PORT` moves both. */
export const SITE_PORT = Number(process.env.TEST_PORT ?? 4180);
export const SOURCES_PORT = SITE_PORT + 1;

/** The built site, under a path that is not the host's root. */
const site = `http://localhost:${SITE_PORT}${PATH}`;

export default defineConfig({
  testDir: 'tests/browser',
  outputDir: 'artifacts/browser',
  // One at a time: the tests count and compare, and the software adapter takes every core.
  workers: 1,
  // Far beyond what a page needs: a busy machine is no fault of the page's. Times are bench/'s matter.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  // A second try tells a busy machine from a fault of the page's; what needed one is told as flaky.
  retries: 1,
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    baseURL: site,
    viewport: { width: 1280, height: 860 },
    locale: 'en-GB',
    screenshot: 'only-on-failure',
    // offline.spec.js lets one in.
    serviceWorkers: 'block',
    launchOptions: { args: CHROMIUM_ARGS, ...(executablePath ? { executablePath } : {}) },
  },
  webServer: [
    { command: `node tests/browser/serve.mjs ${SITE_PORT}`, url: site },
    { command: 'npx vite --clearScreen false', env: { PORT: `${SOURCES_PORT}` }, port: SOURCES_PORT },
  ],
});
