"""A checkpoint of models/ as float32 arrays; its format is in models/README.md."""

import json
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file

# The bias of a piece that is never written, as in the core's `NEVER`.
NEVER = -100


class Checkpoint:
    """Config and tensors of one folder; int8 matrices are multiplied with the scales of their rows."""

    def __init__(self, folder):
        self.config = json.loads((Path(folder) / "config.json").read_text())
        self.network = self.config["network"]
        stored = load_file(Path(folder) / "model.safetensors")
        scales = {name for name in stored if name.endswith(".scale")}
        self.tensors = {
            name: value.astype(np.float32) * stored[f"{name}.scale"][:, None] if f"{name}.scale" in scales else value.astype(np.float32)
            for name, value in stored.items()
            if name not in scales
        }

    def __getitem__(self, name):
        return self.tensors[name]

    def columns(self, name):
        """A matrix of `y = W x` as the right-hand side of `x W`, `[d_input, d_output]`."""
        return np.ascontiguousarray(self[f"{name}.weight"].T)

    def written(self):
        """Ids of the pieces that a target may have; as in the core, of all others no score is computed."""
        special = self.config["special"]
        never = {special["pad"], special["sos"], special["unk"]}
        return np.array([i for i, bias in enumerate(self["output.bias"]) if bias > NEVER and i not in never], np.int64)

    def limit(self, src_len):
        """The most tokens a translation may have, `</s>` included; `length_limit` of the core."""
        return min(2 * src_len + 8, self.config["max_target"])
