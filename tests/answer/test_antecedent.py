from __future__ import annotations

import pytest

from assistant.answer.antecedent import antecedent
from assistant.answer.sentences import split_sentences


def stands_for(before: str, pronoun: str) -> str | None:
    text = f"{before} {pronoun} said the dam would hold."
    return antecedent(text, pronoun, len(before) + 1, split_sentences(text))


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("The company shut two mills.", "The company"),
        ("The White House closed its gates.", "White House"),
        ("The mill is old, the ministry said.", "the ministry"),
        ("NATO met on Monday. Nobody spoke.", "NATO"),
        ("Ada Brook opened the dam.", None),
        ("The mill is old.", None),
        ("Officials shut two mills.", None),
        ("A spokesman opened the door.", None),
    ],
)
def test_it_is_a_body_and_never_a_person(before: str, name: str | None) -> None:
    assert stands_for(before, "It") == name


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("Officials in Tolby shut two mills.", "Officials in Tolby"),
        ("Ada Brook and Tom Hill opened the dam.", "Ada Brook and Tom Hill"),
        ("Police closed the road.", "Police"),
        ("The company shut two mills.", "The company"),
        ("Ada Brooks opened the dam.", None),
        ("The mills are old.", None),
    ],
)
def test_they_are_several_or_a_body(before: str, name: str | None) -> None:
    assert stands_for(before, "They") == name


def test_a_place_before_a_judge_is_no_person() -> None:
    assert stands_for("In Tolby, a judge closed the case. Ada Brook, 34, wept.", "she") == (
        "Ada Brook"
    )
    assert stands_for("The case ended. In Tolby, a judge wept.", "she") is None
