"""Vectors in clusters, as passages of news lie, and records of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from assistant.index.engine import Matrix, Record
from assistant.index.local.segment_kinds import Kinds

DIMENSION = 64
FULL = Kinds(full_rows=10**6)
HALF = Kinds(full_rows=0)
QUANTISED = Kinds(full_rows=0, flat_rows=0, exact_rows=20)
SOURCES = ("Post", "Times", "Wire", None)
FIRST_DAY = date(2020, 1, 1)


def unit(rows: NDArray[np.floating]) -> Matrix:
    """Return the rows, L2-normalised."""
    long: Matrix = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return long


def clustered(count: int, seed: int = 0, clusters: int = 40) -> Matrix:
    """Return vectors around a few centres, which do not depend on the seed."""
    centres = np.random.default_rng(99).normal(size=(clusters, DIMENSION))
    rng = np.random.default_rng(seed)
    around = rng.normal(size=(count, DIMENSION))
    return unit(centres[rng.integers(0, clusters, count)] + 0.5 * around)


def records(vectors: Matrix, keys: Sequence[int]) -> list[Record]:
    """Return passages whose text, source and day follow from the key."""
    return [
        Record(
            key,
            f"report {key} of group{key % 3}",
            f"Title {key % 5}",
            vector,
            FIRST_DAY + timedelta(days=key % 7) if key % 11 else None,
            SOURCES[key % 4],
            "de" if key % 13 == 0 else "en",
        )
        for key, vector in zip(keys, vectors, strict=True)
    ]
