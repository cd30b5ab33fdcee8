"""Which kind of FAISS index a segment gets, by its number of vectors (edge: FAISS)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import faiss

from assistant.forks import watch

# Up to here the vectors stay as they were given.
FULL_ROWS = 10_000
# Up to here 16-bit floats, half the time and disk: of 400 real questions, each had the same ten
# nearest of 200,000. Every vector is compared, in 2.3 ms for 100,000.
FLAT_ROWS = 200_000
# A filter that so few rows pass is answered by comparing all of them. Reading their vectors takes
# as long as a search of every list: 4 ms from memory, 20 from the disk.
EXACT_ROWS = 1_024

# A list's centre is learnt from no fewer rows, else FAISS warns.
ROWS_A_CENTRE = 39
# k-means rounds; further ones change which lists hold a row, not whether it is found.
TRAINING_ROUNDS = 10
# So many lists are searched, or every 32nd: recall of the ten nearest is .984 of a million vectors
# in 2,048 lists, .986 of 200,000 in 1,024 and of 50,000 in 512.
LEAST_PROBES = 64
LISTS_A_PROBE = 32
# Where a filter passes few rows, so many times more lists are searched: recall of the ten nearest
# is .99 or more from 1,000 rows of a million to 80,000, in 3 to 8 ms.
MOST_PROBES = 16


@dataclass(frozen=True, slots=True)
class Kinds:
    """Up to how many rows a segment is of which kind, and a filter is answered exactly."""

    full_rows: int = FULL_ROWS
    flat_rows: int = FLAT_ROWS
    exact_rows: int = EXACT_ROWS

    def is_flat(self, rows: int) -> bool:
        """Tell whether every vector of a segment is compared."""
        return rows <= self.flat_rows

    def flat(self, rows: int, dimension: int) -> Any:
        """Return an empty FAISS index that compares every vector."""
        if rows <= self.full_rows:
            return faiss.IndexFlatIP(dimension)
        half = faiss.ScalarQuantizer.QT_fp16
        return faiss.IndexScalarQuantizer(dimension, half, faiss.METRIC_INNER_PRODUCT)


def inverted_file(rows: int, dimension: int) -> Any:
    """Return an untrained FAISS index of one bit a dimension, in lists.

    RaBitQ (Gao and Long 2024) has no code book to train, and takes 67 bytes a vector of 384
    dimensions, where a byte a dimension takes 395 for the same recall after re-ranking.
    """
    name = f"IVF{_lists(rows)},RaBitQ"
    index: Any = faiss.index_factory(dimension, name, faiss.METRIC_INNER_PRODUCT)
    index.cp.niter = TRAINING_ROUNDS
    return index


def training_rows(index: Any) -> int:
    """Return how many rows an inverted file is trained with; more move its centres no further."""
    return int(index.nlist) * (ROWS_A_CENTRE + 1)


def probes(index: Any) -> int:
    """Return in how many of its lists a question is searched."""
    return min(int(index.nlist), max(LEAST_PROBES, int(index.nlist) // LISTS_A_PROBE))


def _lists(rows: int) -> int:
    power: int = 2 ** round(math.log2(2 * math.sqrt(rows)))
    return max(1, min(power, rows // ROWS_A_CENTRE))


class _Threads:
    """What FAISS computes with, in OpenMP's keeping."""

    def renew(self) -> None:
        """Let the forking thread compute alone: OpenMP would wait for helpers that are gone.

        Other threads of the child start helpers of their own.
        """
        faiss.omp_set_num_threads(1)


_THREADS = _Threads()
watch(_THREADS)
