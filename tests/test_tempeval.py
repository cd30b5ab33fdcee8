from __future__ import annotations

import pytest

from benchmarks.tempeval import allows, plain_value


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1949-XX", "1949"),
        ("1998-XX-XX", "1998"),
        ("1998-10-XX", "1998-10"),
        ("196X", "196"),
        ("19XX", "19"),
        ("2000-W7", "2000-W07"),
        ("P10Y", "P1E"),
        ("P3Q", "P9M"),
        ("PT24H", "P1D"),
        ("2000-01-05TNI", "2000-01-05"),
    ],
)
def test_two_spellings_of_the_same_days_are_one(one: str, other: str) -> None:
    assert plain_value(one) == plain_value(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1989-WXX", "1989-W44"),
        ("1989-QX", "1989-Q3"),
        ("1998-10", "1998-W42"),
        ("1998-10-23", "1998-10-24"),
        ("P1Y", "P1M"),
        ("PXY", "P3Y"),
        ("XXXX-06", "1998-06"),
        ("PAST_REF", "PXY"),
    ],
)
def test_other_days_stay_other_values(one: str, other: str) -> None:
    assert plain_value(one) != plain_value(other)


def test_what_an_annotation_leaves_open_is_allowed_and_nothing_else() -> None:
    assert allows("1989-WXX", "1989-W44") and allows("1989-Q3", "1989-Q3")
    assert not allows("1989-W44", "1989-WXX")
    assert not allows("1989-WXX", "1990-W44") and not allows("XXXX-06", "1998-06")
