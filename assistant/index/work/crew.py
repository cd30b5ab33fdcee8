"""Run tasks side by side and hand on what they yield in the order of the tasks (edge: threads)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from queue import Full, Queue, SimpleQueue
from threading import Event, Lock, Thread
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
    """Threads, each with a runner.

    They are daemons: a program ends although somebody forgot to close a crew.
    """

    def __init__(
        self, make: Callable[[], Runner[Task, Result]], runners: int, results_ahead: int
    ) -> None:
        self._make = make
        self._results_ahead = results_ahead
        self._runners = runners
        self._tasks: SimpleQueue[tuple[Task, Queue[Any]] | None] = SimpleQueue()
        self._threads: list[Thread] = []
        self._lock = Lock()
        self._made: list[Runner[Task, Result]] = []
        self._stop = Event()

    def start(self, task: Task) -> Queue[Any]:
        """Begin a task, once a runner is free; its results come through the queue."""
        results: Queue[Any] = Queue(self._results_ahead)
        self._tasks.put((task, results))
        if len(self._threads) < self._runners:
            thread = Thread(target=self._serve, name="newsquote-crew", daemon=True)
            self._threads.append(thread)
            thread.start()
        return results

    def close(self) -> None:
        """End all runners and threads."""
        with self._lock:
            self._stop.set()
            made = list(self._made)
        for runner in made:
            runner.close()
        for _ in self._threads:
            self._tasks.put(None)
        for thread in self._threads:
            thread.join()

    def _serve(self) -> None:
        runner: Runner[Task, Result] | None = None
        while (begun := self._tasks.get()) is not None and not self._stop.is_set():
            runner = self._run(runner, *begun)

    def _run(
        self, runner: Runner[Task, Result] | None, task: Task, results: Queue[Any]
    ) -> Runner[Task, Result] | None:
        """Run one task; return this thread's runner, made if there was none."""
        try:
            runner = runner or self._runner()
            for result in runner.run(task):
                if not self._put(results, result):
                    return runner
        # Whatever it is, the caller is to hear of it; here nobody would.
        except BaseException as exc:
            self._put(results, _End(exc))
        else:
            self._put(results, _End())
        return runner

    def _runner(self) -> Runner[Task, Result]:
        with self._lock:
            if self._stop.is_set():
                raise RuntimeError("The crew was closed before its runner was made.")
            runner = self._make()
            self._made.append(runner)
        return runner

    def _put(self, results: Queue[Any], result: object) -> bool:
        while not self._stop.is_set():
            try:
                results.put(result, timeout=_LOOK_SECONDS)
                return True
            except Full:
                continue
        return False
