from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import IndexLocked
from assistant.index.lock import build_lock


def test_a_second_holder_is_refused_and_the_next_is_not(tmp_path: Path) -> None:
    refused = pytest.raises(IndexLocked, match="Wait until it ends")
    with build_lock(tmp_path), refused, build_lock(tmp_path):
        pass
    with build_lock(tmp_path):
        pass


def test_a_failed_build_gives_the_lock_back(tmp_path: Path) -> None:
    with pytest.raises(KeyError), build_lock(tmp_path):
        raise KeyError
    with build_lock(tmp_path):
        pass
