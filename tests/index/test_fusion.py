from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.index.engine import Scored
from assistant.index.fusion import fuse


def test_scores_are_a_weighted_sum_and_bm25_is_divided_by_its_best() -> None:
    fused = fuse(
        [Scored(1, 0.5), Scored(2, 0.9)], [Scored(1, 8.0), Scored(3, 4.0)], lambda _: [0.2]
    )
    assert [one.key for one in fused] == [1, 2, 3]
    assert [one.score for one in fused] == pytest.approx([0.65, 0.63, 0.29])
    assert [(one.cosine, one.bm25) for one in fused] == [(0.5, 1.0), (0.9, 0.0), (0.2, 0.5)]


def test_only_the_missing_cosines_are_asked_for() -> None:
    asked: list[list[int]] = []

    def cosines(keys: list[int]) -> list[float]:
        asked.append(keys)
        return [0.0] * len(keys)

    fuse([Scored(1, 0.5)], [Scored(2, 3.0), Scored(1, 1.0)], cosines)
    fuse([Scored(1, 0.5)], [Scored(1, 1.0)], cosines)
    assert asked == [[2]]


def test_nothing_fuses_to_nothing() -> None:
    assert fuse([], [], lambda _: []) == []


@given(st.dictionaries(st.integers(1, 50), st.sampled_from([0.1, 0.5]), min_size=1))
def test_ties_go_to_the_smaller_key(cosines: dict[int, float]) -> None:
    fused = fuse([Scored(key, score) for key, score in cosines.items()], [], lambda _: [])
    assert [one.key for one in fused] == sorted(cosines, key=lambda key: (-cosines[key], key))
