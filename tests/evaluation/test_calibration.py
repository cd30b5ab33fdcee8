from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.calibration import (
    bins_for,
    brier_score,
    expected_calibration_error,
    reliability_curve,
)

CASES = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=120)


def parted(cases: list[tuple[float, bool]]) -> tuple[list[float], list[bool]]:
    return [score for score, _ in cases], [right for _, right in cases]


@given(CASES, st.integers(1, 15))
def test_every_case_is_in_one_bin(cases: list[tuple[float, bool]], bins: int) -> None:
    curve = reliability_curve(*parted(cases), bins)
    assert sum(part.n for part in curve) == len(cases)
    assert len(curve) <= bins
    assert round(sum(part.n * part.right for part in curve)) == sum(right for _, right in cases)
    for part, following in zip(curve, curve[1:], strict=False):
        assert part.low <= part.high < following.low


@given(CASES, st.randoms(use_true_random=False))
def test_the_order_of_the_cases_does_not_matter(
    cases: list[tuple[float, bool]], chance: random.Random
) -> None:
    shuffled = list(cases)
    chance.shuffle(shuffled)
    assert reliability_curve(*parted(cases)) == reliability_curve(*parted(shuffled))


@given(st.lists(st.floats(0, 1), unique=True, min_size=1, max_size=80), st.integers(1, 12))
def test_bins_of_distinct_scores_have_equal_mass(scores: list[float], bins: int) -> None:
    sizes = [part.n for part in reliability_curve(scores, [True] * len(scores), bins)]
    assert max(sizes) - min(sizes) <= 1


@given(CASES)
def test_errors_are_shares(cases: list[tuple[float, bool]]) -> None:
    scores, right = parted(cases)
    assert 0 <= expected_calibration_error(reliability_curve(scores, right)) <= 1
    assert 0 <= brier_score(scores, right) <= 1


def test_a_score_that_is_right_has_no_error() -> None:
    scores, right = [0.25] * 4 + [0.75] * 4, [True] + [False] * 3 + [True] * 3 + [False]
    curve = reliability_curve(scores, right, 2)
    assert [(part.n, part.score, part.right) for part in curve] == [
        (4, 0.25, 0.25),
        (4, 0.75, 0.75),
    ]
    assert expected_calibration_error(curve) == 0


def test_the_error_weighs_bins_by_their_cases() -> None:
    curve = reliability_curve([0.1, 0.1, 0.1, 0.9], [True, True, True, True], 2)
    assert expected_calibration_error(curve) == pytest.approx((3 * 0.9 + 0.1) / 4)


def test_brier() -> None:
    assert brier_score([0.8, 0.3], [True, False]) == pytest.approx((0.04 + 0.09) / 2)


def test_nothing_to_measure() -> None:
    assert reliability_curve([], []) == ()
    assert expected_calibration_error(()) == 0
    assert brier_score([], []) == 0


@pytest.mark.parametrize(("n", "bins"), [(0, 1), (9, 1), (10, 1), (35, 3), (100, 10), (5000, 10)])
def test_few_cases_fill_few_bins(n: int, bins: int) -> None:
    assert bins_for(n) == bins


def test_what_cannot_be_measured_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        reliability_curve([0.5, 0.5], [True])
    with pytest.raises(ValueError, match="0 bins"):
        reliability_curve([0.5], [True], 0)
