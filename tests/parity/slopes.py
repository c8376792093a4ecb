"""Writes NAME/slopes.safetensors of the golden recurrent networks: how much results hang on each source token's vector, by autograd.

    pip install torch==2.9.0 safetensors numpy
    python tests/parity/slopes.py            # after golden.py; writes crates/core/tests/golden/*/slopes.safetensors
    python tests/parity/slopes.py local-p    # only that network's

Columns are in the order of reading. `state.forward` and `state.backward` are Frobenius norms of Jacobians of the encoder's last
state; `state.forward.2` of its state after the third column; `words` of every step, the pieces before being those that were made.
"""
import json
import sys

import torch
from safetensors.torch import load_file

sys.dont_write_bytecode = True
import elman
import golden
import recurrent
from interventions import loaded
from vocabulary import EOS, SOS, SOURCE, ids


def norms(function, u):
    """`[1, n]`: the norm of the Jacobian of a vector with respect to every row of `u`."""
    jacobian = torch.autograd.functional.jacobian(function, u)
    return jacobian.pow(2).sum((0, 2)).sqrt()[None]


def by_word(log_probs, u, made):
    """`[steps, n, d_embed]`: the slopes of the logarithms of what was made."""
    return torch.stack([torch.autograd.grad(log_probs[t, id], u, retain_graph=True)[0] for t, id in enumerate(made)])


def of_recurrent(name):
    config = json.loads((golden.GOLDEN / name / "config.json").read_text())["network"]
    with torch.no_grad():
        model = loaded(recurrent.Recurrent(**{key: config[key] for key in ("cell", "bidirectional", "attention", "reversed")}), name)
    words = ids(SOURCE)
    src = torch.tensor([(words[::-1] if model.reversed else words) + [EOS]])
    u = model.embedding(src)[0].detach().requires_grad_()
    states = lambda u: model.encoder(u[None])[0][0]
    width = model.encoder.hidden_size
    out = {"state.forward": norms(lambda u: states(u)[-1, :width], u), "state.forward.2": norms(lambda u: states(u)[2, :width], u)}
    if model.encoder.bidirectional:
        out["state.backward"] = norms(lambda u: states(u)[0, width:], u)
    made = load_file(golden.GOLDEN / name / "case.safetensors")["trace.ids"].tolist()
    last = states(u)[-1] if not model.encoder.bidirectional else torch.cat([states(u)[-1, :width], states(u)[0, width:]])
    encoded = (states(u)[None], last[None], torch.zeros_like(src).bool())
    state, log_probs = model.first_state(encoded[1]), []
    for t, previous in enumerate([SOS] + made[:-1]):
        logits, state, _ = model.step(torch.tensor([previous]), state, encoded, t)
        log_probs.append(logits[0].log_softmax(-1))
    return out | {"words": by_word(torch.stack(log_probs), u, made)}


def of_elman():
    with torch.no_grad():
        model = loaded(elman.Elman(), "rnn")
    u = model.embedding(torch.tensor(ids(SOURCE) + [EOS])).detach().requires_grad_()
    states = lambda u: model.rnn(u[None])[0][0]
    made = load_file(golden.GOLDEN / "rnn" / "case.safetensors")["trace.ids"].tolist()
    log_probs = (states(u) @ model.embedding.weight.T + model.bias).log_softmax(-1)
    return {"state.forward": norms(lambda u: states(u)[-1], u), "state.forward.2": norms(lambda u: states(u)[2], u),
            "words": by_word(log_probs, u, made)}


def main():
    torch.set_num_threads(1)
    for name in sys.argv[1:] or [*golden.RECURRENT, "rnn"]:
        golden.save(golden.GOLDEN / name / "slopes.safetensors", of_elman() if name == "rnn" else of_recurrent(name))


if __name__ == "__main__":
    main()
