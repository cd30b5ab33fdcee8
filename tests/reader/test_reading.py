from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from assistant.reader.reading import NOWHERE, Reading

# Tokens of "The court met on Monday in Bonn": each a word.
TEXT = "The court met on Monday in Bonn"
WORDS = [(0, 3), (4, 9), (10, 13), (14, 16), (17, 23), (24, 26), (27, 31)]


def reading(starts: list[float], ends: list[float]) -> Reading:
    def log(shares: list[float]) -> NDArray[np.float32]:
        return np.asarray(np.log(np.asarray(shares) / sum(shares)), dtype=np.float32)

    return Reading(0.0, np.asarray(WORDS, dtype=np.int64), log(starts), log(ends))


def test_best_is_the_most_probable_span() -> None:
    found = reading([1, 1, 1, 1, 9, 1, 1], [1, 1, 1, 1, 9, 1, 1]).best(0, len(TEXT))
    assert found is not None
    (start, end), score = found
    assert TEXT[start:end] == "Monday"
    assert score == pytest.approx(2 * np.log(9 / 15))


def test_best_never_ends_before_it_begins() -> None:
    found = reading([1, 1, 1, 1, 1, 1, 20], [20, 1, 1, 1, 1, 1, 2]).best(0, len(TEXT))
    assert found is not None
    assert found[0][0] < found[0][1]


def test_best_stays_within_the_slice() -> None:
    found = reading([1, 1, 1, 1, 99, 1, 1], [1, 1, 1, 1, 99, 1, 1]).best(0, 13)
    assert found is not None
    assert found[0][1] <= 13


def test_a_slice_without_tokens_holds_nothing() -> None:
    whole = reading([1] * 7, [1] * 7)
    assert whole.best(4, 6) is None
    assert whole.mass(4, 6) == NOWHERE


def test_the_mass_of_the_whole_is_certain() -> None:
    assert reading([3, 1, 4, 1, 5, 9, 2], [6, 5, 3, 5, 8, 9, 7]).mass(0, 31) == pytest.approx(
        0, abs=1e-5
    )


shares = st.lists(st.floats(0.01, 100), min_size=7, max_size=7)


@given(shares, shares, st.integers(0, 31), st.integers(0, 31))
def test_no_span_is_more_probable_than_its_slice(
    starts: list[float], ends: list[float], one: int, other: int
) -> None:
    start, end = sorted((one, other))
    whole = reading(starts, ends)
    best = whole.best(start, end)
    if best is None:
        assert whole.mass(start, end) == NOWHERE
    else:
        (first, last), score = best
        assert start <= first < last <= end
        assert score <= whole.mass(start, end) + 1e-4
