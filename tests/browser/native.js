/** The native program's translations: what the page's words are compared with. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { modelsFolder } from '../../scripts/inventory.mjs';
import { root } from '../../scripts/tools.mjs';

/**
 * Translates sentences with `seq2see translate`, built first unless SEQ2SEE names a program that is.
 * @param {string} mechanism @param {string[]} sentences @param {string[]} [options] of the program @returns {string[]}
 */
export function nativeTranslations(mechanism, sentences, options = []) {
  const model = join(modelsFolder(root), mechanism);
  const translate = ['translate', '--model', model, ...options];
  const build = ['run', '--release', '--quiet', '--package', 'seq2see-train', '--bin', 'seq2see', '--'];
  const { SEQ2SEE } = process.env;
  const output = execFileSync(SEQ2SEE ?? 'cargo', SEQ2SEE ? translate : [...build, ...translate], {
    cwd: root,
    input: sentences.map((each) => `${each}\n`).join(''),
    encoding: 'utf8',
  });
  return output.split('\n').slice(0, -1);
}
