/**
 * What crosses to and from `pkg/lab`, as `crates/lab` has it.
 *
 * @typedef {{ name: string, word?: string, text?: string, unit?: 'letters'|'words' }} Task
 * @typedef {'rnn'|'gru'|'lstm'} Cell
 * @typedef {'first-state'|'fixed-context'|'additive'|'dot'|'general'|'concat'|'scaled-dot'|'cosine'|'transformer'} Enters
 *
 * @typedef {object} Plan
 * @property {Task} task
 * @property {Cell} cell
 * @property {Enters} attention
 * @property {number} size
 * @property {boolean} bidirectional
 * @property {number} layers
 * @property {number} dropout
 * @property {number} rate
 * @property {number} warmup updates over which the rate rises
 * @property {number} clip
 * @property {number} batch
 * @property {number} seed
 *
 * @typedef {{ plan: Plan, weights: number, training: number, held: number, updates: number, diverged: boolean }} About
 * @typedef {{ updates: number, losses: number[], norms: number[], rates: number[], diverged: boolean }} Report
 * @typedef {{ source: string, target: string, made: string }} Sample
 * @typedef {{ source: string[], target: string[], weights: number[][], states: number[][], slopes: number[] }} Reading
 * @typedef {{ name: string, shape: [number, number], values: number[] }} Strip the beginning of a matrix
 * @typedef {{ updates: number, loss: number, exact: number, asked: number, samples: Sample[], reading: Reading|null, strips: Strip[] }} Look
 * @typedef {{ clipped: number, first: number, second: number, before: number, after: number }} Move
 * @typedef {{ loss: number, tokens: number, norm: number, scale: number, rate: number, step: number, parameter: string, at: [number, number], gradient: number, moved: Move }} Explained
 * @typedef {{ line: number, text: string, reason: string }} LineFault
 * @typedef {{ pairs: { source: string, target: string }[], faults: LineFault[] }} Read
 *
 * @typedef {object} Learner one of the runs side by side
 * @property {string} name
 * @property {Plan} plan
 * @property {About|null} about
 * @property {number[]} losses by update
 * @property {number[]} rates by update
 * @property {Look[]} looks
 * @property {boolean} diverged
 */
export {};
