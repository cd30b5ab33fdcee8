"""One builder at a time (edge: files)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import IndexLocked, MissingExtra
from assistant.index.manifest import shown

LOCK_FILE = ".lock"


@contextmanager
def build_lock(index: Path) -> Iterator[None]:
    """Hold the index folder for one build.

    The lock is the operating system's, so it ends with the process that holds it.

    Raises:
        IndexLocked: another build holds it.
    """
    try:
        from filelock import FileLock, Timeout
    except ImportError as exc:
        raise MissingExtra("Building an index", "index") from exc
    lock = FileLock(index / LOCK_FILE)
    try:
        lock.acquire(timeout=0)
    except Timeout as exc:
        raise IndexLocked(
            f"Another build is writing {shown(index)}. Wait until it ends, then run it again."
        ) from exc
    try:
        yield
    finally:
        lock.release()
