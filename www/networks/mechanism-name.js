/** What a mechanism is called. */
import { t } from '../i18n/t.js';
import { describe } from './mechanisms.js';

/** Among its kin. @param {string} mechanism */
export function labelOf(mechanism) {
  const { label, aside } = describe(mechanism);
  return aside ? t('mechanism.withAside', { label, aside: t(aside) }) : label;
}

/** In the middle of a sentence: with its authors or its kind, where its label alone would say too little. @param {string} mechanism */
export function nameOf(mechanism) {
  const { by } = describe(mechanism);
  return by ? `${t(by)} ${labelOf(mechanism)}` : labelOf(mechanism);
}
