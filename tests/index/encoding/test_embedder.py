from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.errors import ModelError
from assistant.index.encoding import embedder as embedder_module
from assistant.index.encoding.compute import bf16_supported
from assistant.index.encoding.embedder import Embedder
from assistant.index.encoding.encoder import Encoder
from assistant.index.encoding.weights import load_model, weights_sha256
from assistant.settings import DEFAULT_MODEL, DEFAULT_MODEL_SHA256
from tests.index.models import make_tiny_model

TEXTS = [
    "Storm closes port\n\nThe harbour master shut the port on Monday.",
    "",
    "who shut the port",
    "회담은 월요일에 열렸다. 🙂",
    "Budget\n\n" + "The council passed the budget after a long debate. " * 60,
    "who shut the port",
]


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return Embedder.load()


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> Any:
        raise OSError("no network in this test")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.usefixtures("no_network")
def test_the_default_model_loads_and_encodes_without_a_network(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    model = Embedder.load()
    assert (model.name, model.sha256) == (DEFAULT_MODEL, DEFAULT_MODEL_SHA256)
    assert (model.dimension, model.max_tokens) == (384, 256)
    assert model.encode(["a harbour"]).shape == (1, 384)


def test_vectors_are_those_of_sentence_transformers_in_the_order_given(embedder: Embedder) -> None:
    plain, _ = load_model()
    vectors = embedder.encode(TEXTS)
    assert vectors.dtype == np.float32 and vectors.shape == (len(TEXTS), 384)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)
    expected = plain.encode(TEXTS)
    assert (vectors * expected).sum(axis=1).min() >= 0.999
    assert (embedder.encode_exactly(TEXTS) * expected).sum(axis=1).min() >= 0.99999
    assert np.array_equal(vectors, embedder.encode(TEXTS))


def test_nothing_encodes_to_no_rows(embedder: Embedder) -> None:
    assert embedder.encode([]).shape == (0, 384)


def test_tokens_are_counted_with_the_special_ones_and_without_a_cut(embedder: Embedder) -> None:
    assert embedder.count_tokens("hello world") == 4
    assert embedder.count_tokens("hello " * 400) == 402


def test_progress_ends_at_the_number_of_texts(embedder: Embedder) -> None:
    seen: list[tuple[str, int, int]] = []
    embedder.encode(TEXTS, lambda *step: seen.append(step))
    assert seen[-1] == ("embed", len(TEXTS), len(TEXTS))
    assert [done for _, done, _ in seen] == sorted(done for _, done, _ in seen)


def test_without_bf16_many_texts_run_in_onnxruntime_with_the_same_vectors(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(embedder_module, "bf16_supported", lambda: False)
    monkeypatch.setattr(embedder_module, "_WORTH_EXPORT", len(TEXTS))
    model = Embedder.load()
    assert model.precision == "fp32"
    exported = model.encode(TEXTS)
    assert np.allclose(exported, model.encode_exactly(TEXTS), atol=1e-5)


def test_a_model_that_bf16_changes_stays_in_fp32(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedder_module, "bf16_supported", lambda: True)
    monkeypatch.setattr(embedder_module, "_MIN_BF16_COSINE", 1.1)
    assert Embedder.load().precision == "fp32"


@pytest.mark.parametrize("pooling", ["cls", "mean", "max"])
def test_any_model_folder_is_loaded_and_exported(tmp_path: Path, pooling: str) -> None:
    folder = make_tiny_model(tmp_path, pooling)
    model = Embedder.load(str(folder))
    assert (model.name, model.dimension, model.max_tokens) == (str(folder), 32, 48)
    assert model.sha256 == weights_sha256(folder)
    model.export(tmp_path / "encoder")
    encoder = Encoder.open(tmp_path / "encoder")
    assert encoder.settings.backend == "onnx"
    assert np.allclose(encoder.encode(TEXTS), model.encode_exactly(TEXTS), atol=1e-4)


def test_a_folder_without_weights_is_an_error_of_one_line(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"^No weights in \S+ \(model.safetensors.*\)\. .*$"):
        Embedder.load(str(tmp_path))


@pytest.mark.parametrize(
    ("flags", "expected"),
    [("fpu sse avx512_bf16", True), ("fpu amx_bf16", True), ("fpu avx512f", False)],
)
def test_bf16_is_read_from_the_processor_flags(tmp_path: Path, flags: str, expected: bool) -> None:
    info = tmp_path / "cpuinfo"
    info.write_text(f"processor\t: 0\nflags\t\t: {flags}\nbugs\t\t: none\n", encoding="ascii")
    assert bf16_supported(info) is expected
    assert bf16_supported(tmp_path / "absent") is False
