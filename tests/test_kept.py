from __future__ import annotations

from datetime import date

import pytest

from assistant.kept import kept_to
from assistant.models import Interpretation


@pytest.mark.parametrize(
    ("read", "words"),
    [
        (Interpretation("who", "who?"), ""),
        (Interpretation("who", "who?", since=date(2018, 1, 2)), "published from 2 January 2018"),
        (
            Interpretation("who", "who?", date(2018, 1, 2), date(2019, 3, 4), source=("A", "B")),
            "published from 2 January 2018 until 4 March 2019; by A, B",
        ),
        (Interpretation("who", "who?", language=("en",)), "in the language en"),
    ],
)
def test_filters_in_words(read: Interpretation, words: str) -> None:
    assert kept_to(read) == words
