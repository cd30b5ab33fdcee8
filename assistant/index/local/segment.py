"""One immutable set of passages with vectors and filter columns, in a folder (edge: files)."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from assistant.index.engine import Matrix
from assistant.index.filters import Where
from assistant.index.local.columns import Columns, Mask, Rows
from assistant.index.local.segment_kinds import EXACT_ROWS, Kinds
from assistant.index.local.segment_vectors import (
    Scores,
    SegmentVectors,
    open_vectors,
    write_vectors,
)
from assistant.index.manifest import sync_folder


class Segment:
    """Rows sorted by key, of which some are dead; a change makes another object."""

    def __init__(self, name: str, columns: Columns, vectors: SegmentVectors, dead: Rows) -> None:
        self.name = name
        self.columns = columns
        self.vectors = vectors
        self.dead = dead
        self._living: Mask | None = None
        if len(dead):
            self._living = np.ones(len(columns), bool)
            self._living[dead] = False

    @classmethod
    def open(cls, folder: Path, dead: Rows, exact_rows: int = EXACT_ROWS) -> Segment:
        """Open the segment in `folder`, memory-mapped, without its `dead` rows.

        Raises:
            OSError, ValueError, RuntimeError: a file is missing or not what it should be.
        """
        columns, vectors = Columns.load(folder), open_vectors(folder, exact_rows)
        if len(columns) != len(vectors):
            raise ValueError(f"{len(vectors)} vectors but {len(columns)} rows of columns")
        if len(dead) and not 0 <= dead[0] <= dead[-1] < len(columns):
            raise ValueError(f"tombstones beyond the {len(columns)} rows of {folder}")
        return cls(folder.name, columns, vectors, dead)

    def without(self, rows: Rows) -> Segment:
        """Return the segment with more rows dead."""
        return Segment(self.name, self.columns, self.vectors, np.union1d(self.dead, rows))

    @property
    def count(self) -> int:
        """Number of living rows."""
        return len(self.columns) - len(self.dead)

    def living(self) -> Rows:
        """Return the rows that are not dead."""
        if self._living is None:
            return np.arange(len(self.columns), dtype=np.int64)
        return np.flatnonzero(self._living).astype(np.int64)

    def find(self, keys: Rows) -> tuple[Rows, Mask]:
        """Return the row of each key, and which keys have a living one."""
        rows, known = self.columns.find(keys)
        if self._living is not None:
            known &= self._living[rows]
        return rows, known

    def search(self, query: Matrix, limit: int, where: Where) -> tuple[Rows, Scores]:
        """Return keys and cosines of the best `limit` rows that pass, or more, in any order."""
        passing = self._passing(where)
        limit = min(limit, self.count if passing is None else int(np.count_nonzero(passing)))
        if limit < 1:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        rows = self.vectors.nearest(query, limit, passing)
        # The same sum in every segment: equal vectors tie wherever they lie.
        scores: Scores = np.einsum("nd,d->n", self.vectors.take(rows), query)
        return self.columns.keys[rows], scores

    def _passing(self, where: Where) -> Mask | None:
        allowed = self.columns.allowed(where)
        if allowed is None or self._living is None:
            return self._living if allowed is None else allowed
        return allowed & self._living


def write_segment(
    folder: Path, columns: Columns, blocks: Iterable[Matrix], dimension: int, kinds: Kinds
) -> None:
    """Write a segment, its vectors given in blocks, and make it durable.

    Raises:
        OSError: the disk took only a part of it.
    """
    # An attempt that failed may have left a part.
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    columns.save(folder)
    write_vectors(folder, blocks, len(columns), dimension, kinds)
    for path in sorted(folder.iterdir()):
        sync_file(path)
    sync_folder(folder)
    sync_folder(folder.parent)


def sync_file(path: Path) -> None:
    """Make a file's bytes durable."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
