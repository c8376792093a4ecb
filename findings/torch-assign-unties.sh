#!/usr/bin/env bash
# One would guess: a model whose output layer shares the embedding's weight keeps sharing it when a checkpoint is loaded.
# What happens: `load_state_dict` copies into the shared tensor, and it does; with `assign=True` (the way to load a model
#   made on the meta device, or to keep a checkpoint's type) each name gets a Parameter of its own. The model has one more
#   parameter, the same loss, and from the first step on two different tables. Nothing is reported.
# Seen with: torch 2.9.0, and the same with 2.15.0; 2026-11-28. (Its issue 188346.)
# What follows: tie again after every load with assign=True, and assert `out.weight is embedding.weight` before training.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv --system-site-packages "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check torch==2.9.0
"$dir/venv/bin/python" - <<'PY'
import torch
from torch import nn


class Tied(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(5, 4)
        self.out = nn.Linear(4, 5, bias=False)
        self.out.weight = self.embedding.weight

    def forward(self, ids):
        return self.out(self.embedding(ids))


def after_a_step(assign):
    torch.manual_seed(0)
    model = Tied()
    checkpoint = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    result = model.load_state_dict(checkpoint, assign=assign)
    loss = nn.functional.cross_entropy(model(torch.tensor([1, 2])), torch.tensor([2, 3]))
    optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
    loss.backward()
    optimizer.step()
    apart = (model.embedding.weight - model.out.weight).abs().max().item()
    print(f"assign={assign}: {result}, {len(list(model.parameters()))} parameters, loss {loss.item():.4f}, apart after a step {apart:.3f}")
    return len(list(model.parameters())), loss.item(), apart


copied, assigned = after_a_step(False), after_a_step(True)
assert copied[0] == 1 and copied[2] == 0
assert assigned[0] == 2 and assigned[2] > 0.01
assert copied[1] == assigned[1]
PY
