from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from assistant.inference import Model
from benchmarks.reader.graph import rewrite

RNG = np.random.default_rng(0)


def norm_after_skip(path: Path) -> None:
    """Write a graph of one SkipLayerNormalization, and an input that nothing needs."""
    shape: list[str | int | None] = [1, "tokens", 8]
    floats = TensorProto.FLOAT
    weights = [
        numpy_helper.from_array(RNG.normal(size=8).astype(np.float32), name)
        for name in ("gamma", "beta")
    ]
    node = helper.make_node(
        "SkipLayerNormalization", ["one", "other", "gamma", "beta"], ["sum"],
        domain="com.microsoft", epsilon=1e-12,
    )  # fmt: skip
    idle = helper.make_node("Neg", ["mask"], ["unused"])
    graph = helper.make_graph(
        [idle, node],
        "small",
        [helper.make_tensor_value_info(name, floats, shape) for name in ("one", "other", "mask")],
        [helper.make_tensor_value_info("sum", floats, shape)],
        weights,
    )
    versions = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    onnx.save(helper.make_model(graph, opset_imports=versions, ir_version=9), str(path))


def rows() -> NDArray[np.float32]:
    return RNG.normal(size=(1, 5, 8)).astype(np.float32)


def test_a_rewritten_graph_gives_the_same_numbers_from_what_it_needs(tmp_path: Path) -> None:
    path = tmp_path / "reader.onnx"
    norm_after_skip(path)
    feed = {"one": rows(), "other": rows()}
    [before] = Model(path).run(["sum"], feed | {"mask": rows()})
    rewrite(path)
    [after] = Model(path).run(["sum"], feed)
    np.testing.assert_allclose(after, before, rtol=1e-4, atol=1e-5)
    graph = onnx.load(str(path)).graph
    assert [node.op_type for node in graph.node] == ["Add", "LayerNormalization"]
    assert [each.name for each in graph.input] == ["one", "other"]
