from __future__ import annotations

import pytest

from assistant.answer.question_verbs import base_of, is_also_noun, is_verb


@pytest.mark.parametrize(
    ("form", "base", "tense"),
    [
        ("carried", "carry", "past"),
        ("dying", "die", "ing"),
        ("freed", "free", "participle"),
        ("planned", "plan", "past"),
        ("referred", "refer", "past"),
        ("opened", "open", "past"),
        ("goes", "go", "s"),
        ("Taken", "take", "participle"),
        ("won", "win", "past"),
        ("take", "take", "base"),
    ],
)
def test_forms(form: str, base: str, tense: str) -> None:
    assert base_of(form) == base
    assert is_verb(form, tense)
    assert is_verb(form)


def test_what_is_no_verb() -> None:
    assert base_of("mayor") is None
    assert not is_verb("mayor")
    assert not is_verb("took", "participle")


def test_nouns_that_are_verbs_too() -> None:
    assert is_also_noun("strike")
    assert not is_also_noun("resign")
