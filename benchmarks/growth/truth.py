"""The exact nearest passages of each question, with and without filters (files)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.growth.corpus import (
    FIELDS_FILE,
    HASHES_FILE,
    OUTLETS,
    PASSAGES,
    VECTORS_FILE,
    outlet_name,
)
from benchmarks.growth.neighbourhoods import Matrix, Rows

Mask = NDArray[np.bool_]

# Nearest passages that recall is measured of.
NEAREST = 10
BLOCK = 65_536
# Two roundings of a vector to 16-bit floats move a cosine by less.
ROUNDING = 1e-4


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A filter as `search` takes it, the part of the passages that pass, the tenth best cosines.

    Where fewer than ten pass, all of them are among the nearest.
    """

    name: str
    given: dict[str, Any]
    part: float
    tenth: NDArray[np.float32]
    passing: int

    def recall(self, question: int, cosines: Sequence[float]) -> float:
        """Return the part of the nearest that a search found, by its cosines in falling order."""
        least = float(self.tenth[question]) - ROUNDING
        wanted = min(NEAREST, self.passing)
        return sum(one >= least for one in cosines[:wanted]) / wanted if wanted else 1.0


def exact(corpus: Path, questions: Matrix) -> list[Asked]:
    """Compare every passage of a grown corpus with each question."""
    with np.load(corpus / FIELDS_FILE) as fields:
        days = np.repeat(fields["days"], PASSAGES)
        outlets = np.repeat(fields["outlets"], PASSAGES)
    filters = _filters(days)
    masks = [_mask(given, days, outlets) for _, given in filters]
    rows = len(np.load(corpus / HASHES_FILE, mmap_mode="r"))
    vectors = np.memmap(corpus / VECTORS_FILE, np.float16, "r", shape=(rows, questions.shape[1]))
    best = [np.full((len(questions), NEAREST), -2, np.float32) for _ in masks]
    for start in range(0, rows, BLOCK):
        block = vectors[start : start + BLOCK].astype(np.float32)
        block /= np.linalg.norm(block, axis=1, keepdims=True)
        cosines = questions @ block.T
        for place, mask in enumerate(masks):
            here = cosines[:, mask[start : start + BLOCK]]
            both = np.concatenate((best[place], here), axis=1)
            best[place] = -np.partition(-both, NEAREST - 1, axis=1)[:, :NEAREST]
    return [
        Asked(name, given, float(mask.mean()), top.min(axis=1), int(mask.sum()))
        for (name, given), mask, top in zip(filters, masks, best, strict=True)
    ]


def _filters(days: Rows) -> list[tuple[str, dict[str, Any]]]:
    known = np.sort(days[days > 0])
    median, late = (date.fromordinal(int(known[int(part * len(known))])) for part in (0.5, 0.995))
    return [
        ("none", {}),
        ("later half", {"since": median}),
        ("largest outlet", {"source": outlet_name(0)}),
        ("last days", {"since": late}),
        ("smallest outlet", {"source": outlet_name(OUTLETS - 1)}),
    ]


def _mask(given: dict[str, Any], days: Rows, outlets: Rows) -> Mask:
    mask = np.ones(len(days), bool)
    if "since" in given:
        mask &= days >= given["since"].toordinal()
    if "source" in given:
        mask &= outlets == int(given["source"].split()[-1])
    return mask
