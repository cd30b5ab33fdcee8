from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer.names import find_names, name_stems

NAMES = [
    ("When did Kim Jong-un visit China?", ["Kim Jong-un", "China"]),
    ("Explain the treaty", []),
    ("Donald Trump and the treaty", ["Donald Trump"]),
    ("Kim's China trip", ["Kim", "China"]),
    ("What is the U.S. view of J.K. Rowling’s books?", ["U.S.", "J.K. Rowling"]),
    ("Which crew flew Apollo 11?", ["Apollo 11"]),
    ("How old is Pope Leo XIV?", ["Pope Leo XIV"]),
    ("When did the Bank of England move?", ["Bank of England"]),
    ('Who sang "Walking on the Moon"?', ["Walking on the Moon"]),
    ("When was New Zealand hit?", ["New Zealand"]),
    ("NASA launched what?", ["NASA"]),
    ("France voted when?", ["France"]),
    ("Ferries sail when?", []),
    ("What happened on Monday in May?", []),
    ("Who met Theresa May?", ["Theresa May"]),
    ("when did kim visit china", ["kim", "china"]),
    ("when did kim jong un visit north korea", ["kim jong un", "north korea"]),
    ("why did ferries stop sailing to new york city", ["new york city"]),
    ("who is ada brook", ["ada brook"]),
    ("WHEN DID KIM VISIT CHINA", ["KIM", "CHINA"]),
    ("When Did Kim Visit China?", ["Kim", "China"]),
    ("Moon", ["Moon"]),
    ("Which 16 golfers left?", []),
    ("Who fell ill in mid-March at Mar-a-Lago?", ["Mar-a-Lago"]),
    ("When did Ursula von der Leyen speak?", ["Ursula von der Leyen"]),
    ("what is said on Jan. 6", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_names(text: str, names: list[str]) -> None:
    assert [name.text for name in find_names(text)] == names


def test_stems_of_a_name_are_those_of_its_parts() -> None:
    assert name_stems("Kim Jong-un") == ("kim", "jong", "un")
    assert name_stems("the Bank of England") == ("bank", "england")
    assert name_stems("The Who") == ("the", "who")


PARTS = st.sampled_from(["Kim", "the", "U.S.", "'s", '"', "of", "New", "china", "did", ".", "Xi's"])


@settings(deadline=None)
@given(st.text(max_size=60) | st.lists(PARTS, max_size=8).map(" ".join))
def test_names_are_slices_in_order(text: str) -> None:
    end = 0
    for name in find_names(text):
        assert text[name.start : name.end] == name.text
        assert end <= name.start < name.end
        end = name.end
