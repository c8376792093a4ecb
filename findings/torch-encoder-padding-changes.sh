#!/usr/bin/env bash
# One would guess: in eval mode `nn.TransformerEncoder` gives the same output with and without `torch.no_grad()`.
# What happens: with a padding mask and no gradient wanted it takes another path that packs the words and writes 0 at padded
#   positions; with gradients enabled, numbers like any other's stand there. At words both agree.
# Seen with: torch 2.9.0, and the same with 2.15.0; 2026-11-28.
# What follows: a mean over time that forgets the mask gives another sentence vector in evaluation than in training or while
#   saliency is computed, and hides the mistake in one of the two. Golden files compare words only; masks stay needed.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv --system-site-packages "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check torch==2.9.0
"$dir/venv/bin/python" - <<'PY'
import warnings

import torch
from torch import nn

warnings.simplefilter("ignore")
torch.manual_seed(0)
encoder = nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16, batch_first=True), 2).eval()
x = torch.randn(2, 7, 8)
pad = torch.arange(7) >= torch.tensor([[3], [5]])
with_gradient = encoder(x, src_key_padding_mask=pad).detach()
with torch.no_grad():
    without = encoder(x, src_key_padding_mask=pad)
print("at padding, mean size:", with_gradient[pad].abs().mean().item(), "with gradient,", without[pad].abs().mean().item(), "under no_grad")
print("at words, largest difference:", (with_gradient - without)[~pad].abs().max().item())
print("mean over time:", with_gradient.mean(1)[0, :3].tolist(), without.mean(1)[0, :3].tolist())
torch.testing.assert_close(with_gradient[~pad], without[~pad], atol=1e-4, rtol=0)
assert without[pad].abs().max() == 0 and with_gradient[pad].abs().mean() > 0.5
assert (with_gradient.mean(1) - without.mean(1)).abs().max() > 0.1
PY
