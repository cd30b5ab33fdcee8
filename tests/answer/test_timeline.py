from __future__ import annotations

from datetime import date

import pytest

from assistant.answer.dates import resolve_dates
from assistant.answer.event_date import (
    date_highlights,
    event_date,
    events_in_turn,
    length_highlights,
)
from assistant.answer.question import understand
from assistant.answer.timeline import build_timeline
from assistant.models import Quote
from tests.answer.newsroom import article

PUBLISHED = date(2018, 6, 21)


def quote(
    text: str, published: date | None = PUBLISHED, score: float = 0.5, direct: str = ""
) -> Quote:
    report = article(text, "A report", published)
    start = text.find(direct)
    spans = ((start, start + len(direct)),) if direct else ()
    return Quote(report, 0, len(text), text, score, spans, tuple(resolve_dates(text, published)))


VISITS = understand("When did Dusan Vell visit Orvale?")
MARCH = quote("Dusan Vell visited Orvale on March 25, 2018, by train.")
AGAIN = quote("Vell's visit to Orvale on March 25, 2018, was kept secret.")
MAY = quote("Dusan Vell visited Orvale on May 7, 2018.")
JUNE = quote("Dusan Vell visited Orvale on Tuesday.")


def test_events_stand_in_order_of_time_with_the_ranks_of_their_quotes() -> None:
    events = build_timeline(VISITS, [JUNE, MARCH, MAY, AGAIN])
    assert [(event.value, event.quotes) for event in events] == [
        ("2018-03-25", (2, 4)),
        ("2018-05-07", (3,)),
        ("2018-06-19", (1,)),
    ]
    assert events[0].first == events[0].last == date(2018, 3, 25)


def test_a_month_joins_the_one_day_within_it() -> None:
    month = quote("Vell first visited Orvale in March 2018.")
    assert [event.quotes for event in build_timeline(VISITS, [month, MARCH])] == [(1, 2)]


def test_a_month_with_two_events_stands_for_itself() -> None:
    other = quote("Dusan Vell visited Orvale on March 2, 2018.")
    month = quote("Vell visited Orvale in March 2018.")
    events = build_timeline(VISITS, [MARCH, other, month])
    assert sorted(event.quotes for event in events) == [(1,), (2,), (3,)]


def test_unresolved_dates_bring_no_event() -> None:
    assert build_timeline(VISITS, [quote("Dusan Vell visited Orvale on Tuesday.", None)]) == ()


def test_lengths_and_the_present_are_no_event() -> None:
    assert build_timeline(VISITS, [quote("Vell now stays in Orvale for three days.")]) == ()


def test_a_time_of_day_and_years_make_no_event_of_their_own() -> None:
    night = quote("Dusan Vell reached Orvale on the night of March 25, 2018.")
    years = quote("In the 1990s Dusan Vell stayed away from Orvale.")
    events = build_timeline(VISITS, [night, MARCH, years])
    assert [(event.value, event.quotes) for event in events] == [("2018-03-25", (1, 2))]


def test_a_dateline_dates_no_event() -> None:
    sent = quote("ORVALE, June 20 (Harbor Wire) - Dusan Vell visited Orvale, aides said.")
    assert build_timeline(VISITS, [sent]) == ()
    both = quote("ORVALE, June 20 (Harbor Wire) - Dusan Vell visited Orvale on Tuesday.")
    assert [event.value for event in build_timeline(VISITS, [both])] == ["2018-06-19"]


def test_a_year_alone_is_no_event_beside_days_of_it_nor_by_itself() -> None:
    other = quote("Dusan Vell visited Orvale on May 2, 2018.")
    year = quote("Vell visited Orvale in 2018.")
    values = [event.value for event in build_timeline(VISITS, [MARCH, other, year])]
    assert values == ["2018-03-25", "2018-05-02"]
    assert build_timeline(VISITS, [year]) == ()


def test_years_far_apart_and_asked_for_are_events() -> None:
    years = [quote(f"Dusan Vell visited Orvale in {year}.") for year in (2018, 2012, 2015)]
    values = [event.value for event in build_timeline(VISITS, years)]
    assert values == ["2012", "2015", "2018"]
    asked = understand("In which year did Dusan Vell visit Orvale?")
    assert [event.value for event in build_timeline(asked, years[:1])] == ["2018"]


