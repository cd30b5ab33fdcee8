from __future__ import annotations

from assistant.answer.conversation import turns
from assistant.answer.holes import find_holes
from assistant.answer.mentions import mentions
from assistant.answer.ties import features, wanted_nouns


def rows(question: str, *history: str) -> dict[str, dict[str, float]]:
    among = mentions(turns(history))
    return {mention.text: features("he", find_holes(question), mention, among) for mention in among}


def test_where_a_phrase_stood_is_paired_with_what_is_open() -> None:
    found = rows("Where did he go?", "When did Kim visit China?")
    assert found["Kim"]["he:name.lastq"] == 1.0
    assert "place" in found["China"]
    assert "place" not in found["Kim"]


def test_a_name_beside_the_noun_asked_about() -> None:
    found = rows("Was the movie a hit?", "Who made it?", "Ada Brook shot the film Cold Water.")
    assert "name.noun.beside" in found["Cold Water"]


def test_nouns_said_for_one_another() -> None:
    assert "film" in wanted_nouns(frozenset({"movi"}))
    assert wanted_nouns(frozenset({"harbour"})) == {"harbour"}


def test_a_fuller_form_of_a_name() -> None:
    found = rows("What did Brook say?", "Who owns the ferry?", "Ada Brook and Tom Hill own it.")
    assert "fuller" in found["Ada Brook"]
    assert "fuller" not in found["Tom Hill"]
