/** The Transformer in TensorFlow.js, with cached keys and values. */
import { Weights } from './tensorflow-weights.js';

/** @typedef {any} Tensor */

export class Transformer {
  #tf;
  #network;
  #weights;
  #embedding;
  #positions;
  #encoder;
  #decoder;
  #choose;

  /** @param {any} tf @param {import('./tensorflow-weights.js').Tensors} tensors @param {any} config */
  constructor(tf, tensors, config) {
    this.#tf = tf;
    this.#network = config.network;
    const w = (this.#weights = new Weights(tf, tensors));
    const { d_model, n_heads, n_layers } = this.#network;
    const scale = Math.sqrt(n_heads / d_model);
    const attention = (/** @type {string} */ name) => ({
      query: w.projection(`${name}.query`, scale),
      key: w.projection(`${name}.key`),
      value: w.projection(`${name}.value`),
      output: w.projection(`${name}.output`),
      norm: { scale: w.get(`${name}_norm.weight`), bias: w.get(`${name}_norm.bias`) },
    });
    const layer = (/** @type {string} */ name) => ({
      self: attention(`${name}.self_attn`),
      cross: name.startsWith('decoder') ? attention(`${name}.cross_attn`) : null,
      inner: w.projection(`${name}.ffn.inner`),
      outer: w.projection(`${name}.ffn.outer`),
      norm: { scale: w.get(`${name}.ffn_norm.weight`), bias: w.get(`${name}.ffn_norm.bias`) },
    });
    const layers = (/** @type {string} */ side) => Array.from({ length: n_layers }, (_, n) => layer(`${side}.layers.${n}`));
    this.#embedding = w.get('embedding.weight', Math.sqrt(d_model));
    this.#positions = w.keep(sinusoids(tf, Math.max(config.max_source, config.max_target), d_model));
    this.#encoder = layers('encoder');
    this.#decoder = layers('decoder');
    this.#choose = w.choose(config);
  }

  /** @param {number[]} source @returns {{ fixed: { keys: Tensor[], values: Tensor[] }, state: { keys: Tensor[], values: Tensor[] } }} */
  encode(source) {
    const tf = this.#tf;
    const embedded = tf.gather(this.#embedding, tf.tensor1d(source, 'int32'));
    let x = tf.add(embedded, tf.slice(this.#positions, [0, 0], [source.length, -1]));
    for (const layer of this.#encoder) {
      const { query, key, value } = layer.self;
      x = this.#attend(x, layer.self, this.#byHead(query(x)), this.#byHead(key(x)), this.#byHead(value(x)));
      x = this.#feedForward(x, layer);
    }
    const of = (/** @type {'key'|'value'} */ part) => this.#decoder.map(({ cross }) => this.#byHead(/** @type {any} */ (cross)[part](x)));
    return { fixed: { keys: of('key'), values: of('value') }, state: { keys: [], values: [] } };
  }

  /**
   * @param {Tensor} token @param {number} position
   * @param {{ keys: Tensor[], values: Tensor[] }} state @param {{ keys: Tensor[], values: Tensor[] }} fixed
   */
  step(token, position, state, fixed) {
    const tf = this.#tf;
    let x = tf.add(tf.gather(this.#embedding, token), tf.slice(this.#positions, [position, 0], [1, -1]));
    /** @type {{ keys: Tensor[], values: Tensor[] }} */
    const next = { keys: [], values: [] };
    this.#decoder.forEach((layer, n) => {
      const grow = (/** @type {'keys'|'values'} */ part, /** @type {Tensor} */ own) =>
        (next[part][n] = state[part][n] ? tf.concat([state[part][n], own], 1) : own);
      const { query, key, value } = layer.self;
      x = this.#attend(x, layer.self, this.#byHead(query(x)), grow('keys', this.#byHead(key(x))), grow('values', this.#byHead(value(x))));
      x = this.#attend(x, layer.cross, this.#byHead(layer.cross?.query(x)), fixed.keys[n], fixed.values[n]);
      x = this.#feedForward(x, layer);
    });
    return { token: this.#choose(x), state: next };
  }

  dispose() {
    this.#weights.dispose();
  }

  /** `Norm(x + softmax(QKᵀ / √d_k) V W_O)`. @param {Tensor} x @param {any} attention @param {Tensor} query @param {Tensor} key @param {Tensor} value */
  #attend(x, { output, norm }, query, key, value) {
    const tf = this.#tf;
    const heads = tf.matMul(tf.softmax(tf.matMul(query, key, false, true)), value);
    const joined = x.shape[0] === 1 ? heads : tf.transpose(heads, [1, 0, 2]);
    return this.#norm(tf.add(x, output(tf.reshape(joined, x.shape))), norm);
  }

  /** `Norm(x + W_2 relu(W_1 x))`. @param {Tensor} x @param {any} layer */
  #feedForward(x, { inner, outer, norm }) {
    return this.#norm(this.#tf.add(x, outer(inner(x, 'relu'))), norm);
  }

  /** `[len, d_model]` → `[heads, len, d_k]`. @param {Tensor} x */
  #byHead(x) {
    const { n_heads, d_model } = this.#network;
    const [len] = x.shape;
    if (len === 1) return this.#tf.reshape(x, [n_heads, 1, d_model / n_heads]);
    return this.#tf.transpose(this.#tf.reshape(x, [len, n_heads, d_model / n_heads]), [1, 0, 2]);
  }

  /** @param {Tensor} x @param {{ scale: Tensor, bias: Tensor }} norm */
  #norm(x, { scale, bias }) {
    const tf = this.#tf;
    const centred = tf.sub(x, tf.mean(x, 1, true));
    const deviation = tf.rsqrt(tf.add(tf.mean(tf.square(centred), 1, true), 1e-5));
    return tf.add(tf.mul(tf.mul(centred, deviation), scale), bias);
  }
}

/** `PE(pos, 2i) = sin(pos / 10000^(2i/D))`, `PE(pos, 2i+1) = cos` of the same. @param {any} tf @param {number} length @param {number} width */
function sinusoids(tf, length, width) {
  const angle = (/** @type {number} */ n) => Math.floor(n / width) / 10000 ** ((2 * Math.floor((n % width) / 2)) / width);
  const data = Float32Array.from({ length: length * width }, (_, n) => (n % 2 ? Math.cos(angle(n)) : Math.sin(angle(n))));
  return tf.tensor2d(data, [length, width]);
}
