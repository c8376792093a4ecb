"""The Transformer as two graphs: `encoder` once a sentence, `decoder` once a token with cached keys and values."""

import numpy as np

from .builder import INT64, Graph
from .recurrent import choose


def encoder(checkpoint):
    """`source` `[S]` → for every decoder layer `cross_key.N` `[heads, d_k, S]`, ready for the product, and `cross_value.N` `[heads, S, d_k]`."""
    network, g = checkpoint.network, Graph("encoder")
    d_k = network["d_model"] // network["n_heads"]
    source = g.input("source", ["S"], INT64)
    length = g.node("Shape", source)
    positions = g.node("Slice", _sinusoids(g, checkpoint), g.ints(0), length, g.ints(0))
    x = g.node("Add", _embed(g, source, checkpoint), positions)
    for n in range(network["n_layers"]):
        name = f"encoder.layers.{n}"
        query, key, value = _queries_keys_values(g, x, name, checkpoint)
        x = _attend_and_norm(g, x, query, key, value, f"{name}.self_attn", checkpoint)
        x = _feed_forward(g, x, name, checkpoint)
    for n in range(network["n_layers"]):
        name = f"decoder.layers.{n}.cross_attn"
        g.output(_by_head(g, g.project(x, f"{name}.key", checkpoint), network, [1, 2, 0]), f"cross_key.{n}", [network["n_heads"], d_k, "S"])
        g.output(_by_head(g, g.project(x, f"{name}.value", checkpoint), network, [1, 0, 2]), f"cross_value.{n}", [network["n_heads"], "S", d_k])
    return g.model()


def decoder(checkpoint):
    """`token` `[1]` at `position` `[1]` with keys and values of the tokens before → the next token, and them with its own."""
    network, g = checkpoint.network, Graph("decoder")
    heads, d_k = network["n_heads"], network["d_model"] // network["n_heads"]
    token, position = g.input("token", [1], INT64), g.input("position", [1], INT64)
    x = g.node("Add", _embed(g, token, checkpoint), g.node("Gather", _sinusoids(g, checkpoint), position))
    for n in range(network["n_layers"]):
        name = f"decoder.layers.{n}"
        query, key, value = _queries_keys_values(g, x, name, checkpoint)
        key = g.node("Concat", g.input(f"key.{n}", [heads, d_k, "T"]), key, axis=2)
        value = g.node("Concat", g.input(f"value.{n}", [heads, "T", d_k]), value, axis=1)
        g.output(key, f"next_key.{n}", [heads, d_k, "T + 1"])
        g.output(value, f"next_value.{n}", [heads, "T + 1", d_k])
        x = _attend_and_norm(g, x, query, key, value, f"{name}.self_attn", checkpoint)
        query = _by_head(g, _query(g, x, f"{name}.cross_attn", checkpoint), network, [1, 0, 2])
        key = g.input(f"cross_key.{n}", [heads, d_k, "S"])
        value = g.input(f"cross_value.{n}", [heads, "S", d_k])
        x = _attend_and_norm(g, x, query, key, value, f"{name}.cross_attn", checkpoint)
        x = _feed_forward(g, x, name, checkpoint)
    g.output(choose(g, x, checkpoint), "next_token", [1], INT64)
    return g.model()


def _embed(g, ids, checkpoint):
    """`E[ids] √d_model`; the factor lies in the table, of which the output has its own copy."""
    factor = np.float32(checkpoint.network["d_model"] ** 0.5)
    return g.node("Gather", g.constant("embedding", checkpoint["embedding.weight"] * factor), ids)


def _sinusoids(g, checkpoint):
    """`PE(pos, 2i) = sin(pos / 10000^(2i/D))`, `PE(pos, 2i+1) = cos` of the same."""
    d_model = checkpoint.network["d_model"]
    positions = np.arange(max(checkpoint.config["max_source"], checkpoint.config["max_target"]))[:, None]
    angles = positions / 10000 ** (np.arange(0, d_model, 2) / d_model)
    table = np.stack([np.sin(angles), np.cos(angles)], axis=2).reshape(len(positions), d_model)
    return g.constant("positions", table.astype(np.float32))


def _scaled_query(name, checkpoint):
    """`W_Q` and its bias with `1 / √d_k` in them."""
    network = checkpoint.network
    factor = np.float32((network["d_model"] // network["n_heads"]) ** -0.5)
    return checkpoint.columns(f"{name}.query") * factor, checkpoint[f"{name}.query.bias"] * factor


def _query(g, x, name, checkpoint):
    columns, bias = _scaled_query(name, checkpoint)
    y = g.node("MatMul", x, g.constant(f"{name}.query.columns", columns))
    return g.node("Add", y, g.constant(f"{name}.query.bias", bias))


def _queries_keys_values(g, x, layer, checkpoint):
    """Queries, keys (transposed) and values by head, in one product."""
    network, name = checkpoint.network, f"{layer}.self_attn"
    columns, bias = _scaled_query(name, checkpoint)
    columns = np.concatenate([columns, checkpoint.columns(f"{name}.key"), checkpoint.columns(f"{name}.value")], axis=1)
    bias = np.concatenate([bias, checkpoint[f"{name}.key.bias"], checkpoint[f"{name}.value.bias"]])
    y = g.node("Add", g.node("MatMul", x, g.constant(f"{name}.columns", columns)), g.constant(f"{name}.bias", bias))
    width = network["d_model"]
    query, key, value = g.node("Split", y, g.ints(width, width, width), outputs=3, axis=1)
    return _by_head(g, query, network, [1, 0, 2]), _by_head(g, key, network, [1, 2, 0]), _by_head(g, value, network, [1, 0, 2])


def _by_head(g, x, network, perm):
    """`[len, d_model]` as `[len, heads, d_k]`, its axes in the order `perm`."""
    heads = network["n_heads"]
    return g.node("Transpose", g.node("Reshape", x, g.ints(-1, heads, network["d_model"] // heads)), perm=perm)


def _attend_and_norm(g, x, query, key, value, name, checkpoint):
    """`Norm(x + softmax(QKᵀ / √d_k) V W_O)`."""
    weights = g.node("Softmax", g.node("MatMul", query, key), axis=2)
    heads = g.node("Transpose", g.node("MatMul", weights, value), perm=[1, 0, 2])
    joined = g.node("Reshape", heads, g.ints(-1, checkpoint.network["d_model"]))
    return _norm(g, g.node("Add", x, g.project(joined, f"{name}.output", checkpoint)), f"{name}_norm", checkpoint)


def _feed_forward(g, x, layer, checkpoint):
    """`Norm(x + W_2 relu(W_1 x))`."""
    inner = g.node("Relu", g.project(x, f"{layer}.ffn.inner", checkpoint))
    return _norm(g, g.node("Add", x, g.project(inner, f"{layer}.ffn.outer", checkpoint)), f"{layer}.ffn_norm", checkpoint)


def _norm(g, x, name, checkpoint):
    scale, bias = (g.constant(f"{name}.{kind}", checkpoint[f"{name}.{kind}"]) for kind in ("weight", "bias"))
    return g.node("LayerNormalization", x, scale, bias, axis=-1, epsilon=1e-5)
