"""Run tasks side by side and hand on what they yield in the order of the tasks (edge: threads)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import Full, Queue
from threading import Event, Lock, local
from typing import Any, Final, Generic, Protocol, TypeVar

Task_contra = TypeVar("Task_contra", contravariant=True)
Result_co = TypeVar("Result_co", covariant=True)
Task = TypeVar("Task")
Result = TypeVar("Result")

# A thread whose results nobody takes looks this often whether it should end.
_LOOK_SECONDS: Final = 0.1


class Runner(Protocol[Task_contra, Result_co]):
    """Runs one task after another."""

    def run(self, task: Task_contra) -> Iterator[Result_co]:
        """Yield the results of a task."""
        ...

    def close(self) -> None:
        """End, also in the middle of a task, which then raises; called from another thread."""
        ...


@dataclass(frozen=True, slots=True)
class _End:
    """The last that is heard of a task; with the error that ended it, if one did."""

    error: BaseException | None = None


def in_order(
    make: Callable[[], Runner[Task, Result]],
    tasks: Iterable[Task],
    runners: int,
    *,
    results_ahead: int,
) -> Generator[Result, None, None]:
    """Yield the results of the first task, then of the second, and so on.

    `runners` runners, each made in a thread of its own when first needed, work ahead of the caller:
    on one task more than there are runners, and by `results_ahead` results of each. `tasks` are
    taken in the caller's thread. The error of a task is raised when its turn comes. A caller that
    stops early ends the runners.
    """
    crew = _Crew(make, runners, results_ahead)
    waiting: deque[Queue[Any]] = deque()
    try:
        for task in tasks:
            waiting.append(crew.start(task))
            if len(waiting) > runners:
                yield from _results(waiting.popleft())
        while waiting:
            yield from _results(waiting.popleft())
    finally:
        crew.close()


def _results(queue: Queue[Any]) -> Iterator[Any]:
    while True:
        result = queue.get()
        if not isinstance(result, _End):
            yield result
        elif result.error is not None:
            raise result.error
        else:
            return


class _Crew(Generic[Task, Result]):
    """Threads, each with a runner."""

    def __init__(
        self, make: Callable[[], Runner[Task, Result]], runners: int, results_ahead: int
    ) -> None:
        self._make = make
        self._results_ahead = results_ahead
        self._pool = ThreadPoolExecutor(runners, "newsquote-crew")
        self._mine = local()
        self._lock = Lock()
        self._made: list[Runner[Task, Result]] = []
        self._stop = Event()

    def start(self, task: Task) -> Queue[Any]:
        """Begin a task, once a runner is free; its results come through the queue."""
        results: Queue[Any] = Queue(self._results_ahead)
        self._pool.submit(self._run, task, results)
        return results

    def close(self) -> None:
        """End all runners and threads."""
        with self._lock:
            self._stop.set()
            made = list(self._made)
        for runner in made:
            runner.close()
        self._pool.shutdown(cancel_futures=True)

    def _run(self, task: Task, results: Queue[Any]) -> None:
        try:
            for result in self._runner().run(task):
                if not self._put(results, result):
                    return
        # Whatever it is, the caller is to hear of it; here nobody would.
        except BaseException as exc:
            self._put(results, _End(exc))
        else:
            self._put(results, _End())

    def _runner(self) -> Runner[Task, Result]:
        runner: Runner[Task, Result] | None = getattr(self._mine, "runner", None)
        if runner is None:
            with self._lock:
                if self._stop.is_set():
                    raise RuntimeError("The crew was closed before its runner was made.")
                runner = self._make()
                self._made.append(runner)
            self._mine.runner = runner
        return runner

    def _put(self, results: Queue[Any], result: object) -> bool:
        while not self._stop.is_set():
            try:
                results.put(result, timeout=_LOOK_SECONDS)
                return True
            except Full:
                continue
        return False
