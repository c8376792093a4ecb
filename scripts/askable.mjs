/**
 * Writes `www/text/askable.json`: English sentences with the French and the Korean ones that say the same, taken from the
 * phrasebook. Who types English is answered with the nearest of them.
 *
 *     node scripts/askable.mjs
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What an English sentence says, whatever its capitals and marks. @param {string} english */
const gist = (english) => english.toLowerCase().replaceAll(/[^\p{L}\p{N}' ]/gu, '');

/** Whole sentences by what their English says. @param {'fr'|'ko'} language @returns {Map<string, { english: string, source: string }>} */
function sentences(language) {
  const lines = readFileSync(join(root, `crates/train/data/phrasebook/${language}.tsv`), 'utf8')
    .trimEnd()
    .split('\n');
  const pairs = lines.map((line) => line.split('\t')).filter((sides) => sides.every((text) => /[.?!]$/.test(text)));
  return new Map(pairs.reverse().map(([source, english]) => [gist(english), { english, source }]));
}

/** @returns {[english: string, french: string, korean: string][]} */
export function askable() {
  const [french, korean] = [sentences('fr'), sentences('ko')];
  return [...french].flatMap(([says, { english, source }]) => {
    const other = korean.get(says);
    return other ? [/** @type {[string, string, string]} */ ([english, source, other.source])] : [];
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lines = askable().map((each) => JSON.stringify(each));
  writeFileSync(join(root, 'www/text/askable.json'), `[\n${lines.join(',\n')}\n]\n`);
  console.log(`${lines.length} sentences`);
}
