from __future__ import annotations

import pytest

from assistant.answer.speakers import is_thing, speaker_in
from assistant.answer.things import is_agent


@pytest.mark.parametrize(
    "phrase",
    [
        "the video",
        "Video",
        "The footage",
        "a wooden sign",
        "The document",
        "documents",
        "a letter",
        "the letter to the mayor",
        "An internal memo",
        "the book about the dam",
    ],
)
def test_things_and_documents_that_nobody_signs_are_mute(phrase: str) -> None:
    assert is_thing(phrase)
    assert speaker_in(phrase) is None


@pytest.mark.parametrize(
    "phrase",
    [
        "the letter from the mayor",
        "a statement by the board",
        "Her letter",
        "Court documents",
        "the ministry’s memo",
        "an FHA document",
        "The lawsuit",
        "a study",
        "a poll of 2,000 adults",
    ],
)
def test_documents_of_somebody_and_reports_speak(phrase: str) -> None:
    assert not is_thing(phrase)
    assert speaker_in(phrase) is not None


@pytest.mark.parametrize("name", ["The Post", "Ada Rivers", "The Dover Record"])
def test_names_are_no_things(name: str) -> None:
    assert not is_thing(name)


def test_persons_are_told_by_how_their_nouns_end() -> None:
    assert is_agent("questioner") and is_agent("businesswoman") and is_agent("59-year-old")
    assert not any(map(is_agent, ("statement", "event", "order", "dam")))
    assert speaker_in("the questioner") == "the questioner"
    assert speaker_in("the corner") is None
    assert speaker_in("Sleep specialists in Dover") == "Sleep specialists in Dover"
    assert speaker_in("posters in Dover") is None
