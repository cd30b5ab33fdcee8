from __future__ import annotations

import pytest

from assistant.answer.holes import find_holes


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("When did he leave?", "he"),
        ("Who are their parents?", "they"),
        ("How long did she stay there?", "there"),
        ("How did that album sell?", "that"),
        ("Is that true?", "bare"),
        ("Did it win any other prizes?", "other"),
        ("What else does this article say?", "article"),
        ("and to Russia?", "opening"),
        ("Was the album a hit?", "the"),
        ("why?", "tiny"),
    ],
)
def test_what_is_left_open(text: str, label: str) -> None:
    holes = find_holes(text)
    assert label in holes.labels
    assert not holes.stands_alone


@pytest.mark.parametrize(
    "text",
    [
        "When did Kim visit China?",
        "What is a customs union?",
        "which team won the regatta in the northern harbour this week",
        "Is there a ferry to Northport?",
        "And what did Putin say about the new ferry tax?",
    ],
)
def test_what_stands_alone(text: str) -> None:
    assert find_holes(text).stands_alone


def test_the_nouns_pointed_at() -> None:
    assert find_holes("Was the second album a match for that film?").nouns == {
        "second",
        "album",
        "film",
    }
