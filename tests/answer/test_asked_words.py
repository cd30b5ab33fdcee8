from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.asked_words import name_highlights, number_highlights
from assistant.answer.question import understand
from assistant.models import Quote
from tests.answer.newsroom import article


def marked(text: str) -> Quote:
    """Return a quote of a whole text; the words between stars are what a reader marked."""
    before, words, after = text.split("*")
    whole = f"{before}{words}{after}"
    span = (len(before), len(before) + len(words))
    return Quote(article(whole), 0, len(whole), whole, 0.5, (span,))


def shown(quote: Quote, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [quote.article.text[slice(*span)] for span in spans]


@pytest.mark.parametrize(
    ("asked", "text", "number"),
    [
        (
            "How many people died in the Orvale quake?",
            "The quake, of magnitude *5.6* strength, killed 158 people in Orvale.",
            "158",
        ),
        (
            "How many soldiers died in Tolby?",
            "The raid killed seven soldiers in Tolby and wounded *140*.",
            "seven",
        ),
        (
            "How many trams did Orvale buy?",
            "The *three towns* bought forty buses, and Orvale alone eight trams.",
            "eight",
        ),
        (
            "How many boats sank off Tolby?",
            "*Eleven men and four* boats were lost off Tolby.",
            "four",
        ),
        ("How much does Ada Brook owe?", "Ada Brook owes *$189,048*.67 in taxes.", "$189,048.67"),
        ("How many people came?", "The mayor saw half *a million* people.", "half a million"),
        (
            "How many people live in Tolby?",
            "Some 40,000 to *50,000* people live in Tolby.",
            "40,000 to 50,000",
        ),
        (
            "How many loaves does the mill sell?",
            "It sells between *20* and 30 loaves.",
            "20 and 30",
        ),
    ],
)
def test_the_number_of_what_is_counted_is_marked(asked: str, text: str, number: str) -> None:
    quote = marked(text)
    assert shown(quote, number_highlights(understand(asked), quote)) == [number]


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("How many of the boats sank?", "*Eleven* of the 38 boats sank."),
        ("How long did the mayor speak?", "The mayor spoke for *20 minutes* to 300 people."),
        ("How many prizes did One Loaf After Another win?", "“One Loaf” won *13* nods."),
        ("How many people came?", "*Nobody* came, though 300 people and 200 people were asked."),
    ],
)
def test_a_choice_that_no_other_number_plainly_beats_stays(asked: str, text: str) -> None:
    quote = marked(text)
    assert number_highlights(understand(asked), quote) == quote.highlights


def test_all_of_a_list_is_marked_where_several_are_asked_for() -> None:
    text = "The shops in Orvale, *Tolby* and North Mirland will close, Ada Brook said."
    quote = marked(text)
    several = name_highlights(understand("Which towns lose their shop?"), quote)
    assert shown(quote, several) == ["Orvale, Tolby and North Mirland"]
    assert name_highlights(understand("Which town loses its shop?"), quote) == quote.highlights


@given(st.text("ab 12,to-", min_size=1, max_size=40), st.data())
def test_highlights_stay_in_the_quote(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = Quote(article(text), 0, len(text), text, 0.5, ((start, end),))
    for found in number_highlights(understand("how many b came"), quote):
        assert 0 <= found[0] < found[1] <= len(text)
