from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import closing
from threading import Thread

import pytest

from assistant.errors import CorpusError, NewsquoteError, WorkerLost
from assistant.index.work.child import Child, portable
from tests.index import tasks


def test_one_process_runs_task_after_task_and_it_is_another_one() -> None:
    with closing(Child(tasks.count_to)) as child:
        assert [list(child.run(number)) for number in (3, 0, 2)] == [[0, 1, 2], [], [0, 1]]
    with closing(Child(tasks.process_of)) as child:
        (first,), (second,) = child.run(0), child.run(0)
    assert first == second != os.getpid()


def test_what_a_library_prints_there_does_not_come_between(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with closing(Child(tasks.chatter)) as child:
        assert list(child.run(5)) == [5]
        assert list(child.run(6)) == [6]
    assert capfd.readouterr().out == ""


@pytest.mark.parametrize(
    ("kind", "error", "message"),
    [
        ("plain", ValueError, "^half an hour$"),
        ("own", CorpusError, "^no corpus$"),
        ("extra", NewsquoteError, r"^Reading needs the \[index\] extra"),
        ("crooked", WorkerLost, "Crooked: ab$"),
    ],
)
def test_an_error_is_raised_here_after_what_came_before_it(
    kind: str, error: type[Exception], message: str
) -> None:
    with closing(Child(tasks.fail)) as child:
        results = child.run(kind)
        assert next(results) == 1
        with pytest.raises(error, match=message):
            next(results)
        # The process lives on.
        assert next(child.run("plain")) == 1


def test_a_result_that_cannot_be_sent_is_an_error_of_its_own() -> None:
    with closing(Child(tasks.give_what_cannot_be_sent)) as child:
        results = child.run(0)
        assert next(results) == 1
        with pytest.raises(Exception, match="lambda"):
            next(results)


def test_a_process_that_dies_is_named_with_its_exit_and_the_next_step() -> None:
    with closing(Child(tasks.die)) as child:
        results = child.run(2)
        assert [next(results), next(results)] == [0, 1]
        with pytest.raises(WorkerLost, match=r"exit status 7.*Run the command again"):
            next(results)
        with pytest.raises(WorkerLost):
            next(child.run(2))


def test_closing_ends_a_task_that_another_thread_waits_for() -> None:
    child = Child(tasks.count_to)
    failed: list[BaseException] = []

    def wait() -> None:
        try:
            for _ in child.run(10**12):
                pass
        except WorkerLost as exc:
            failed.append(exc)

    thread = Thread(target=wait)
    thread.start()
    child.close()
    thread.join()
    assert "signal 9" in str(failed[0])


def test_only_what_another_process_can_find_is_portable(monkeypatch: pytest.MonkeyPatch) -> None:
    def inner() -> Iterator[int]:
        yield 1

    assert portable(tasks.count_to, tasks.sign)
    assert not portable(tasks.count_to, inner)
    assert not portable(lambda: 1)
    monkeypatch.setattr(tasks.sign, "__module__", "__main__")
    assert not portable(tasks.sign)
    monkeypatch.undo()
    monkeypatch.setattr(sys, "executable", "")
    assert not portable(tasks.count_to)
