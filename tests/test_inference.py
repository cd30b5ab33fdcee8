"""ONNX models: one door to onnxruntime, with its telemetry off."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from assistant.inference import Model
from assistant.reader.passage_reader import MODEL_FILE, WEIGHTS
from tests.conftest import ROOT

# Variables by which onnxruntime takes itself to be in a test and reports nothing.
QUIET = (
    "CI",
    "ORT_DISABLE_TELEMETRY",
    "ORT_RUNNING_UNIT_TESTS",
    "GITHUB_ACTIONS",
    "XDG_CACHE_HOME",
)


def inputs() -> dict[str, np.ndarray[tuple[int, ...], np.dtype[np.int64]]]:
    ids = np.asarray([[101, 2040, 102, 2198, 102]], dtype=np.int64)
    return {"input_ids": ids, "token_type_ids": np.zeros_like(ids)}


def test_a_renewed_model_gives_the_same_numbers() -> None:
    model = Model(WEIGHTS / MODEL_FILE)
    before = model.run(["starts", "ends"], inputs())
    model.renew()
    after = model.run(["starts", "ends"], inputs())
    assert len(after) == 2
    for one, other in zip(before, after, strict=True):
        np.testing.assert_array_equal(one, other)


def test_what_is_no_model_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.onnx"
    path.write_bytes(b"not a model")
    # onnxruntime's errors share no public base class.
    with pytest.raises(Exception, match=r"model\.onnx"):
        Model(path)


@pytest.mark.parametrize("opening", ["Assistant", "Retriever"])
def test_answering_leaves_nothing_in_the_home_folder(
    workspace: Path, tmp_path: Path, opening: str
) -> None:
    """The telemetry of onnxruntime keeps a queue there before it uploads it."""
    script = f"import assistant; assistant.{opening}.open('index').close()"
    environment = {name: value for name, value in os.environ.items() if name not in QUIET}
    subprocess.run(
        [sys.executable, "-B", "-c", script],
        cwd=workspace,
        env={**environment, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)},
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert list(tmp_path.iterdir()) == []
