"""What a forked child must not take over from its parent (edge: processes).

A fork copies memory but not threads: a copied lock may be held by a thread that is gone, a copied
thread pool has nobody in it, and SQLite forbids using a copied connection. What holds such things
is watched here, and renews itself in the child.
"""

from __future__ import annotations

import ctypes
import os
from threading import Lock
from typing import Protocol
from weakref import WeakSet


class Renewable(Protocol):
    """Holds what does not survive a fork."""

    def renew(self) -> None:
        """Abandon what was copied; take new locks now, and open the rest at the next use."""
        ...


_watched: WeakSet[Renewable] = WeakSet()


def watch(one: Renewable) -> None:
    """Have `one` renewed in every child that this process forks, as long as it lives."""
    _watched.add(one)


def abandon(one: object) -> None:
    """Never free an object in this process.

    Its destructor would wait for threads that the fork left behind, so that the child could not
    end (onnxruntime joins its pool), or write to files that the parent has open.
    """
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(one))


class ForkLock:
    """A lock that is free in a forked child, whoever held it in the parent."""

    def __init__(self) -> None:
        self._lock = Lock()
        watch(self)

    def renew(self) -> None:
        """Take a new lock."""
        self._lock = Lock()

    def __enter__(self) -> None:
        self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()


def _renew_all() -> None:
    for one in list(_watched):
        one.renew()


# Windows has no fork.
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew_all)
