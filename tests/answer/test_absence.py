from __future__ import annotations

from datetime import date

import pytest

from assistant.answer.absence import tells_absence
from assistant.answer.dates import resolve_dates
from assistant.answer.event_date import date_highlights, event_date
from assistant.answer.question import understand
from assistant.models import Quote
from tests.answer.newsroom import article

MEETING = "When did Vell and Brook meet?"


def quote(text: str, direct: str = "") -> Quote:
    day = date(2018, 6, 21)
    start = text.find(direct)
    spans = ((start, start + len(direct)),) if direct else ()
    report = article(text, "A report", day)
    return Quote(report, 0, len(text), text, 0.5, spans, tuple(resolve_dates(text, day)))


def absent(text: str, question: str = MEETING) -> list[str]:
    told = quote(text)
    return [each.text for each in told.dates if tells_absence(understand(question), told, each)]


@pytest.mark.parametrize(
    "text",
    [
        "Those were the years 2012 to 2017, when Vell and Brook did not meet.",
        "From 2012 to 2017, Vell and Brook never met.",
        "Vell and Brook had not met between 2012 and 2017.",
        "Vell and Brook didn't meet from 2012 through 2017.",
        "In 2012 and 2017 there was no meeting of Vell and Brook.",
    ],
)
def test_years_in_which_it_did_not_happen(text: str) -> None:
    assert absent(text) == ["2012", "2017"]


@pytest.mark.parametrize(
    "text",
    [
        "Vell and Brook did not meet until 2017.",
        "Vell and Brook had not met since 2012.",
        "Vell and Brook met from 2012 to 2017, when she did not lead the club.",
        "Vell and Brook met from 2012 to 2017, but never agreed.",
        "Vell and Brook met in 2017, never knowing that they were seen.",
        "Vell and Brook met in 2017; in Orvale they did not meet.",
        "Vell did not come to the meeting with Brook on March 25, 2018.",
    ],
)
def test_years_in_which_it_happened(text: str) -> None:
    assert absent(text) == []


def test_who_asks_when_it_did_not_happen_is_answered() -> None:
    text = "Vell and Brook never met from 2012 to 2017."
    assert absent(text, "When did Vell and Brook not meet?") == []


def test_such_years_are_neither_the_events_date_nor_underlined() -> None:
    asked = understand(MEETING)
    text = "Vell and Brook did not meet between 2012 and 2017."
    assert event_date(asked, quote(text)) is None
    assert date_highlights(asked, quote(text, "between 2012 and 2017")) == ()
    text = "Vell and Brook did not meet between 2012 and 2017, but they met on May 7, 2018."
    told = quote(text, "between 2012 and 2017, but they met on May 7, 2018")
    assert [text[slice(*span)] for span in date_highlights(asked, told)] == ["May 7, 2018"]
