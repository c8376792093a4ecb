/** The papers that the lessons follow, beside those of the glossary. */
import { PAPERS } from '../glossary/terms.js';

const arxiv = (/** @type {string} */ id) => `https://arxiv.org/abs/${id}`;

const MORE = {
  brown: { name: 'Brown et al. 1993', url: 'https://aclanthology.org/J93-2003/' },
  graves: { name: 'Graves et al. 2014', url: arxiv('1410.5401') },
  jain: { name: 'Jain & Wallace 2019', url: arxiv('1902.10186') },
  wiegreffe: { name: 'Wiegreffe & Pinter 2019', url: arxiv('1908.04626') },
  pascanu: { name: 'Pascanu et al. 2013', url: arxiv('1211.5063') },
  hinton: { name: 'Hinton et al. 2015', url: arxiv('1503.02531') },
  popovic: { name: 'Popović 2015', url: 'https://aclanthology.org/W15-3049/' },
};

const ALL = { ...PAPERS, ...MORE };

/** A formula with the paper that wrote it so. @param {string} tex @param {keyof typeof ALL} paper @param {string} where @returns {import('./model.js').Formula} */
export const cited = (tex, paper, where) => ({ tex, paper: `${ALL[paper].name}, ${where}`, url: ALL[paper].url });

/** Parts of formulas in the colours of encoder, decoder and attention. @param {string} tex */
export const enc = (tex) => `\\htmlClass{enc}{${tex}}`;
/** @param {string} tex */
export const dec = (tex) => `\\htmlClass{dec}{${tex}}`;
/** @param {string} tex */
export const att = (tex) => `\\htmlClass{att}{${tex}}`;
