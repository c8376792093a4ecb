/**
 * The nine steps of the Transformer in the order of its paper: what each is called in `i18n`, on which side
 * it happens, what it chooses from and which operands it draws.
 *
 * @typedef {import('../../types.js').Part} Part
 * @typedef {{ step: number, last: number, layer: number, head: number, heads: number, side: 'enc'|'dec' }} Place
 *   where the reader looks; `last` is the run's last step
 * @typedef {object} StepOf
 * @property {import('../../state.js').Stage} id
 * @property {'enc'|'dec'} side
 * @property {boolean} [both] whether the other side does the same, and the reader chooses which
 * @property {'encoder'|'self'|'cross'|null} attention whose weights its thumbnails show
 * @property {'head'|'layer'|null} chooses what the reader chooses before it
 * @property {(place: Place) => Record<string, [number, Part]>} needs
 */

/** @param {number} layer @param {number} head @returns {[number, Part]} */
const encoderAttention = (layer, head) => [0, { kind: 'encoderSelfAttention', layer, head }];

/** One head of the encoder. @param {Place} place */
const oneHead = ({ layer, head }) => ({ attention: encoderAttention(layer, head) });

/** @type {readonly StepOf[]} */
export const STEPS = [
  {
    id: 'embed', side: 'enc', both: true, attention: null, chooses: null,
    needs: ({ side, last }) => ({ embedding: side === 'enc' ? [0, { kind: 'embedding', side: 'source' }] : [last, { kind: 'embedding', side: 'target' }] }),
  },
  { id: 'project', side: 'enc', attention: 'encoder', chooses: 'head', needs: oneHead },
  { id: 'attend', side: 'enc', attention: 'encoder', chooses: 'head', needs: oneHead },
  {
    id: 'concat', side: 'enc', attention: 'encoder', chooses: 'head',
    needs: ({ layer, heads }) =>
      Object.fromEntries(Array.from({ length: heads }, (_, head) => [`head${head}`, encoderAttention(layer, head)])),
  },
  {
    id: 'norm', side: 'enc', both: true, attention: null, chooses: 'layer',
    needs: ({ side, layer, last }) => ({ attention: side === 'enc' ? encoderAttention(layer, 0) : [last, { kind: 'selfAttention', layer, head: 0 }] }),
  },
  {
    id: 'feed', side: 'enc', both: true, attention: null, chooses: 'layer',
    needs: ({ side, step, layer }) => ({ feed: side === 'enc' ? [0, { kind: 'encoderFeedForward', layer }] : [step, { kind: 'feedForward', layer }] }),
  },
  {
    // Asked of the last step, whose part has a row for every step before it.
    id: 'causal', side: 'dec', attention: 'self', chooses: 'head',
    needs: ({ last, layer, head }) => ({ attention: [last, { kind: 'selfAttention', layer, head }] }),
  },
  {
    id: 'cross', side: 'dec', attention: 'cross', chooses: 'head',
    needs: ({ step, layer, head }) => ({ attention: [step, { kind: 'crossAttention', layer, head }] }),
  },
  { id: 'word', side: 'dec', attention: null, chooses: null, needs: ({ step }) => ({ readout: [step, { kind: 'readout' }] }) },
];
