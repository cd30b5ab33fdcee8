from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.known_names import name_key, name_parts, usual_form


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Moon Jae-in", "moon jae in"),
        ("the U.S.", "the us"),
        ("O’Neill's", "oneill"),
        ("Guantánamo", "guantanamo"),
        ("Bed, Bath & Beyond", "bed bath beyond"),
        ("", ""),
    ],
)
def test_marks_accents_and_case_do_not_count(text: str, key: str) -> None:
    assert name_key(text) == key


def test_the_usual_form_has_capitals_but_for_joining_words() -> None:
    assert usual_form("bank of england") == "Bank of England"


@given(st.text(max_size=60))
def test_parts_are_slices_in_order(text: str) -> None:
    end = 0
    for part in name_parts(text):
        assert end <= part.start < part.end <= len(text)
        end = part.end
