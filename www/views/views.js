/**
 * The views: what stands in the window's title, where the way past the header leads, and what draws each, which is fetched when the
 * reader first turns to it.
 *
 * @typedef {object} Means what a view is given beside the state
 * @property {() => string} address of what is seen now
 * @property {import('../lessons/runs.js').Translate} beside translates without touching the run of the store
 *
 * @typedef {(state: import('../state/store.js').State, means: Means) => unknown} Draw
 */
import { lazily } from '../drawing/lazily.js';
import { t } from '../i18n/t.js';
import { translateView } from './translate.js';

/** @typedef {{ title: () => string, to: string, skip: 'page.skip'|'page.skipCompare'|'page.skipLearn', draw?: Draw, load?: () => Promise<Draw> }} View */

/** @type {Record<import('../state/store.js').View, View>} */
export const VIEWS = {
  translate: { title: () => `seq2see: ${t('page.tagline')}`, to: '#translation', skip: 'page.skip', draw: translateView },
  compare: {
    title: () => `${t('nav.compare')} · seq2see`,
    to: '#comparison',
    skip: 'page.skipCompare',
    load: lazily(() => import('./compare.js').then(({ compareView }) => compareView)),
  },
  learn: {
    title: () => `${t('nav.learn')} · seq2see`,
    to: '#lessons',
    skip: 'page.skipLearn',
    load: lazily(() => import('./learn.js').then(({ learnView }) => learnView)),
  },
};
