from __future__ import annotations

from datetime import date

import pytest

from assistant.answer.dates import resolve_dates


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("He spoke of the Sept. 11 attacks.", date(2018, 3, 29), "2001-09-11"),
        ("He spoke of the Sept. 11 attacks.", None, "2001-09-11"),
        ("He spoke at a Sept. 11 hearing.", date(2018, 10, 29), "2018-09-11"),
        ("The Jan. 6 committee met.", date(2022, 7, 1), "2021-01-06"),
        ("The Jan. 6 committee met.", date(2018, 3, 29), "2018-01-06"),
        ("The Oct. 7 attack began at dawn.", date(2025, 1, 3), "2023-10-07"),
    ],
)
def test_a_day_that_names_an_event_is_of_its_year(
    text: str, published: date | None, value: str
) -> None:
    assert resolve_dates(text, published)[0].value == value


def test_the_basis_says_that_the_event_is_known() -> None:
    [found] = resolve_dates("He spoke of the Sept. 11 attacks.", None)
    assert found.basis == "the event of 2001"
