#!/usr/bin/env bash
# One would guess: leaving padded steps out of the loss gives one number, whether they are masked (`mask_zero=True`), named
#   by `ignore_class` or given the sample weight 0.
# What happens: a mask and `ignore_class` divide by the steps that count; weights of 0 divide by all steps. With half of
#   them padded, `evaluate` shows half the loss for the same model and text, and its gradient is half as large.
# Seen with: keras 3.15.1 (jax 0.10.2); 2026-11-28.
# What follows: perplexity must not be read from a loss with 0/1 weights: here exp(loss) is 2.24 for 5 equally likely
#   words. `reduction="mean_with_sample_weight"` divides as the mask does.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check keras==3.15.1 jax==0.10.2 numpy==2.4.6
"$dir/venv/bin/python" - <<'PY'
import os

os.environ |= {"KERAS_BACKEND": "jax", "JAX_PLATFORMS": "cpu"}
import keras
import numpy as np

WORDS, PAD = 5, 0
ids = np.array([[1, 2, PAD, PAD]])  # two words, two steps of padding
uniform = np.log(WORDS)


def loss(mask=False, weights=None, **options):
    inputs = keras.Input((ids.shape[1],))
    hidden = keras.layers.Embedding(WORDS, 3, mask_zero=mask)(inputs)
    hidden = keras.layers.GRU(3, return_sequences=True)(hidden)
    outputs = keras.layers.Dense(WORDS, activation="softmax", kernel_initializer="zeros")(hidden)
    model = keras.Model(inputs, outputs)
    model.compile(loss=keras.losses.SparseCategoricalCrossentropy(**options))
    return model.evaluate(ids, ids, sample_weight=weights, verbose=0)


weights = (ids != PAD).astype("float32")
seen = {
    "mask_zero": loss(mask=True),
    "ignore_class": loss(ignore_class=PAD),
    "weights of 0": loss(weights=weights),
    "weights of 0, mean_with_sample_weight": loss(weights=weights, reduction="mean_with_sample_weight"),
}
for way, value in seen.items():
    print(f"{way:40} loss {value:.4f}, perplexity {np.exp(value):.3f}")
np.testing.assert_allclose(list(seen.values()), [uniform, uniform, uniform / 2, uniform], atol=1e-5)
PY
