from __future__ import annotations

from datetime import date

import pytest

from assistant.answer.dates import resolve_dates

SPRING = date(2023, 4, 27)


def last(text: str, published: date = SPRING) -> str | None:
    return resolve_dates(text, published)[-1].value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The choir last sang abroad in 2019. It left Tolby on June 3.", "2019-06-03"),
        ("The fair opened on May 30.", "2022-05-30"),
    ],
)
def test_a_past_verb_never_gives_a_day_to_come(text: str, value: str) -> None:
    assert last(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The trial was planned for February but was put off.", "2023-02"),
        ("The 2022 race was first scheduled for March, but it was cancelled.", "2022-03"),
        ("The fair is scheduled for February.", "2024-02"),
    ],
)
def test_what_was_called_off_is_over(text: str, value: str) -> None:
    assert last(text) == value


def test_an_infinitive_decides_nothing_behind_a_past_verb() -> None:
    text = "The board approved a plan for a mill to be built by the river in February."
    assert last(text) == "2023-02"
