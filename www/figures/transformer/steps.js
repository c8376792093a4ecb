/**
 * The nine steps of the Transformer in the order of its paper: what each is called in `i18n`, on which side
 * it happens, what it chooses from and which operands it draws.
 *
 * @typedef {import('../../networks/types.js').Part} Part
 * @typedef {{ step: number, last: number, layer: number, head: number, heads: number, part: StepPart }} Place
 * @typedef {'enc'|'dec'|'cross'} StepPart `cross`: the decoder, after it has looked at the source
 *   where the reader looks; `last` is the run's last step, `part` whose part of a step that several have is drawn
 * @typedef {object} StepOf
 * @property {'embed'|'project'|'attend'|'concat'|'norm'|'feed'|'causal'|'cross'|'word'} id
 * @property {'enc'|'dec'} side
 * @property {StepPart[]} [parts] those that do the same, where there are several and the reader chooses which
 * @property {'encoder'|'self'|'cross'|null} attention whose weights its thumbnails show
 * @property {'head'|'layer'|null} chooses what the reader chooses before it
 * @property {(place: Place) => Record<string, [number, Part]>} needs
 */

/** @param {number} layer @param {number} head @returns {[number, Part]} */
const encoderAttention = (layer, head) => [0, { kind: 'encoderSelfAttention', layer, head }];

/** One head of the encoder. @param {Place} place */
const oneHead = ({ layer, head }) => ({ attention: encoderAttention(layer, head) });

/**
 * A part of which a step of the decoder gives one row: asked of every step.
 * @param {number} last @param {Part} part @returns {Record<string, [number, Part]>}
 */
const eachStep = (last, part) => Object.fromEntries(Array.from({ length: last + 1 }, (_, step) => [`row${step}`, [step, part]]));

/** @type {readonly StepOf[]} */
export const STEPS = [
  {
    id: 'embed',
    side: 'enc',
    parts: ['enc', 'dec'],
    attention: null,
    chooses: null,
    needs: ({ part, last }) => ({
      embedding: part === 'enc' ? [0, { kind: 'embedding', side: 'source' }] : [last, { kind: 'embedding', side: 'target' }],
    }),
  },
  { id: 'project', side: 'enc', attention: 'encoder', chooses: 'head', needs: oneHead },
  { id: 'attend', side: 'enc', attention: 'encoder', chooses: 'head', needs: oneHead },
  {
    id: 'concat',
    side: 'enc',
    attention: 'encoder',
    chooses: 'head',
    needs: ({ layer, heads }) =>
      Object.fromEntries(Array.from({ length: heads }, (_, head) => [`head${head}`, encoderAttention(layer, head)])),
  },
  {
    id: 'norm',
    side: 'enc',
    parts: ['enc', 'dec', 'cross'],
    attention: null,
    chooses: 'layer',
    needs: ({ part, layer, last }) =>
      part === 'cross'
        ? eachStep(last, { kind: 'crossAttention', layer, head: 0 })
        : { attention: part === 'enc' ? encoderAttention(layer, 0) : [last, { kind: 'selfAttention', layer, head: 0 }] },
  },
  {
    id: 'feed',
    side: 'enc',
    parts: ['enc', 'dec'],
    attention: null,
    chooses: 'layer',
    needs: ({ part, last, layer }) =>
      part === 'enc' ? { feed: [0, { kind: 'encoderFeedForward', layer }] } : eachStep(last, { kind: 'feedForward', layer }),
  },
  {
    // Asked of the last step, whose part has a row for every step before it.
    id: 'causal',
    side: 'dec',
    attention: 'self',
    chooses: 'head',
    needs: ({ last, layer, head }) => ({ attention: [last, { kind: 'selfAttention', layer, head }] }),
  },
  {
    id: 'cross',
    side: 'dec',
    attention: 'cross',
    chooses: 'head',
    needs: ({ step, layer, head }) => ({ attention: [step, { kind: 'crossAttention', layer, head }] }),
  },
  { id: 'word', side: 'dec', attention: null, chooses: null, needs: ({ step }) => ({ readout: [step, { kind: 'readout' }] }) },
];
