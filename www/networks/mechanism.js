/**
 * What a mechanism is, read from its checkpoint's `config.json`. Anatomy and notation of its calculation follow from it, as does
 * whether there is attention to draw; what it is called stands in `mechanism-name.js`.
 *
 * @typedef {'additive'|'dot'|'general'|'concat'|'scaled-dot'|'cosine'|'location'|'local-m'|'local-p'} Score
 * @typedef {object} Mechanism
 * @property {'elman'|'seq2seq'|'transformer'} family
 * @property {'rnn'|'gru'|'lstm'|null} cell null: nothing is recurrent
 * @property {'attention'|'fixed'|'first'|'read'} source what a step has of the source: attention, one context for all steps, the first
 *   state only, or, without encoder and decoder, the token that it reads
 * @property {Score|null} score of a recurrent network's attention
 * @property {boolean} luong whether attention looks with the state after the step, as Luong's does, and not before it
 * @property {boolean} bidirectional whether the encoder reads in both directions
 * @property {boolean} reversed whether it reads the source backwards
 * @property {{ source: string[], target: string }} languages ISO 639-1 codes
 *
 * @typedef {object} Config of a checkpoint, as far as the page asks
 * @property {string[]} source_languages
 * @property {string} target_language
 * @property {{ family: string, cell?: string, attention?: string, bidirectional?: boolean, reversed?: boolean }} network
 */

/** The kinds of `config.json`'s `attention`. @type {Record<string, Pick<Mechanism, 'source'|'score'|'luong'>>} */
const ATTENTION = {
  'first-state': { source: 'first', score: null, luong: false },
  'fixed-context': { source: 'fixed', score: null, luong: false },
  additive: { source: 'attention', score: 'additive', luong: false },
  dot: { source: 'attention', score: 'dot', luong: true },
  general: { source: 'attention', score: 'general', luong: true },
  concat: { source: 'attention', score: 'concat', luong: true },
  'scaled-dot': { source: 'attention', score: 'scaled-dot', luong: true },
  cosine: { source: 'attention', score: 'cosine', luong: true },
  location: { source: 'attention', score: 'location', luong: true },
  'local-m': { source: 'attention', score: 'local-m', luong: true },
  'local-p': { source: 'attention', score: 'local-p', luong: true },
};

/** The cells of `config.json`. @type {Record<string, 'rnn'|'gru'|'lstm'>} */
const CELLS = { rnn: 'rnn', gru: 'gru', lstm: 'lstm' };

/** What a family is beside its network's own choices. @type {Record<string, (network: Config['network']) => Omit<Mechanism, 'languages'>>} */
const FAMILIES = {
  elman: () => ({ family: 'elman', cell: 'rnn', source: 'read', score: null, luong: false, bidirectional: false, reversed: false }),
  seq2seq: ({ cell, attention, bidirectional = false, reversed = false }) => ({
    family: 'seq2seq',
    cell: one('cell', CELLS, cell),
    ...one('attention', ATTENTION, attention),
    bidirectional,
    reversed,
  }),
  transformer: () => ({
    family: 'transformer',
    cell: null,
    source: 'attention',
    score: null,
    luong: false,
    bidirectional: false,
    reversed: false,
  }),
};

/** Throws where the page does not know a kind: to draw it as another would be untrue. @param {Config} config @returns {Mechanism} */
export const mechanismOf = ({ network, source_languages, target_language }) => ({
  ...one('family', FAMILIES, network.family)(network),
  languages: { source: source_languages, target: target_language },
});

/** Whether it has a row of weights for each word. @param {Mechanism} mechanism */
export const attends = ({ source }) => source === 'attention';

/** @template T @param {string} what @param {Record<string, T>} known @param {string|undefined} kind @returns {T} */
function one(what, known, kind) {
  if (kind === undefined || !Object.hasOwn(known, kind)) throw new Error(`config.json: the page knows no ${what} "${kind}"`);
  return known[kind];
}
