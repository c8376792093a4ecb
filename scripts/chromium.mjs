/**
 * The Chromium that the tests drive: CHROMIUM, else one in the PATH, else Playwright's own, else installed now.
 *
 * Flags: a machine without a GPU still has WebGPU, on Chromium's software adapter.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { answers, run, Stop } from './tools.mjs';

/** For `launchOptions.args` of Playwright. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The path of a Chromium that is there, or nothing. @returns {string|undefined} */
export function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? '').split(':');
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

/** Sees to a Chromium. @returns {Promise<string|undefined>} its path; none: Playwright's own */
export async function needChromium() {
  const found = findChromium();
  if (found) return found;
  if (await playwrightHasOne()) return undefined;
  console.log('Installing Chromium');
  const isRoot = process.getuid?.() === 0;
  if (isRoot && answers('apt-get')) {
    const environment = { env: { DEBIAN_FRONTEND: 'noninteractive' } };
    await run('apt-get', ['update', '-qq'], environment);
    if (await run('apt-get', ['install', '-y', '-qq', 'chromium'], environment)) return findChromium();
  }
  if (await run('npx', ['playwright', 'install', 'chromium'])) return undefined;
  throw new Stop('no Chromium: install one, or name its path in CHROMIUM');
}

async function playwrightHasOne() {
  const { chromium } = await import('@playwright/test');
  return existsSync(chromium.executablePath());
}
