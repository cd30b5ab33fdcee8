from __future__ import annotations

from datetime import date

import pytest

from assistant.written import day, days


def test_a_day() -> None:
    assert day(date(2018, 3, 29)) == "29 March 2018"
    assert day(date(2018, 9, 1), short=True) == "1 Sep 2018"


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        (date(2018, 3, 1), date(2018, 3, 31), "March 2018"),
        (date(2018, 1, 1), date(2018, 12, 31), "2018"),
        (date(2018, 3, 25), date(2018, 3, 28), "25 March to 28 March 2018"),
        (date(2018, 12, 25), date(2019, 1, 2), "25 December 2018 to 2 January 2019"),
    ],
)
def test_several_days(first: date, last: date, written: str) -> None:
    assert days(first, last) == written
