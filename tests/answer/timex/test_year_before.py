from __future__ import annotations

from datetime import date

import pytest

from assistant.answer.dates import resolve_dates


def last_value(text: str, published: str) -> str | None:
    return resolve_dates(text, date.fromisoformat(published))[-1].value


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("The choir last sang in 2021. It began its tour in Tolby and ended it on Nov. 3.",
         "2024-05-02", "2021-11-03"),
        ("The choir toured in 2021. The tour ended Nov. 3 in Orvale.", "2024-05-02", "2021-11-03"),
        ("Brook became mayor in 2021. She left on Aug. 5.", "2024-01-20", "2021-08-05"),
        ("The mill was on strike in 2019. It began on May 3. It ended on Oct. 2.", "2021-06-10",
         "2019-10-02"),
        ("Brook last sang in 2016. Her tour started Feb. 29 in Tolby and wrapped July 2 in Venn.",
         "2018-05-02", "2016-07-02"),
        ("The games come back in 2027. They will open on May 3.", "2025-05-10", "2027-05-03"),
    ],
)  # fmt: skip
def test_a_sentence_that_goes_on_is_of_the_year_before(
    text: str, published: str, value: str
) -> None:
    assert last_value(text, published) == value


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        # It lasts, and what is told next is news.
        ("The mill was founded in 1998. It was sold in June.", "2018-12-02", "2018-06"),
        # News of the last months.
        ("Brook became mayor in 2021. She left on Aug. 5.", "2024-09-20", "2024-08-05"),
        # Ahead, of another matter, of one of two years, or of the sentence's own.
        ("Brook became mayor in 2021. She will leave on Aug. 5.", "2024-01-20", "2024-08-05"),
        ("Brook became mayor in 2021. Hill left on Aug. 5.", "2024-01-20", "2023-08-05"),
        ("Brook sang in 2020 and in 2021. She left on Aug. 5.", "2024-01-20", "2023-08-05"),
        ("Brook sang in 2021.\n\nShe left on Aug. 5.", "2024-01-20", "2023-08-05"),
    ],
)
def test_any_other_is_not(text: str, published: str, value: str) -> None:
    assert last_value(text, published) == value


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("The fair began May 10 in Tolby.", "2025-04-27", "2024-05-10"),
        ("The mill opened in May.", "2025-04-20", "2024-05"),
        ("She was born on Dec. 9.", "2021-12-02", "2020-12-09"),
        # A page updated two days later.
        ("A man drowned on Aug. 15.", "2019-08-13", "2019-08-15"),
    ],
)
def test_what_is_done_does_not_lie_ahead(text: str, published: str, value: str) -> None:
    assert last_value(text, published) == value


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("The trial was scheduled for March but was delayed.", "2022-05-22", "2022-03"),
        ("The 2022 fair was originally planned for January, but was put off.", "2022-05-22",
         "2022-01"),
        ("The race was to be held in April but was canceled.", "2021-08-02", "2021-04"),
        # Called off before its day.
        ("The fair, planned for August, was cancelled.", "2022-05-22", "2022-08"),
        ("The trial was set for March.", "2022-01-22", "2022-03"),
    ],
)  # fmt: skip
def test_what_was_called_off_is_near(text: str, published: str, value: str) -> None:
    assert last_value(text, published) == value
