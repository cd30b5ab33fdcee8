from __future__ import annotations

from datetime import date

from assistant.answer.repeats import better_source, overlaps, says_the_same
from assistant.models import Quote
from tests.answer.newsroom import article

LINE = "Dusan Vell opened the Orvale dam with a speech about rain and patience."


def quote(text: str, title: str = "A report", published: date | None = None) -> Quote:
    return Quote(article(text, title, published), 0, len(text), text, 0.5)


def test_lightly_edited_copies_say_the_same() -> None:
    assert says_the_same(quote(LINE), quote(LINE.replace("the Orvale dam", "Orvale's dam")))


def test_a_quote_inside_a_longer_one_says_the_same() -> None:
    longer = f"{LINE} Some two hundred guests stood in the wet grass and listened until noon."
    assert says_the_same(quote(LINE), quote(longer))
    assert says_the_same(quote(longer), quote(LINE))


def test_another_number_or_day_is_another_claim() -> None:
    told = "The Orvale ferry fire killed 12 people on Monday, the coast guard said in Tolby."
    assert not says_the_same(quote(told), quote(told.replace("12", "15")))
    assert not says_the_same(quote(told), quote(told.replace("Monday", "Tuesday")))
    assert not says_the_same(quote(told), quote(told.replace("killed", "never killed")))


def test_few_words_within_a_long_quote_are_chance() -> None:
    assert not says_the_same(quote("Vell spoke in Orvale."), quote(f"{LINE} Vell spoke in Orvale."))


def test_the_dated_and_the_earlier_source_is_better() -> None:
    bare = quote(LINE)
    late = quote(LINE, published=date(2020, 5, 2))
    early = quote(LINE, published=date(2020, 5, 1))
    assert better_source(late, bare) and better_source(early, late)
    assert not better_source(late, early) and not better_source(early, early)


def test_the_whole_sentence_is_better_than_a_part_of_an_earlier_one() -> None:
    longer = f"{LINE} Some two hundred guests stood in the wet grass and listened until noon."
    assert better_source(quote(longer, published=date(2020, 5, 2)), quote(LINE[:30]))


def test_quotes_of_two_articles_never_overlap() -> None:
    one, other = quote(LINE), quote(LINE + " It rained.")
    assert overlaps(one, one) and not overlaps(one, other)
