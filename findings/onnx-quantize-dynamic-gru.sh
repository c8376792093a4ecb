#!/usr/bin/env bash
# One would guess: ONNX Runtime's `quantize_dynamic` treats the two gated cells alike, or says which node it leaves out.
# What happens: an LSTM becomes DynamicQuantizeLSTM with int8 matrices; a GRU of the same file stays as it is, in float32,
#   without a word at the default log level, also if it is asked for by name (`op_types_to_quantize`).
# Seen with: onnx 1.23.2, onnxruntime 1.32.0; 2026-11-28.
# What follows: the file of a GRU translator shrinks by its embedding and projection only. Count the float32
#   initializers after quantizing, or write a GRU out as MatMul and Sigmoid nodes first.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check onnx==1.23.2 onnxruntime==1.32.0 numpy==2.4.6
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import contextlib
import io

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import quantize_dynamic

SIZE = 32
random = np.random.default_rng(0)


def cell(name, gates):
    shape = (1, gates * SIZE, SIZE)
    matrices = {f"{name}_{part}": random.standard_normal(shape, np.float32) for part in ("W", "R")}
    return helper.make_node(name, ["x", *matrices], [f"{name}_y"], hidden_size=SIZE), matrices


gru, gru_matrices = cell("GRU", 3)
lstm, lstm_matrices = cell("LSTM", 4)
graph = helper.make_graph(
    [gru, lstm],
    "cells",
    [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["time", "batch", SIZE])],
    [helper.make_tensor_value_info(f"{name}_y", TensorProto.FLOAT, None) for name in ("GRU", "LSTM")],
    [numpy_helper.from_array(array, name) for name, array in {**gru_matrices, **lstm_matrices}.items()],
)
onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), "cells.onnx")

for types in (None, ["GRU", "LSTM"]):
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        quantize_dynamic("cells.onnx", "small.onnx", op_types_to_quantize=types)
    small = onnx.load("small.onnx").graph
    nodes = [node.op_type for node in small.node]
    kinds = {each.name: TensorProto.DataType.Name(each.data_type) for each in small.initializer}
    print("asked for", types, "->", nodes, {name: kind for name, kind in kinds.items() if "scale" not in name and "zero" not in name})
    assert nodes == ["GRU", "DynamicQuantizeLSTM"], nodes
    assert kinds["GRU_W"] == kinds["GRU_R"] == "FLOAT"
    assert kinds["LSTM_W_quantized"] == kinds["LSTM_R_quantized"] == "INT8"
    assert "GRU" not in said.getvalue(), said.getvalue()
PY
