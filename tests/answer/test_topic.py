from __future__ import annotations

import pytest

from assistant.answer.event_words import names_event
from assistant.answer.holes import find_holes
from assistant.answer.topic import (
    about_event,
    counted_of,
    event_of,
    matter_of,
    pair_of,
    role_of,
    with_role,
)


@pytest.mark.parametrize(
    ("earlier", "event"),
    [
        ("when did the Northport wildfire start?", "the Northport wildfire"),
        ("who was hurt in the Aurora ferry crash?", "the Aurora ferry crash"),
        ("did Northport shooting victims sue?", "the Northport shooting"),
        ("Where did Hurricane Ada hit?", "Hurricane Ada"),
        ("who won the Super Bowl in 2018?", "the Super Bowl in 2018"),
        ("who judged the murder of Tom Hill?", "the murder of Tom Hill"),
        ("how long was the sentence in the murder of Tom Hill?", "the murder of Tom Hill"),
    ],
)
def test_an_event_is_named(earlier: str, event: str) -> None:
    assert event_of(earlier) == event


@pytest.mark.parametrize(
    "earlier", ["when did Kim visit China?", "when was the meeting?", "Who is Moon?", ""]
)
def test_no_certain_event(earlier: str) -> None:
    assert event_of(earlier) is None


@pytest.mark.parametrize(
    ("asked", "whole"),
    [
        ("how many people died?", "how many people died in the Oslo flood?"),
        ("what caused it?", "what caused the Oslo flood?"),
        ("when was that?", "when was the Oslo flood?"),
        ("who was its first victim?", "who was the Oslo flood’s first victim?"),
        ("how did Ada Brook react?", "how did Ada Brook react to the Oslo flood?"),
        ("and what did the mayor say?", "and what did the mayor say about the Oslo flood?"),
        ("who was blamed", "who was blamed in the Oslo flood?"),
    ],
)
def test_the_event_is_put_in(asked: str, whole: str) -> None:
    assert about_event(asked, find_holes(asked), "the Oslo flood") == whole


@pytest.mark.parametrize(
    "asked",
    ["Who is Moon?", "How many people died in Rome?", "did the flood start early?",
     "Oslo marks the long fishing strike of 1905 each June. When did this event end?",
     "What is a customs union?", "when did they happen?"],
)  # fmt: skip
def test_what_is_not_asked_of_the_event(asked: str) -> None:
    assert about_event(asked, find_holes(asked), "the Oslo flood") is None


def test_whom_a_pronoun_stands_for_by_the_question_before() -> None:
    assert role_of("who is the new mayor of Northport?") == "the new mayor of Northport"
    assert role_of("who is Ada Brook?") is None
    assert with_role("how old is he?", "the new mayor") == "how old is the new mayor?"
    assert pair_of("when did Brook and Hill meet?") == "Brook and Hill"
    assert pair_of("when did Brook meet Hill?") is None
    assert counted_of("how many troops did France send?") == "the troops"
    assert counted_of("how many songs did Ada sing?") is None
    assert matter_of("What did the court rule on fishing?") == "fishing"
    assert matter_of("What did the court rule?") is None


def test_names_of_events() -> None:
    assert names_event("Hurricane Ada")
    assert names_event("World Cup")
    assert not names_event("Ada Brook")
    assert not names_event("")
