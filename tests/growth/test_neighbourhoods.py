from __future__ import annotations

import numpy as np

from benchmarks.growth.base import Base
from benchmarks.growth.neighbourhoods import Neighbourhoods


def test_sampled_vectors_are_normalised_and_nearer_to_their_own_than_to_others(base: Base) -> None:
    first = np.arange(len(base.vectors))
    sampled = Neighbourhoods(base.vectors).sample(first, np.random.default_rng(1))
    assert np.allclose(np.linalg.norm(sampled.vectors, axis=1), 1, atol=1e-5)
    own = (sampled.vectors * base.vectors).sum(axis=1)
    others = sampled.vectors @ base.vectors.T
    assert own.mean() > others.mean() + 0.5
    assert not np.array_equal(sampled.first, sampled.second)


def test_the_second_is_one_of_the_nearest(base: Base) -> None:
    first = np.arange(len(base.vectors))
    sampled = Neighbourhoods(base.vectors).sample(first, np.random.default_rng(1))
    ranks = (-base.vectors @ base.vectors.T).argsort(axis=1).argsort(axis=1)
    places = ranks[sampled.first, sampled.second]
    assert places.min() >= 1
    assert places.max() <= 8
