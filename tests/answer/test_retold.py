from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.dates import resolve_dates
from assistant.answer.retold import Told, differing, seats

DAY = date(2024, 5, 13)


def told(text: str) -> Told:
    return Told(text, (0, len(text)), resolve_dates(text, DAY))


def figures(one: str, other: str) -> list[str]:
    found = differing(told(one), told(other))
    return [text[slice(*each.span)] for text, each in zip((one, other), found or (), strict=False)]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            "The ferry to Orvale carried 212 passengers and a crew of nine.",
            "The ferry to Orvale carried 221 passengers.",
            ["212", "221"],
        ),
        (
            "The new sluice at Lake Tolby will be opened by the mayor on Friday, the council says.",
            "The new sluice at Lake Tolby will be opened by the mayor on Thursday.",
            ["Friday", "Thursday"],
        ),
        (
            "Brankov raised its price for a loaf of white bread by two crowns.",
            "Brankov raised its price for a loaf of white bread by three crowns.",
            ["two", "three"],
        ),
    ],
)
def test_the_one_figure_that_differs(one: str, other: str, expected: list[str]) -> None:
    assert figures(one, other) == expected
    assert figures(other, one) == expected[::-1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The ferry to Orvale had 212 passengers.", "The ferry to Orvale had 212 passengers."),
        ("The ferry to Orvale had 212 passengers.", "The ferry to Tolby had 221 passengers."),
        ("The ferry to Orvale carried 212 men and a crew of nine.",
         "The ferry to Orvale carried 221 men and a crew of ten."),
        ("The old ferry to Orvale carried 212 passengers.",
         "The old ferry to Orvale carried 221 more passengers."),
        ("Twelve people left.", "Nine people left."),
    ],
)  # fmt: skip
def test_what_differs_in_more_tells_of_two_things(one: str, other: str) -> None:
    assert figures(one, other) == []


def test_a_name_behind_a_preposition_says_where() -> None:
    assert seats("Ada Brook sold 12 boats in Orvale and near Lake Tolby.") == {
        "orval", "lake", "tolbi",
    }  # fmt: skip


WORDS = st.lists(
    st.sampled_from(["Orvale", "ferry", "fire", "killed", "12", "15", "two", "not", "on", "Friday"])
)


@given(WORDS, WORDS)
def test_figures_that_differ_are_two_of_the_same_kind(one: list[str], other: list[str]) -> None:
    found = differing(told(" ".join(one)), told(" ".join(other)))
    assert found is None or (found[0].kind == found[1].kind and found[0].key != found[1].key)
