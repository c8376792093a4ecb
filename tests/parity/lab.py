"""Writes the golden files that crates/lab/tests/pytorch.rs compares with.

    pip install torch==2.9.0 safetensors numpy
    cargo run --release -p seq2see-lab --example cases -- /tmp/cases
    python tests/parity/lab.py /tmp/cases            # writes crates/lab/tests/golden/

The runs of the bench, from the same first weights and the same batches, with PyTorch's networks of this folder, its gradients,
its clipping and its Adam.
"""
import json
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file

sys.dont_write_bytecode = True
import elman
import recurrent
import transformer
from vocabulary import EOS, PAD, SOS, padded

GOLDEN = Path(__file__).resolve().parents[2] / "crates/lab/tests/golden"


def network(config):
    """The network of this folder, in the sizes of a case."""
    sizes = config["network"]
    for module in (elman, recurrent, transformer):
        module.PIECES = range(config["vocab_size"])
    if sizes["family"] == "elman":
        elman.D_HIDDEN = sizes["d_hidden"]
        return elman.Elman()
    if sizes["family"] == "transformer":
        transformer.D_MODEL, transformer.N_HEADS = sizes["d_model"], sizes["n_heads"]
        transformer.N_LAYERS, transformer.D_FF = sizes["n_layers"], sizes["d_ff"]
        return transformer.Transformer()
    recurrent.D_EMBED, recurrent.D_HIDDEN, recurrent.D_ATTENTION = sizes["d_embed"], sizes["d_hidden"], sizes["d_attention"]
    return recurrent.Recurrent(sizes["cell"], sizes["bidirectional"], sizes["attention"])


def in_files(name):
    """A parameter's name in a checkpoint (models/README.md), by which the networks here know it."""
    for ours, theirs in (("decoder.readout", "readout"), ("decoder.attention", "attention")):
        name = theirs + name.removeprefix(ours) if name.startswith(ours) else name
    return name.replace(".gamma", ".weight").replace(".beta", ".bias")


def fill(model, weights):
    """Our weights in the place of PyTorch's; every one of them, and none too many."""
    theirs = model.weights()
    assert theirs.keys() == set(map(in_files, weights)), theirs.keys() ^ set(map(in_files, weights))
    with torch.no_grad():
        for name, weight in weights.items():
            theirs[in_files(name)].copy_(torch.tensor(weight["values"]).view(weight["shape"]))


def loss_of(model, pairs, as_it_reads):
    src, lens = padded([s for s, _ in pairs]), torch.tensor([len(s) for s, _ in pairs])
    tgt_in, tgt_out = padded([[SOS] + t for _, t in pairs]), padded([t + [EOS] for _, t in pairs])
    if as_it_reads:
        logits = model(src)[0]
    elif isinstance(model, transformer.Transformer):
        logits = model(src, tgt_in)
    else:
        logits = model(src, lens, tgt_in)[0]
    return torch.nn.functional.cross_entropy(logits.flatten(0, 1), tgt_out.flatten(), ignore_index=PAD)


def gradients(model, names):
    """Gradients by our names: where a weight of ours is a part of one of PyTorch's, that part."""
    values = {p: p.data for p in model.parameters()}
    for p in values:
        p.data = torch.zeros_like(p) if p.grad is None else p.grad.clone()
    theirs = model.weights()
    found = {name: theirs[in_files(name)].detach().clone().contiguous() for name in names}
    for p, value in values.items():
        p.data = value
    return found


def run(case):
    model = network(case["config"])
    fill(model, case["weights"])
    adam = torch.optim.Adam(model.parameters(), lr=case["rate"], betas=(0.9, 0.98), eps=1e-9)
    losses, out = [], {}
    for update, pairs in enumerate(case["batches"]):
        adam.zero_grad()
        loss = loss_of(model, pairs, case["as_it_reads"])
        loss.backward()
        if update == 0:
            out = {f"gradient.{name}": g for name, g in gradients(model, case["weights"]).items()}
        torch.nn.utils.clip_grad_norm_(model.parameters(), case["clip"])
        adam.step()
        losses.append(loss.item())
    return out | {"losses": torch.tensor(losses)}


def main():
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for path in sorted(Path(sys.argv[1]).glob("*.json")):
        golden = GOLDEN / f"{path.stem}.safetensors"
        save_file(run(json.loads(path.read_text())), golden)
        print(f"{golden.stat().st_size:7d} {golden.name}")


main()
