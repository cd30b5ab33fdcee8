from __future__ import annotations

import subprocess
import sys
from threading import Event, current_thread

import pytest

from assistant.service.workers import Workers
from tests.conftest import ROOT

PATIENCE = 30


def test_no_more_threads_than_wanted_run_at_once() -> None:
    workers = Workers(2)
    gate, names = Event(), set()

    def work(number: int) -> int:
        names.add(current_thread().name + str(current_thread().ident))
        gate.wait(PATIENCE)
        return number

    futures = [workers.submit(lambda n=n: work(n)) for n in range(6)]  # type: ignore[misc]
    gate.set()
    assert [future.result(PATIENCE) for future in futures] == list(range(6))
    assert 1 <= len(names) <= 2
    workers.close()


@pytest.mark.parametrize("error", [ValueError("a defect"), SystemExit(3)])
def test_what_work_raises_goes_to_its_caller_and_the_thread_lives_on(error: BaseException) -> None:
    workers = Workers(1)

    def broken() -> None:
        raise error

    with pytest.raises(type(error)):
        workers.submit(broken).result(PATIENCE)
    assert workers.submit(lambda: 7).result(PATIENCE) == 7
    workers.close()


def test_work_cancelled_before_its_turn_never_runs() -> None:
    workers = Workers(1)
    gate, ran = Event(), Event()
    first = workers.submit(lambda: gate.wait(PATIENCE))
    second = workers.submit(ran.set)
    assert second.cancel()
    gate.set()
    assert first.result(PATIENCE)
    assert workers.submit(lambda: 1).result(PATIENCE) == 1
    assert not ran.is_set()
    workers.close()


def test_endless_work_does_not_hold_up_the_end_of_the_program() -> None:
    script = """
from threading import Event
from assistant.service.workers import Workers
begun = Event()
workers = Workers(1)
workers.submit(lambda: (begun.set(), Event().wait()))
assert begun.wait(30)
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, timeout=60, check=False)
    assert done.returncode == 0
