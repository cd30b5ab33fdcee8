from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.index.titles import plain_title


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("Łódź opens a theatre", "lodz opens a theatre"),
        ("Erdoğan, Öztürk", "erdogan, ozturk"),
        ("STRAẞE", "strasse"),
        ("Kırşehir", "kirsehir"),
        ("北京", "北京"),
    ],
)
def test_case_and_accents_are_left_out(title: str, plain: str) -> None:
    assert plain_title(title) == plain


@given(st.text(alphabet="abcXYZ éÅßø", max_size=20))
def test_typing_it_plainly_finds_the_same(title: str) -> None:
    assert plain_title(plain_title(title)) == plain_title(title) == plain_title(title.upper())
