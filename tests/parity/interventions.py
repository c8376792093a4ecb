"""Writes NAME/interventions.safetensors of the golden networks: their sentence once more, each time with something changed.

    pip install torch==2.9.0 safetensors numpy
    python tests/parity/interventions.py     # after golden.py; writes crates/core/tests/golden/*/interventions.safetensors

Each case is called as in `cases` of crates/core/tests/interventions.rs. Gates are held in cells written out by hand, which are
held to PyTorch's where nothing is held; heads are switched off by columns of the output matrix that are zero.
"""
import json
import sys
from pathlib import Path

import torch
from safetensors.torch import load_file

sys.dont_write_bytecode = True
import golden
import recurrent
import transformer
from vocabulary import EOS, SOURCE, ids

GATES = {"gru": ("reset", "update", "new"), "lstm": ("input_gate", "forget_gate", "cell_gate", "output_gate"), "rnn": ("state",)}


def loaded(model, name):
    """A network with the weights of its golden file."""
    saved = load_file(golden.GOLDEN / name / "model.safetensors")
    for tensor, x in model.weights().items():
        x.copy_(saved[tensor])
    return model.eval()


def gated(kind, weights, x, state, held):
    """One step of a cell by its equations, its gates by name."""
    w_ih, w_hh, b_ih, b_hh = weights
    hidden, memory = state
    of_x, of_h = (x @ w_ih.T + b_ih).chunk(len(GATES[kind]), -1), (hidden @ w_hh.T + b_hh).chunk(len(GATES[kind]), -1)
    hold = lambda name, gate: torch.full_like(gate, held[name]) if name in held else gate
    if kind == "gru":
        r, z = (hold(name, torch.sigmoid(of_x[k] + of_h[k])) for k, name in enumerate(("reset", "update")))
        n = torch.tanh(of_x[2] + r * of_h[2])
        return (1 - z) * n + z * hidden, memory
    i, f, o = (hold(GATES["lstm"][k], torch.sigmoid(of_x[k] + of_h[k])) for k in (0, 1, 3))
    memory = f * memory + i * torch.tanh(of_x[2] + of_h[2])
    return o * torch.tanh(memory), memory


