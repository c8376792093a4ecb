/** A checkpoint's tensors on TensorFlow.js's device. */

/** @typedef {Record<string, { shape: number[], data: Float32Array }>} Tensors */

/** The bias of a piece that is never written, as in the core. */
const NEVER = -100;

export class Weights {
  #tf;
  #tensors;
  /** @type {any[]} */
  #kept = [];

  /** @param {any} tf @param {Tensors} tensors */
  constructor(tf, tensors) {
    this.#tf = tf;
    this.#tensors = tensors;
  }

  /** A tensor as it is in the file, times a factor. @param {string} name */
  get(name, factor = 1) {
    return this.keep(this.#read(name, factor));
  }

  /** `W` of `y = W x`, as the right-hand side of `x W`: `[d_input, d_output]`. @param {string} name */
  columns(name, factor = 1) {
    return this.keep(this.#tf.tidy(() => this.#tf.transpose(this.#read(name, factor))));
  }

  /** Two matrices that share their output, as one. @param {string} first @param {string} second */
  stackedColumns(first, second) {
    const tf = this.#tf;
    return this.keep(tf.tidy(() => tf.transpose(tf.concat([this.#read(first, 1), this.#read(second, 1)], 1))));
  }

  /** @param {string} name @param {number} factor */
  #read(name, factor) {
    const { shape, data } = this.#tensors[name];
    return this.#tf.tensor(factor === 1 ? data : data.map((x) => x * factor), shape);
  }

  /** A product with its bias: `x → activation(x Wᵀ + b)`. @param {any} columns @param {any} [bias] */
  product(columns, bias) {
    return (/** @type {any} */ a, /** @type {string} */ activation = 'linear') =>
      this.#tf.fused.matMul({ a, b: columns, bias, activation });
  }

  /** The projection of that name. @param {string} name */
  projection(name, factor = 1) {
    const bias = `${name}.bias` in this.#tensors ? this.get(`${name}.bias`, factor) : undefined;
    return this.product(this.columns(`${name}.weight`, factor), bias);
  }

  /** From the last layer to the id of the most probable piece; of those that are never written no score is computed. @param {any} config */
  choose(config) {
    const tf = this.#tf;
    const bias = this.#tensors['output.bias'].data;
    const { pad, sos, unk } = config.special;
    const ids = Array.from(bias.keys()).filter((id) => bias[id] > NEVER && ![pad, sos, unk].includes(id));
    const written = this.keep(tf.tensor1d(ids, 'int32'));
    const columns = this.keep(tf.tidy(() => tf.transpose(tf.gather(this.#read('embedding.weight', 1), written))));
    const logits = this.product(columns, this.keep(tf.tensor1d(ids.map((id) => bias[id]))));
    return (/** @type {any} */ x) => tf.gather(written, tf.argMax(logits(x), 1));
  }

  /** @template T @param {T} tensor @returns {T} */
  keep(tensor) {
    this.#kept.push(this.#tf.keep(tensor));
    return tensor;
  }

  dispose() {
    this.#tf.dispose(this.#kept);
  }
}
