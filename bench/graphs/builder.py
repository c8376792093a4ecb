"""ONNX graphs, node by node."""

import numpy as np
from onnx import TensorProto, helper, numpy_helper

#: The first with LayerNormalization; ONNX Runtime Web knows it on all of its backends.
OPSET = 17


class Graph:
    """Collects nodes and constants; a value is its name."""

    def __init__(self, name):
        self.name = name
        self.nodes, self.constants, self.inputs, self.outputs = [], {}, [], []

    def input(self, name, shape, dtype=TensorProto.FLOAT):
        self.inputs.append(helper.make_tensor_value_info(name, dtype, shape))
        return name

    def output(self, value, name, shape, dtype=TensorProto.FLOAT):
        self.nodes.append(helper.make_node("Identity", [value], [name]))
        self.outputs.append(helper.make_tensor_value_info(name, dtype, shape))

    def constant(self, name, value):
        """A constant; the same name is the same constant."""
        if name not in self.constants:
            self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def ints(self, *values):
        return self.constant("ints_" + "_".join(str(v).replace("-", "m") for v in values), np.array(values, np.int64))

    def node(self, op, *inputs, outputs=1, **attributes):
        """Adds a node; returns its output, or a list of them."""
        names = [f"{op.lower()}_{len(self.nodes)}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(op, list(inputs), names, **attributes))
        return names[0] if outputs == 1 else names

    def project(self, x, name, checkpoint, bias=True):
        """`x Wᵀ + b` with the checkpoint's projection of that name."""
        y = self.node("MatMul", x, self.constant(f"{name}.columns", checkpoint.columns(name)))
        return self.node("Add", y, self.constant(f"{name}.bias", checkpoint[f"{name}.bias"])) if bias else y

    def model(self):
        graph = helper.make_graph(self.nodes, self.name, self.inputs, self.outputs, list(self.constants.values()))
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=9)


INT64 = TensorProto.INT64
