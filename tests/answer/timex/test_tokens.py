from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer.timex.tokens import tokens_of


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Monday", ["weekday"]),
        ("monday", ["weekday"]),
        ("sun", ["w"]),
        ("Jan.", ["shortmonth", "stop"]),
        ("January", ["month"]),
        ("May", ["maybe"]),
        ("may", ["lowmay"]),
        ("2018", ["year"]),
        ("2,018", ["num"]),
        ("20182", ["num"]),
        ("31 32", ["d31", "n2"]),
        ("26th", ["nth"]),
        ("1990s", ["decade"]),
        ("in her 30s", ["in", "w", "d31", "w"]),
        ("the '60s", ["the", "quote", "decade"]),
        ("2018-03-25", ["iso"]),
        ("3/25/2018", ["slash"]),
        ("1/2", ["frac"]),
        ("$2018", ["money"]),
        ("10:30 p.m.", ["clock", "ampm"]),
        ("10pm", ["d31", "ampm"]),
        ("today's", ["today", "own"]),
        ("one\n\ntwo", ["nw", "gap", "nw"]),
        ("Spring", ["bigseason"]),
        ("spring", ["season"]),
        ("Christmas Eve", ["feast"]),
        ("Q3", ["qtr"]),
        ("Kim smiled", ["name", "w"]),
    ],
)
def test_classes_of_words(text: str, kinds: list[str]) -> None:
    assert [token.kind for token in tokens_of(text)] == kinds


@settings(deadline=None)
@given(st.text(max_size=120))
def test_tokens_are_slices_in_order(text: str) -> None:
    end = 0
    for token in tokens_of(text):
        assert end <= token.start < token.end <= len(text)
        assert text[token.start : token.end].lower() == token.word
        end = token.end
