from __future__ import annotations

import pytest

from assistant.answer.question import understand
from assistant.answer.spelling import respelt
from tests.answer.known import known_from

KNOWN = known_from(
    "The mayor met Jim Leach there, and so did Orvina Zelenski with her brother Jon Dahlgren.",
    "She said that Leach and Zelenski and their maiden aunt left the sabre and the town behind.",
    "He told the Orvale News that Leach, Zelenski and Mandan would not come to the town again.",
    "Nobody thought that Leach or Zelenski or Reid would bring the committee there in the end.",
)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("when did leech resign", "when did leach resign"),
        ("When did Leech resign?", "When did Leach resign?"),
        ("who is Zelensky", "who is Zelenski"),
        ("where is jim leoch", "where is jim leach"),
        ("who is Jon Dahlgrin?", "who is Jon Dahlgren?"),
    ],
)
def test_a_name_is_read_as_the_articles_spell_it(typed: str, read: str) -> None:
    assert respelt(typed, KNOWN) == read


@pytest.mark.parametrize(
    "typed",
    [
        # Another consonant is another name; so is another vowel.
        "who met Lench",
        "who met Looch",
        # A word that is known small, or may be a slip of one.
        "why is the maidan there",
        "the commitee met",
        # Seldom, and alone.
        "who is dahlgrin",
        "a sabre-rattling leech-like speech",
        "who is leach",
        # Most of it is of another language.
        "welche kirchen wollte leech morgen heimlich wieder besuchen",
        "Lee",
        "",
    ],
)
def test_other_words_stay(typed: str) -> None:
    assert respelt(typed, KNOWN) == typed


def test_the_interpretation_says_so() -> None:
    shown = understand("when did leech resign", known=KNOWN).interpretation()
    assert shown.query == "when did Leach resign"
    assert shown.names == ("Leach",)
