#!/usr/bin/env bash
# One would guess: Keras's default `recurrent_initializer="orthogonal"` makes each gate's recurrent matrix orthogonal, so
#   that it keeps the length of the state that it multiplies.
# What happens: the gates share one kernel [units, 3 units] (LSTM: 4 units), and that whole is made orthogonal by rows.
#   Each gate's square block is not: on average it shrinks a state by 1/sqrt(3) (LSTM: by 1/2), and its smallest singular
#   value is near 0. Only SimpleRNN, whose kernel is square, gets what the word says.
# Seen with: keras 3.15.1 (jax 0.10.2); 2026-11-28. An issue of 2018 about it is closed; the layer's page says "orthogonal".
# What follows: a comparison of how gradients fade in an RNN, a GRU and an LSTM compares initialisations too. Who wants
#   orthogonal gates concatenates one square orthogonal matrix a gate (Flax's cells do so).
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

UNITS = 64
keras.utils.set_random_seed(0)
for layer, gates in ((keras.layers.SimpleRNN, 1), (keras.layers.GRU, 3), (keras.layers.LSTM, 4)):
    built = layer(UNITS)
    built.build((None, 5, 8))
    kernel = np.asarray(built.cell.recurrent_kernel)
    np.testing.assert_allclose(kernel @ kernel.T, np.eye(UNITS), atol=1e-5)
    for gate, block in enumerate(np.split(kernel, gates, axis=1)):
        values = np.linalg.svd(block, compute_uv=False)
        mean = np.sqrt((values**2).mean())
        print(f"{layer.__name__:10} gate {gate}: singular values {values.min():.3f} to {values.max():.3f}, root mean square {mean:.3f}")
        assert abs(mean - gates**-0.5) < 0.03, mean
        assert (values.min() > 0.999) if gates == 1 else (values.min() < 0.1 and values.max() < 0.99), values
PY
