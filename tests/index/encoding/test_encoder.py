from __future__ import annotations

import json
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import IndexDamaged, ModelError
from assistant.index.encoding import export as export_module
from assistant.index.encoding.embedder import Embedder
from assistant.index.encoding.encoder import MODEL_FILE, SETTINGS_FILE, TOKENIZER_FILE, Encoder
from tests.index.models import make_tiny_model

QUESTIONS = ["when did the port close", "", "who", "회담 🙂", "why was the port shut " * 80]


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return Embedder.load()


@pytest.fixture(scope="module")
def folder(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("encoder")
    embedder.export(folder)
    return folder


@pytest.fixture
def damaged(folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(folder, tmp_path / "encoder"))


def test_the_export_encodes_like_the_model(embedder: Embedder, folder: Path) -> None:
    encoder = Encoder.open(folder)
    vectors = encoder.encode(QUESTIONS)
    assert vectors.dtype == np.float32 and vectors.shape == (len(QUESTIONS), encoder.dimension)
    assert (vectors * embedder.encode_exactly(QUESTIONS)).sum(axis=1).min() >= 0.9999
    assert encoder.encode([]).shape == (0, 384)
    for text in QUESTIONS:
        assert encoder.count_tokens(text) == embedder.count_tokens(text)


def test_the_folder_holds_the_three_files_and_names_the_model(
    embedder: Embedder, folder: Path
) -> None:
    assert {path.name for path in folder.iterdir()} == {MODEL_FILE, SETTINGS_FILE, TOKENIZER_FILE}
    settings = json.loads((folder / SETTINGS_FILE).read_text(encoding="utf-8"))
    assert (settings["model"], settings["sha256"]) == (embedder.name, embedder.sha256)
    assert (settings["dimension"], settings["max_tokens"]) == (384, 256)


def test_threads_share_one_encoder(folder: Path) -> None:
    encoder = Encoder.open(folder)
    expected = encoder.encode(QUESTIONS)
    with ThreadPoolExecutor(4) as pool:
        for vectors in pool.map(lambda _: encoder.encode(QUESTIONS), range(12)):
            assert np.allclose(vectors, expected, atol=1e-6)


def test_a_query_loads_no_torch(folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; "
        "from assistant.index.encoding.encoder import Encoder; "
        f"Encoder.open(Path({str(folder)!r})).encode(['who']); "
        "print([name for name in ('torch', 'sentence_transformers', 'transformers') "
        "if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize("name", [MODEL_FILE, SETTINGS_FILE, TOKENIZER_FILE])
@pytest.mark.parametrize("harm", ["missing", "empty", "cut", "scrambled"])
def test_a_damaged_file_is_named_with_the_next_command(damaged: Path, name: str, harm: str) -> None:
    content = (damaged / name).read_bytes()
    if harm == "missing":
        (damaged / name).unlink()
    else:
        harmed = {"empty": b"", "cut": content[: len(content) // 2], "scrambled": b"\x00{[" * 99}
        (damaged / name).write_bytes(harmed[harm])
    with pytest.raises(IndexDamaged) as caught:
        Encoder.open(damaged)
    assert name in str(caught.value) and "newsquote index" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_unknown_backend_is_damage(damaged: Path) -> None:
    settings = json.loads((damaged / SETTINGS_FILE).read_text(encoding="utf-8"))
    (damaged / SETTINGS_FILE).write_text(json.dumps({**settings, "backend": "magic"}))
    with pytest.raises(IndexDamaged, match=SETTINGS_FILE):
        Encoder.open(damaged)


def test_a_model_that_cannot_be_exported_answers_by_sentence_transformers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = Embedder.load(str(make_tiny_model(tmp_path)))
    monkeypatch.setattr(export_module, "_OPSET", 1)
    model.export(tmp_path / "encoder")
    assert [path.name for path in (tmp_path / "encoder").iterdir()] == [SETTINGS_FILE]
    encoder = Encoder.open(tmp_path / "encoder")
    assert encoder.settings.backend == "sentence-transformers" and encoder.settings.why
    assert np.allclose(encoder.encode(QUESTIONS), model.encode(QUESTIONS), atol=1e-5)


def test_an_export_that_differs_from_the_model_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = Embedder.load(str(make_tiny_model(tmp_path)))
    monkeypatch.setattr(export_module, "_MIN_COSINE", 1.1)
    model.export(tmp_path / "encoder")
    assert [path.name for path in (tmp_path / "encoder").iterdir()] == [SETTINGS_FILE]
    assert "cosine" in Encoder.open(tmp_path / "encoder").settings.why


def test_the_fallback_refuses_a_model_that_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = Embedder.load(str(make_tiny_model(tmp_path)))
    monkeypatch.setattr(export_module, "_MIN_COSINE", 1.1)
    model.export(tmp_path / "encoder")
    make_tiny_model(tmp_path, "mean")
    weights_file = tmp_path / "model" / "model.safetensors"
    weights_file.write_bytes(weights_file.read_bytes() + b" ")
    with pytest.raises(ModelError):
        Encoder.open(tmp_path / "encoder")
