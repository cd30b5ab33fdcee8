from __future__ import annotations

import pytest

from assistant.answer.holes import find_holes
from assistant.answer.mentions import Mention
from assistant.answer.names import name_stems
from assistant.answer.rewrite import Choice, completes, fits, rewrite


def named(text: str, led: str = "") -> Mention:
    return Mention(text, frozenset(name_stems(text)), is_name=True, count=1, led=led)


def read(asked: str, *texts: str) -> str:
    choices = [Choice(named(text), 0.9 - rank / 10) for rank, text in enumerate(texts)]
    return rewrite(asked, find_holes(asked), choices)


@pytest.mark.parametrize(
    ("asked", "texts", "whole"),
    [
        ("When did he leave?", ["Tom Hill"], "When did Tom Hill leave?"),
        ("Who are his parents?", ["Tom Hill"], "Who are Tom Hill’s parents?"),
        ("Who are her parents?", ["Ada Brooks"], "Who are Ada Brooks’ parents?"),
        ("Did the band like her?", ["Ada Brook"], "Did the band like Ada Brook?"),
        ("How long did he stay there?", ["Kim", "China"], "How long did Kim stay in China?"),
        ("Did they sell it?", ["Aurora Line", "Aurora"], "Did Aurora Line sell Aurora?"),
        ("Was the album a hit?", ["Cold Water"], "Was the album (Cold Water) a hit?"),
        ("Who else sang?", ["Ada", "Tom"], "Who else sang, besides Ada and Tom?"),
        ("What did Brook say?", ["Ada Brook"], "What did Ada Brook say?"),
        ("Is it open", [], "Is it open"),
    ],
)
def test_reading(asked: str, texts: list[str], whole: str) -> None:
    assert read(asked, *texts) == whole


def test_what_can_stand_for_a_pronoun() -> None:
    assert fits("he", named("Tom Hill"))
    assert not fits("he", named("China"))
    assert fits("there", named("China"))
    assert fits("there", named("Northport", led="in"))
    assert not fits("there", named("Tom Hill"))
    words = Mention("cold water", frozenset({"cold", "water"}), is_name=False)
    assert not fits("it", words)


def test_only_a_name_is_completed() -> None:
    assert completes(named("Ada Brook"), find_holes("What did Brook say?"))
    assert not completes(named("Ada Brook"), find_holes("Which brook runs dry?"))
    assert not completes(named("Ada Brook"), find_holes("What did Ada Brook say?"))
