from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.ranking import auroc, coverage_at, coverage_curve

# Few distinct values, so that ties are common.
SCORES = st.lists(st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.7, 1.0]), max_size=30)
CASES = st.lists(st.tuples(st.sampled_from([0.1, 0.2, 0.5, 0.9]), st.booleans()), max_size=40)


@given(SCORES, SCORES)
def test_auroc_counts_pairs(positive: list[float], negative: list[float]) -> None:
    area = auroc(positive, negative)
    if not positive or not negative:
        assert area is None
        return
    pairs = [(p > n) + 0.5 * (p == n) for p in positive for n in negative]
    assert area == pytest.approx(sum(pairs) / len(pairs))
    assert auroc(negative, positive) == pytest.approx(1 - (area or 0))


def test_auroc_of_clear_cases() -> None:
    assert auroc([0.8, 0.9], [0.1, 0.2]) == 1
    assert auroc([0.5], [0.5]) == 0.5
    assert auroc([0.1, 0.9], [0.5]) == 0.5


@given(CASES)
def test_the_curve_agrees_with_each_threshold(cases: list[tuple[float, bool]]) -> None:
    scores, right = [score for score, _ in cases], [good for _, good in cases]
    curve = coverage_curve(scores, right)
    assert [point.threshold for point in curve] == sorted(set(scores), reverse=True)
    assert list(curve) == [coverage_at(scores, right, point.threshold) for point in curve]


@given(CASES)
def test_coverage_grows_to_all(cases: list[tuple[float, bool]]) -> None:
    curve = coverage_curve([score for score, _ in cases], [good for _, good in cases])
    shares = [point.coverage for point in curve]
    assert shares == sorted(shares)
    assert not cases or shares[-1] == 1


def test_nothing_shown_has_no_precision() -> None:
    assert coverage_at([0.2, 0.3], [True, False], 0.5).precision is None
    assert coverage_at([], [], 0.5).coverage == 0
