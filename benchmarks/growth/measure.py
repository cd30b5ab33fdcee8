"""Processor time, memory and disk (edge: the clock, files; memory on Linux)."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

T = TypeVar("T")

MIB = 2**20


def alone(function: Callable[..., T], *given: Any) -> T:
    """Run a function in a process of its own, so that its memory is its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(function, *given).result()


def memory() -> dict[str, float]:
    """Return this process's memory in MiB: resident now, of it its own, and the most resident.

    The rest of what is resident are pages of mapped files, which the system may take back.
    """
    names = {"VmRSS": "resident", "RssAnon": "own", "VmHWM": "peak"}
    found = {}
    for line in Path("/proc/self/status").read_text().splitlines():
        name, _, value = line.partition(":")
        if name in names:
            found[names[name]] = int(value.split()[0]) / 1024
    return found


def disk(state: Path) -> dict[str, float]:
    """Return the bytes of each part of a folder in MiB."""
    sizes: dict[str, float] = defaultdict(float)
    for path in state.rglob("*"):
        if path.is_file():
            sizes[path.relative_to(state).parts[0]] += path.stat().st_size / MIB
    return dict(sizes)


class Laps:
    """Processor time spent in some methods, summed until `taken`; for one thread.

    `last` has what the method under each name returned last.
    """

    def __init__(self) -> None:
        self.last: dict[str, Any] = {}
        self._seconds: dict[str, float] = defaultdict(float)

    @contextmanager
    def around(self, methods: Sequence[tuple[Any, str, str]]) -> Iterator[None]:
        """Time (class, method) under a name while the context is open."""
        old = [(owner, name, owner.__dict__[name]) for owner, name, _ in methods]
        for owner, name, lap in methods:
            setattr(owner, name, self._timed(owner.__dict__[name], lap))
        try:
            yield
        finally:
            for owner, name, method in old:
                setattr(owner, name, method)

    def taken(self) -> dict[str, float]:
        """Return the seconds under each name, and begin anew."""
        seconds, self._seconds = dict(self._seconds), defaultdict(float)
        return seconds

    def _timed(self, method: Callable[..., T], lap: str) -> Callable[..., T]:
        def timed(*given: Any, **named: Any) -> T:
            begun = time.process_time()
            result = self.last[lap] = method(*given, **named)
            self._seconds[lap] += time.process_time() - begun
            return result

        return timed


def spread(seconds: Sequence[float]) -> tuple[float, float]:
    """Return the median and the 95th percentile in milliseconds."""
    p50, p95 = np.quantile(seconds, (0.5, 0.95)) * 1000
    return float(p50), float(p95)
