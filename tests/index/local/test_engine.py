"""The local engine beside a dict of what it should hold, whatever is done to it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import faiss
import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from assistant.index.engine import Capabilities, Matrix, Record
from assistant.index.filters import DateRange, OneOf, Where, folded
from assistant.index.local.engine import LocalEngine
from assistant.index.local.lexical import Lexical
from assistant.index.local.segment_kinds import Kinds
from assistant.index.local.segment_list import SEGMENTS_FOLDER, TOMBSTONES_FOLDER
from tests.conftest import ROOT
from tests.index.clustered import DIMENSION, FIRST_DAY, clustered, records

# All three kinds within a few dozen rows.
TINY = Kinds(full_rows=12, flat_rows=40, exact_rows=5)
KEYS = st.sets(st.integers(1, 120), min_size=1, max_size=45)
WHERES: list[Where] = [
    (),
    (OneOf("source", ("Post",)),),
    (OneOf("source", ("Nobody",)),),
    (DateRange(FIRST_DAY, FIRST_DAY.replace(day=4)),),
    (DateRange(None, FIRST_DAY.replace(day=5)), OneOf("language", ("EN",))),
]


def passes(record: Record, where: Where) -> bool:
    for one in where:
        if isinstance(one, OneOf):
            value = folded(getattr(record, one.field))
            if value not in {folded(name) for name in one.values}:
                return False
        elif record.published is None or not (
            (one.first or record.published) <= record.published <= (one.last or record.published)
        ):
            return False
    return True


class LocalEngineMachine(RuleBasedStateMachine):
    """What was flushed is found, whatever is done in whatever order."""

    def __init__(self) -> None:
        super().__init__()
        self.home = TemporaryDirectory()
        self.states = 0
        self.engine = LocalEngine.create(self.folder, DIMENSION, TINY)
        self.flushed: dict[int, Record] = {}
        self.held: dict[int, Record] = {}
        self.clean = True

    @property
    def folder(self) -> Path:
        return Path(self.home.name) / str(self.states)

    @rule(keys=KEYS, seed=st.integers(0, 10**6))
    def upsert(self, keys: set[int], seed: int) -> None:
        batch = records(clustered(len(keys), seed), sorted(keys, reverse=True))
        self.engine.upsert(batch)
        self.held |= {record.key: record for record in batch}
        self.clean = False

    @rule(keys=KEYS)
    def delete(self, keys: set[int]) -> None:
        self.engine.delete(sorted(keys))
        self.held = {key: record for key, record in self.held.items() if key not in keys}
        self.clean = False

    @rule()
    def flush(self) -> None:
        self.engine.flush()
        self.flushed = dict(self.held)
        self.clean = True

    @rule(writable=st.booleans())
    def reopen(self, *, writable: bool) -> None:
        self.engine.close()
        if not writable:
            read = LocalEngine.open(self.folder, kinds=TINY)
            assert read.count() == read.count_text() == len(self.flushed)
        self.engine = LocalEngine.open(self.folder, writable=True, kinds=TINY)
        self.held = dict(self.flushed)
        self.clean = True

    @rule()
    def copy(self) -> None:
        self.engine.close()
        old = self.folder
        before = stamps(old)
        self.states += 1
        self.folder.mkdir()
        self.engine = LocalEngine.copy(old, self.folder, TINY)
        assert stamps(old) == before
        self.held = dict(self.flushed)
        self.clean = True

    @rule(wholly=st.booleans())
    def merge(self, *, wholly: bool) -> None:
        self.engine.merge(wholly=wholly)
        assert not self.engine.merge(wholly=wholly)

    @rule(
        seed=st.integers(0, 10**6),
        limit=st.sampled_from([1, 5, 200]),
        where=st.sampled_from(WHERES),
    )
    def search(self, seed: int, limit: int, where: Where) -> None:
        query = clustered(1, seed)[0]
        passing = {key: one for key, one in self.flushed.items() if passes(one, where)}
        hits = self.engine.search_dense(query, limit, where)
        assert len({hit.key for hit in hits}) == len(hits) == min(limit, len(passing))
        assert hits == sorted(hits, key=lambda hit: (-hit.score, hit.key))
        best = sorted((float(one.vector @ query) for one in passing.values()), reverse=True)
        for hit, score in zip(hits, best, strict=False):
            # So few rows lie in one list, hence all are compared.
            assert hit.score == pytest.approx(score, abs=2e-3)
            assert hit.score == pytest.approx(float(passing[hit.key].vector @ query), abs=2e-3)

    @rule(
        where=st.sampled_from(WHERES), word=st.sampled_from(["report", "group1", "title 3", "xyz"])
    )
    def search_text(self, where: Where, word: str) -> None:
        asked = set(word.split())
        wanted = {
            key
            for key, one in self.flushed.items()
            if passes(one, where) and asked & set(f"{one.text} {one.title}".lower().split())
        }
        hits = self.engine.search_text(word, 200, where)
        assert {hit.key for hit in hits} == wanted

    @precondition(lambda self: self.flushed)
    @rule(data=st.data())
    def fetch(self, data: st.DataObject) -> None:
        keys = data.draw(st.lists(st.sampled_from(sorted(self.flushed)), max_size=9))
        expected = [self.flushed[key].vector for key in keys]
        found = self.engine.fetch(keys)
        assert np.allclose(found, np.reshape(expected, (len(keys), DIMENSION)), atol=1e-3)
        with pytest.raises(KeyError):
            self.engine.fetch([*keys, 999])

    @invariant()
    def counts(self) -> None:
        assert self.engine.count() == self.engine.count_text() == len(self.flushed)

    def teardown(self) -> None:
        self.engine.close()
        self.home.cleanup()


TestLocalEngineMachine = LocalEngineMachine.TestCase
TestLocalEngineMachine.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)


def stamps(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Return inode, time of the last change of content, and size of each file."""
    return {
        path.relative_to(folder).as_posix(): (
            (state := path.stat()).st_ino,
            state.st_mtime_ns,
            state.st_size,
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".tantivy")
    }


