"""A bounded pool of threads that never hold up the end of the program (threads)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Lock, Thread
from typing import TypeVar

T = TypeVar("T")
Job = Callable[[], None]


class Workers:
    """At most `count` daemon threads, started as work comes in.

    The standard pool joins its threads when the interpreter exits, so one endless question would
    keep a stopped server alive.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._lock = Lock()
        self._threads = 0

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """Return the future of `work`; cancelling it before a thread is free drops the work."""
        future: Future[T] = Future()

        def job() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                result = work()
            # Whatever ended the work belongs to its caller; the thread goes on.
            except BaseException as exc:
                future.set_exception(exc)
            else:
                future.set_result(result)

        with self._lock:
            if self._threads < self._count:
                self._threads += 1
                Thread(target=self._serve, name="newsquote-worker", daemon=True).start()
        self._jobs.put(job)
        return future

    def close(self) -> None:
        """End the threads once they are idle; work that runs is not waited for."""
        for _ in range(self._count):
            self._jobs.put(None)

    def _serve(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()
