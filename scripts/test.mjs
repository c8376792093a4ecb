/**
 * `npm test`: everything that proves the project, cheapest first. Stops at the first stage that fails; the last line says
 * `N passed, N failed`.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { needChromium } from './chromium.mjs';
import { needPackages, needRust, root, run, runMain, Stop } from './tools.mjs';

/**
 * How each kind of test tells its counts: every match adds.
 * @typedef {{ passed: RegExp, failed: RegExp }} Counts
 */
const CARGO = { passed: /test result: .* (\d+) passed/g, failed: /passed; (\d+) failed/g };
const NODE = { passed: /^(?:ℹ|#) pass (\d+)/gm, failed: /^(?:ℹ|#) fail (\d+)/gm };
const PLAYWRIGHT = { passed: /^\s+(\d+) (?:passed|flaky)/gm, failed: /^\s+(\d+) (?:failed|interrupted)/gm };

/**
 * A stage without counts is one test: it passes or fails as a whole.
 * @typedef {{ name: string, program: string, args: string[], counts?: Counts, env?: Record<string, string> }} Stage
 * @returns {Promise<Stage[]>}
 */
async function stages() {
  const chromium = await needChromium();
  const env = chromium ? { CHROMIUM: chromium } : undefined;
  const unit = readdirSync(join(root, 'tests/unit')).map((name) => join('tests/unit', name));
  const browser = existsSync(join(root, 'playwright.config.js'));
  return [
    { name: 'formatting, invariants, lints', program: 'cargo', args: ['xtask', 'check'] },
    { name: 'lints of the JavaScript', program: 'npm', args: ['run', '--silent', 'lint'] },
    { name: 'Rust tests', program: 'cargo', args: ['test', '--release'], counts: CARGO },
    { name: 'JavaScript unit tests', program: 'node', args: ['--test', ...unit], counts: NODE },
    { name: 'packages and site', program: 'node', args: ['scripts/build.mjs', '--no-opt'] },
    { name: 'types', program: 'npm', args: ['run', '--silent', 'types'] },
    ...(browser ? [{ name: 'the page in Chromium', program: 'npx', args: ['playwright', 'test'], counts: PLAYWRIGHT, env }] : []),
  ];
}

async function main() {
  await needRust();
  await needPackages();
  let passed = 0;
  for (const stage of await stages()) {
    const result = await runStage(stage);
    passed += result.passed;
    if (result.failed > 0) {
      console.log(`\n${passed} passed, ${result.failed} failed`);
      throw new Stop(`stage "${stage.name}" failed: ${stage.program} ${stage.args.join(' ')}`);
    }
  }
  console.log(`\n${passed} passed, 0 failed`);
}

/** @param {Stage} stage */
async function runStage({ name, program, args, counts, env }) {
  console.log(`\n── ${name}`);
  let output = '';
  const started = performance.now();
  const succeeded = await run(program, args, { env, onOutput: (text) => (output += text) });
  console.log(`── ${name}: ${Math.round((performance.now() - started) / 1000)} s`);
  if (!counts) return { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1 };
  const failed = sum(output, counts.failed);
  // What ends badly without counting a failure has failed all the same.
  return { passed: sum(output, counts.passed), failed: succeeded ? failed : Math.max(failed, 1) };
}

/** @param {string} text @param {RegExp} pattern its first group a number */
const sum = (text, pattern) => [...text.matchAll(pattern)].reduce((total, [, n]) => total + Number(n), 0);

runMain(main);
