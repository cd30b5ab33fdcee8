from __future__ import annotations

import pytest

from assistant.answer.names import find_names
from assistant.answer.pronouns import open_pronouns


def opened(text: str) -> set[str]:
    return open_pronouns(text, find_names(text))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("How long did he stay?", "he"),
        ("What kind of boats did they build?", "they"),
        ("Who are her parents?", "she"),
        ("Did the band like her?", "she"),
        ("Who attacked his men?", "he"),
        ("In Beijing, did he meet Xi?", "he"),
        ("When was it sold?", "it"),
    ],
)
def test_a_pronoun_for_something_said_before(text: str, label: str) -> None:
    assert label in opened(text)


@pytest.mark.parametrize(
    "text",
    [
        "Did Kim like his visit?",
        "Which team sacked its coach?",
        "The ferry Aurora sank off Northport. When was it built?",
        "In her last speech as mayor, what did Ada Brook promise?",
        "Which politician said he was retiring?",
        "Did the divers say what they had found?",
    ],
)
def test_a_pronoun_that_the_question_explains(text: str) -> None:
    assert opened(text) == set()


def test_a_place_is_no_person() -> None:
    assert opened("Did China like his visit?") == {"he"}
