from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.annotations import Period, ResolvedDate
from assistant.answer.period import find_period, period_fit

ASKED = date(2026, 11, 22)
PERIODS = [
    ("What happened in 2018?", "2018-01-01", "2018-12-31"),
    ("What happened in the year 2018?", "2018-01-01", "2018-12-31"),
    ("Who ruled since 2019?", "2019-01-01", None),
    ("Who ruled before May 2020?", None, "2020-04-30"),
    ("Who ruled after 3 April 2019?", "2019-04-04", None),
    ("Who ruled until 2020?", None, "2020-12-31"),
    ("Who left between 2010 and 2012?", "2010-01-01", "2012-12-31"),
    ("Who left from 2016-2018?", "2016-01-01", "2018-12-31"),
    ("Who left between March and May 2019?", "2019-03-01", "2019-05-31"),
    ("What did he say on March 3, 2019?", "2019-03-03", "2019-03-03"),
    ("What did he say on March 3?", "2026-03-03", "2026-03-03"),
    ("Where did Kim go last March?", "2026-03-01", "2026-03-31"),
    ("Will the bridge open in June?", "2027-06-01", "2027-06-30"),
    ("What closed last week?", "2026-11-09", "2026-11-15"),
    ("Who sang in the 1990s?", "1990-01-01", "1999-12-31"),
    ("Which ferry sank in the summer of 2019?", "2019-06-01", "2019-08-31"),
]


@pytest.mark.parametrize(("text", "first", "last"), PERIODS)
def test_period(text: str, first: str | None, last: str | None) -> None:
    period = find_period(text, ASKED)
    assert period is not None
    assert period.to_dict()["from"] == first
    assert period.to_dict()["to"] == last
    assert period.text in text


@pytest.mark.parametrize(
    "text",
    [
        "Who won the 2018 World Cup?",
        "What was said before the Hanoi summit?",
        "Who met Theresa May?",
        "May the ferry sail?",
        "How many times a week does it sail?",
        "Who died in the September 11 attacks?",
        "Which team won the Monday Night game?",
    ],
)
def test_no_period(text: str) -> None:
    assert find_period(text, ASKED) is None


def test_a_relative_time_is_not_guessed_without_the_day_of_asking() -> None:
    assert find_period("What closed last week?") is None
    assert find_period("What closed in 2018?") is not None


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Articles from 2018 about Kim", "filter"),
        ("What was reported in May 2020?", "filter"),
        ("stories published since 2019 about the harbour", "filter"),
        ("What happened in 2018?", "boost"),
        ("Which novel published in 1998 won the prize?", "boost"),
        ("How many cases were reported in 2020?", "boost"),
    ],
)
def test_only_a_question_for_reports_filters_them(text: str, mode: str) -> None:
    period = find_period(text, ASKED)
    assert period is not None
    assert period.mode == mode


YEAR = Period(date(2018, 1, 1), date(2018, 12, 31), "in 2018")


def dated(first: date, last: date) -> ResolvedDate:
    return ResolvedDate(0, 4, "then", "", first, last, "")


def test_an_event_in_the_period_fits_best() -> None:
    day = date(2018, 5, 1)
    assert period_fit(date(2021, 1, 1), [dated(day, day)], YEAR) == 1.0
    assert period_fit(day, [], YEAR) > period_fit(date(2019, 1, 5), [], YEAR) > 0
    assert period_fit(date(2019, 1, 5), [], YEAR) > period_fit(date(2019, 2, 5), [], YEAR)
    assert period_fit(date(2017, 12, 31), [], YEAR) == 0.0
    assert period_fit(date(2020, 1, 1), [], YEAR) == 0.0
    assert 0 < period_fit(None, [], YEAR) < period_fit(day, [], YEAR)


def test_a_date_much_wider_than_the_period_does_not_tell() -> None:
    decade = dated(date(2010, 1, 1), date(2019, 12, 31))
    assert period_fit(date(2025, 1, 1), [decade], YEAR) == 0.0


def test_every_sentence_fits_where_no_period_is_asked_for() -> None:
    assert period_fit(None, [], None) == 1.0


DAYS = st.none() | st.dates(date(1990, 1, 1), date(2030, 1, 1))


@settings(deadline=None)
@given(DAYS, DAYS, DAYS)
def test_the_fit_is_a_share(published: date | None, first: date | None, last: date | None) -> None:
    assert 0.0 <= period_fit(published, [], Period(first, last, "then")) <= 1.0


@settings(deadline=None)
@given(st.text(max_size=60), st.dates(date(1990, 1, 1), date(2030, 1, 1)))
def test_any_text_is_read(text: str, asked: date) -> None:
    period = find_period(text, asked)
    assert period is None or period.text in text
