from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.peers.statistics import percentile, ratios, spread

VALUES = st.lists(st.floats(0.001, 1e6), min_size=1, max_size=30)


def test_spread_has_the_median_and_both_ends() -> None:
    found = spread([4.0, 1.0, 2.0])
    assert (found.lowest, found.median, found.highest, found.count) == (1.0, 2.0, 4.0, 3)


def test_percentiles_are_interpolated() -> None:
    assert percentile([10.0, 20.0], 50) == 15.0
    assert percentile([10.0, 20.0], 95) == pytest.approx(19.5)


@given(VALUES)
def test_the_median_is_the_fiftieth_percentile(values: list[float]) -> None:
    assert percentile(values, 50) == pytest.approx(spread(values).median)


def test_ratios_pair_the_rounds_that_both_have() -> None:
    assert ratios({0: 4.0, 1: 9.0, 2: 5.0}, {0: 2.0, 1: 3.0, 7: 1.0}) == [2.0, 3.0]


def test_a_base_of_zero_gives_no_ratio() -> None:
    assert ratios({0: 4.0}, {0: 0.0}) == []
