from __future__ import annotations

from datetime import date

import pytest

from assistant.answer.timex.engine import readings
from assistant.answer.timex.ranges import join_ranges

PUBLISHED = date(2018, 3, 29)


def ranges(text: str) -> list[tuple[str, str | None]]:
    joined = join_ranges(text, readings(text, PUBLISHED))
    return [(text[each.start : each.end], each.value) for each in joined]


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        ("It runs March 3-5.", "March 3-5", "2018-03-03/2018-03-05"),
        ("It ran from May to September 2017.", "May to September 2017", "2017-05/2017-09"),
        ("It ran from Dec. 30 to Jan. 2, 2017.", "Dec. 30 to Jan. 2, 2017",
         "2016-12-30/2017-01-02"),
        ("It was shut Monday through Wednesday.", "Monday through Wednesday",
         "2018-03-26/2018-03-28"),
        ("It ran between March 3 and March 9.", "March 3 and March 9", "2018-03-03/2018-03-09"),
    ],
)  # fmt: skip
def test_two_ends_are_one_range(text: str, expression: str, value: str) -> None:
    assert ranges(text) == [(expression, value)]


@pytest.mark.parametrize(
    "text",
    [
        "It rained on March 3 and March 9.",
        "He ruled from 1994 to 1997.",
        "It moved from May to 1997.",
        "It rained on March 9, then on March 3 to boot.",
    ],
)
def test_other_neighbours_stay_apart(text: str) -> None:
    assert all("/" not in (value or "") for _, value in ranges(text))
    assert ranges(text)
