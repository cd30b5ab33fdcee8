from __future__ import annotations

from datetime import date

import pytest

from assistant.answer.timex.engine import readings

PUBLISHED = date(2018, 3, 29)


@pytest.mark.parametrize(
    "text",
    [
        "The Sunday Times reported it.",
        "She wrote for USA TODAY.",
        "He watched Monday Night Football.",
        "It was in the Morning Star.",
        "Shoppers queued on Black Friday.",
        "Theresa May resigned. Support for May fell.",
    ],
)
def test_names_are_no_dates(text: str) -> None:
    assert readings(text, PUBLISHED) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("On Sunday the Times reported it.", "2018-03-25"),
        ("Today, shoppers queued.", "2018-03-29"),
        ("Theresa May resigned in May 2017.", "2017-05"),
        ("Theresa May resigned last May.", "2017-05"),
        ("When May comes they will leave for May.", "2018-05"),
    ],
)
def test_dates_beside_names_stay(text: str, value: str) -> None:
    assert [reading.value for reading in readings(text, PUBLISHED)] == [value]
