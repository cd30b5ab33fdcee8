from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.annotations import Claim, Disagreement, Event, ResolvedDate
from assistant.answer.dates import resolve_dates
from assistant.answer.plain import to_plain
from assistant.date_words import basis_in_words, in_words, is_open, resolved_in_words
from assistant.models import Answer, Article, Interpretation, Quote
from assistant.ui.cards import render_answer
from tests.answer.test_dates import WORDS

# What no person should have to read: weeks, parts of the day, lengths, open years, references.
CODE = re.compile(r"\bX{2,4}|\d-[A-Z]|\dT[\dA-Z]|\bPT?[\dX]|_REF\b|\b\d{4}-\d\d(?!\d|-\d\d)")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("1987-03-26", "1987-03-26"),
        ("1987-03-26TNI", "1987-03-26, at night"),
        ("1987-03-26TMO", "1987-03-26, in the morning"),
        ("1987-03-26T22:15", "1987-03-26, 22:15"),
        ("2018-W13", "week of 2018-03-26"),
        ("2018-W13-WE", "weekend of 2018-03-31"),
        ("2018-05", "May 2018"),
        ("2017-Q3", "third quarter of 2017"),
        ("2017-H1", "first half of 2017"),
        ("1998-SU", "summer of 1998"),
        ("1989", "1989"),
        ("199", "1990s"),
        ("19", "1900 to 1999"),
        ("2018-03-03/2018-03-05", "2018-03-03 to 2018-03-05"),
        ("2015/2016", "2015 to 2016"),
        ("XXXX-06", "June, of no one year"),
        ("XXXX-12-25", "25 December, of no one year"),
        ("XXXX-WXX-5", "Fridays"),
        ("XXXX-WXX-WE", "weekends"),
        ("XXXX-SU", "summer, of no one year"),
        ("XXXX-XX-XXTEV", "in the evening"),
        ("P1Y", "1 year"),
        ("P3D", "3 days"),
        ("P2Y6M", "2 years 6 months"),
        ("PT30M", "30 minutes"),
        ("PXC", "some centuries"),
        ("P2WE", "2 weekends"),
        ("PRESENT_REF", "now"),
        ("FUTURE_REF", "in the future"),
        ("2018-02-30", "2018-02-30"),
        ("9,000", "9,000"),
        ("and/or", "and/or"),
    ],
)
def test_a_value_in_words(value: str, words: str) -> None:
    assert in_words(value) == words


def test_a_day_is_written_as_asked() -> None:
    def written(day: date) -> str:
        return f"{day.day}.{day.month}."

    assert in_words("2018-03-03TNI/2018-03-05", written) == "3.3., at night to 5.3."
    assert in_words("2018-W13", written) == "week of 26.3."


def test_a_length_with_days_is_said_by_its_days() -> None:
    [found] = resolve_dates("Crime fell over the past three years.", date(2018, 3, 29))
    assert resolved_in_words(found) == "2015-03-30 to 2018-03-29"


def test_a_basis_has_its_values_in_words() -> None:
    basis = basis_in_words("relative to 2018-W13 earlier in the text")
    assert basis == "from week of 2018-03-26, earlier in the text"
    assert basis_in_words("the 2017-Q4 named earlier in the text").startswith("the fourth quarter")
    assert basis_in_words("relative, and the text names no date before it").count("date") == 1


@pytest.mark.parametrize(
    ("value", "basis", "expected"),
    [
        (None, "relative, and the publication date is not known", True),
        ("XXXX-06", "no year near it", True),
        ("XXXX-06", "recurring", False),
        ("P3D", "a length of time", False),
        ("PAST_REF", "no exact time", False),
    ],
)
def test_what_nothing_places_is_open(value: str | None, basis: str, *, expected: bool) -> None:
    assert is_open(ResolvedDate(0, 1, "x", value, None, None, basis)) is expected


@settings(deadline=None)
@given(st.lists(WORDS, max_size=30).map(" ".join), st.none() | st.dates())
def test_no_code_is_left_in_words(text: str, published: date | None) -> None:
    for found in resolve_dates(text, published):
        shown = [basis_in_words(found.basis), in_words(found.value or ""), resolved_in_words(found)]
        for words in filter(None, shown):
            assert not CODE.search(words), (found.value, words)


def test_no_exit_shows_a_code() -> None:
    text = (
        "ORVALE, March 26 (Harbor Wire) - The mill burned on Monday night. In 1963 it was built. "
        "In June it opened. Over the past three years it leaked, last week it was shut, and in the "
        "third quarter of 2017 it was sold. Its guards meet on Friday nights and now rest."
    )
    day = date(2018, 3, 29)
    report = Article("a", text, "The mill", published=day, published_basis="page", path="mill.txt")
    dates = tuple(resolve_dates(text, day))
    assert {each.value for each in dates} >= {"2018-03-26TNI", "XXXX-06", "P3Y", "2018-W12"}
    quote = Quote(report, 0, len(text), text, 0.9, dates=dates)
    claims = (Claim(1, 0, 6, text[:6], "2018-03-26TNI"), Claim(1, 7, 9, text[7:9], "2018-W12"))
    answer = Answer(
        "when did the mill burn", Interpretation("when", "when did the mill burn"), (quote,),
        timeline=(Event("2018-W12", date(2018, 3, 19), date(2018, 3, 25), (1,)),),
        disagreements=(Disagreement("date", claims),),
    )  # fmt: skip
    page = re.sub(r"<[^>]*>", "", render_answer(1, answer))
    for shown in (to_plain(answer), answer.to_markdown(), page):
        assert not CODE.search(shown), CODE.search(shown)
    assert "at night" in to_plain(answer)
