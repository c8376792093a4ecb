/** The programs this project stands on: looked for, installed where that is possible, explained where not. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** A reason to stop that needs no stack. */
export class Stop extends Error {}

/**
 * Runs a script's main function; a `Stop` becomes one line on standard error.
 * @param {() => Promise<void>} main
 */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    console.error(`\nseq2see: ${error.message}`);
    process.exitCode = 1;
  }
}

/**
 * Runs a program in the repository, its output shown.
 * @param {string} program @param {string[]} args
 * @param {{ onOutput?: (text: string) => void, onStart?: (child: import('node:child_process').ChildProcess) => void, env?: Record<string, string> }} [options]
 * @returns {Promise<boolean>} whether it succeeded
 */
export function run(program, args, { onOutput, onStart, env } = {}) {
  return new Promise((resolve) => {
    const stdio = /** @type {import('node:child_process').StdioOptions} */ (onOutput ? ['ignore', 'pipe', 'pipe'] : 'inherit');
    const child = spawn(program, args, { cwd: root, stdio, env: { ...process.env, ...env } });
    onStart?.(child);
    for (const [stream, out] of /** @type {const} */ ([
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ])) {
      stream?.on('data', (chunk) => {
        out.write(chunk);
        onOutput?.(String(chunk));
      });
    }
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  });
}

/** Whether a program can be started. @param {string} program @param {string[]} [args] */
export const answers = (program, args = ['--version']) => spawnSync(program, args, { cwd: root, stdio: 'ignore' }).status === 0;

/** What a program prints, or nothing. @param {string} program @param {string[]} args */
const printed = (program, args) => spawnSync(program, args, { cwd: root, encoding: 'utf8' }).stdout ?? '';

/** Sees to Rust and its WebAssembly target. */
export async function needRust() {
  if (!answers('cargo')) throw new Stop('Rust is not installed: see https://rustup.rs, then try again');
  if (!answers('rustup')) return;
  if (!printed('rustup', ['target', 'list', '--installed']).includes('wasm32-unknown-unknown')) {
    console.log('Installing the WebAssembly target of Rust');
    if (!(await run('rustup', ['target', 'add', 'wasm32-unknown-unknown']))) {
      throw new Stop('`rustup target add wasm32-unknown-unknown` failed');
    }
  }
}

/** Sees to the packages of npm. */
export async function needPackages() {
  const missing = !existsSync(join(root, 'node_modules/vite')) || !existsSync(join(root, 'node_modules/binaryen'));
  if (!missing) return;
  console.log('Installing the packages of npm');
  if (!(await run('npm', ['ci', '--no-audit', '--no-fund']))) throw new Stop('`npm ci` failed');
}

/**
 * Builds a browser package, unless it is up to date.
 * @param {'cpu'|'gpu'|'lab'} name
 * @param {{ optimised?: boolean, behind?: boolean, onStart?: (child: import('node:child_process').ChildProcess) => void }} [options]
 *   `optimised`: with wasm-opt, minutes later; `behind`: let everything else go first
 */
export function buildPackage(name, { optimised = true, behind = false, onStart } = {}) {
  const args = ['xtask', 'wasm', name, ...(optimised ? [] : ['--no-opt'])];
  const nice = behind && process.platform !== 'win32';
  return run(nice ? 'nice' : 'cargo', nice ? ['-n', '15', 'cargo', ...args] : args, { onStart });
}
