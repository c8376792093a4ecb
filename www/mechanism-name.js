/** What a mechanism is called. */
import { t } from './i18n/t.js';
import { describe } from './mechanisms.js';

const BY_AUTHOR = new Set(['mechanism.bahdanau', 'mechanism.luong']);

/** Among its kin. @param {string} mechanism */
export function labelOf(mechanism) {
  const { label, aside } = describe(mechanism);
  return aside ? `${label}, ${t(aside)}` : label;
}

/** In the middle of a sentence: with its authors, where its label alone would say too little. @param {string} mechanism */
export function nameOf(mechanism) {
  const { group } = describe(mechanism);
  return BY_AUTHOR.has(group) ? `${t(group)} ${labelOf(mechanism)}` : labelOf(mechanism);
}
