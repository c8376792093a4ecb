#!/usr/bin/env bash
# One would guess: a class index and the same target as a one-hot row give the same cross entropy.
# What happens: not with class weights. For indices the mean divides by the sum of the targets' weights, for probabilities by
#   the number of rows: with the weights 1 to 5 the second is 3.5 times the first for the same targets.
# Seen with: torch 2.9.0, and the same with 2.15.0; 2026-11-28. Both formulas stand in the documentation, a screen apart.
# What follows: going from hard targets to soft ones (distillation, mixing, smoothing by hand) with class weights scales the
#   loss and with it the step; divide by the weights oneself: reduction="sum" and one divisor for both.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv --system-site-packages "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check torch==2.9.0
"$dir/venv/bin/python" - <<'PY'
import torch
from torch.nn.functional import cross_entropy, one_hot

logits = torch.linspace(-1, 1, 20).sin().view(4, 5)
target = torch.tensor([1, 2, 3, 4])
weight = torch.arange(1.0, 6)
for weights in (None, weight):
    index = cross_entropy(logits, target, weight=weights).item()
    rows = cross_entropy(logits, one_hot(target, 5).float(), weight=weights).item()
    print(f"weights {weights}: index {index:.4f}, one-hot {rows:.4f}, ratio {rows / index:.3f}")
    expected = 1 if weights is None else weight[target].mean().item()
    assert abs(rows / index - expected) < 1e-5
assert expected == 3.5
PY
