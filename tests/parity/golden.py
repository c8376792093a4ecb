"""Writes the golden files that crates/core/tests/parity.rs compares with.

    pip install torch==2.9.0 safetensors numpy
    python tests/parity/golden.py            # writes crates/core/tests/golden/
    python tests/parity/golden.py local-p    # only that network's, or `operations`, `places`

Small random networks in PyTorch, their inputs and what PyTorch makes of them. The recurrent layers are nn.RNN, nn.GRU and
nn.LSTM, the Transformer's are nn.TransformerEncoderLayer and nn.TransformerDecoderLayer; the attention is written from the
papers. Dimensions are unequal and odd where the network allows, so that a swapped pair shows.
"""
import itertools
import json
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file

sys.dont_write_bytecode = True
import elman
import operations
import recurrent
import transformer
from vocabulary import MARKS, PAD, PIECES, SOS, SOURCE, UNK, tokenizer

GOLDEN = Path(__file__).resolve().parents[2] / "crates/core/tests/golden"

RECURRENT = {
    "seq2seq-rnn": dict(cell="rnn", bidirectional=False, attention="fixed-context"),
    "seq2seq-gru": dict(cell="gru", bidirectional=False, attention="fixed-context"),
    "seq2seq-lstm": dict(cell="lstm", bidirectional=False, attention="first-state"),
    "seq2seq-lstm-reversed": dict(cell="lstm", bidirectional=False, attention="first-state", reversed=True),
    "additive": dict(cell="gru", bidirectional=True, attention="additive"),
    "dot": dict(cell="gru", bidirectional=True, attention="dot"),
    "general": dict(cell="gru", bidirectional=True, attention="general"),
    "concat": dict(cell="lstm", bidirectional=True, attention="concat"),
    "scaled-dot": dict(cell="gru", bidirectional=True, attention="scaled-dot"),
    "cosine": dict(cell="rnn", bidirectional=True, attention="cosine"),
    "location": dict(cell="gru", bidirectional=True, attention="location"),
    "local-m": dict(cell="lstm", bidirectional=True, attention="local-m"),
    "local-p": dict(cell="gru", bidirectional=True, attention="local-p"),
}


def config(mechanism, network):
    special = dict(zip(("pad", "sos", "eos", "unk"), range(len(MARKS))))
    return dict(format=1, mechanism=mechanism, source_languages=["fr", "ko"], target_language="en", vocab_size=len(PIECES),
                special=special, max_source=17, max_target=13, network=network)


def lively(make):
    """The first seed whose random network makes four different pieces and never nearly ties: a network that says one thing for ever tests little."""
    for seed in itertools.count():
        torch.manual_seed(seed)
        made = make()
        ids, log_probs = made[2]["trace.ids"], made[2]["trace.log_probs"].clone()
        log_probs[:, [PAD, SOS, UNK]] = -torch.inf
        best, second = log_probs.topk(2).values.unbind(1)
        if len(ids.unique()) >= 4 and (best - second).min() > 1e-2:
            return made


def write(name, network, weights, case):
    folder = GOLDEN / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(config(name, network), indent=2) + "\n")
    save(folder / "model.safetensors", weights, {"format": "1", "mechanism": name})
    save(folder / "case.safetensors", case)


def save(path, tensors, metadata=None):
    plain = lambda x: x.detach().to(torch.int32 if not x.is_floating_point() else torch.float32).contiguous().clone()
    save_file({name: plain(x) for name, x in tensors.items()}, path, metadata=metadata)
    print(f"{path.stat().st_size:7d} {path.relative_to(GOLDEN)}")


def main():
    torch.set_grad_enabled(False)
    torch.set_num_threads(1)
    wanted = lambda name: name in sys.argv[1:] or not sys.argv[1:]
    GOLDEN.mkdir(parents=True, exist_ok=True)
    (GOLDEN / "tokenizer.json").write_text(json.dumps(tokenizer(), ensure_ascii=False, indent=1) + "\n")
    (GOLDEN / "source.txt").write_text(SOURCE + "\n")
    for name, choices in RECURRENT.items():
        if wanted(name):
            write(name, *lively(lambda: recurrent.golden(choices)))
    if wanted("transformer"):
        write("transformer", *lively(transformer.golden))
    if wanted("rnn"):
        write("rnn", *lively(elman.golden))
    for name, golden in (("operations", operations.golden), ("places", operations.places)):
        if wanted(name):
            torch.manual_seed(0)
            save(GOLDEN / f"{name}.safetensors", golden())


if __name__ == "__main__":
    main()
