from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.dates import quote_dates, resolve_dates
from assistant.answer.timex.told import told_until
from assistant.models import Article

# A Tuesday.
PUBLISHED = date(2019, 8, 13)
BODY = " The pool lies behind the old mill, and swimmers from three villages use it." * 6


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The mayor said on Wednesday, Aug. 14, that the pool would close.", 14),
        ("Updated Aug. 14, 2019, 9:12 p.m. A man drowned in the pool.", 14),
        ("Updated: 15 August 2019. A man drowned in the pool.", 15),
        ("The pool was shut Aug. 16 after a man drowned.", 16),
        ("ORVALE, Aug. 14 (Harbor Wire) - The pool is shut.", 14),
        ("Visitors were turned away early Thursday, Aug. 15.", 15),
    ],
)
def test_a_date_after_publication_that_is_told_as_done(text: str, day: int) -> None:
    assert told_until(text, PUBLISHED) == date(2019, 8, day)


@pytest.mark.parametrize(
    "text",
    [
        "The pool will reopen on Wednesday, Aug. 14.",
        "A hearing is set for Aug. 14.",
        "He spoke ahead of the Aug. 14 vote.",
        "The members were told to vote on Aug. 14.",
        "The pool was shut on Aug. 14, 2015.",
        "The pool was shut on 14 August 2015.",
        "The pool was shut on Aug. 29.",
        "The pool was shut on Wednesday.",
    ],
)
def test_what_is_ahead_or_of_another_time_moves_nothing(text: str) -> None:
    assert told_until(text, PUBLISHED) == PUBLISHED


def test_weekdays_are_those_before_the_day_that_the_text_tells() -> None:
    text = "A man drowned on Wednesday.\n\nThe pool was shut on Wednesday, Aug. 14, for a week."
    drowned = resolve_dates(text, PUBLISHED)[0]
    assert drowned.first == date(2019, 8, 14)
    assert drowned.basis == (
        "relative to 2019-08-14, which the text reports after its publication 2019-08-13"
    )
    [earlier] = resolve_dates("A man drowned on Wednesday.", PUBLISHED)
    assert earlier.first == date(2019, 8, 7)


def test_what_is_announced_is_announced_by_the_first_version() -> None:
    text = "The fair will begin on Tuesday. Updated Aug. 14."
    found = resolve_dates(text, PUBLISHED)[0]
    assert (str(found.first), found.basis) == ("2019-08-13", "relative to publication 2019-08-13")


def test_a_weekday_of_the_week_before_keeps_its_basis() -> None:
    text = "A man drowned on Monday. The pool was shut on Wednesday, Aug. 14."
    drowned = resolve_dates(text, PUBLISHED)[0]
    assert (str(drowned.first), drowned.basis) == (
        "2019-08-12",
        "relative to publication 2019-08-13",
    )


def test_a_report_that_opens_with_the_next_day_tells_of_it() -> None:
    text = "ORVALE — A man drowned in the town's pool on Wednesday, police said." + BODY
    assert told_until(text, PUBLISHED) == date(2019, 8, 14)
    assert told_until(text.replace("drowned", "will swim"), PUBLISHED) == PUBLISHED
    assert told_until(text.replace("Wednesday", "Thursday"), PUBLISHED) == PUBLISHED


def test_told_once_beside_the_publications_own_weekday_it_is_of_the_week_before() -> None:
    text = "A man drowned on Wednesday, police said in a statement on Tuesday." + BODY
    assert told_until(text, PUBLISHED) == PUBLISHED


def test_a_report_printed_late_has_the_date_of_its_dateline() -> None:
    text = "ORVALE, Aug. 11 (Harbor Wire) - A man drowned on Monday."
    [_, drowned] = resolve_dates(text, PUBLISHED)
    assert drowned.first == date(2019, 8, 5)
    assert drowned.basis == (
        "relative to 2019-08-11, the date of the report before its publication 2019-08-13"
    )
    assert resolve_dates(text.replace("Aug. 11", "July 1"), PUBLISHED)[1].first == date(2019, 8, 12)


def test_a_slice_is_read_with_what_the_whole_text_tells() -> None:
    text = "A man drowned on Wednesday." + BODY * 5 + "\n\nThe pool was shut on Aug. 14."
    article = Article("a", text, "Pool", published=PUBLISHED)
    [drowned] = quote_dates(article, 0, 27)
    assert drowned.first == date(2019, 8, 14)


@given(st.text(max_size=80), st.dates())
def test_the_day_is_near_the_publication(text: str, published: date) -> None:
    told = told_until(f"ORVALE, Jan. 2 (Harbor Wire) - {text} It was shut on Jan. 2.", published)
    assert abs((told - published).days) <= 3
