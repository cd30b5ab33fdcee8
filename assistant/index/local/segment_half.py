"""Vectors of 16-bit floats in a file, read a few rows at a time (edge: files)."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from weakref import finalize

import numpy as np
from numpy.typing import NDArray

from assistant.index.engine import Matrix
from assistant.index.local.columns import Rows

HALF_FILE = "exact.f16.npy"
# Beyond so many rows a read through the mapping is faster than a call of the system for each.
READ_ROWS = 8_192


class HalfVectors:
    """A matrix of float16, one row a vector, in an .npy file.

    Few rows are read by calls of the system, because pages of a mapping would count as this
    process's memory for as long as it lives.
    """

    def __init__(self, path: Path) -> None:
        mapped = np.load(path, mmap_mode="r", allow_pickle=False)
        if mapped.ndim != 2 or mapped.dtype != np.float16:
            raise ValueError(f"{path} holds no vectors")
        self._start = int(mapped.offset)
        self._rows: NDArray[np.float16] = mapped.view(np.ndarray)
        self._file: int | None = None
        if hasattr(os, "pread"):
            self._file = os.open(path, os.O_RDONLY)
            finalize(self, os.close, self._file)

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._rows.shape[1])

    def take(self, rows: Rows) -> Matrix:
        """Return some rows in the order given."""
        if self._file is None or len(rows) > READ_ROWS:
            return self._rows[rows].astype(np.float32)
        handle, start, width = self._file, self._start, 2 * self.dimension
        parts = [os.pread(handle, width, start + row * width) for row in rows.tolist()]
        found = np.frombuffer(b"".join(parts), np.float16)
        return found.reshape(len(rows), self.dimension).astype(np.float32)

    def block(self, first: int, last: int) -> Matrix:
        """Return the rows from `first` to before `last`."""
        return self._rows[first:last].astype(np.float32)


def write_half(folder: Path, blocks: Iterable[Matrix], rows: int, dimension: int) -> None:
    """Write vectors that come in blocks.

    Raises:
        OSError: the disk took only a part of them.
    """
    # Written, not mapped: a full disk ends a process that writes to a mapping.
    with (folder / HALF_FILE).open("wb") as file:
        header = {"descr": "<f2", "fortran_order": False, "shape": (rows, dimension)}
        np.lib.format.write_array_header_1_0(file, header)
        for block in blocks:
            file.write(block.astype("<f2").tobytes())
