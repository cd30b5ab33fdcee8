"""Fixtures that many tests share."""

from __future__ import annotations

import gc
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

# An example's deadline measures the machine: a test that is late beside another is not wrong.
settings.register_profile("newsquote", deadline=None)
settings.load_profile("newsquote")

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


def pytest_collection_finish() -> None:
    """Keep what is loaded by now out of every later garbage collection.

    Each build ends with one, which takes half a second where it goes through all that is loaded.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The evaluation data beside the checkout: required in CI, optional for a user."""
    if not SHARED.is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"CI must have the evaluation data at {SHARED}")
        pytest.skip(f"no evaluation data at {SHARED}")
    return SHARED


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample corpus and its index, as a user's working directory."""
    from assistant import build_index

    folder = tmp_path_factory.mktemp("workspace")
    shutil.copytree(ROOT / "corpus", folder / "corpus")
    report = build_index(folder / "corpus", folder / "index")
    assert report.skipped == ()
    return folder
