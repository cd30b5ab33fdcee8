from __future__ import annotations

import pytest

from assistant.answer.timex.amounts import amount, length, ordinal
from assistant.answer.timex.tokens import tokens_of


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", 3),
        ("twenty-five", 25),
        ("two hundred", 200),
        ("a hundred", 100),
        ("a dozen", 12),
        ("2 1/2", 2.5),
        ("two and a half", 2.5),
        ("half a", 0.5),
        ("a", 1),
        ("another", 1),
        ("a couple of", 2),
        ("two or three", 2),
        ("15-24", 15),
        ("1,000", 1000),
        ("a few", None),
        ("several", None),
    ],
)
def test_how_many(text: str, number: float | None) -> None:
    assert amount(tokens_of(text)) == number


def test_no_words_say_no_number() -> None:
    assert amount([]) is None


@pytest.mark.parametrize(
    ("number", "unit", "value"),
    [
        (3, "day", "P3D"),
        (2, "hour", "PT2H"),
        (1.5, "hour", "PT1H30M"),
        (0.5, "year", "P6M"),
        (2.5, "year", "P2Y6M"),
        (2.5, "week", "P2.5W"),
        (1, "fortnight", "P2W"),
        (1, "decade", "P1E"),
        (None, "month", "PXM"),
        (None, "minute", "PTXM"),
    ],
)
def test_lengths(number: float | None, unit: str, value: str) -> None:
    assert length(number, unit) == value


@pytest.mark.parametrize(("text", "number"), [("3rd", 3), ("third", 3), ("second", 2), ("21", 21)])
def test_ordinals(text: str, number: int) -> None:
    [token] = tokens_of(text)
    assert ordinal(token) == number
