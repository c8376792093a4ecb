#!/usr/bin/env bash
# One would guess: the query, key and value projections of `nn.MultiheadAttention` start alike, whether the keys have the
#   queries' width or another: Xavier's bound for each projection's own shape.
# What happens: with equal widths the three are one matrix [3 d, d], and Xavier sees that shape: standard deviation
#   sqrt(2 / 4 d). With `kdim` or `vdim` of another width they are three matrices [d, d], and the query's starts at
#   sqrt(2 / 2 d), 1.41 times as large. Scores are products of two of these: they start half as large in the first case.
# Seen with: torch 2.9.0, and the same with 2.15.0; 2026-11-28. (Its issue 166378 is open.)
# What follows: a port that draws each d x d projection by Xavier does not start as PyTorch's Transformer; heads look more
#   uniform at step 0 in PyTorch. Draw from the bound of [3 d, d] to compare learning curves.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv --system-site-packages "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check torch==2.9.0
"$dir/venv/bin/python" - <<'PY'
import torch
from torch import nn

D = 256
torch.manual_seed(0)
together = nn.MultiheadAttention(D, 4)
apart = nn.MultiheadAttention(D, 4, kdim=D, vdim=D // 2)
one = together.in_proj_weight[:D].std().item()
own = apart.q_proj_weight.std().item()
print(f"query's projection, d={D}: {one:.4f} in the joint matrix, {own:.4f} in a matrix of its own, ratio {own / one:.3f}")
assert tuple(together.in_proj_weight.shape) == (3 * D, D) and together.q_proj_weight is None
assert abs(one - (2 / (4 * D)) ** 0.5) < 0.001
assert abs(own - (2 / (2 * D)) ** 0.5) < 0.001
PY
