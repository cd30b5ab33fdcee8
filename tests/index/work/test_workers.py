from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from assistant.corpus.files import CorpusFile, find_files
from assistant.corpus.records import FieldNames
from assistant.errors import ModelError, WorkerLost
from assistant.index.encoding.processes import encoder_processes
from assistant.index.parts import Parts, Progress
from assistant.index.work import workers as workers_module
from assistant.index.work.workers import READ_ITEMS, LocalWorkers, Stretch, Workers
from assistant.models import Article
from tests.index import tasks


class Lengths:
    """Embeds a text as its length; reports progress after each text."""

    sha256 = "0" * 64
    dimension = 1

    def __init__(self, before: Callable[[str], None] = lambda _: None) -> None:
        self.before = before
        self.threads: set[int] = set()

    def count_tokens(self, text: str) -> int:
        return len(text)

    def encode(
        self, texts: Sequence[str], on_progress: Progress | None = None
    ) -> NDArray[np.float32]:
        self.threads.add(threading.get_ident())
        for done, text in enumerate(texts, 1):
            self.before(text)
            if on_progress is not None:
                on_progress("embed", done, len(texts))
        return np.asarray([[len(text)] for text in texts], dtype=np.float32).reshape(-1, 1)

    def export(self, folder: Path) -> None:
        raise NotImplementedError


def parts_of(read_file: Any = tasks.read_lines) -> Parts:
    return Parts(
        read_file=read_file,
        signature=tasks.sign,
        split=lambda _article, _count: [],
        load_embedder=lambda _: Lengths(),
    )


@pytest.fixture
def files(tmp_path: Path) -> list[CorpusFile]:
    for number in range(150):
        lines = [f"line {number} {line}" for line in range(number % 4)]
        (tmp_path / f"{number:03}.txt").write_text("\n".join([*lines, "", "end"]), encoding="utf-8")
    (tmp_path / "077.txt").write_text("x\n" * (2 * READ_ITEMS), encoding="utf-8")
    (tmp_path / "078.txt").write_text("", encoding="utf-8")
    return find_files(tmp_path)


def stretches(count: int, size: int = 3) -> list[Stretch]:
    return [
        Stretch(
            tuple(range(first, first + size)),
            tuple("x" * number for number in range(first, first + size)),
        )
        for first in range(0, count * size, size)
    ]


def test_files_are_read_in_order_in_parts_with_signatures(files: list[CorpusFile]) -> None:
    found = list(LocalWorkers(parts_of()).read(files, FieldNames()))
    assert [part.name for part in found if part.last] == [file.name for file in files]
    assert all(len(part.items) <= READ_ITEMS for part in found)
    long = [part for part in found if part.name == "077.txt"]
    assert [(len(part.items), part.last) for part in long] == [
        (READ_ITEMS, False),
        (READ_ITEMS, True),
    ]
    (empty,) = (part for part in found if part.name == "078.txt")
    assert (empty.items, empty.signatures, empty.last) == ((), (), True)
    for part, file in ((part, file) for part in found for file in files if file.name == part.name):
        assert part.stamp == file.stamp
        articles = [item for item in part.items if isinstance(item, Article)]
        assert part.signatures == tuple(tasks.sign(article.text) for article in articles)


def test_processes_read_the_same_as_one(files: list[CorpusFile]) -> None:
    fields = FieldNames(title=("kicker",))
    alone = list(LocalWorkers(parts_of(), processes=1).read(files, fields))
    assert list(LocalWorkers(parts_of(), processes=3).read(files, fields)) == alone
    assert any(isinstance(item, Article) and item.title == "kicker" for item in alone[3].items)


def test_a_reader_that_another_process_cannot_find_reads_here(files: list[CorpusFile]) -> None:
    here = threading.get_ident()
    seen: set[int] = set()

    def read(file: CorpusFile, fields: FieldNames) -> Any:
        seen.add(threading.get_ident())
        return tasks.read_lines(file, fields)

    found = LocalWorkers(parts_of(read), processes=3).read(files, FieldNames())
    assert list(found) == list(LocalWorkers(parts_of(), processes=1).read(files, FieldNames()))
    assert seen == {here}


def test_a_reading_process_that_dies_is_an_error_after_the_files_before_it(
    files: list[CorpusFile],
) -> None:
    files[140].path.write_text("first\ndie\n", encoding="utf-8")
    found = LocalWorkers(parts_of(), processes=2).read(files, FieldNames())
    names = []
    with pytest.raises(WorkerLost, match="exit status 9"):
        for part in found:
            names.append(part.name)
    assert names[:64] == [file.name for file in files[:64]]


def test_each_stretch_comes_once_in_order_with_its_vectors() -> None:
    wanted = [*stretches(5), Stretch((), ()), *stretches(2, 7)]
    embedder = Lengths()
    found = list(LocalWorkers(parts_of(), embedder).embed(wanted))
    assert [stretch for stretch, _ in found] == wanted
    for stretch, vectors in found:
        assert vectors[:, 0].tolist() == [len(text) for text in stretch.texts]
    assert len(embedder.threads) == 1 and threading.get_ident() not in embedder.threads


