from __future__ import annotations

import pytest

from assistant.answer.holes import find_holes
from assistant.answer.mentions import Mention
from assistant.answer.names import name_stems
from assistant.answer.rewrite import Choice, completes, fits, rewrite


def named(text: str, led: str = "") -> Mention:
    return Mention(text, frozenset(name_stems(text)), is_name=True, count=1, led=led)


def read(asked: str, **filled: str) -> str:
    choices = [Choice(slot, named(text), 0.9) for slot, text in filled.items()]
    return rewrite(asked, find_holes(asked), choices)


@pytest.mark.parametrize(
    ("asked", "filled", "whole"),
    [
        ("When did he leave?", {"he": "Tom Hill"}, "When did Tom Hill leave?"),
        ("Who are his parents?", {"he": "Tom Hill"}, "Who are Tom Hill’s parents?"),
        ("Who are her parents?", {"she": "Ada Brooks"}, "Who are Ada Brooks’ parents?"),
        ("Did the band like her?", {"she": "Ada Brook"}, "Did the band like Ada Brook?"),
        ("How long did he stay there?", {"he": "Kim", "there": "China"},
         "How long did Kim stay in China?"),
        ("Did they sell it?", {"they": "Aurora Line", "it": "Aurora"},
         "Did Aurora Line sell Aurora?"),
        ("Did the agency agree?", {"noun": "FAA"}, "Did the agency FAA agree?"),
        ("Was the mayor hurt?", {"noun": "Northport"}, "Was the mayor of Northport hurt?"),
        ("What did Brook say?", {"name": "Ada Brook"}, "What did Ada Brook say?"),
        ("Where did Hill go instead?", {"context": "France"},
         "Where did Hill go instead of France?"),
        ("What did Hill say?", {"context": "Cold Water"}, "What did Hill say about Cold Water?"),
        ("What happened next?", {"context": "Tom Hill"}, "What happened next to Tom Hill?"),
        ("Is it open", {}, "Is it open"),
    ],
)  # fmt: skip
def test_reading(asked: str, filled: dict[str, str], whole: str) -> None:
    assert read(asked, **filled) == whole


def test_what_can_stand_for_a_pronoun() -> None:
    assert fits("he", named("Tom Hill"))
    assert not fits("he", named("China"))
    assert fits("there", named("China"))
    assert fits("there", named("Northport", led="in"))
    assert not fits("there", named("Tom Hill"))
    assert not fits("he", named("Russians"))
    words = Mention("cold water", frozenset({"cold", "water"}), is_name=False)
    assert not fits("it", words)


def test_only_a_name_is_completed() -> None:
    assert completes(named("Ada Brook"), find_holes("What did Brook say?"))
    assert not completes(named("Ada Brook"), find_holes("Which brook runs dry?"))
    assert not completes(named("Ada Brook"), find_holes("What did Ada Brook say?"))
