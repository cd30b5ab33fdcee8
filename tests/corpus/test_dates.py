from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus.dates import parse_date

DAY = date(2018, 3, 29)


@pytest.mark.parametrize(
    "value",
    [
        "2018-03-29",
        "2018-03-29T23:59:59-05:00",
        "2018-03-29T00:10:00.000Z",
        "2018/03/29 14:00",
        "20180329",
        20180329,
        "20180329101500",
        "2018. 3. 29.",
        "2018년 3월 29일",
        "2018年3月29日",
        "29.03.2018",
        "29/03/2018",
        "03/29/2018",
        "March 29, 2018",
        "Mar. 29, 2018 5:00 pm ET",
        "Thursday, 29th March 2018",
        "29 Mar 2018",
        "29-Mar-2018",
        "Thu, 29 Mar 2018 10:00:00 +0900",
        "Published March 29, 2018 at 9 a.m. (2018-03-29)",
        1522281600,
        "1522281600",
        1522281600000,
        date(2018, 3, 29),
        datetime(2018, 3, 29, 23, tzinfo=UTC),
    ],
)
def test_full_dates_are_read(value: object) -> None:
    assert parse_date(value) == DAY


@pytest.mark.parametrize(
    "value",
    [
        None, "", "5 years ago", "yesterday", "March 2018", "2018", 2018, "2018-03", "03/04/2018",
        "2018-02-30", "99/99/2018", "1018-03-29", "9018-03-29", True, float("nan"), float("inf"),
        -1, 12, "2018-03-29, updated 2018-04-02", [], {}, "x" * 5000, "March 29", "٣/٤", b"2018",
    ],
)  # fmt: skip
def test_anything_else_is_not_a_date(value: object) -> None:
    assert parse_date(value) is None


@given(st.dates(date(1600, 1, 1), date(2100, 12, 31)))
def test_iso_comes_back(day: date) -> None:
    assert parse_date(day.isoformat()) == day
    assert parse_date(day.strftime("%-d %B %Y")) == day


@given(st.one_of(st.text(), st.floats(), st.integers(), st.from_regex(r"[\d/.\- :]{1,30}")))
def test_no_value_breaks_it(value: object) -> None:
    assert parse_date(value) is None or isinstance(parse_date(value), date)
