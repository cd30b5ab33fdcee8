"""Exact inner-product search over the passages' vectors (edge: FAISS, files)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from assistant.forks import watch
from assistant.index.columns import Columns
from assistant.index.engine import Matrix, Record, Scored
from assistant.index.filters import Where

VECTORS_FILE = "vectors.faiss"
COLUMNS_FILE = "columns.npz"


class Vectors:
    """A flat FAISS index whose rows are described by `Columns`."""

    def __init__(self, flat: Any, columns: Columns) -> None:
        self._flat = flat
        self._columns = columns

    @classmethod
    def create(cls, dimension: int) -> Vectors:
        """Return an empty index in memory."""
        return cls(faiss.IndexFlatIP(dimension), Columns.empty())

    @classmethod
    def open(cls, folder: Path, *, writable: bool = False) -> Vectors:
        """Read what `save` wrote; memory-mapped unless it is to be changed.

        Raises:
            ValueError: the files do not fit each other.
        """
        flags = 0 if writable else faiss.IO_FLAG_MMAP_IFC
        flat = faiss.read_index(str(folder / VECTORS_FILE), flags)
        columns = Columns.load(folder / COLUMNS_FILE)
        if flat.ntotal != len(columns.keys):
            raise ValueError(f"{flat.ntotal} vectors but {len(columns.keys)} rows of columns")
        return cls(flat, columns)

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._flat.d)

    def save(self, folder: Path) -> None:
        """Write both files.

        Raises:
            OSError: the disk took only a part of them.
        """
        path = folder / VECTORS_FILE
        faiss.write_index(self._flat, str(path))
        # FAISS does not report a write that fails when the file is closed.
        if path.stat().st_size < self._flat.ntotal * self.dimension * 4:
            raise OSError(f"{path} was written only in part")
        self._columns.save(folder / COLUMNS_FILE)

    def upsert(self, records: Sequence[Record]) -> None:
        """Store `records`, replacing those with the same key."""
        if not records:
            return
        self.delete([record.key for record in records])
        self._flat.add(np.stack([record.vector for record in records]).astype(np.float32))
        self._columns.append(records)

    def delete(self, keys: Sequence[int]) -> None:
        """Forget rows; unknown keys are ignored."""
        gone = np.isin(self._columns.keys, np.asarray(keys, np.int64))
        if gone.any():
            self._flat.remove_ids(np.flatnonzero(gone).astype(np.int64))
            self._columns.keep(~gone)

    def search(self, vector: Matrix, limit: int, where: Where = ()) -> list[Scored]:
        """Return the best `limit` rows that pass the filters; exact."""
        allowed = self._columns.allowed(where)
        selector = None
        if allowed is not None:
            bitmap = np.packbits(allowed, bitorder="little")
            selector = faiss.SearchParameters(sel=faiss.IDSelectorBitmap(bitmap))  # type: ignore[call-arg, arg-type]
        limit = min(limit, self.count() if allowed is None else int(allowed.sum()))
        if limit < 1:
            return []
        query = np.ascontiguousarray(vector, np.float32).reshape(1, -1)
        scores, rows = self._flat.search(query, limit, params=selector)
        found = [
            Scored(int(self._columns.keys[row]), float(score))
            for score, row in zip(scores[0], rows[0], strict=True)
            if row >= 0
        ]
        return sorted(found, key=lambda hit: (-hit.score, hit.key))

    def fetch(self, keys: Sequence[int]) -> Matrix:
        """Return the stored vectors of `keys`, one row a key."""
        if not len(keys):
            return np.empty((0, self.dimension), np.float32)
        rows = self._columns.positions(keys)
        vectors: Matrix = self._flat.reconstruct_batch(rows)
        return vectors

    def count(self) -> int:
        """Return the number of rows."""
        return int(self._flat.ntotal)


class _Threads:
    """What FAISS computes with, in OpenMP's keeping."""

    def renew(self) -> None:
        """Let the forking thread compute alone: OpenMP would wait for helpers that are gone.

        Other threads of the child start helpers of their own.
        """
        faiss.omp_set_num_threads(1)


_THREADS = _Threads()
watch(_THREADS)
