"""The vectors of one segment: compared one by one, or found by codes (edge: FAISS, files)."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import faiss
import numpy as np
from numpy.typing import NDArray

from assistant.index.engine import Matrix
from assistant.index.local.columns import Mask, Rows
from assistant.index.local.segment_half import HALF_FILE, HalfVectors, write_half
from assistant.index.local.segment_kinds import (
    EXACT_ROWS,
    MOST_PROBES,
    Kinds,
    inverted_file,
    probes,
    training_rows,
)

FLAT_FILE = "vectors.faiss"
QUANTISED_FILE = "quantised.faiss"
PROBES_FILE = "quantised.json"
# Rows in memory at once while a segment is written.
BLOCK_ROWS = 16_384
# Rows that the codes find for each one wanted, and at least; their cosines put them in order. Of a
# million vectors, recall of the ten nearest is .971 with 100, .984 with 200, .986 with 400.
SURPLUS = 2
LEAST_FOUND = 200
# What passes a filter lies farther away, where codes tell less: of the nearest 100, twice as many
# rows hold .93 and four times as many .98.
FILTERED_SURPLUS = 4

Scores = NDArray[np.float32]


class SegmentVectors(Protocol):
    """Vectors in the order of their rows; never changed."""

    exact: bool

    def __len__(self) -> int: ...

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    def nearest(self, query: Matrix, limit: int, passing: Mask | None) -> Rows:
        """Return the rows of highest cosine among those that pass, in any order.

        As many as pass, up to `limit`, which is no more than pass.
        """
        ...

    def take(self, rows: Rows) -> Matrix:
        """Return the stored vectors of `rows`."""
        ...


class FlatVectors:
    """Vectors of 32 or 16-bit floats in a flat FAISS index."""

    exact = True

    def __init__(self, folder: Path) -> None:
        self._flat: Any = faiss.read_index(str(folder / FLAT_FILE), faiss.IO_FLAG_MMAP_IFC)

    def __len__(self) -> int:
        return int(self._flat.ntotal)

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._flat.d)

    def nearest(self, query: Matrix, limit: int, passing: Mask | None) -> Rows:
        """Compare every row that passes."""
        params = faiss.SearchParameters(sel=_selector(passing))  # type: ignore[call-arg]
        with _one_thread():
            return _found(self._flat.search(query[None], limit, params=params)[1])

    def take(self, rows: Rows) -> Matrix:
        """Return the stored vectors of `rows`."""
        vectors: Matrix = self._flat.reconstruct_batch(rows)
        return vectors


class QuantisedVectors:
    """An inverted file of codes in memory, beside the vectors of 16-bit floats on the disk."""

    exact = False

    def __init__(self, folder: Path, exact_rows: int = EXACT_ROWS) -> None:
        self._half = HalfVectors(folder / HALF_FILE)
        path = folder / QUANTISED_FILE
        self._index: Any = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
        self._probes = int(json.loads((folder / PROBES_FILE).read_text("utf-8"))["probes"])
        self._exact_rows = exact_rows
        if self._index.ntotal != len(self._half):
            raise ValueError(f"{self._index.ntotal} codes but {len(self._half)} vectors")

    def __len__(self) -> int:
        return len(self._half)

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._half.dimension

    def nearest(self, query: Matrix, limit: int, passing: Mask | None) -> Rows:
        """Search the lists nearest to the query; compare all rows if only few pass."""
        count = len(self) if passing is None else int(np.count_nonzero(passing))
        if passing is not None and count <= max(limit, self._exact_rows):
            return np.flatnonzero(passing).astype(np.int64)
        surplus = SURPLUS if passing is None else FILTERED_SURPLUS
        wanted = min(count, max(LEAST_FOUND, surplus * limit))
        wider = min(MOST_PROBES, len(self) / count)
        probes = min(self._index.nlist, math.ceil(self._probes * wider))
        rows = self._probed(query, wanted, passing, probes)
        if len(rows) < limit and probes < self._index.nlist:
            rows = self._probed(query, wanted, passing, self._index.nlist)
        return rows

    def take(self, rows: Rows) -> Matrix:
        """Return the stored vectors of `rows`."""
        return self._half.take(rows)

    def _probed(self, query: Matrix, wanted: int, passing: Mask | None, probes: int) -> Rows:
        params = faiss.SearchParametersIVF(  # type: ignore[call-arg]
            sel=_selector(passing), nprobe=probes
        )
        with _one_thread():
            return _found(self._index.search(query[None], wanted, params=params)[1])


def open_vectors(folder: Path, exact_rows: int = EXACT_ROWS) -> SegmentVectors:
    """Open the vectors of a segment, memory-mapped.

    Raises:
        OSError, ValueError, RuntimeError: a file is missing or not what it should be.
    """
    if (folder / HALF_FILE).exists():
        return QuantisedVectors(folder, exact_rows)
    return FlatVectors(folder)


def write_vectors(
    folder: Path, blocks: Iterable[Matrix], rows: int, dimension: int, kinds: Kinds
) -> None:
    """Write `rows` vectors, which come in blocks, as the kind for so many.

    Raises:
        OSError: the disk took only a part of them.
    """
    if kinds.is_flat(rows):
        flat = kinds.flat(rows, dimension)
        for block in blocks:
            flat.add(block)
        _write(flat, folder / FLAT_FILE)
        return
    write_half(folder, blocks, rows, dimension)
    index = _quantised(HalfVectors(folder / HALF_FILE))
    _write(index, folder / QUANTISED_FILE)
    (folder / PROBES_FILE).write_text(json.dumps({"probes": probes(index)}), "utf-8")


def _quantised(half: HalfVectors) -> Any:
    index = inverted_file(len(half), half.dimension)
    # Keys are hashes, so rows at even distances are a random sample.
    chosen = np.linspace(0, len(half) - 1, min(len(half), training_rows(index)))
    index.train(half.take(np.unique(chosen.astype(np.int64))))
    for first in range(0, len(half), BLOCK_ROWS):
        index.add(half.block(first, min(len(half), first + BLOCK_ROWS)))
    return index


def _write(index: Any, path: Path) -> None:
    faiss.write_index(index, str(path))
    # FAISS does not report a write that fails when the file is closed.
    if path.stat().st_size < index.ntotal * index.sa_code_size():
        raise OSError(f"{path} was written only in part")


@contextmanager
def _one_thread() -> Iterator[None]:
    """Keep FAISS to the calling thread, whose setting this is.

    It shares out questions, never one question; the threads that it wakes for it all the same wait
    spinning, 17 ms of their processors' time.
    """
    threads = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(threads)


def _selector(passing: Mask | None) -> Any:
    if passing is None:
        return None
    return faiss.IDSelectorBitmap(np.packbits(passing, bitorder="little"))  # type: ignore[call-arg, arg-type]


def _found(labels: NDArray[np.int64]) -> Rows:
    rows: Rows = labels[0]
    return rows[rows >= 0]
