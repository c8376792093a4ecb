/** Folders as a static host sends them: `FILE.br` beside each file. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

/** Brotli's quality: files above 4 MB a few hundredths larger, ten times sooner; graphs with float32 weights would take an hour. */
const quality = (/** @type {string} */ name, /** @type {number} */ bytes) => (name.endsWith('.onnx') ? 5 : bytes > 4e6 ? 9 : 11);

/** Copies a folder and compresses what has changed; what is in it no more goes. @param {string} from @param {string} to */
export function compressed(from, to) {
  const names = filesIn(from);
  for (const old of existsSync(to) ? filesIn(to) : []) {
    if (!names.includes(old.replace(/\.br$/, ''))) rmSync(join(to, old));
  }
  for (const name of names) {
    const target = join(to, name);
    const bytes = readFileSync(join(from, name));
    if (existsSync(`${target}.br`) && readFileSync(target).equals(bytes)) continue;
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(from, name), target);
    const params = { [constants.BROTLI_PARAM_QUALITY]: quality(name, bytes.length), [constants.BROTLI_PARAM_LGWIN]: 24 };
    writeFileSync(`${target}.br`, brotliCompressSync(bytes, { params }));
  }
  return to;
}

/** Paths relative to the folder. @param {string} folder */
function filesIn(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}
