from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import IndexDamaged
from assistant.index.encoding.embedder import Embedder
from assistant.index.encoding.encoder import Encoder, EncoderSettings
from assistant.index.encoding.onnx_embedder import OnnxEmbedder, small_embedder
from tests.index.models import make_tiny_model

TEXTS = [
    "Ferry late\n\nThe evening ferry left two hours late because of fog.",
    "",
    "회담은 월요일에 열렸다. 🙂",
    "Orchard\n\n" + "The growers picked early after a dry summer. " * 50,
    *(f"Gate {number} opened at noon." for number in range(150)),
]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Embedder:
    return Embedder.load(str(make_tiny_model(tmp_path_factory.mktemp("model"))))


@pytest.fixture(scope="module")
def folder(original: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("encoder")
    original.export(folder)
    return folder


def test_vectors_and_counts_are_those_of_the_model_in_fp32(
    original: Embedder, folder: Path
) -> None:
    small = small_embedder(folder)
    vectors = small.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), 32) and vectors.dtype == np.float32
    assert np.allclose(vectors, original.encode_exactly(TEXTS), atol=1e-4)
    assert (small.sha256, small.dimension) == (original.sha256, original.dimension)
    assert [small.count_tokens(text) for text in TEXTS] == [
        original.count_tokens(text) for text in TEXTS
    ]
    assert small.encode([]).shape == (0, 32)


def test_lanes_do_not_change_the_vectors(folder: Path) -> None:
    settings = EncoderSettings.read(folder)
    alone = OnnxEmbedder(folder, settings, lanes=1).encode(TEXTS)
    assert np.array_equal(alone, OnnxEmbedder(folder, settings, lanes=3).encode(TEXTS))


def test_progress_ends_at_the_number_of_texts(folder: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    small_embedder(folder).encode(TEXTS, lambda *step: seen.append(step))
    assert seen[-1] == ("embed", len(TEXTS), len(TEXTS))
    assert [done for _, done, _ in seen] == sorted(done for _, done, _ in seen)


def test_it_writes_the_encoder_it_was_opened_from(folder: Path, tmp_path: Path) -> None:
    small_embedder(folder).export(tmp_path / "new" / "encoder")
    assert np.array_equal(
        Encoder.open(tmp_path / "new" / "encoder").encode(TEXTS[:4]),
        Encoder.open(folder).encode(TEXTS[:4]),
    )


def test_a_folder_without_an_encoder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged, match="newsquote index"):
        small_embedder(tmp_path)


def test_it_loads_no_torch(folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from assistant.index.encoding.onnx_embedder import small_embedder\n"
        f"small_embedder(Path({str(folder)!r})).encode(['a late ferry'])\n"
        "print([name for name in ('torch', 'transformers', 'sentence_transformers') "
        "if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
