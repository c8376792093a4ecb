/**
 * The same networks in TensorFlow.js' operations, differentiated by its tape and moved by its Adam.
 *
 * As fast as its operations allow: the input's products are taken once for a whole sequence, gates side by side, all in a
 * `tidy`, nothing read back before the end.
 */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import '@tensorflow/tfjs-core/dist/register_all_gradients';

/** @typedef {[number[], number[]][]} Pairs ids: source with `</s>`, target without marks */

const [SOS, EOS] = [1, 2];

/** A network's variables by the names that ours have. */
export class Weights {
  /** @param {Map<string, Float32Array>} values */
  constructor(values) {
    /** @type {Map<string, any>} */
    this.variables = new Map();
    for (const [name, numbers] of values) this.variables.set(name, tf.variable(this.#shaped(name, numbers, values)));
  }

  /** Matrices come as `[d_output, d_input]`, flat: their bias says which is which, or the width of what stands beside them. @param {string} name @param {Float32Array} numbers @param {Map<string, Float32Array>} values */
  #shaped(name, numbers, values) {
    if (!name.endsWith('.weight')) return tf.tensor1d(numbers);
    const bias = values.get(name.replace('.weight', '.bias')) ?? (name === 'embedding.weight' ? values.get('output.bias') : undefined);
    const rows = bias?.length ?? { 'decoder.attention.energy.weight': 1 }[name] ?? this.#rows(name, values);
    return tf.tensor2d(numbers, [rows, numbers.length / rows]);
  }

  /** @param {string} name @param {Map<string, Float32Array>} values */
  #rows(name, values) {
    const like = name === 'decoder.context.weight' ? 'decoder.cell.input.bias' : 'decoder.attention.key.bias';
    return /** @type {Float32Array} */ (values.get(like)).length;
  }

  /** @param {string} name @returns {any} */
  get(name) {
    const found = this.variables.get(name);
    if (!found) throw new Error(`no ${name}`);
    return found;
  }

  /** `y = x Wᵀ + b`, for `x` of any rank. @param {any} x @param {string} name */
  linear(x, name) {
    const weight = this.get(`${name}.weight`);
    const flat = x.reshape([-1, weight.shape[1]]);
    const product = tf.matMul(flat, weight, false, true);
    const bias = this.variables.get(`${name}.bias`);
    return (bias ? product.add(bias) : product).reshape([...x.shape.slice(0, -1), weight.shape[0]]);
  }

  /** Rows of the embedding, as a product with ones and zeros: its gradient is one every backend has. @param {number[][]} ids */
  embed(ids) {
    const table = this.get('embedding.weight');
    const ones = tf.oneHot(tf.tensor1d(ids.flat(), 'int32'), table.shape[0]).toFloat();
    return tf.matMul(ones, table).reshape([ids.length, ids[0].length, table.shape[1]]);
  }

  /** Mean cross-entropy of the tokens. @param {any} features `[batch, tokens, d_embed]` @param {number[][]} ids */
  loss(features, ids) {
    const table = this.get('embedding.weight');
    const flat = features.reshape([-1, table.shape[1]]);
    const logits = tf.matMul(flat, table, false, true).add(this.get('output.bias'));
    const ones = tf.oneHot(tf.tensor1d(ids.flat(), 'int32'), table.shape[0]).toFloat();
    return tf.logSoftmax(logits).mul(ones).sum().neg().div(flat.shape[0]);
  }
}

/** Elman's: a letter out for each read. @param {Weights} w @param {Pairs} pairs */
export function elman(w, pairs) {
  const inputs = pairs.map(([src]) => src);
  const targets = pairs.map(([src, tgt]) => [...tgt, EOS].slice(0, src.length));
  const projected = tf.unstack(w.linear(w.embed(inputs), 'cell.input'), 1);
  let h = tf.zeros([pairs.length, w.get('cell.hidden.bias').shape[0]]);
  const states = projected.map((/** @type {any} */ input) => (h = input.add(w.linear(h, 'cell.hidden')).tanh()));
  return w.loss(tf.stack(states, 1), targets);
}

/** One step of PyTorch's GRU: reset, update, new. @param {any} input its product @param {any} hidden the state's product @param {any} h */
function gru(input, hidden, h) {
  const [r, z, n] = tf.split(input, 3, 1);
  const [hr, hz, hn] = tf.split(hidden, 3, 1);
  const update = z.add(hz).sigmoid();
  const fresh = n.add(r.add(hr).sigmoid().mul(hn)).tanh();
  return update.mul(h.sub(fresh)).add(fresh);
}

