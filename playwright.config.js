import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from './scripts/chromium.mjs';

const executablePath = findChromium();

/** Where the two servers of the tests listen: the built site, and the sources for tests of single modules. */
export const SITE_PORT = 4180;
export const SOURCES_PORT = 4181;

export default defineConfig({
  testDir: 'tests/browser',
  outputDir: 'artifacts/browser',
  // One at a time: the tests count and compare, and the software adapter takes every core.
  workers: 1,
  timeout: 120_000,
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    launchOptions: { args: CHROMIUM_ARGS, ...(executablePath ? { executablePath } : {}) },
  },
  webServer: [
    { command: 'npx vite preview', env: { PORT: `${SITE_PORT}` }, port: SITE_PORT },
    { command: 'npx vite --clearScreen false', env: { PORT: `${SOURCES_PORT}` }, port: SOURCES_PORT },
  ],
});
