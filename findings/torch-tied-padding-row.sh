#!/usr/bin/env bash
# One would guess: `nn.Embedding(padding_idx=0)` keeps the padding's vector at 0 during training, as its page says.
# What happens: it only drops the gradient of the look-up. With the output layer tied to the table, the softmax pushes the
#   padding's row like that of every word that is not the target: after one Adam step at 0.1 each of its numbers is 0.1 away.
# Seen with: torch 2.9.0, and the same with 2.15.0; 2026-11-28.
# What follows: code that tells padding by its zero vector, or sums embeddings over a padded sentence, is right for an untied
#   model and wrong for a tied one. Mask by ids, or set the row's gradient to 0 after backward.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv --system-site-packages "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check torch==2.9.0
"$dir/venv/bin/python" - <<'PY'
import torch
from torch import nn

ids, target = torch.tensor([1, 2, 0]), torch.tensor([2, 3, 0])


def padding_row(tied):
    torch.manual_seed(0)
    embedding = nn.Embedding(5, 4, padding_idx=0)
    out = nn.Linear(4, 5, bias=False)
    if tied:
        out.weight = embedding.weight
    assert embedding.weight[0].abs().max() == 0
    optimizer = torch.optim.Adam(nn.ModuleList([embedding, out]).parameters(), lr=0.1)
    nn.functional.cross_entropy(out(embedding(ids)), target, ignore_index=0).backward()
    optimizer.step()
    return embedding.weight[0].detach()


for tied in (False, True):
    row = padding_row(tied)
    print(f"tied={tied}: padding's row after one step {row.tolist()}")
    moved = torch.full_like(row, 0.1 if tied else 0)
    torch.testing.assert_close(row.abs(), moved, atol=1e-4, rtol=0)
PY
