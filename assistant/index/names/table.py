"""A sorted file of names that is mapped, not read, and never changed once written (edge: files).

A line is a key, its counts and its form, apart by tabs: `kim jong un`, `53`, `5`, `0`, `Kim
Jong-un`. Lines stand in order of their keys as UTF-8; no two have the same key.
"""

from __future__ import annotations

import heapq
import mmap
import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from assistant.known_names import UNWRITTEN, Written


class NameTable:
    """One such file, mapped."""

    def __init__(self, path: Path) -> None:
        """Map the file `path`; it is let go of with the last reference to this.

        Raises:
            OSError, ValueError: it cannot be mapped.
        """
        self.size = path.stat().st_size
        with path.open("rb") as file:
            # An empty file cannot be mapped.
            empty = not self.size
            self._data = b"" if empty else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def written(self, key: str) -> Written:
        """Return what the file has of a key."""
        line = self._line(self._place(key.encode()))
        return _parsed(line) if line.startswith(f"{key}\t".encode()) else UNWRITTEN

    def goes_on(self, key: str) -> bool:
        """Tell whether the file has a longer name that begins with the words of a key."""
        longer = f"{key} ".encode()
        return self._line(self._place(longer)).startswith(longer)

    def lines(self) -> Iterator[bytes]:
        """Yield all lines with their ends."""
        start = 0
        while start < self.size:
            line = self._line(start)
            yield line
            start += len(line)

    def _place(self, key: bytes) -> int:
        """Return where the first line begins whose key is not before `key`."""
        data, low, high = self._data, 0, self.size
        while low < high:
            start = max(low, data.rfind(b"\n", low, (low + high) // 2) + 1)
            if data[start : data.find(b"\t", start)] < key:
                low = data.find(b"\n", start) + 1
            else:
                high = start
        return low

    def _line(self, start: int) -> bytes:
        return self._data[start : self._data.find(b"\n", start) + 1]


def write_table(path: Path, lines: Iterable[bytes]) -> None:
    """Write lines, which come in order of their keys, and make them durable; all or nothing."""
    fresh = path.with_name(path.name + ".new")
    with fresh.open("wb") as file:
        file.writelines(lines)
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, path)


def line_of(key: str, one: Written) -> bytes:
    """Return the line of a key."""
    return f"{key}\t{one.alone}\t{one.inside}\t{one.small}\t{one.form}\n".encode()


def merged(tables: Sequence[NameTable]) -> Iterator[bytes]:
    """Yield the lines of several tables in order, one for each key."""
    lines = heapq.merge(*(table.lines() for table in tables), key=_key)
    for key, same in groupby(lines, key=_key):
        first, *others = same
        if others:
            yield line_of(key.decode(), together([_parsed(line) for line in (first, *others)]))
        else:
            yield first


def together(several: Sequence[Written]) -> Written:
    """Add up what several tables have of one key; the form is that of most of the names."""
    return Written(
        sum(one.alone for one in several),
        sum(one.inside for one in several),
        sum(one.small for one in several),
        max(several, key=lambda one: one.capital).form,
    )


def _key(line: bytes) -> bytes:
    return line[: line.index(b"\t")]


def _parsed(line: bytes) -> Written:
    _, alone, inside, small, form = line.decode().removesuffix("\n").split("\t")
    return Written(int(alone), int(inside), int(small), form)
