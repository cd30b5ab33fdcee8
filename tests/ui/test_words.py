from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.annotations import Period, ResolvedDate
from assistant.models import Citation, Interpretation, QuestionKind, Quote
from assistant.ui import words
from tests.ui.fake import FERRY, QUOTES, article


@pytest.mark.parametrize(
    ("score", "word", "number"),
    [(1.2, "high", 100), (0.8, "high", 80), (0.79, "medium", 79), (0.5, "medium", 50),
     (0.499, "low", 50), (0.0, "low", 0), (-0.1, "low", 0)],
)  # fmt: skip
def test_scores_in_words_and_numbers(score: float, word: str, number: int) -> None:
    assert (words.confidence(score), words.percent(score)) == (word, number)


def test_how_a_date_is_known() -> None:
    known = Citation("i", "t", published=date(2018, 3, 28), published_basis="page")
    assert words.published(known) == "published 28 Mar 2018, from the page"
    assert words.published(Citation("i", "t")) == "publication date unknown"


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        (date(2018, 5, 7), date(2018, 5, 7), "7 May 2018"),
        (date(2018, 5, 7), date(2018, 5, 8), "7 May to 8 May 2018"),
        (date(2018, 12, 31), date(2019, 1, 6), "31 Dec 2018 to 6 Jan 2019"),
        (date(2020, 2, 1), date(2020, 2, 29), "Feb 2020"),
        (date(2018, 1, 1), date(2018, 12, 31), "2018"),
        (date(2018, 1, 1), date(2018, 3, 31), "1 Jan to 31 Mar 2018"),
    ],
)
def test_calendar_days_in_words(first: date, last: date, shown: str) -> None:
    assert words.days(first, last) == shown


@pytest.mark.parametrize("last", [date(9999, 12, 31), date(9999, 12, 30)])
def test_the_last_day_of_the_calendar_is_a_day(last: date) -> None:
    assert words.days(date(9999, 12, 1), last).endswith("9999")


def dated(text: str, value: str | None, first: date | None, basis: str) -> ResolvedDate:
    return ResolvedDate(0, 1, text, value, first, first, basis)


def test_a_date_chip_says_what_a_word_means_and_from_what() -> None:
    day = date(2018, 3, 25)
    quote = replace(
        QUOTES[0],
        dates=(
            dated("Sunday", "2018-03-25", day, "relative to publication 2018-03-28"),
            dated("Sunday", "2018-03-25", day, "relative to publication 2018-03-28"),
            dated("that day", "2018-03-25", day, "relative to 2018-03-25 earlier in the text"),
            dated("25 March 2018", "2018-03-25", day, "stated in the text"),
            dated("two months", "P2M", None, "a length of time"),
            dated("Monday", None, None, "relative, and the publication date is not known"),
        ),
    )
    assert words.date_chips(quote) == [
        ("Sunday", "= 25 Mar 2018, from publication on 28 Mar 2018", True),
        ("that day", "= 25 Mar 2018, from 25 Mar 2018, earlier in the text", True),
        ("25 March 2018", "= 25 Mar 2018, stated in the text", True),
        ("Monday", "date not known: relative, and the publication date is not known", False),
    ]


def test_values_are_put_into_words() -> None:
    assert words.value("2018-W13") == "week of 26 Mar 2018"
    assert words.value("2018-03-25/2018-03-28") == "25 Mar 2018 to 28 Mar 2018"
    assert words.value("2018-02-30") == "2018-02-30"


def test_a_month_of_an_open_year_has_a_chip_that_says_so() -> None:
    month = dated("June", "XXXX-06", None, "no year of its own, and the text tells of 1963 before")
    known = dated("Monday night", "1987-03-23TNI", date(1987, 3, 23), "relative to 1987-W13 "
                  "earlier in the text")  # fmt: skip
    every = dated("every June", "XXXX-06", None, "recurring")
    quote = replace(QUOTES[0], dates=(month, known, every))
    assert words.date_chips(quote) == [
        ("June", "date not known: no year of its own, and the text tells of 1963 before", False),
        ("Monday night", "= 23 Mar 1987, from week of 23 Mar 1987, earlier in the text", True),
    ]


def test_when_an_index_was_built() -> None:
    assert words.moment("2021-06-01T08:05:00+00:00") == "1 Jun 2021, 08:05 UTC"
    assert words.moment("yesterday") == "yesterday"


def test_what_was_searched() -> None:
    read = Interpretation("when", "q")
    assert words.searched(read) == "all articles"
    since, until = date(2018, 1, 2), date(2018, 3, 4)
    assert words.searched(replace(read, since=since)) == "articles published from 2 Jan 2018"
    narrow = replace(read, since=since, until=until, source=("A", "B"), language=("en",))
    assert words.searched(narrow) == (
        "articles published from 2 Jan 2018 to 4 Mar 2018 and from A, B and in the language en"
    )
    assert words.searched(replace(read, until=until)) == "articles published until 4 Mar 2018"


def test_every_kind_of_question_has_words() -> None:
    assert words.KINDS.keys() == set(get_args(QuestionKind))


@pytest.mark.parametrize(
    ("first", "last", "mode", "shown"),
    [
        (date(2018, 3, 1), date(2018, 3, 31), "filter",
         "“March” is read as Mar 2018; only reports of that time are searched."),
        (date(2018, 3, 1), None, "boost",
         "“March” is read as from 1 Mar 2018; such reports come first."),
        (None, date(2018, 3, 1), "recent",
         "“March” is read as until 1 Mar 2018; reports of these days come first."),
    ],
)  # fmt: skip
def test_a_period_of_a_question(
    first: date | None, last: date | None, mode: Literal["filter", "boost", "recent"], shown: str
) -> None:
    assert words.period(Period(first, last, "March", mode)) == shown


def test_a_report_and_its_copies_count_outlets_once() -> None:
    assert words.outlets(FERRY) == "1 report, 3 outlets"
    again = (*FERRY.copies, *FERRY.copies)
    assert words.outlets(replace(FERRY, copies=again)) == "1 report, 3 outlets"
    assert words.outlets(replace(FERRY, copies=())) == "1 report, 1 outlet"


@given(st.data())
def test_the_gist_of_a_quote_is_a_slice_with_its_answer(data: st.DataObject) -> None:
    text = data.draw(st.text(alphabet="ab .", min_size=1, max_size=400))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first = data.draw(st.integers(start, end - 1))
    last = data.draw(st.integers(first + 1, min(end, first + words.GIST_CHARACTERS)))
    quote = Quote(article(text, "T"), start, end, text[start:end], 0.5, ((first, last),))

    shown = words.gist(quote).removeprefix("… ").removesuffix(" …")

    assert shown in quote.text
    assert text[first:last].strip() in shown
    assert len(shown) <= words.GIST_CHARACTERS


def test_a_citation_to_paste() -> None:
    assert words.cited(QUOTES[0]) == (
        f"“{QUOTES[0].text}”\n— Ada Quill, “Ferry Aurora ends its crossing”, Harbour Gazette, "
        f"11 May 2021. {FERRY.url}"
    )
    assert "javascript" not in words.cited(QUOTES[1]).rsplit("undated", 1)[1]