def test_other_questions_have_a_timeline_from_three_dated_quotes_on() -> None:
    asked = understand("Who visited Orvale?")
    assert build_timeline(asked, [MARCH, MAY]) == ()
    assert len(build_timeline(asked, [MARCH, MAY, JUNE])) == 3


def test_the_date_in_the_highlight_is_the_events() -> None:
    text = "Told on June 20, 2018, that Vell visited Orvale on May 7, 2018, aides were silent."
    found = event_date(VISITS, quote(text, direct="May 7, 2018"))
    assert found is not None and found.value == "2018-05-07"


def test_without_a_highlight_the_date_beside_the_deed_is_the_events() -> None:
    text = (
        "On June 20, 2018, a court that sat for the first time in many years in Tolby heard that "
        "Dusan Vell had visited on May 7, 2018."
    )
    found = event_date(VISITS, quote(text))
    assert found is not None and found.value == "2018-05-07"


def test_each_event_comes_once_before_one_comes_again() -> None:
    first = quote("Dusan Vell visited Orvale on March 25, 2018, by train.", score=0.9)
    same = quote("Dusan Vell's visit to Orvale fell on March 25, 2018.", score=0.8)
    other = quote("Dusan Vell visited Orvale on May 7, 2018.", score=0.7)
    assert events_in_turn(VISITS, [first, same, other]) == [first, other, same]


def test_a_much_less_likely_event_passes_none() -> None:
    first = quote("Dusan Vell visited Orvale on March 25, 2018, by train.", score=0.9)
    same = quote("Dusan Vell's visit to Orvale fell on March 25, 2018.", score=0.8)
    other = quote("Dusan Vell visited Orvale on May 7, 2018.", score=0.1)
    assert events_in_turn(VISITS, [first, same, other]) == [first, same, other]


def test_another_deed_passes_none() -> None:
    first = quote("Dusan Vell visited Orvale on March 25, 2018, by train.", score=0.9)
    same = quote("Dusan Vell's visit to Orvale fell on March 25, 2018.", score=0.8)
    other = quote("Dusan Vell was born on May 7, 1951.", score=0.7)
    assert events_in_turn(VISITS, [first, same, other]) == [first, same, other]


def test_a_quote_half_as_likely_as_the_best_brings_no_event() -> None:
    first = quote("Dusan Vell visited Orvale on March 25, 2018, by train.", score=0.9)
    other = quote("Dusan Vell was born on May 7, 1951.", score=0.4)
    assert [event.value for event in build_timeline(VISITS, [first, other])] == ["2018-03-25"]


def underlined(text: str, direct: str) -> list[str]:
    return [text[slice(*span)] for span in date_highlights(VISITS, quote(text, direct=direct))]


@pytest.mark.parametrize(
    ("direct", "expected"),
    [
        ("25", "March 25, 2018"),
        ("visited Orvale on March 25, 2018, by train", "March 25, 2018"),
        ("three", "March 25, 2018"),
    ],
)
def test_a_whole_date_is_underlined_and_nothing_else(direct: str, expected: str) -> None:
    text = "Dusan Vell visited Orvale on March 25, 2018, by train with three-legged Rex."
    assert underlined(text, direct) == [expected]


def test_dates_far_apart_are_underlined_apart_and_a_list_of_them_as_one() -> None:
    text = "ORVALE, June 20 (Harbor Wire) -- Dusan Vell, the old king, left Orvale on Wednesday."
    assert underlined(text, text[8:-1]) == ["June 20", "Wednesday"]
    text = "Dusan Vell came in March, May and June of 2018."
    assert underlined(text, "March, May and June of 2018") == ["March, May and June of 2018"]


def test_words_stay_underlined_where_no_date_is_given() -> None:
    text = "Dusan Vell visited Orvale after the flood."
    assert underlined(text, "after the flood") == ["after the flood"]


def test_a_length_of_time_that_was_marked_stays() -> None:
    text = "Dusan Vell came to Orvale in 2018 and stayed for three days."
    assert underlined(text, "three days") == ["three days"]


def test_a_number_is_underlined_with_the_days_that_it_counts() -> None:
    text = "Dusan Vell stayed in Orvale for 30 days with 12 aides."
    for direct, expected in (("30", "30 days"), ("12", "12")):
        spans = length_highlights(quote(text, direct=direct))
        assert [text[slice(*span)] for span in spans] == [expected]
