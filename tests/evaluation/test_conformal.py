from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.conformal import (
    clopper_pearson,
    conformal_threshold,
    measured_at,
    propose_threshold,
    questions_needed,
)

RATES = st.sampled_from([0.01, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.9])
SCORES = st.lists(st.floats(0, 0.9999), max_size=150)


@given(SCORES, RATES)
def test_so_many_false_answers_and_no_more(scores: list[float], rate: float) -> None:
    value = conformal_threshold(scores, rate)
    enough = len(scores) >= questions_needed(rate)
    assert (value is not None) == enough
    if value is not None:
        allowed = len(scores) - math.ceil(round((len(scores) + 1) * (1 - rate), 9))
        assert sum(score >= value for score in scores) <= allowed


@given(st.lists(st.floats(0, 0.9999), min_size=120, max_size=150))
def test_a_higher_rate_never_asks_for_more(scores: list[float]) -> None:
    values = [conformal_threshold(scores, rate) or 0.0 for rate in (0.01, 0.05, 0.2, 0.5)]
    assert all(lower >= higher for lower, higher in pairwise(values))


def test_the_threshold_lies_just_above_the_score_of_its_rank() -> None:
    scores = [number / 100 for number in range(1, 20)]
    # ceil(20 * .9) = 18: the second highest of 19.
    assert conformal_threshold(scores, 0.1) == pytest.approx(0.1801)
    assert conformal_threshold(scores, 0.05) == pytest.approx(0.1901)
    assert conformal_threshold(scores[:-1], 0.05) is None


@pytest.mark.parametrize(
    ("rate", "needed"), [(0.5, 1), (0.2, 4), (0.1, 9), (0.05, 19), (0.03, 33), (0.01, 99)]
)
def test_how_many_questions_a_rate_takes(rate: float, needed: int) -> None:
    assert questions_needed(rate) == needed
    assert propose_threshold([0.5] * needed, rate) is not None
    assert propose_threshold([0.5] * (needed - 1), rate) is None


@pytest.mark.parametrize("rate", [0.0, 1.0, -0.1, 1.5])
def test_a_rate_that_is_none_is_refused(rate: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        conformal_threshold([0.5], rate)


def test_new_questions_pass_as_seldom_as_promised() -> None:
    chance = np.random.default_rng(7)
    passed = []
    for _ in range(400):
        scores = chance.beta(2, 5, size=49)
        threshold = conformal_threshold(scores.tolist(), 0.1) or 0.0
        passed.append(float((chance.beta(2, 5, size=200) >= threshold).mean()))
    # 80,000 draws of a rate of .1 (ceil(50 * .9) = 45 leaves 5 of 50): four standard errors.
    assert np.mean(passed) == pytest.approx(0.1, abs=4 * float(np.std(passed)) / 20)


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_cuts_off_equal_tails(counted: tuple[int, int]) -> None:
    wrong, n = counted
    low, high = clopper_pearson(wrong, n)
    assert 0 <= low <= wrong / n <= high <= 1
    if wrong:
        assert tail(n, range(wrong, n + 1), low) == pytest.approx(0.025, rel=1e-6)
    if wrong < n:
        assert tail(n, range(wrong + 1), high) == pytest.approx(0.025, rel=1e-6)


def tail(n: int, counts: range, rate: float) -> float:
    return sum(math.comb(n, count) * rate**count * (1 - rate) ** (n - count) for count in counts)


def test_known_intervals() -> None:
    # None of n: the upper end is 1 - .025 ** (1 / n).
    assert clopper_pearson(0, 19) == pytest.approx((0.0, 1 - 0.025 ** (1 / 19)))
    assert clopper_pearson(50, 300) == pytest.approx((0.126306, 0.213756), abs=1e-6)
    assert clopper_pearson(7, 7) == pytest.approx((0.025 ** (1 / 7), 1.0))


@pytest.mark.parametrize(("wrong", "n"), [(0, 0), (-1, 5), (6, 5)])
def test_no_interval_of_nonsense(wrong: int, n: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        clopper_pearson(wrong, n)


def test_a_large_sample_has_a_narrow_interval() -> None:
    low, high = clopper_pearson(5_000, 100_000)
    assert low < 0.05 < high
    assert high - low < 0.003


def test_what_is_measured_at_a_threshold() -> None:
    found = measured_at(0.5, [0.1, 0.5, 0.9, 0.4], 0.2)
    assert (found.wrong, found.n, found.error_rate) == (2, 4, 0.2)
    assert found.basis == "measured on this index"
    nothing = measured_at(0.5, [], 0.2)
    assert (nothing.n, nothing.low, nothing.high) == (0, 0.0, 1.0)
