/** The recurrent networks in TensorFlow.js. */
import { Weights } from './tensorflow-weights.js';

/** @typedef {any} Tensor */

export class Recurrent {
  #tf;
  #network;
  #weights;
  #parts;
  #energy;

  /** @param {any} tf @param {import('./tensorflow-weights.js').Tensors} tensors @param {any} config */
  constructor(tf, tensors, config) {
    this.#tf = tf;
    this.#network = config.network;
    const w = (this.#weights = new Weights(tf, tensors));
    const additive = this.#network.attention === 'additive';
    const cell = (/** @type {string} */ name) => ({ input: w.projection(`${name}.input`), hidden: w.projection(`${name}.hidden`) });
    this.#parts = {
      embedding: w.get('embedding.weight'),
      forward: cell('encoder.forward'),
      backward: this.#network.bidirectional ? cell('encoder.backward') : null,
      bridge: w.projection('bridge'),
      hidden: w.projection('decoder.cell.hidden'),
      // With attention, one product for the parts of the cell's input that token and context give.
      input: additive
        ? w.product(w.stackedColumns('decoder.cell.input.weight', 'decoder.context.weight'), w.get('decoder.cell.input.bias'))
        : w.projection('decoder.cell.input'),
      context: additive ? null : w.projection('decoder.context'),
      query: additive ? w.projection('attention.query') : null,
      key: additive ? w.projection('attention.key') : null,
      readout: w.projection('readout'),
      choose: w.choose(config),
    };
    this.#energy = additive ? w.columns('attention.energy.weight') : null;
  }

  /** @param {number[]} source @returns {{ fixed: Record<string, Tensor>, state: Record<string, Tensor> }} */
  encode(source) {
    const tf = this.#tf;
    const { embedding, forward, backward, bridge, key, context } = this.#parts;
    const embedded = tf.gather(embedding, tf.tensor1d(source, 'int32'));
    let states = this.#read(forward, embedded, false);
    let last = states[states.length - 1];
    if (backward) {
      const back = this.#read(backward, embedded, true);
      last = tf.concat([last, back[0]], 1);
      states = [tf.concat([tf.concat(states, 0), tf.concat(back, 0)], 1)];
    }
    const state = { hidden: tf.tanh(bridge(last)) };
    if (!key) return { fixed: { context: last, fixed: context?.(last) }, state };
    const values = states.length === 1 ? states[0] : tf.concat(states, 0);
    return { fixed: { keys: key(values), values }, state };
  }

  /** @param {Tensor} token @param {number} _position @param {Record<string, Tensor>} state @param {Record<string, Tensor>} fixed */
  step(token, _position, { hidden }, fixed) {
    const tf = this.#tf;
    const { embedding, input, readout, choose } = this.#parts;
    const embedded = tf.gather(embedding, token);
    const context = fixed.context ?? this.#attend(hidden, fixed);
    const projected = fixed.fixed ? tf.add(input(embedded), fixed.fixed) : input(tf.concat([embedded, context], 1));
    const next = this.#cell(projected, this.#parts.hidden(hidden), hidden, this.#network.d_hidden);
    return { token: choose(tf.tanh(readout(tf.concat([embedded, next, context], 1)))), state: { hidden: next } };
  }

  dispose() {
    this.#weights.dispose();
  }

  /** `softmax(vᵀ tanh(W s + U h_j + b))` over the values. @param {Tensor} hidden @param {Record<string, Tensor>} fixed */
  #attend(hidden, { keys, values }) {
    const tf = this.#tf;
    const energy = tf.tanh(tf.add(this.#parts.query?.(hidden), keys));
    const scores = tf.reshape(tf.matMul(energy, this.#energy), [1, -1]);
    return tf.matMul(tf.softmax(scores), values);
  }

  /** States of all tokens, in the order of the text. @param {{ input: Function, hidden: Function }} cell @param {Tensor} embedded @param {boolean} backward */
  #read(cell, embedded, backward) {
    const tf = this.#tf;
    const projected = tf.split(cell.input(embedded), embedded.shape[0], 0);
    const d = projected[0].shape[1] / 3;
    let hidden = tf.zeros([1, d]);
    const states = new Array(projected.length);
    for (let n = 0; n < projected.length; n++) {
      const j = backward ? projected.length - 1 - n : n;
      hidden = states[j] = this.#cell(projected[j], cell.hidden(hidden), hidden, d);
    }
    return states;
  }

  /** `h' = n + z ⊙ (h - n)`. @param {Tensor} projected @param {Tensor} recurrent @param {Tensor} hidden @param {number} d */
  #cell(projected, recurrent, hidden, d) {
    const tf = this.#tf;
    const [xGates, xNew] = tf.split(projected, [2 * d, d], 1);
    const [hGates, hNew] = tf.split(recurrent, [2 * d, d], 1);
    const [reset, update] = tf.split(tf.sigmoid(tf.add(xGates, hGates)), 2, 1);
    const made = tf.tanh(tf.add(xNew, tf.mul(reset, hNew)));
    return tf.add(made, tf.mul(update, tf.sub(hidden, made)));
  }
}
