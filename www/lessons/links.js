/** Links from a lesson into the page's other views, at what it looks at. */
import { viewLink } from './place.js';
import { say } from './say.js';

/** @typedef {Pick<import('./model.js').Means, 'text'|'lang'>} Where */

/** @param {Where} where @param {{ mechanism: string, step?: number|null }} shown */
export const toTranslate = ({ text, lang }, { mechanism, step = null }) => ({
  label: say(lang())['link.translate'],
  href: viewLink({ text, mechanism, step, lang: lang() }),
});

/** The calculation, or, for a Transformer, one of its nine steps. @param {Where} where @param {{ mechanism: string, step?: number|null, stage?: string }} shown */
export const inside = ({ text, lang }, { mechanism, step = null, stage }) => ({
  label: say(lang())['link.inside'],
  href: viewLink({ text, mechanism, step, terms: 1, stage, lang: lang() }),
});

/** @param {Where} where @param {string} [pin] the network that the others are held against */
export const toCompare = ({ text, lang }, pin) => ({
  label: say(lang())['link.compare'],
  href: viewLink({ text, view: 'compare', pin, lang: lang() }),
});

/** @param {Where} where @param {Record<string, string>} [plan] */
export const toBench = ({ text, lang }, plan = {}) => ({
  label: say(lang())['link.bench'],
  href: viewLink({ text, learn: 'bench', ...plan, lang: lang() }),
});
