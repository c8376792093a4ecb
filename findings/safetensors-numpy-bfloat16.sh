#!/usr/bin/env bash
# One would guess: what `safetensors.numpy.save` accepts, `safetensors.numpy.load` reads back.
# What happens: arrays of bfloat16 and float8 (ml_dtypes, as jax gives them) are written as valid BF16 and F8 tensors, and
#   the same module raises KeyError on its own bytes. One such tensor makes `load` fail for all tensors of the file.
# Seen with: safetensors 0.8.0, ml_dtypes 0.6.0; 2026-11-28.
# What follows: a script that stores half-size weights from numpy must be tested by reading, not by its exit status; a
#   reader without torch or jax parses the header (8 bytes of length, JSON, data) and views the bytes with ml_dtypes.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check safetensors==0.8.0 ml_dtypes==0.6.0 numpy==2.4.6
"$dir/venv/bin/python" - <<'PY'
import json
import struct

import ml_dtypes
import numpy as np
from safetensors.numpy import load, save

for kind, name in ((ml_dtypes.bfloat16, "BF16"), (ml_dtypes.float8_e4m3fn, "F8_E4M3")):
    written = save({"half": np.array([1, -2, 3], kind), "full": np.ones(2, np.float32)})
    (length,) = struct.unpack("<Q", written[:8])
    entry = json.loads(written[8 : 8 + length])["half"]
    begin, end = (8 + length + offset for offset in entry["data_offsets"])
    by_hand = np.frombuffer(written[begin:end], kind)
    assert entry["dtype"] == name and by_hand.tolist() == [1, -2, 3]
    try:
        load(written)
        seen = "read"
    except KeyError as error:
        seen = f"KeyError {error}"
    print(f"written as {name} (the bytes hold {by_hand.tolist()}), load: {seen}")
    assert seen == f"KeyError '{name}'", seen
PY
