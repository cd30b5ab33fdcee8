"""The gate that work passes: a bounded number at once, a bounded queue, a time limit (threads)."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock
from typing import Any, Final, TypeVar

from assistant.errors import Busy, TimeUp
from assistant.service.limits import Limits
from assistant.service.workers import Workers

T = TypeVar("T")

# How often a stopping server looks whether the last answer is done, in seconds.
DRAIN_STEP: Final = 0.02
STOPPING: Final = "The server is stopping. Ask again once it is back."


class Gate:
    """Runs blocking work on its own threads, for any event loop.

    Python cannot end a thread: work whose time is up keeps its thread until it returns, so never
    more than `limits.parallel` pieces of work run, however many were given up.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._workers = Workers(limits.parallel)
        self._lock = Lock()
        self._taken = 0
        self._closed = False
        self._waiters: set[asyncio.Future[Any]] = set()
        self._given_up: set[asyncio.Future[Any]] = set()

    @property
    def in_flight(self) -> int:
        """Pieces of work that somebody waits for."""
        return len(self._waiters)

    @property
    def running(self) -> int:
        """Pieces of work that hold a thread or wait for one, those given up included."""
        return self._taken

    async def run(self, work: Callable[[], T]) -> T:
        """Return what `work` returns, or raise what it raises.

        Raises:
            Busy: more than `limits.waiting` wait already, or the gate is closing.
            TimeUp: it took longer than `limits.seconds`, waiting included.
        """
        waiter = asyncio.wrap_future(self._admit(work))
        self._wait(waiter)
        try:
            async with asyncio.timeout(self.limits.seconds) as limit:
                return await waiter
        except TimeoutError as exc:
            if not limit.expired():
                raise
            raise TimeUp(
                f"No answer within {self.limits.seconds:g} s. Ask again, or ask for less at once."
            ) from exc
        except asyncio.CancelledError as exc:
            if waiter not in self._given_up:
                raise
            raise Busy(STOPPING) from exc
        finally:
            self._wait_no_more(waiter)

    async def drain(self, seconds: float) -> bool:
        """Let nothing more in; return whether everything in flight ended within `seconds`.

        What did not is given up: who waits for it gets `Busy`.
        """
        self._closed = True
        end = time.monotonic() + seconds
        while self._waiters:
            if time.monotonic() >= end:
                self._give_up()
                return False
            await asyncio.sleep(DRAIN_STEP)
        return True

    def close(self) -> None:
        """Let nothing more in and end the threads that are idle; waits for nothing."""
        self._closed = True
        self._workers.close()

    def _admit(self, work: Callable[[], T]) -> Future[T]:
        with self._lock:
            if self._closed:
                raise Busy(STOPPING)
            if self._taken >= self.limits.parallel + self.limits.waiting:
                raise Busy(f"{self._taken} questions are in work already. Ask again in a moment.")
            self._taken += 1
        future = self._workers.submit(work)
        future.add_done_callback(self._release)
        return future

    def _release(self, _: Future[T]) -> None:
        with self._lock:
            self._taken -= 1

    def _wait(self, waiter: asyncio.Future[Any]) -> None:
        with self._lock:
            self._waiters.add(waiter)

    def _wait_no_more(self, waiter: asyncio.Future[Any]) -> None:
        with self._lock:
            self._waiters.discard(waiter)
            self._given_up.discard(waiter)

    def _give_up(self) -> None:
        with self._lock:
            self._given_up = set(self._waiters)
        for waiter in tuple(self._given_up):
            # Each belongs to the loop of its caller.
            waiter.get_loop().call_soon_threadsafe(waiter.cancel)