def filled(folder: Path, count: int = 100, kinds: Kinds = TINY) -> Matrix:
    vectors = clustered(count)
    engine = LocalEngine.create(folder, DIMENSION, kinds)
    engine.upsert(records(vectors, range(1, count + 1)))
    engine.flush()
    engine.close()
    return vectors


@pytest.mark.parametrize("count", [10, 30, 100])
def test_an_update_writes_no_vectors_file_again(tmp_path: Path, count: int) -> None:
    filled(tmp_path / "old", count)
    before = stamps(tmp_path / "old" / SEGMENTS_FOLDER)
    (tmp_path / "new").mkdir()
    engine = LocalEngine.copy(tmp_path / "old", tmp_path / "new", TINY)
    engine.delete([1, 2])
    engine.upsert(records(clustered(4, seed=1), [3, 4, 501, 502]))
    engine.flush()
    engine.close()
    after = stamps(tmp_path / "new" / SEGMENTS_FOLDER)
    assert {name: after[name] for name in before} == before
    assert len({name.split("/")[0] for name in after}) == 2
    assert stamps(tmp_path / "old" / SEGMENTS_FOLDER) == before
    assert LocalEngine.open(tmp_path / "new", kinds=TINY).count() == count


def test_only_flat_segments_are_exact(tmp_path: Path) -> None:
    filled(tmp_path, 40)
    engine = LocalEngine.open(tmp_path, writable=True, kinds=TINY)
    engine.upsert(records(clustered(1, seed=3), [41]))
    engine.flush()
    before = engine.capabilities
    assert engine.merge(wholly=True)
    assert before == Capabilities(
        exact_dense=True, filters_inside=True, distributed=False, text=True
    )
    assert engine.capabilities == replace(before, exact_dense=False)
    engine.close()


def test_equal_vectors_tie_across_segments_and_kinds(tmp_path: Path) -> None:
    # Halves and quarters are the same number in 16 and in 32 bits.
    vector = np.zeros((1, DIMENSION), np.float32)
    vector[0, :4] = 0.5
    engine = LocalEngine.create(tmp_path, DIMENSION, TINY)
    for keys in ([7], range(20, 50), range(100, 160), [2]):
        engine.upsert(records(np.repeat(vector, len(keys), axis=0), keys))
        engine.flush()
    query = clustered(1, seed=2)[0]
    assert [hit.key for hit in engine.search_dense(query, 4)] == [2, 7, 20, 21]
    assert len({hit.score for hit in engine.search_dense(query, 80)}) == 1
    engine.close()


OLD = set(range(1, 41))
NEW = (OLD | {101, 102}) - {1, 2, 3}


def changed(folder: Path) -> None:
    engine = LocalEngine.open(folder, writable=True, kinds=TINY)
    engine.delete([1, 2, 3])
    engine.upsert(records(clustered(3, seed=4), [4, 101, 102]))
    engine.flush()
    engine.close()


def merged(folder: Path) -> None:
    engine = LocalEngine.open(folder, writable=True, kinds=TINY)
    assert engine.merge(wholly=True)
    engine.close()


def watch(target: object, name: str, before: Callable[[], None], patch: pytest.MonkeyPatch) -> None:
    real = getattr(target, name)

    def watched(*args: object, **kwargs: object) -> object:
        before()
        return real(*args, **kwargs)

    patch.setattr(target, name, watched)