def hold(model, source=(), target=()):
    """Holds gates: `source` and `target` are pairs of a place (None: everywhere) and gates by name.

    A place of the source counts in the order of the text."""
    def at(held, place):
        return {name: value for here, gates in held if here in (None, place) for name, value in gates.items()}

    def encode(src, lens):
        embedded, (count,) = model.embedding(src), lens.tolist()
        columns = list(range(count))
        # In which order the text's tokens stand in the columns.
        place = {c: (count - 2 - c if model.reversed and c < count - 1 else c) for c in columns}
        states, lasts = [], []
        for suffix, order in (("", columns), ("_reverse", columns[::-1]))[:2 if model.encoder.bidirectional else 1]:
            weights = [getattr(model.encoder, f"{part}_l0{suffix}") for part in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")]
            state, made = (torch.zeros(1, model.encoder.hidden_size),) * 2, {}
            for c in order:
                state = gated(model.kind, weights, embedded[:, c], state, at(source, place[c]))
                made[c] = state[0]
            states.append(torch.stack([made[c] for c in columns], 1)), lasts.append(state[0])
        return torch.cat(states, -1), torch.cat(lasts, -1), src.eq(golden.PAD)

    step, cell, plain = [0], model.cell, type(model).encode
    weights = (cell.weight_ih, cell.weight_hh, cell.bias_ih, cell.bias_hh)

    def advance(x, state):
        made = gated(model.kind, weights, x, state, at(target, step[0]))
        step[0] += 1
        return made

    if not source and not target:
        src = torch.tensor([ids(SOURCE) + [EOS]])
        for ours, theirs in zip(encode(src, torch.tensor([src.shape[1]])), plain(model, src, torch.tensor([src.shape[1]]))):
            torch.testing.assert_close(ours, theirs)
    model.encode, model.advance = encode, advance


def read_with(model, change):
    """Has an attention's weights changed, by a function of those computed."""
    def attend(state, encoded, t):
        seen, _ = type(model).attend(model, state, encoded, t)
        seen["weights"] = change(seen["weights"])
        return seen, torch.einsum("bs,bsd->bd", seen["weights"], encoded[0])
    model.attend = attend


def from_context(model, context):
    """Has the decoder start from another last state."""
    def encode(src, lens):
        states, last, mask = type(model).encode(model, src, lens)
        return states, torch.tensor(context).expand_as(last), mask
    model.encode = encode


def tempered(case, temperature):
    """The case's probabilities at a temperature; its words are those of the highest logits all the same."""
    return case | {"trace.log_probs": (case["trace.log_probs"] / temperature).log_softmax(-1)}


CONTEXT = [round(0.9 * (-1) ** k / (1 + k / 3), 4) for k in range(recurrent.D_HIDDEN)]
ORDER = [3, 0, 1, 5, 2, 4, 6]


def cases(name):
    """Every case of a network: its trace."""
    if name == "transformer":
        made = lambda: loaded(transformer.Transformer(), name)
        trace, d_k = transformer.trace, transformer.D_MODEL // transformer.N_HEADS
        def off(part, layer, head):
            model = made()
            side, attention = {"encoderSelfAttention": ("encoder", "self_attn"), "selfAttention": ("decoder", "self_attn"), "crossAttention": ("decoder", "multihead_attn")}[part]
            getattr(getattr(model.tf, side).layers[layer], attention).out_proj.weight[:, head * d_k:(head + 1) * d_k] = 0
            return model
        def set(**choices):
            model = made()
            for key, value in choices.items():
                setattr(model, key, value)
            return model
        yield "no-positions", trace(set(positions=False))
        yield "no-causal-mask", trace(set(causal=False))
        for part, layer, head in (("encoderSelfAttention", 0, 1), ("selfAttention", 1, 0), ("crossAttention", 1, 2)):
            yield f"no-head-{part}", trace(off(part, layer, head))
        for part, layer in (("encoderSelfAttention", 1), ("encoderFeedForward", 0), ("selfAttention", 0), ("crossAttention", 1), ("feedForward", 0)):
            yield f"no-residual-{part}", trace(set(residuals_off=((part, layer),)))
        yield "temperature", tempered(trace(made()), 0.5)
        return
    config = json.loads((golden.GOLDEN / name / "config.json").read_text())["network"]
    choices = {key: config[key] for key in ("cell", "bidirectional", "attention", "reversed")}
    trace = recurrent.trace
    def changed(change, *arguments, **choices_of):
        model = loaded(recurrent.Recurrent(**choices), name)
        change(model, *arguments, **choices_of)
        return trace(model)
    yield "context", changed(from_context, CONTEXT)
    if config["cell"] != "rnn":
        changed(hold)
        first = {"gru": {"update": 1.0}, "lstm": {"forget_gate": 0.0}}[config["cell"]]
        second = {"gru": {"reset": 0.25}, "lstm": {"output_gate": 0.75, "input_gate": 0.5}}[config["cell"]]
        yield "source-gate", changed(hold, source=[(2, first)])
        yield "target-gate", changed(hold, target=[(1, first), (None, second)])
    if config["attention"] not in ("first-state", "fixed-context"):
        yield "uniform", changed(read_with, lambda weights: torch.full_like(weights, 1 / weights.shape[-1]))
        yield "permuted", changed(read_with, lambda weights: weights[:, ORDER])
    yield "temperature", tempered(changed(lambda model: None), 0.5)


def main():
    torch.set_grad_enabled(False)
    torch.set_num_threads(1)
    for name in ["seq2seq-rnn", "seq2seq-gru", "seq2seq-lstm", "seq2seq-lstm-reversed", "additive", "concat", "local-p", "transformer"]:
        out = {}
        for case, trace in cases(name):
            best, second = trace["trace.log_probs"].clone().index_fill(1, torch.tensor([0, 1, 3]), -torch.inf).topk(2).values.unbind(1)
            margin = (best - second).min().item()
            print(f"{name} {case}: {len(trace['trace.ids'])} steps, nearest tie {margin:.4f}")
            assert margin > 2e-3, "a near tie: rounding could tip it"
            kept = ("ids", "hidden", "context", "weights", "log_probs", "first_state", "encoder")
            out |= {f"{case}.{key}": trace[f"trace.{key}"] for key in kept if f"trace.{key}" in trace}
        golden.save(golden.GOLDEN / name / "interventions.safetensors", out)


if __name__ == "__main__":
    main()
