"""Which kind of FAISS index a segment gets, by its number of vectors (edge: FAISS)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import faiss

from assistant.forks import watch

# Up to here every vector is compared: exact, and as fast as anything else.
FLAT_ROWS = 100_000
# Up to here one byte a dimension; beyond, product quantisation keeps the codes in memory.
SCALAR_ROWS = 4_000_000
# A filter that so few rows pass is answered by comparing all of them.
EXACT_ROWS = 4_096


@dataclass(frozen=True, slots=True)
class Kinds:
    """Where the kinds change, in rows; tests use small numbers."""

    flat_rows: int = FLAT_ROWS
    scalar_rows: int = SCALAR_ROWS
    exact_rows: int = EXACT_ROWS

    def quantiser(self, rows: int, dimension: int) -> Quantiser | None:
        """Return how a segment of `rows` vectors is compressed; `None` for not at all."""
        if rows <= self.flat_rows:
            return None
        if rows <= self.scalar_rows:
            return Quantiser("SQ8", _lists(rows), SCALAR_SURPLUS)
        return Quantiser(f"PQ{_subspaces(dimension)}x8", _lists(rows), PRODUCT_SURPLUS)


# Rows fetched for each one wanted, then put in order by their exact cosines.
SCALAR_SURPLUS = 1.25
PRODUCT_SURPLUS = 4.0
# A list's centre is learnt from no fewer rows, else FAISS warns.
ROWS_A_CENTRE = 39
# More rows a centre move it no further.
TRAINING_ROWS_A_CENTRE = 64
# k-means rounds; further ones change which lists hold a row, not whether it is found.
TRAINING_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Quantiser:
    """An inverted file: the code of a vector, the number of lists, the surplus it needs."""

    code: str
    lists: int
    surplus: float

    def untrained(self, dimension: int) -> Any:
        """Return an empty FAISS index of this kind."""
        name = f"IVF{self.lists},{self.code}"
        index: Any = faiss.index_factory(dimension, name, faiss.METRIC_INNER_PRODUCT)
        index.cp.niter = TRAINING_ROUNDS
        if hasattr(index, "pq"):
            # Small segments are quantised in tests alone; FAISS would warn of them.
            index.pq.cp.min_points_per_centroid = 1
        return index

    @property
    def training_rows(self) -> int:
        """Number of rows that its training looks at."""
        return self.lists * TRAINING_ROWS_A_CENTRE


def _lists(rows: int) -> int:
    return max(1, min(round(4 * math.sqrt(rows)), rows // ROWS_A_CENTRE))


def _subspaces(dimension: int) -> int:
    # Four dimensions a byte keep recall after re-ranking; FAISS wants them to divide evenly.
    return next(parts for parts in range(dimension // 4, 0, -1) if dimension % parts == 0)


class _Threads:
    """What FAISS computes with, in OpenMP's keeping."""

    def renew(self) -> None:
        """Let the forking thread compute alone: OpenMP would wait for helpers that are gone.

        Other threads of the child start helpers of their own.
        """
        faiss.omp_set_num_threads(1)


_THREADS = _Threads()
watch(_THREADS)
