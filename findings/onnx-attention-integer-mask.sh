#!/usr/bin/env bash
# One would guess: a mask of ones and zeros, as a tokenizer hands it out (int64, 1 = real token), either masks the
#   zeros of ONNX's operator Attention or is refused, as PyTorch refuses it.
# What happens: the operator takes it and adds it to the scores. A key at a 0 is only e times less likely than one at a 1:
#   in the row below three padded keys get 36 % of the weight. Only a boolean mask masks; an integer one is a number like any other.
# Seen with: onnx 1.23.2, onnxruntime 1.32.0 (CPU), opsets 23 and 24; 2026-11-28.
# What follows: who exports attention puts `Cast(to=BOOL)` between a tokenizer's mask and the operator, and tests with a
#   padded row that a padded value cannot move the output; shapes, types and the model checker say nothing.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check onnx==1.23.2 onnxruntime==1.32.0 numpy==2.4.6
"$dir/venv/bin/python" - <<'PY'
import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper

query = np.zeros((1, 1, 1, 4), np.float32)
key = np.zeros((1, 1, 5, 4), np.float32)  # equal scores: the weights follow from the mask alone
value = np.eye(5, dtype=np.float32)[None, None]  # the output is the weights
keep = [1, 1, 0, 0, 0]  # two tokens, three of padding


def weights(mask, opset):
    kind = helper.np_dtype_to_tensor_dtype(mask.dtype)
    inputs = [("q", query, TensorProto.FLOAT), ("k", key, TensorProto.FLOAT), ("v", value, TensorProto.FLOAT), ("mask", mask, kind)]
    node = helper.make_node("Attention", [name for name, _, _ in inputs], ["y"])
    graph = helper.make_graph(
        [node],
        "attention",
        [helper.make_tensor_value_info(name, of, array.shape) for name, array, of in inputs],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, (1, 1, 1, 5))],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=10)
    onnx.checker.check_model(model, full_check=True)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return session.run(None, {name: array for name, array, _ in inputs})[0][0, 0, 0]


for opset in (23, 24):
    masked = weights(np.array([keep], bool), opset)
    added = weights(np.array([keep], np.int64), opset)
    print(f"opset {opset}: bool  {masked.round(3)}")
    print(f"opset {opset}: int64 {added.round(3)}, on padding {added[2:].sum():.3f}")
    np.testing.assert_allclose(masked, [0.5, 0.5, 0, 0, 0], atol=1e-6)
    e = np.e
    np.testing.assert_allclose(added, np.array([e, e, 1, 1, 1]) / (2 * e + 3), atol=1e-5)
PY
