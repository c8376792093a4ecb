"""Writes tests/browser/pytorch.json, the numbers that tests/browser/numbers.spec.js compares with those on the screen.

    pip install torch==2.9.0 safetensors tokenizers numpy
    python tests/parity/page.py

The trained checkpoints in PyTorch, built from models/README.md alone: one sentence, greedily, with what every step attends
to and how probable its words are. To be made anew with every checkpoint; the file says of which weights it is.
"""
import hashlib
import json
import math
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer

ROOT = Path(__file__).resolve().parents[2]
MODELS = ROOT / "models"
TEXT = "Je suis très fatigué ce soir."
TOP = 5


class Weights:
    """Tensors of a checkpoint in float32; an int8 matrix times the scales of its rows."""

    def __init__(self, folder):
        stored = load_file(folder / "model.safetensors")
        scaled = lambda name, x: x.float() * stored[f"{name}.scale"][:, None] if f"{name}.scale" in stored else x.float()
        self.tensors = {name: scaled(name, x) for name, x in stored.items() if not name.endswith(".scale")}

    def __getitem__(self, name):
        return self.tensors[name]

    def linear(self, name, x):
        return F.linear(x, self[f"{name}.weight"], self.tensors.get(f"{name}.bias"))

    def norm(self, name, x):
        return F.layer_norm(x, x.shape[-1:], self[f"{name}.weight"], self[f"{name}.bias"], 1e-5)

    def logits(self, x):
        return F.linear(x, self["embedding.weight"], self["output.bias"])


class Additive:
    """Bahdanau et al. 2015, A.1.2 and A.2.2."""

    def __init__(self, weights, config, src):
        self.w = weights
        d_hidden = config["network"]["d_hidden"]
        gru = torch.nn.GRU(config["network"]["d_embed"], d_hidden // 2, bidirectional=True, batch_first=True)
        for direction, suffix in (("forward", ""), ("backward", "_reverse")):
            for part, theirs in (("input", "ih"), ("hidden", "hh")):
                for kind in ("weight", "bias"):
                    getattr(gru, f"{kind}_{theirs}_l0{suffix}").data = weights[f"encoder.{direction}.{part}.{kind}"]
        states, last = gru(weights["embedding.weight"][src][None])
        self.annotations = states[0]
        self.state = torch.tanh(weights.linear("bridge", torch.cat(list(last), -1)))

    def step(self, previous):
        w, x = self.w, self.w["embedding.weight"][[previous]]
        energy = torch.tanh(w.linear("attention.query", self.state) + w.linear("attention.key", self.annotations))
        scores = w.linear("attention.energy", energy).squeeze(-1)
        weights = scores.softmax(-1)
        context = (weights @ self.annotations)[None]
        reads = torch.cat([w["decoder.cell.input.weight"], w["decoder.context.weight"]], 1)
        biases = w["decoder.cell.input.bias"], w["decoder.cell.hidden.bias"]
        self.state = torch.gru_cell(torch.cat([x, context], 1), self.state, reads, w["decoder.cell.hidden.weight"], *biases)
        readout = torch.tanh(w.linear("readout", torch.cat([x, self.state, context], 1)))
        return w.logits(readout)[0], {"scores": scores, "row": weights}


class Transformer:
    """Vaswani et al. 2017, post-norm; every step from the whole beginning, so that no cache can be wrong."""

    def __init__(self, weights, config, src):
        self.w, self.network, self.made = weights, config["network"], []
        x = self.embed(src)
        for n in range(self.network["n_layers"]):
            layer = f"encoder.layers.{n}"
            x = weights.norm(f"{layer}.self_attn_norm", x + self.attend(f"{layer}.self_attn", x, x)[0])
            x = self.feed_forward(layer, x)
        self.memory = x

    def embed(self, ids):
        d = self.network["d_model"]
        angle = torch.arange(len(ids))[:, None] / 10000 ** (torch.arange(0, d, 2, dtype=torch.float64) / d)
        return self.w["embedding.weight"][ids] * math.sqrt(d) + torch.stack([angle.sin(), angle.cos()], -1).flatten(1).float()

    def attend(self, name, query, memory, mask=None):
        split = lambda x: x.unflatten(-1, (self.network["n_heads"], -1)).transpose(0, 1)
        q, k, v = (split(self.w.linear(f"{name}.{part}", x)) for part, x in (("query", query), ("key", memory), ("value", memory)))
        scores = q @ k.transpose(1, 2) / math.sqrt(q.shape[-1])
        weights = (scores if mask is None else scores.masked_fill(mask, -torch.inf)).softmax(-1)
        return self.w.linear(f"{name}.output", (weights @ v).transpose(0, 1).flatten(1)), weights

    def feed_forward(self, layer, x):
        inner = self.w.linear(f"{layer}.ffn.inner", x).relu()
        return self.w.norm(f"{layer}.ffn_norm", x + self.w.linear(f"{layer}.ffn.outer", inner))

    def step(self, previous):
        self.made.append(previous)
        x, heads = self.embed(self.made), []
        causal = torch.ones(len(x), len(x), dtype=torch.bool).triu(1)
        for n in range(self.network["n_layers"]):
            layer = f"decoder.layers.{n}"
            x = self.w.norm(f"{layer}.self_attn_norm", x + self.attend(f"{layer}.self_attn", x, x, causal)[0])
            cross, weights = self.attend(f"{layer}.cross_attn", x, self.memory)
            x = self.feed_forward(layer, self.w.norm(f"{layer}.cross_attn_norm", x + cross))
            heads.append(weights[:, -1])
        return self.w.logits(x)[-1], {"row": heads[-1].mean(0), "heads": torch.cat(heads)}


def run(name, network):
    """Steps of a greedy translation, as plain numbers."""
    folder = MODELS / name
    config = json.loads((folder / "config.json").read_text())
    special = config["special"]
    tokenizer = Tokenizer.from_file(str(MODELS / "tokenizer.json"))
    src = [*tokenizer.encode(TEXT, add_special_tokens=False).ids, special["eos"]]
    model, previous, steps = network(Weights(folder), config, src), special["sos"], []
    while previous != special["eos"]:
        logits, seen = model.step(previous)
        log_probs = logits.log_softmax(-1)
        log_probs[[special["pad"], special["sos"], special["unk"]]] = -torch.inf
        best = log_probs.topk(TOP)
        previous = int(best.indices[0])
        candidates = [{"id": int(i), "p": float(p)} for i, p in zip(best.indices, best.values.exp())]
        steps.append({"id": previous, "candidates": candidates} | {part: x.tolist() for part, x in seen.items()})
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    return {"weights": digest, "steps": [plain(step) for step in steps]}


def plain(x):
    """Six significant digits: more than the comparison asks for."""
    if isinstance(x, dict):
        return {key: plain(value) for key, value in x.items()}
    if isinstance(x, list):
        return [plain(value) for value in x]
    return float(f"{x:.6g}") if isinstance(x, float) else x


def main():
    torch.set_grad_enabled(False)
    runs = {"additive": run("additive", Additive), "transformer": run("transformer", Transformer)}
    path = ROOT / "tests/browser/pytorch.json"
    path.write_text(json.dumps({"text": TEXT, "runs": runs}, ensure_ascii=False) + "\n")
    print(path.stat().st_size, [[step["id"] for step in run["steps"]] for run in runs.values()])


main()
