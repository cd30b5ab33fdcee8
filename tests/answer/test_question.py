from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.question import question_kind, understand

KINDS = [
    ("when did Kim visit China", "when"),
    ("In which year did the war end?", "when"),
    ("And when did he leave?", "when"),
    ("date of the Hanoi meeting", "when"),
    ("Who met Putin?", "who"),
    ("Which singer cancelled the tour?", "who"),
    ("Where was the treaty signed?", "where"),
    ("What city hosted the talks?", "where"),
    ("How many loaves were sold?", "how_many"),
    ("How much did the bridge cost?", "how_many"),
    ("What percentage of voters stayed home?", "how_many"),
    ("Why did Trump cancel the meeting?", "why"),
    ("What caused the fire?", "why"),
    ("How did they cross the border?", "how"),
    ("Did Xi visit Pyongyang?", "yes_no"),
    ("What did the bakery sell?", "what"),
    ("¿What is GSOMIA?", "what"),
    ("Kim Jong-un", "what"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kind(text: str, kind: str) -> None:
    assert question_kind(text) == kind


def test_a_question_of_its_own_is_searched_as_it_is() -> None:
    question = understand("  When did Kim Jong-un\nvisit China? ", ["Who is Moon?"])
    assert question.query == "When did Kim Jong-un visit China?"
    assert question.stems == ("kim", "jong-un", "visit", "china")
    assert question.names == {"kim", "jong", "un", "china"}
    assert question.name_groups == (("kim", "jong", "un"), ("china",))


def test_a_fragment_takes_the_words_of_the_question_before() -> None:
    question = understand("and to Russia?", ["Who is Moon?", "when did Kim visit China"])
    assert question.query == "and to Russia? Kim visit"
    assert question.kind == "when"


def test_a_pronoun_takes_the_name_it_stands_for() -> None:
    question = understand("how long did he stay there?", ["when did Kim visit China"])
    assert question.query == "how long did he stay there? Kim visit China"
    assert question.kind == "how_many"


def test_first_word_is_a_name_only_with_another() -> None:
    assert understand("Explain the treaty").names == frozenset()
    assert understand("Donald Trump and the treaty").names == {"donald", "trump"}


@given(st.text(max_size=80), st.lists(st.text(max_size=40), max_size=2))
def test_any_text_is_understood(text: str, history: list[str]) -> None:
    question = understand(text, history)
    assert question.query.startswith(question.text)
    assert len(set(question.stems)) == len(question.stems)


@pytest.mark.parametrize(
    ("text", "earlier", "query"),
    [
        ("and to Russia?", "when did Kim visit China", "and to Russia? Kim visit"),
        ("when was that?", "when did Kim visit China", "when was that? Kim visit China"),
        ("how many times?", "when did Kim visit China", "how many times? Kim visit China"),
        ("What about Moon?", "Where did Trump meet Kim Jong-un?", "What about Moon? Trump meet"),
    ],
)
def test_a_name_takes_the_place_of_the_last_one(text: str, earlier: str, query: str) -> None:
    assert understand(text, [earlier]).query == query