@pytest.fixture
def snapshots(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Callable[[Path], None]], list[Path]]:
    """Return a function that runs a change and copies the folder before each step of it."""

    def take(change: Callable[[Path], None]) -> list[Path]:
        work, taken = tmp_path / "work", list[Path]()

        def copy() -> None:
            taken.append(tmp_path / f"snapshot{len(taken)}")
            # tantivy's threads write files under other names at any moment, and rename them.
            shutil.copytree(work, taken[-1], ignore=shutil.ignore_patterns(".tmp*"))

        with monkeypatch.context() as patch:
            for target, name in (
                (os, "fsync"),
                (os, "replace"),
                (shutil, "rmtree"),
                (Lexical, "flush"),
                (faiss, "write_index"),
            ):
                watch(target, name, copy, patch)
            change(work)
        copy()
        return taken

    return take


def keys_of(engine: LocalEngine) -> tuple[set[int], set[int]]:
    dense = engine.search_dense(clustered(1)[0], 200)
    return {hit.key for hit in dense}, {hit.key for hit in engine.search_text("report", 200)}


def test_a_flush_that_is_killed_leaves_the_old_or_the_new(
    tmp_path: Path, snapshots: Callable[[Callable[[Path], None]], list[Path]]
) -> None:
    filled(tmp_path / "work", 40)
    seen = []
    for snapshot in snapshots(changed):
        engine = LocalEngine.open(snapshot, kinds=TINY)
        dense, text = keys_of(engine)
        assert dense in (OLD, NEW) and text in (OLD, NEW)
        assert engine.count() == len(dense)
        seen.append(dense == NEW)
        (snapshot / "lexical" / ".tmpKilled").touch()
        # The builder goes on: what was under way is deleted and stored again.
        again = LocalEngine.open(snapshot, writable=True, kinds=TINY)
        listed = {path.name for path in (snapshot / SEGMENTS_FOLDER).iterdir()}
        assert len(listed) == 1 + seen[-1]
        assert len(list((snapshot / TOMBSTONES_FOLDER).glob("*"))) == seen[-1]
        again.close()
        assert not list((snapshot / "lexical").glob(".tmp*"))
        changed(snapshot)
        assert keys_of(LocalEngine.open(snapshot, kinds=TINY)) == (NEW, NEW)
    assert seen == sorted(seen) and not seen[0] and seen[-1]
    assert len(seen) > 10


def test_a_merge_that_is_killed_loses_nothing(
    tmp_path: Path, snapshots: Callable[[Callable[[Path], None]], list[Path]]
) -> None:
    filled(tmp_path / "work", 40)
    changed(tmp_path / "work")
    counts = []
    for snapshot in snapshots(merged):
        assert keys_of(LocalEngine.open(snapshot, kinds=TINY)) == (NEW, NEW)
        LocalEngine.open(snapshot, writable=True, kinds=TINY).close()
        counts.append(len(list((snapshot / SEGMENTS_FOLDER).iterdir())))
    assert sorted(set(counts)) == [1, 2]


FULL_DISK = """
import resource, sys
from pathlib import Path
from assistant.index.local.engine import LocalEngine
from tests.index.clustered import clustered, records
from tests.index.local.test_engine import TINY

engine = LocalEngine.open(Path(sys.argv[1]), writable=True, kinds=TINY)
engine.upsert(records(clustered(3000, seed=5), range(1000, 4000)))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
try:
    engine.flush()
except OSError:
    sys.exit(7)
"""


@pytest.mark.skipif(os.name == "nt", reason="no limits on file sizes on this system")
@pytest.mark.parametrize("limit", [100, 30_000, 300_000])
def test_a_disk_that_takes_no_more_leaves_what_was_flushed(tmp_path: Path, limit: int) -> None:
    filled(tmp_path, 40)
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path), str(limit)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 7, done.stderr
    assert keys_of(LocalEngine.open(tmp_path, kinds=TINY)) == (OLD, OLD)
    changed(tmp_path)
    assert keys_of(LocalEngine.open(tmp_path, kinds=TINY)) == (NEW, NEW)


def test_a_flush_that_failed_is_made_good_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path, 40)
    engine = LocalEngine.open(tmp_path, writable=True, kinds=TINY)
    engine.delete([1, 2, 3])
    engine.upsert(records(clustered(3, seed=4), [4, 101, 102]))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for target, name in ((faiss, "write_index"), (os, "replace")):
        with monkeypatch.context() as patch:
            patch.setattr(target, name, full)
            with pytest.raises(OSError, match="No space"):
                engine.flush()
        assert keys_of(engine)[0] == OLD
    engine.flush()
    assert keys_of(engine) == (NEW, NEW)
    engine.close()
