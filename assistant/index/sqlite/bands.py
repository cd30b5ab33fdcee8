"""Where near copies are looked for: (hash, text number) pairs in sorted files (edge: files).

Each build adds a file, and files of like size are merged, so that there are few; none is changed
once written. A search is a binary search in each file, which is mapped and not read.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from assistant.index.article_ledger import Integers

BANDS_FOLDER: Final = "copies"
# Merging takes some 40 bytes of memory a pair; beyond this a file stays as it is.
_LARGEST: Final = 16_000_000
_PAIR: Final = 16


class BandFiles:
    """The sorted files of a state that is being made; `names` says which of them count."""

    def __init__(self, folder: Path, names: Sequence[str]) -> None:
        folder.mkdir(exist_ok=True)
        self._folder = folder
        self._names = list(names)
        self.sweep()
        self._last = max((int(Path(name).stem) for name in self._names), default=0)

    @property
    def names(self) -> tuple[str, ...]:
        """The files that count, the oldest first."""
        return tuple(self._names)

    def clear(self) -> None:
        """Start anew; the files stay until `sweep`."""
        self._names.clear()

    def sweep(self) -> None:
        """Remove files that do not count: merged ones, and what a killed build did not commit."""
        for path in self._folder.iterdir():
            if path.name not in self._names:
                path.unlink()

    def add(self, hashes: Integers, numbers: Integers) -> None:
        """Store pairs, merging files of like size into one."""
        if not len(hashes):
            return
        while self._names and len(hashes) < _LARGEST:
            last_hashes, last_numbers = self._pairs(self._names[-1])
            if len(last_hashes) > 2 * len(hashes):
                break
            hashes = np.concatenate((last_hashes, hashes))
            numbers = np.concatenate((last_numbers, numbers))
            self._names.pop()
        order = np.lexsort((numbers, hashes))
        self._last += 1
        name = f"{self._last:06d}.bands"
        with (self._folder / name).open("xb") as file:
            file.write(hashes[order].astype("<i8").data)
            file.write(numbers[order].astype("<i8").data)
        self._names.append(name)

    def meeting(self, hashes: Integers) -> tuple[Integers, Integers]:
        """Return all pairs with one of `hashes`, sorted, each once."""
        wanted = np.unique(hashes)
        found: list[tuple[Integers, Integers]] = []
        for name in self._names:
            stored, numbers = self._pairs(name)
            first = np.searchsorted(stored, wanted, "left")
            counts = np.searchsorted(stored, wanted, "right") - first
            rows = np.repeat(first - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
            found.append((np.repeat(wanted, counts), numbers[rows]))
        if not found:
            return wanted[:0], wanted[:0]
        met, numbers = (np.concatenate(part) for part in zip(*found, strict=True))
        order = np.lexsort((numbers, met))
        met, numbers = met[order], numbers[order]
        fresh = np.ones(len(met), bool)
        fresh[1:] = (np.diff(met) != 0) | (np.diff(numbers) != 0)
        return met[fresh], numbers[fresh]

    def _pairs(self, name: str) -> tuple[Integers, Integers]:
        path = self._folder / name
        count = path.stat().st_size // _PAIR
        table: Integers = np.memmap(path, dtype="<i8", mode="r", shape=(2, count))
        return table[0], table[1]
