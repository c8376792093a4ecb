#!/usr/bin/env bash
# One would guess: giving the padding's class the weight 0 leaves padded targets out of the loss, as `ignore_index` does; the
#   two agree to the last digit without label smoothing.
# What happens: with `label_smoothing` the weight belongs to the class that gets probability, not to the position. A padded
#   position loses its own term but keeps the smoothed share of every other class: its logits get a gradient, and the loss is
#   larger. The divisor counts only the weights of the targets, so the padding is extra.
# Seen with: torch 2.9.0, and the same with 2.15.0; 2026-11-28.
# What follows: pads must be left out by ignore_index (or by reduction="none" and a mask). A check of this must hold the
#   gradient at a padded position to 0 with smoothing on.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv --system-site-packages "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check torch==2.9.0
"$dir/venv/bin/python" - <<'PY'
import torch
from torch.nn.functional import cross_entropy

PAD = 0
torch.manual_seed(0)
target = torch.tensor([1, 2, PAD, PAD])
weight = torch.tensor([0.0, 1, 1, 1, 1])


def seen(**options):
    logits = torch.linspace(-1, 1, 20).sin().view(4, 5).requires_grad_()
    loss = cross_entropy(logits, target, **options)
    loss.backward()
    return loss.item(), logits.grad[target == PAD].abs().max().item()


for smoothing in (0.0, 0.1):
    by_weight = seen(weight=weight, label_smoothing=smoothing)
    by_index = seen(ignore_index=PAD, label_smoothing=smoothing)
    print(f"smoothing {smoothing}: (loss, gradient at pads) by weight {by_weight}, by ignore_index {by_index}")
    assert by_index[1] == 0
    if smoothing:
        assert by_weight[0] > by_index[0] + 0.05 and by_weight[1] > 0.001
    else:
        assert abs(by_weight[0] - by_index[0]) < 1e-6 and by_weight[1] == 0
PY
