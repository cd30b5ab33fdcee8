from __future__ import annotations

import pytest

from assistant.answer.clues import direct_words, has_clue
from assistant.models import QuestionKind


@pytest.mark.parametrize(
    "text",
    ["on March 25, 2018", "25 March", "last week", "two days ago", "Monday", "in 2019", "yesterday",
     "Jan. 6", "2018-03-25", "earlier this month", "the 1990s", "March 25-28, 2018"],
)  # fmt: skip
def test_when_sees_a_date(text: str) -> None:
    assert has_clue("when", f"They met {text}.", frozenset())


@pytest.mark.parametrize("text", ["They may meet.", "He will march on.", "No date was given."])
def test_when_sees_no_date(text: str) -> None:
    assert not has_clue("when", text, frozenset())


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        ("how_many", "It sold 1,200 loaves.", True),
        ("how_many", "It sold two dozen loaves.", True),
        ("how_many", "It sold many loaves.", False),
        ("who", "The owner is Ada Brook.", True),
        ("who", "The owner said no.", False),
        ("where", "They met in Hanoi.", True),
        ("where", "They met at noon.", False),
        ("why", "It closed because flour was dear.", True),
        ("why", "It closed.", False),
        ("yes_no", "It closed because flour was dear.", False),
    ],
)
def test_clue(kind: QuestionKind, text: str, found: bool) -> None:
    assert has_clue(kind, text, frozenset({"owner"})) is found


def test_a_name_of_the_question_is_no_answer() -> None:
    assert not has_clue("who", "That was Kim.", frozenset({"kim"}))


def test_direct_words_of_when_and_how_many() -> None:
    text = "On March 25, 2018, some 40 envoys met."
    assert [text[a:b] for a, b in direct_words("when", text)] == ["March 25, 2018"]
    assert [text[a:b] for a, b in direct_words("how_many", text)] == ["40"]
    assert direct_words("why", text) == []


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("It ran from March 3 to 5.", ["March 3 to 5"]),
        ("It shut at 10 p.m. Wednesday.", ["10 p.m. Wednesday"]),
        ("It opened on Christmas Eve.", ["Christmas Eve"]),
        ("They meet every Friday.", ["every Friday"]),
        ("He recently stayed three days and is now home.", []),
        ("She may march on.", []),
    ],
)
def test_when_marks_what_says_when(text: str, marked: list[str]) -> None:
    assert [text[a:b] for a, b in direct_words("when", text)] == marked


def test_how_many_marks_a_length_but_no_date() -> None:
    text = "For three days in 2018 it rained."
    assert [text[a:b] for a, b in direct_words("how_many", text)] == ["three"]
