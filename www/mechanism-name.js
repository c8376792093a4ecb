/** A mechanism in the middle of a sentence: with its authors, where its label alone would say too little. */
import { t } from './i18n/t.js';
import { describe } from './mechanisms.js';

const BY_AUTHOR = new Set(['mechanism.bahdanau', 'mechanism.luong']);

/** @param {string} mechanism */
export function nameOf(mechanism) {
  const { label, group } = describe(mechanism);
  return BY_AUTHOR.has(group) ? `${t(group)} ${label}` : label;
}
