/** The native program's translations: what the page's words are compared with. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { modelsFolder } from '../../scripts/inventory.mjs';
import { root } from '../../scripts/tools.mjs';

/** Translates sentences with `seq2see translate`. @param {string} mechanism @param {string[]} sentences @returns {string[]} */
export function nativeTranslations(mechanism, sentences) {
  const model = join(modelsFolder(root), mechanism);
  const args = ['run', '--release', '--quiet', '--package', 'seq2see-train', '--bin', 'seq2see', '--', 'translate', '--model', model];
  const output = execFileSync('cargo', args, { cwd: root, input: sentences.map((each) => `${each}\n`).join(''), encoding: 'utf8' });
  return output.split('\n').slice(0, -1);
}
