from __future__ import annotations

import pytest

from assistant.answer.names import find_names
from assistant.answer.numbers_match import asked_numbers, numbers_fit


def numbers(question: str) -> list[float]:
    return [number.value for number in asked_numbers(question, find_names(question))]


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("Who gave the town $250,000?", [250_000.0]),
        ("Which 16 golfers left?", [16.0]),
        ("Who led the twelve divers?", [12.0]),
        # Dates, names and what "both" says for are none.
        ("What happened on May 12, 2019?", []),
        ("What happened in 2019 on 3 June?", []),
        ("Which crew flew Orvale 11?", []),
        ("Which two ministers left?", []),
    ],
)
def test_numbers_of_a_question(question: str, values: list[float]) -> None:
    assert numbers(question) == values


@pytest.mark.parametrize(
    ("question", "sentence", "passage", "fit"),
    [
        ("Who gave the town $250,000?", "She gave a quarter, or $250,000.", "", 1.0),
        ("Who gave the town $250,000?", "She gave $50,000 to the town.", "", 0.0),
        ("Who gave the town $250,000?", "She gave it.", "A sum of 250,000 dollars.", 0.5),
        ("Which 16 golfers left?", "Sixteen golfers left.", "", 1.0),
        ("Who owns the 41 acre field?", "The 41-acre field is hers.", "", 1.0),
        ("Who owns the 16 ships of the 12 lines?", "Of 12 lines he owns one.", "", 0.5),
        ("Who owns it?", "Nobody.", "", 1.0),
    ],
)
def test_what_part_of_the_numbers_is_said(
    question: str, sentence: str, passage: str, fit: float
) -> None:
    asked = asked_numbers(question, find_names(question))
    assert numbers_fit(asked, (sentence,), f"{sentence} {passage}") == fit
