from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer.timex.stretch import GRAIN, Stretch, Unit, add, add_months, finer, holding

DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(2900, 12, 31))


@pytest.mark.parametrize(
    ("unit", "value", "first", "last"),
    [
        ("day", "2018-02-14", "2018-02-14", "2018-02-14"),
        ("week", "2018-W07", "2018-02-12", "2018-02-18"),
        ("weekend", "2018-W07-WE", "2018-02-17", "2018-02-18"),
        ("month", "2018-02", "2018-02-01", "2018-02-28"),
        ("quarter", "2018-Q1", "2018-01-01", "2018-03-31"),
        ("half", "2018-H1", "2018-01-01", "2018-06-30"),
        ("season", "2017-WI", "2017-12-01", "2018-02-28"),
        ("year", "2018", "2018-01-01", "2018-12-31"),
        ("decade", "201", "2010-01-01", "2019-12-31"),
        ("century", "20", "2000-01-01", "2099-12-31"),
    ],
)
def test_units_that_hold_a_day(unit: Unit, value: str, first: str, last: str) -> None:
    stretch = holding(unit, date(2018, 2, 14))
    assert (stretch.value, str(stretch.first), str(stretch.last)) == (value, first, last)


def test_a_time_of_the_day_follows_its_day() -> None:
    assert Stretch("day", date(2018, 2, 14), "T09:30").value == "2018-02-14T09:30"


def test_the_week_of_new_year_is_that_of_its_thursday() -> None:
    assert holding("week", date(2019, 12, 31)).value == "2020-W01"


@settings(deadline=None)
@given(st.sampled_from(GRAIN), DAYS)
def test_a_unit_holds_its_day_and_is_followed_without_gap(unit: Unit, day: date) -> None:
    stretch = holding(unit, day)
    if unit != "weekend":
        assert stretch.first <= day <= stretch.last
        assert stretch.shift(1).first == stretch.last + timedelta(days=1)
    assert stretch.shift(1).shift(-1) == stretch


@settings(deadline=None)
@given(DAYS, st.integers(-200, 200))
def test_months_are_added_and_taken_away(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day <= day.day


def test_the_31st_becomes_the_last_day_of_a_shorter_month() -> None:
    assert add(date(2018, 1, 31), "month", 1) == date(2018, 2, 28)


def test_the_last_years_of_the_calendar_have_a_last_day() -> None:
    assert holding("year", date(9999, 5, 1)).last == date.max
    with pytest.raises((ValueError, OverflowError)):
        holding("year", date(9999, 5, 1)).shift(1)


def test_finer_units_come_first() -> None:
    assert finer("day", "week") and finer("week", "week") and not finer("year", "month")
