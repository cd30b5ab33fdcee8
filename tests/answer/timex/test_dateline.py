from __future__ import annotations

import pytest

from assistant.answer.timex.dateline import is_dateline


def found(text: str, date: str) -> bool:
    start = text.index(date)
    return is_dateline(text, start, start + len(date))


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("ORVALE, March 28 (Harbor Wire) - Vell came.", "March 28"),
        ("NEW TOLBY, South Orvale, March 28 (HW) -- Vell came.", "March 28"),
        ("He left.\n\nST. ORVALE, 28 March — Vell came.", "28 March"),
        ("ORVALE, March 28, 2018 (Harbor Wire) - Vell came.", "March 28, 2018"),
        ("March 28 (Harbor Wire) - Vell came.", "March 28"),
    ],
)
def test_the_date_of_a_dateline(text: str, date: str) -> None:
    assert found(text, date)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Vell came on March 28 (a Wednesday).", "March 28"),
        ("ORVALE, where Vell came on March 28 (Harbor Wire) -", "March 28"),
        ("On March 28, Vell came.", "March 28"),
        ("March 28 - 30: the fair", "March 28"),
        ("NATO met on March 28 - its last summit.", "March 28"),
    ],
)
def test_other_dates_are_none(text: str, date: str) -> None:
    assert not found(text, date)
