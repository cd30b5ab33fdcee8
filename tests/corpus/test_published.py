# ruff: noqa: E501 (sample lines stay whole)
from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus.lines import split_lines
from assistant.corpus.published import (
    full_dates,
    published_in_dateline,
    published_in_url,
    published_on_page,
)

DAY = date(2018, 3, 29)


def on_page(*above: str) -> date | None:
    body = "The two leaders met for three hours and agreed to meet again before the summer, aides said."
    lines = split_lines(
        "\n\n".join(["A headline for the meeting of leaders", *above, body, body + " "])
    )
    return published_on_page(lines, 0, (len(lines) - 2, len(lines)))


@pytest.mark.parametrize(
    "line",
    [
        "March 29, 2018 12:34",
        "29 March 2018",
        "Thursday 29 March 2018 10.15 GMT",
        "2018.03.29",
        "2018-03-29 17:00",
        "29.03.2018",
        "29/03/2018",
        "03/29/2018",
        "2018년 3월 29일",
        "29 de marzo de 2018",
        "Published: Mar. 29, 2018",
        "Posted : 2018-03-29 17:00 Updated : 2018-04-02 20:11",
        "Updated 2 April 2018 | Published 29 March 2018",
        "Updated March 29, 2018, 10:32 p.m. ET",
        "By Ann Lee, March 29, 2018",
    ],
)
def test_finds_the_date_of_a_page_line(line: str) -> None:
    assert on_page(line) == DAY


@pytest.mark.parametrize(
    "line",
    [
        "5 years ago",
        "March 29",
        "3 hours ago",
        "03/04/2018",
        "© 2018 The Daily, March 29, 2018",
        "The minister, who was in Beijing on March 29, 2018, said that he would return to the capital soon.",
        "Leaders shake hands in this file photo taken March 29, 2018. Yonhap",
        "February 30, 2018",
    ],
)
def test_finds_no_date_where_none_is_stated(line: str) -> None:
    assert on_page(line) is None


def test_posted_beats_updated_on_another_line() -> None:
    assert on_page("Updated: April 2, 2018", "Posted: March 29, 2018") == DAY


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("SEOUL, March 29, 2018 (Agency) -- The two leaders met.", DAY),
        ("WASHINGTON, 29 March 2018 — The two leaders met.", DAY),
        ("SEOUL, March 29 (Agency) -- The two leaders met.", None),
        ("The talks of March 29, 2018 - the first ever - failed.", None),
    ],
)
def test_dateline(opening: str, expected: date | None) -> None:
    assert published_in_dateline([opening]) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.com/2018/03/29/kim-in-beijing.html", DAY),
        ("https://example.com/news/2018-03-29-kim", DAY),
        ("https://example.com/2018/mar/29/kim", DAY),
        ("https://example.com/article/20180329/kim", DAY),
        ("https://example.com/2018/3/29/kim", DAY),
        ("https://example.com/2018/03/kim", None),
        ("https://example.com/id/2018132987", None),
        ("", None),
    ],
)
def test_url(url: str, expected: date | None) -> None:
    assert published_in_url(url) == expected


@given(st.dates(min_value=date(1991, 1, 1), max_value=date(2099, 12, 31)))
def test_round_trips(day: date) -> None:
    long = f"{day:%B} {day.day}, {day.year}"
    for text in (long, f"{day.day} {day:%b} {day.year}", day.isoformat(), f"{day:%Y.%m.%d}"):
        assert [found for _, _, found in full_dates(f"Posted {text} here")] == [day]
    assert published_in_url(f"https://example.com/{day:%Y/%m/%d}/slug") == day


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert all(text[start:end].strip() for start, end, _ in full_dates(text))
    published_in_url(text)
