"""The recurrent networks as two graphs: `encoder` once a sentence, `decoder` once a token."""

import numpy as np

from .builder import INT64, Graph


def encoder(checkpoint):
    """`source` `[S]` → the decoder's first `state` `[1, H]` and what its steps share.

    `additive`: `keys` `[S, A]` (`U h_j + b`) and `values` `[S, H]`.
    `fixed-context`: `context` `[1, H]` and `fixed` `[1, 3H]`, its part of the cell's input.
    """
    network, g = checkpoint.network, Graph("encoder")
    d_hidden = network["d_hidden"]
    source = g.input("source", ["S"], INT64)
    embedded = g.node("Gather", g.constant("embedding", checkpoint["embedding.weight"]), source)
    states, last = _gru(g, g.node("Unsqueeze", embedded, g.ints(1)), checkpoint)
    values = g.node("Reshape", g.node("Transpose", states, perm=[0, 2, 1, 3]), g.ints(-1, d_hidden))
    last = g.node("Reshape", last, g.ints(1, d_hidden))
    g.output(g.node("Tanh", g.project(last, "bridge", checkpoint)), "state", [1, d_hidden])
    if network["attention"] == "additive":
        g.output(g.project(values, "attention.key", checkpoint), "keys", ["S", network["d_attention"]])
        g.output(values, "values", ["S", d_hidden])
    else:
        g.output(last, "context", [1, d_hidden])
        g.output(g.project(last, "decoder.context", checkpoint, bias=False), "fixed", [1, 3 * d_hidden])
    return g.model()


def decoder(checkpoint):
    """`token` `[1]` and `state` → the next `token` and `next_state`, by the most probable piece."""
    network, g = checkpoint.network, Graph("decoder")
    d_hidden = network["d_hidden"]
    token, state = g.input("token", [1], INT64), g.input("state", [1, d_hidden])
    embedded = g.node("Gather", g.constant("embedding", checkpoint["embedding.weight"]), token)
    if network["attention"] == "additive":
        context = _attend(g, state, checkpoint)
        # One product for the parts of the cell's input that the token and the context give.
        both = np.concatenate([checkpoint.columns("decoder.cell.input"), checkpoint.columns("decoder.context")])
        read = g.node("MatMul", g.node("Concat", embedded, context, axis=1), g.constant("cell.columns", both))
        projected = g.node("Add", read, g.constant("cell.bias", checkpoint["decoder.cell.input.bias"]))
    else:
        context, fixed = g.input("context", [1, d_hidden]), g.input("fixed", [1, 3 * d_hidden])
        projected = g.node("Add", g.project(embedded, "decoder.cell.input", checkpoint), fixed)
    state = _step(g, projected, state, checkpoint, d_hidden)
    features = g.node("Concat", embedded, state, context, axis=1)
    readout = g.node("Tanh", g.project(features, "readout", checkpoint))
    g.output(choose(g, readout, checkpoint), "next_token", [1], INT64)
    g.output(state, "next_state", [1, d_hidden])
    return g.model()


def choose(g, x, checkpoint):
    """The most probable piece of `x` `[1, E]`."""
    written = checkpoint.written()
    columns = g.constant("output.columns", np.ascontiguousarray(checkpoint["embedding.weight"][written].T))
    logits = g.node("Add", g.node("MatMul", x, columns), g.constant("output.bias", checkpoint["output.bias"][written]))
    return g.node("Gather", g.constant("output.ids", written), g.node("ArgMax", logits, axis=1, keepdims=0))


def _attend(g, state, checkpoint):
    """`softmax(vᵀ tanh(W s + U h_j + b))` over the values."""
    network = checkpoint.network
    keys = g.input("keys", ["S", network["d_attention"]])
    values = g.input("values", ["S", network["d_hidden"]])
    query = g.project(state, "attention.query", checkpoint, bias=False)
    energy = g.node("Tanh", g.node("Add", query, keys))
    scores = g.node("MatMul", energy, g.constant("attention.energy.columns", checkpoint.columns("attention.energy")))
    weights = g.node("Softmax", g.node("Reshape", scores, g.ints(1, -1)), axis=1)
    return g.node("MatMul", weights, values)


def _step(g, projected, state, checkpoint, d_hidden):
    """`h' = n + z ⊙ (h - n)`, `n = tanh(x_n + r ⊙ (U_n h + c))`."""
    recurrent = g.project(state, "decoder.cell.hidden", checkpoint)
    sizes = g.ints(2 * d_hidden, d_hidden)
    x_gates, x_new = g.node("Split", projected, sizes, outputs=2, axis=1)
    h_gates, h_new = g.node("Split", recurrent, sizes, outputs=2, axis=1)
    both = g.node("Sigmoid", g.node("Add", x_gates, h_gates))
    reset, update = g.node("Split", both, g.ints(d_hidden, d_hidden), outputs=2, axis=1)
    new = g.node("Tanh", g.node("Add", x_new, g.node("Mul", reset, h_new)))
    return g.node("Add", new, g.node("Mul", update, g.node("Sub", state, new)))


def _gru(g, x, checkpoint):
    """ONNX's own GRU, `[S, directions, 1, h]` and `[directions, 1, h]`; its gates come in another order."""
    directions = ["forward", "backward"] if checkpoint.network["bidirectional"] else ["forward"]

    def gates(value):
        reset, update, new = np.split(value, 3)
        return np.concatenate([update, reset, new])

    def stack(part, kind):
        return np.stack([gates(checkpoint[f"encoder.{d}.{part}.{kind}"]) for d in directions])

    w, r = g.constant("gru.input", stack("input", "weight")), g.constant("gru.hidden", stack("hidden", "weight"))
    b = g.constant("gru.bias", np.concatenate([stack("input", "bias"), stack("hidden", "bias")], axis=1))
    d_direction = checkpoint.network["d_hidden"] // len(directions)
    direction = "bidirectional" if len(directions) == 2 else "forward"
    return g.node("GRU", x, w, r, b, outputs=2, hidden_size=d_direction, direction=direction, linear_before_reset=1)
