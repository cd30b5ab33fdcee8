"""Vectors of any number, sampled around real ones so that neighbourhoods stay real.

A sampled vector lies between a real one and one of its nearest, plus the difference of two other
near ones: a direction that the encoder really varies in, scaled to the distance at that place.
"""

from __future__ import annotations

from dataclasses import dataclass

import faiss
import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
Rows = NDArray[np.int64]

# Nearest real vectors that one is drawn towards.
NEAREST = 8
# How far towards it at most, and how much difference is added, in distances to the nearest: of the
# values tried these gave a tenth of the real vectors, grown ten times, the neighbours of them all.
TOWARDS = 0.5
SPREAD = 0.7


@dataclass(frozen=True, slots=True, eq=False)
class Sampled:
    """Vectors with the rows of the two real ones that each lies between."""

    vectors: Matrix
    first: Rows
    second: Rows


class Neighbourhoods:
    """Real vectors, one L2-normalised row each, with the nearest of each."""

    def __init__(self, real: Matrix) -> None:
        self.real = np.ascontiguousarray(real, np.float32)
        cosines, rows = faiss.knn(
            self.real, self.real, NEAREST + 1, metric=faiss.METRIC_INNER_PRODUCT
        )
        self._near = rows.astype(np.int64)
        # The nearest is at place 1, as every vector is nearest to itself.
        self._distance = np.sqrt(np.maximum(0.0, 2 - 2 * cosines[:, 1])).astype(np.float32)

    def sample(self, first: Rows, chance: np.random.Generator) -> Sampled:
        """Return a vector near each of the real ones in the rows `first`."""
        second = self._neighbour(first, chance)
        one = chance.integers(0, len(self.real), len(first))
        difference = self.real[one] - self.real[self._neighbour(one, chance)]
        length = np.linalg.norm(difference, axis=1) + 1e-6
        scale = (SPREAD * self._distance[first] / length)[:, None]
        towards = chance.uniform(0, TOWARDS, (len(first), 1)).astype(np.float32)
        base = self.real[first]
        vectors = base + towards * (self.real[second] - base) + scale * difference
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return Sampled(vectors.astype(np.float32), first, second)

    def _neighbour(self, rows: Rows, chance: np.random.Generator) -> Rows:
        return self._near[rows, chance.integers(1, NEAREST + 1, len(rows))]