def test_the_next_stretch_is_embedded_while_the_caller_has_one() -> None:
    second = threading.Event()
    embedder = Lengths(lambda text: second.set() if len(text) == 3 else None)
    found = LocalWorkers(parts_of(), embedder).embed(stretches(3))
    next(found)
    assert second.wait(timeout=60)


def test_stretches_are_taken_in_the_callers_thread_and_two_ahead() -> None:
    taken: list[int] = []

    def endless() -> Iterator[Stretch]:
        while True:
            taken.append(threading.get_ident())
            yield Stretch((1,), ("text",))

    workers = LocalWorkers(parts_of(), Lengths())
    next(workers.embed(endless()))
    assert taken == [threading.get_ident()] * 2
    workers.close()


def test_an_embedder_is_loaded_when_it_is_first_needed() -> None:
    loads: list[str] = []

    def load() -> Lengths:
        loads.append("now")
        return Lengths()

    workers = LocalWorkers(parts_of(), load)
    assert list(workers.embed([])) == [] and not loads
    assert len(list(workers.embed(stretches(4)))) == 4
    assert loads == ["now"]


def test_errors_of_the_embedder_and_of_its_loading_reach_the_caller() -> None:
    def refuse(text: str) -> None:
        if len(text) == 4:
            raise ArithmeticError("four")

    found = LocalWorkers(parts_of(), Lengths(refuse)).embed(stretches(3))
    assert next(found)[0] == stretches(1)[0]
    with pytest.raises(ArithmeticError, match="four"):
        next(found)
    with pytest.raises(ValueError, match="embedder"):
        list(LocalWorkers(parts_of()).embed(stretches(1)))


def test_closing_stops_a_stretch_that_nobody_waits_for() -> None:
    begun = threading.Event()
    closing = threading.Event()

    def slow(text: str) -> None:
        if len(text) == 3:
            begun.set()
            closing.wait(timeout=60)
        assert len(text) < 4, "the stretch went on"

    before = threading.active_count()
    workers: Workers = LocalWorkers(parts_of(), Lengths(slow))
    found = workers.embed(stretches(3))
    next(found)
    assert begun.wait(timeout=60)
    threading.Timer(0.05, closing.set).start()
    workers.close()
    assert list(found) == []
    assert threading.active_count() <= before + 1


def load_lengths(model: str) -> Lengths:
    """Load the embedder of a worker process; `died` ends it, `other` has other weights."""
    if model == "died":
        os._exit(3)
    embedder = Lengths()
    embedder.sha256 = "1" * 64 if model == "other" else embedder.sha256
    return embedder


def test_processes_embed_the_same_as_one() -> None:
    parts = replace(parts_of(), load_embedder=load_lengths)
    wanted = stretches(7)
    workers = LocalWorkers(parts, Lengths(), model="lengths", encoders=2)
    found = list(workers.embed(wanted))
    assert [stretch for stretch, _ in found] == wanted
    expected = list(LocalWorkers(parts, Lengths()).embed(wanted))
    for (_, mine), (_, alone) in zip(found, expected, strict=True):
        assert np.array_equal(mine, alone)


@pytest.mark.parametrize(
    ("model", "error", "message"),
    [("died", WorkerLost, "exit status 3"), ("other", ModelError, "newsquote index")],
)
def test_an_encoding_process_that_fails_is_an_error(
    model: str, error: type[Exception], message: str
) -> None:
    parts = replace(parts_of(), load_embedder=load_lengths)
    with pytest.raises(error, match=message):
        list(LocalWorkers(parts, Lengths(), model=model, encoders=2).embed(stretches(3)))


def test_a_loader_that_another_process_cannot_find_embeds_here() -> None:
    embedder = Lengths()
    workers = LocalWorkers(parts_of(), embedder, model="lengths", encoders=2)
    assert len(list(workers.embed(stretches(3)))) == 3
    assert len(embedder.threads) == 1


@given(available=st.integers(1, 1024))
def test_one_process_embeds_on_up_to_sixteen_cores(available: int) -> None:
    processes = encoder_processes(available)
    assert (processes - 1) * 16 < available <= processes * 16


def test_small_corpora_are_read_in_this_process(
    files: list[CorpusFile], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> Any:
        raise AssertionError("a process was started")

    monkeypatch.setattr(workers_module, "Child", refuse)
    assert list(LocalWorkers(parts_of()).read(files, FieldNames()))


def test_parts_that_are_replaced_elsewhere_still_read(files: list[CorpusFile]) -> None:
    parts = replace(parts_of(), signature=lambda text: text[:1].encode())
    found = list(LocalWorkers(parts, processes=2).read(files[:3], FieldNames()))
    assert {mark for part in found for mark in part.signatures} <= {b"l", b"e", b"x"}
