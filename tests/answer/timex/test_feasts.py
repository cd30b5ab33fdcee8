from __future__ import annotations

from datetime import date

import pytest

from assistant.answer.dates import resolve_dates
from assistant.answer.timex.feasts import easter


@pytest.mark.parametrize(
    ("year", "day"),
    [(1961, "1961-04-02"), (2000, "2000-04-23"), (2018, "2018-04-01"), (2024, "2024-03-31")],
)
def test_easter(year: int, day: str) -> None:
    assert str(easter(year)) == day


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Thanksgiving", "2018-11-22"),
        ("Labor Day", "2018-09-03"),
        ("Memorial Day", "2018-05-28"),
        ("Mother’s Day", "2018-05-13"),
        ("New Year's Eve", "2018-12-31"),
        ("Good Friday", "2018-03-30"),
        ("Election Day", "2018-11-06"),
    ],
)
def test_named_days_of_a_year(name: str, day: str) -> None:
    [found] = resolve_dates(f"It happened on {name}, 2018.", None)
    assert str(found.first) == day


@pytest.mark.parametrize(
    "name",
    [
        "Christmas", "Christmas Day", "Christmas Eve", "New Year's Day", "New Year’s Eve",
        "Valentine's Day", "Veterans Day", "Independence Day", "Fourth of July", "Halloween",
        "Juneteenth", "Boxing Day", "Inauguration Day", "Thanksgiving", "Thanksgiving Day",
        "Labor Day", "Memorial Day", "Columbus Day", "Presidents Day", "Mother's Day",
        "Father's Day", "Easter", "Easter Sunday", "Good Friday", "Election Day",
    ],
)  # fmt: skip
def test_every_named_day_is_known_as_a_whole(name: str) -> None:
    [found] = resolve_dates(f"They met on {name}.", date(2018, 3, 29))
    assert found.text == name
    assert found.first is not None and found.first == found.last


@pytest.mark.parametrize(
    "text",
    [
        "Families eat turkey at Thanksgiving.",
        "They met at Christmas.",
        "Shops hire people for Halloween.",
        "People gather on Memorial Day.",
        "The town is full during Easter.",
    ],
)
def test_holidays_in_general_are_of_no_one_year(text: str) -> None:
    [found] = resolve_dates(text, date(2018, 3, 29))
    assert (found.value, found.first) == (None, None)
    assert found.basis == "a holiday of no one year"


def test_every_holiday_is_a_set() -> None:
    [found] = resolve_dates("She bakes every Christmas.", date(2018, 3, 29))
    assert (found.text, found.value, found.first) == ("every Christmas", "P1Y", None)


@pytest.mark.parametrize(
    "text", ["He bought a Christmas tree.", "Thanksgiving is a time for family."]
)
def test_a_holiday_that_names_no_time_is_none(text: str) -> None:
    assert resolve_dates(text, date(2018, 3, 29)) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("They will meet this Thanksgiving.", "2018-11-22"),
        ("They met on Thanksgiving 2022.", "2022-11-24"),
        ("He died Christmas Day.", "2017-12-25"),
        ("She has been ill since Christmas.", "2017-12-25"),
        ("The road will reopen by Easter.", "2018-04-01"),
        ("It sold out last Halloween.", "2017-10-31"),
        ("It burned on the Fourth of July.", "2017-07-04"),
    ],
)
def test_a_holiday_of_one_year(text: str, day: str) -> None:
    [found] = resolve_dates(text, date(2018, 3, 29))
    assert str(found.first) == day


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("As Easter week began, they prayed.", ("2018-03-26", "2018-04-01")),
        ("Two died over Memorial Day weekend.", ("2018-05-26", "2018-05-27")),
    ],
)
def test_the_week_of_a_holiday(text: str, days: tuple[str, str]) -> None:
    [found] = resolve_dates(text, date(2018, 6, 1))
    assert (str(found.first), str(found.last)) == days


def test_a_named_day_without_year_is_the_nearest_that_fits_the_tense() -> None:
    published = date(2018, 11, 27)
    [gone] = resolve_dates("They married on Halloween.", published)
    [ahead] = resolve_dates("They will marry on Halloween.", date(2018, 9, 1))
    [next_one] = resolve_dates("They will marry next Halloween.", published)
    assert [str(each.first) for each in (gone, ahead, next_one)] == [
        "2018-10-31",
        "2018-10-31",
        "2019-10-31",
    ]
