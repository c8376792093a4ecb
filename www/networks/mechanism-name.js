/** What a mechanism is called. */
import { t } from '../i18n/t.js';
import { entryOf } from './mechanisms.js';

/** Among its kin. @param {string} mechanism */
export function labelOf(mechanism) {
  const { label, aside } = entryOf(mechanism);
  return aside ? t('mechanism.withAside', { label, aside: t(aside) }) : label;
}

/** In the middle of a sentence: with its authors or its kind, where its label alone would say too little. @param {string} mechanism */
export function nameOf(mechanism) {
  const { by } = entryOf(mechanism).group;
  return by ? `${t(by)} ${labelOf(mechanism)}` : labelOf(mechanism);
}

/** Behind its name, in few words. @param {string} mechanism */
export const kinOf = (mechanism) => t(entryOf(mechanism).group.kin);
