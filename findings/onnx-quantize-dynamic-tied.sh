#!/usr/bin/env bash
# One would guess: a table that is both embedding and output projection (tied weights) is stored once after
#   `quantize_dynamic`, as it was before; and with `weight_type=QInt8` every weight is int8.
# What happens: it is stored twice, once as uint8 for the look-up (whatever type is asked for, with a zero point away from
#   0) and once transposed as int8 for the product, each with a scale of its own. The two are no longer the same numbers.
#   A file of one such table shrinks to a half, not to a quarter.
# Seen with: onnx 1.23.2, onnxruntime 1.32.0; 2026-11-28.
# What follows: in a small translator this table is most of the file. To keep one copy, quantize the table oneself and feed
#   Gather and Gemm from the same DequantizeLinear; do not compare looked-up rows with rows of the projection.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check onnx==1.23.2 onnxruntime==1.32.0 numpy==2.4.6
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import os

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

table = np.random.default_rng(0).standard_normal((4000, 64), np.float32) + np.float32(0.5)
nodes = [
    helper.make_node("Gather", ["table", "ids"], ["x"]),
    helper.make_node("Gemm", ["x", "table"], ["logits"], transB=1),  # as PyTorch writes a Linear
]
graph = helper.make_graph(
    nodes,
    "tied",
    [helper.make_tensor_value_info("ids", TensorProto.INT64, ["n"])],
    [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in ("x", "logits")],
    [numpy_helper.from_array(table, "table")],
)
onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), "tied.onnx")
quantize_dynamic("tied.onnx", "small.onnx", weight_type=QuantType.QInt8)

stored = {each.name: numpy_helper.to_array(each) for each in onnx.load("small.onnx").graph.initializer}
for name, array in stored.items():
    print(f"{name:26} {array.dtype} {array.shape} {array if array.size == 1 else ''}")
ratio = os.path.getsize("small.onnx") / os.path.getsize("tied.onnx")
print(f"size: {ratio:.2f} of the float32 file")
looked_up, projected = stored["table_quantized"], stored["table_Transposed_quantized"]
assert looked_up.dtype == np.uint8 and projected.dtype == np.int8
assert looked_up.shape == projected.T.shape == table.shape
assert stored["table_zero_point"] not in (0, 128)
row = (looked_up.astype(np.float32) - stored["table_zero_point"]) * stored["table_scale"]
column = (projected.T.astype(np.float32) - stored["table_Transposed_zero_point"]) * stored["table_Transposed_scale"]
print("largest difference between the two copies:", np.abs(row - column).max())
assert np.abs(row - column).max() > 0.01
assert 0.49 < ratio < 0.53, ratio
PY
