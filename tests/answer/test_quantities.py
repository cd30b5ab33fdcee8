from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.quantities import find_quantities

READ = [
    ("killed 12 people", 12, "", ("peopl",), "exact"),
    ("some 1.2 million homes burned", 1.2e6, "", ("home",), "about"),
    ("at least twenty-one children", 21, "", ("children",), "least"),
    ("up to 3,000 North Korean soldiers were", 3000, "", ("north", "korean", "soldier"), "most"),
    ("cost $40 million", 4e7, "$", (), "exact"),
    ("54 percent of voters backed it", 54, "%", ("voter",), "exact"),
    ("two dozen horses", 24, "", ("hors",), "exact"),
]


@pytest.mark.parametrize(("text", "value", "unit", "noun", "sense"), READ)
def test_a_quantity_is_read_with_what_it_counts(
    text: str, value: float, unit: str, noun: tuple[str, ...], sense: str
) -> None:
    (found,) = find_quantities(text)
    assert (found.value, found.unit, found.noun, found.sense) == (value, unit, noun, sense)


@pytest.mark.parametrize(
    "text", ["B-52 bombers", "at 10:30", "version 2.0.1", "Covid-19", "a one-off"]
)
def test_digits_of_a_name_or_time_are_no_quantity(text: str) -> None:
    assert find_quantities(text) == []


def agree(one: str, other: str) -> bool:
    (mine,), (theirs,) = find_quantities(one), find_quantities(other)
    return mine.agrees_with(theirs)


def test_bounds_and_rounded_numbers_agree_where_both_hold() -> None:
    assert agree("3,000 runners", "2,987 runners")
    assert agree("about 3,000 runners", "2,750 runners")
    assert agree("at least 12 people", "15 people")
    assert not agree("at least 12 people", "9 people")
    assert not agree("12 people", "15 people")
    assert not agree("212 people", "221 people")
    assert not agree("nearly 3,000 runners", "1,200 runners")


@given(st.text("0123456789, .-$%ab", max_size=40))
def test_offsets_are_those_of_the_text(text: str) -> None:
    for found in find_quantities(text):
        slice_ = text[found.start : found.end]
        assert slice_ and slice_[0] in "0123456789$" and found.value >= 0


@given(st.integers(0, 10**9))
def test_digits_are_read_back(number: int) -> None:
    (found,) = find_quantities(f"about {number:,} boats")
    assert found.value == number
