from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus.files import CorpusFile
from assistant.index.work import reading
from assistant.index.work.reading import corpus_size, grouped, reading_processes


@given(available=st.integers(1, 256), size=st.integers(0, 2**40))
def test_processes_are_as_many_as_cores_and_never_without_work(available: int, size: int) -> None:
    processes = reading_processes(available, size)
    assert 1 <= processes <= available
    assert processes == 1 or size // processes >= reading._WORTH_PROCESSES


def test_one_core_or_a_small_corpus_is_read_by_this_process() -> None:
    assert reading_processes(1, 2**40) == 1
    assert reading_processes(64, 2**20) == 1
    assert reading_processes(8, 2**40) == 8


def test_groups_hold_every_file_once_in_order_and_large_ones_close_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_GROUP_FILES", 4)
    monkeypatch.setattr(reading, "_GROUP_BYTES", 100)
    sizes = [10, 10, 200, 1, 1, 1, 1, 1, 60, 60, 3]
    files = []
    for number, size in enumerate(sizes):
        path = tmp_path / str(number)
        path.write_bytes(b"x" * size)
        files.append(CorpusFile(path, path.name))
    files.append(CorpusFile(tmp_path / "absent", "absent"))
    groups = list(grouped(files))
    assert [file for group in groups for file in group] == files
    assert [len(group) for group in groups] == [3, 4, 3, 2]
    assert corpus_size(files) == sum(sizes)
