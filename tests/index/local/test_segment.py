from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import faiss
import numpy as np
import pytest

from assistant.index.engine import Matrix, Record
from assistant.index.filters import OneOf, Where
from assistant.index.local.columns import Columns, Rows
from assistant.index.local.segment import Segment, write_segment
from assistant.index.local.segment_kinds import Kinds
from assistant.index.local.segment_vectors import PROBES_FILE
from tests.index.clustered import DIMENSION, FULL, HALF, QUANTISED, clustered, records

COUNT = 4_000
NONE: Rows = np.empty(0, np.int64)
KINDS = {"full": FULL, "half": HALF, "quantised": QUANTISED}


def blocks(rows: list[Record]) -> Iterator[Matrix]:
    for first in range(0, len(rows), 700):
        yield np.stack([row.vector for row in rows[first : first + 700]])


def written(folder: Path, kinds: Kinds, rows: list[Record]) -> Path:
    write_segment(folder / "one", Columns.of(rows), blocks(rows), DIMENSION, kinds)
    return folder / "one"


@pytest.fixture(scope="module", params=sorted(KINDS))
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = records(clustered(COUNT), range(1, COUNT + 1))
    return written(tmp_path_factory.mktemp(request.param), KINDS[request.param], rows)


def opened(folder: Path, dead: Rows = NONE) -> Segment:
    return Segment.open(folder, dead, exact_rows=QUANTISED.exact_rows)


def nearest(segment: Segment, query: Matrix, limit: int, where: Where = ()) -> list[int]:
    keys, scores = segment.search(query, limit, where)
    return [int(keys[place]) for place in np.argsort(-scores)[:limit]]


def truth(vectors: Matrix, query: Matrix, limit: int, passing: Rows) -> list[int]:
    scores = vectors[passing] @ query
    return [int(passing[place]) + 1 for place in np.argsort(-scores)[:limit]]


WHERES: dict[str, tuple[Where, int]] = {
    "all": ((), 1),
    "a quarter": ((OneOf("source", ("Post",)),), 4),
    "a thirteenth": ((OneOf("language", ("de",)),), 13),
}


@pytest.mark.parametrize("name", WHERES)
def test_the_nearest_that_pass_are_found(folder: Path, name: str) -> None:
    where, step = WHERES[name]
    vectors, queries = clustered(COUNT), clustered(60, seed=5)
    dead = np.arange(300, 700)
    keys = np.arange(1, COUNT + 1)
    passing = np.flatnonzero((keys % step == 0) & ~np.isin(keys - 1, dead))
    segment = opened(folder, dead)
    shares = []
    for query in queries:
        found = nearest(segment, query, 10, where)
        assert len(set(found)) == 10
        assert set(found) <= {int(row) + 1 for row in passing}
        shares.append(len(set(found) & set(truth(vectors, query, 10, passing))) / 10)
    assert np.mean(shares) >= (0.995 if segment.vectors.exact else 0.95)


def test_cosines_are_those_of_the_stored_vectors(folder: Path) -> None:
    segment, query = opened(folder), clustered(1, seed=6)[0]
    keys, scores = segment.search(query, 25, ())
    rows, known = segment.find(keys)
    assert known.all()
    assert np.allclose(segment.vectors.take(rows) @ query, scores, atol=1e-6)
    assert np.allclose(clustered(COUNT)[keys - 1] @ query, scores, atol=1e-3)


@pytest.mark.parametrize("limit", [1, 250, COUNT, COUNT + 9])
def test_as_many_come_back_as_are_asked_for(folder: Path, limit: int) -> None:
    found = nearest(opened(folder), clustered(1, seed=7)[0], limit)
    assert len(set(found)) == min(limit, COUNT)


@pytest.mark.parametrize("passing", [0, 3, 20, 21, 150])
def test_a_filter_that_few_pass_gives_all_of_them(folder: Path, passing: int) -> None:
    dead = np.arange(passing, COUNT)
    found = nearest(opened(folder, dead), clustered(1, seed=8)[0], 200)
    assert sorted(found) == list(range(1, passing + 1))


def test_what_passes_far_from_the_query_is_found_too(folder: Path, tmp_path: Path) -> None:
    vectors = clustered(COUNT)
    query = vectors[0]
    far = np.argsort(vectors @ query)[:60]
    dead = np.setdiff1d(np.arange(COUNT), far)
    copy = shutil.copytree(folder, tmp_path / "one")
    (copy / PROBES_FILE).write_text('{"probes": 1}')
    found = nearest(opened(copy, dead), query, 40)
    assert len(set(found)) == 40
    assert len(set(found) & set(truth(vectors, query, 40, np.sort(far)))) >= 38


class Watched:
    """A FAISS index that notes how many threads each of its searches may take."""

    def __init__(self, index: Any) -> None:
        self._index = index
        self.threads: list[int] = []

    def search(self, *given: Any, **named: Any) -> Any:
        self.threads.append(faiss.omp_get_max_threads())
        return self._index.search(*given, **named)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._index, name)


def test_a_search_takes_one_thread_and_leaves_the_host_its_own(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    segment = opened(folder)
    name = "_flat" if segment.vectors.exact else "_index"
    watched = Watched(getattr(segment.vectors, name))
    monkeypatch.setattr(segment.vectors, name, watched)
    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(3)
    try:
        nearest(segment, segment.vectors.take(np.array([5]))[0], 10)
        assert (watched.threads, faiss.omp_get_max_threads()) == ([1], 3)
    finally:
        faiss.omp_set_num_threads(before)


def test_a_dead_row_is_not_found_by_its_key(folder: Path) -> None:
    segment = opened(folder).without(np.array([4], np.int64))
    rows, known = segment.find(np.array([4, 5, 6, COUNT + 1]))
    assert known.tolist() == [True, False, True, False]
    assert rows[0] == 3
    assert segment.count == COUNT - 1
    assert 4 not in segment.living()


def test_the_same_rows_give_the_same_files(folder: Path, tmp_path: Path) -> None:
    kinds = KINDS[folder.parent.name.rstrip("0123456789")]
    again = written(tmp_path, kinds, records(clustered(COUNT), range(1, COUNT + 1)))
    for path in sorted(folder.iterdir()):
        assert (again / path.name).read_bytes() == path.read_bytes(), path.name


@pytest.mark.parametrize("damage", ["shorter", "tombstones"])
def test_files_that_do_not_fit_each_other_are_refused(tmp_path: Path, damage: str) -> None:
    folder = written(tmp_path, FULL, records(clustered(9), range(1, 10)))
    dead = NONE
    if damage == "shorter":
        Columns.of(records(clustered(8), range(1, 9))).save(folder)
    else:
        dead = np.array([9], np.int64)
    with pytest.raises(ValueError, match="9"):
        opened(folder, dead)


def test_vectors_written_only_in_part_are_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half_of(index: faiss.Index, path: str) -> None:
        whole(index, path)
        Path(path).write_bytes(Path(path).read_bytes()[:200])

    whole = faiss.write_index
    monkeypatch.setattr(faiss, "write_index", half_of)
    with pytest.raises(OSError, match="only in part"):
        written(tmp_path, FULL, records(clustered(9), range(1, 10)))
