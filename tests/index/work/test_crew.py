from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.index.work.crew import in_order


class Counting:
    """Yields (task, 0), (task, 1) ... up to the task's number; 13 fails after one result."""

    closed = 0

    def run(self, task: int) -> Iterator[tuple[int, int]]:
        for number in range(task):
            yield task, number
            if task == 13:
                raise ArithmeticError("thirteen")

    def close(self) -> None:
        Counting.closed += 1


def counted(tasks: list[int]) -> list[tuple[int, int]]:
    return [(task, number) for task in tasks for number in range(task)]


@settings(deadline=None, max_examples=40)
@given(
    tasks=st.lists(st.integers(0, 12), max_size=20),
    runners=st.integers(1, 4),
    ahead=st.integers(1, 5),
)
def test_results_come_in_the_order_of_the_tasks(tasks: list[int], runners: int, ahead: int) -> None:
    assert list(in_order(Counting, tasks, runners, results_ahead=ahead)) == counted(tasks)


def test_an_error_comes_when_it_is_its_tasks_turn() -> None:
    found = in_order(Counting, [2, 13, 4], 3, results_ahead=9)
    assert [next(found) for _ in range(3)] == [*counted([2]), (13, 0)]
    with pytest.raises(ArithmeticError, match="thirteen"):
        next(found)
    assert list(found) == []


def test_a_runner_that_cannot_be_made_is_an_error_too() -> None:
    def make() -> Counting:
        raise MemoryError("no room")

    with pytest.raises(MemoryError, match="no room"):
        list(in_order(make, [1, 2], 2, results_ahead=1))


def test_tasks_are_taken_in_the_callers_thread_and_few_ahead() -> None:
    threads: list[threading.Thread] = []

    def endless() -> Iterator[int]:
        while True:
            threads.append(threading.current_thread())
            yield 5

    found = in_order(Counting, endless(), 2, results_ahead=1)
    assert next(found) == (5, 0)
    assert len(threads) == 3 and set(threads) == {threading.current_thread()}
    found.close()


def test_a_caller_that_stops_early_ends_runners_and_threads() -> None:
    before, closed = threading.active_count(), Counting.closed
    found = in_order(Counting, [10_000, 10_000, 10_000], 2, results_ahead=1)
    next(found)
    found.close()
    assert threading.active_count() == before
    assert Counting.closed > closed


FORGETS = """
from assistant.index.work.crew import in_order

class Counter:
    def run(self, task):
        yield from range(task)

    def close(self):
        pass

forgotten = in_order(Counter, iter([1_000, 1_000]), 1, results_ahead=1)
print(next(forgotten))
# Held by a cycle at the end of the program, so that nothing closes it.
kept = [forgotten]
kept.append(kept)
"""


def test_a_program_ends_although_it_forgot_to_close_a_crew() -> None:
    done = subprocess.run(
        [sys.executable, "-c", FORGETS], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == "0\n"