/** Bahdanau's: a GRU that reads both ways, additive attention, a GRU that writes. @param {Weights} w @param {Pairs} pairs */
export function additive(w, pairs) {
  const embedded = w.embed(pairs.map(([src]) => src));
  const read = (/** @type {'forward'|'backward'} */ way) => {
    // Not turned in place: the tape holds this very array.
    const steps = tf.unstack(w.linear(embedded, `encoder.${way}.input`), 1);
    let h = /** @type {any} */ (tf.zeros([pairs.length, w.get(`encoder.${way}.hidden.weight`).shape[1]]));
    const states = (way === 'forward' ? steps : steps.toReversed()).map(
      (/** @type {any} */ input) => (h = gru(input, w.linear(h, `encoder.${way}.hidden`), h)),
    );
    return { states: way === 'forward' ? states : states.toReversed(), last: h };
  };
  const [there, back] = [read('forward'), read('backward')];
  const outputs = tf.stack(
    there.states.map((/** @type {any} */ state, /** @type {number} */ t) => tf.concat([state, back.states[t]], 1)),
    1,
  );
  const key = w.linear(outputs, 'decoder.attention.key');
  let s = /** @type {any} */ (w.linear(tf.concat([there.last, back.last], 1), 'bridge').tanh());
  const inputs = w.embed(pairs.map(([, tgt]) => [SOS, ...tgt]));
  const embeddings = tf.unstack(inputs, 1);
  const features = tf.unstack(w.linear(inputs, 'decoder.cell.input'), 1).map((/** @type {any} */ input, /** @type {number} */ t) => {
    const energy = w.linear(s, 'decoder.attention.query').expandDims(1).add(key).tanh();
    const weights = tf.softmax(w.linear(energy, 'decoder.attention.energy').squeeze([2]));
    const context = tf.matMul(weights.expandDims(1), outputs).squeeze([1]);
    s = gru(input.add(w.linear(context, 'decoder.context')), w.linear(s, 'decoder.cell.hidden'), s);
    return tf.concat([embeddings[t], s, context], 1);
  });
  return w.loss(
    w.linear(tf.stack(features, 1), 'decoder.readout').tanh(),
    pairs.map(([, tgt]) => [...tgt, EOS]),
  );
}

/** Of a Transformer: post-norm, ReLU, two heads, one layer a side. @param {Weights} w @param {Pairs} pairs */
export function transformer(w, pairs) {
  const input = (/** @type {number[][]} */ ids) => {
    const embedded = w.embed(ids);
    const d = /** @type {number} */ (embedded.shape[2]);
    return embedded.mul(Math.sqrt(d)).add(positions(ids[0].length, d));
  };
  const encoder = 'encoder.layers.0';
  const read = input(pairs.map(([src]) => src));
  const met = norm(w, read.add(attention(w, `${encoder}.self_attn`, read, read)), `${encoder}.self_attn_norm`);
  const memory = norm(w, met.add(feed(w, `${encoder}.ffn`, met)), `${encoder}.ffn_norm`);
  const decoder = 'decoder.layers.0';
  const written = input(pairs.map(([, tgt]) => [SOS, ...tgt]));
  const own = norm(w, written.add(attention(w, `${decoder}.self_attn`, written, written, true)), `${decoder}.self_attn_norm`);
  const looked = norm(w, own.add(attention(w, `${decoder}.cross_attn`, own, memory)), `${decoder}.cross_attn_norm`);
  const out = norm(w, looked.add(feed(w, `${decoder}.ffn`, looked)), `${decoder}.ffn_norm`);
  return w.loss(
    out,
    pairs.map(([, tgt]) => [...tgt, EOS]),
  );
}

const HEADS = 2;

/** @param {Weights} w @param {string} name @param {any} from @param {any} to @param {boolean} [causal] */
function attention(w, name, from, to, causal = false) {
  const heads = (/** @type {any} */ x, /** @type {string} */ part) => {
    const [batch, len, d] = x.shape;
    return w
      .linear(x, `${name}.${part}`)
      .reshape([batch, len, HEADS, d / HEADS])
      .transpose([0, 2, 1, 3]);
  };
  const [query, key, value] = [heads(from, 'query'), heads(to, 'key'), heads(to, 'value')];
  const [batch, , len, d] = query.shape;
  const scores = tf.matMul(query, key, false, true).div(Math.sqrt(d));
  const weights = tf.softmax(causal ? scores.add(future(len)) : scores);
  const read = tf
    .matMul(weights, value)
    .transpose([0, 2, 1, 3])
    .reshape([batch, len, HEADS * d]);
  return w.linear(read, `${name}.output`);
}

/** @param {Weights} w @param {string} name @param {any} x */
const feed = (w, name, x) => w.linear(w.linear(x, `${name}.inner`).relu(), `${name}.outer`);

/** @param {Weights} w @param {any} x @param {string} name */
function norm(w, x, name) {
  const { mean, variance } = tf.moments(x, -1, true);
  const plain = x.sub(mean).div(variance.add(1e-5).sqrt());
  return plain.mul(w.get(`${name}.gamma`)).add(w.get(`${name}.beta`));
}

/** @param {number} len */
const future = (len) => tf.tensor2d(Array.from({ length: len }, (_, i) => Array.from({ length: len }, (_, j) => (j > i ? -1e9 : 0))));

/** @param {number} len @param {number} d */
function positions(len, d) {
  const at = (/** @type {number} */ pos, /** @type {number} */ i) => {
    const angle = pos / 10000 ** ((i - (i % 2)) / d);
    return i % 2 ? Math.cos(angle) : Math.sin(angle);
  };
  return tf.tensor2d(Array.from({ length: len }, (_, pos) => Array.from({ length: d }, (_, i) => at(pos, i))));
}
