"""The period that a question is about ("in 2018", "since last March"), and what falls into it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, Literal

from assistant.annotations import Period, ResolvedDate
from assistant.answer.dates import resolve_dates

# These stand for a period anywhere. Other times may belong to a name ("the 2018 World Cup", "the
# September 11 attacks", "Monday Night Football") and need a preposition just before them.
_SURE: Final = re.compile(
    r"\b(?:last|this|next|past|ago|yesterday|today|tonight)\b|[^\W\d].*\b\d{4}\b|\d{4}-\d\d-\d\d",
    re.IGNORECASE,
)
_NO_PERIOD: Final = re.compile(r"the (?:year|month|week|day)", re.IGNORECASE)
_FEBRUARY: Final = 2
_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_YEARLESS: Final = re.compile(
    rf"{_MONTH}(?: \d{{1,2}}(?:st|nd|rd|th)?)?|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}", re.I
)
_DAY: Final = re.compile(r"[^\W\d]+\.? \d{1,2}")
_LEAD: Final = re.compile(
    r"\b(in|during|on|of|from|since|before|after|until|till|by|prior to|as of|throughout|within"
    r"|between)(?: the)?(?: year)?(?: (?:early|late|mid)[ -]?)?\s+$",
    re.IGNORECASE,
)
_RANGE: Final = re.compile(
    r"\b(?:between|from) (?P<first>[^,;?]{3,30}?)\s?(?:and|to|until|through|-|–)\s?(?:the )?$", re.I
)
_YEARS: Final = re.compile(r"(?P<first>\b(?:1[6-9]|20)\d\d)\s?[-–]\s?$")
_FUTURE: Final = re.compile(
    r"\b(?:will|going to|next|upcoming|planned|scheduled|due|set to|set for)\b", re.IGNORECASE
)
# The question wants reports of that time, not events: these words just before the period say so.
_REPORTS: Final = re.compile(
    r"\b(?:(?:articles?|reports?|stories|news|coverage|headlines?|pieces)"
    r"(?: (?:that|which))?(?: (?:was|were|are))?(?: (?:published|printed|written|dated))?"
    r"|published|reported|printed)(?: in| from| of| since| before| after| during| on| between)?"
    r"(?: the)?\s*$",
    re.IGNORECASE,
)
_REPORT_WORDS: Final = re.compile(r"\b(?:articles?|stories|coverage|news|headlines?)\b", re.I)
# What is published or counted otherwise than by the press.
_WORKS: Final = re.compile(
    r"\b(?:books?|novels?|memoirs?|stud(?:y|ies)|papers?|albums?|songs?|poems?|surveys?|polls?"
    r"|cases?|deaths?|how many|how much|number)\b",
    re.IGNORECASE,
)
# An event is written about for some weeks after it.
REPORTED_WITHIN: Final = timedelta(weeks=8)
RECENT: Final = timedelta(days=14)
_IN_PERIOD: Final = 0.8
_JUST_AFTER: Final = 0.5
_UNKNOWN: Final = 0.3
# A date this much wider than the period ("in the 1990s" for a day of 1995) hardly tells.
_WIDER: Final = 3
_SHORTEST_DAYS: Final = 31


def find_period(text: str, asked: date | None = None) -> Period | None:
    """Return the period that a question names, resolved against the day it is asked.

    Relative ones ("last March") need `asked`; without it they are passed over, never guessed.
    """
    found = [entry for entry in resolve_dates(text, asked) if entry.first and entry.last]
    for entry in reversed(found):
        before = text[: entry.start]
        opening = _RANGE.search(before) or _YEARS.search(before)
        first = _first_day(opening["first"], entry) if opening else None
        if opening and first:
            words = text[opening.start() : entry.end]
            return Period(first, entry.last, words, _mode(text[: opening.start()], text))
    for entry in found:
        lead = _LEAD.search(text[: entry.start])
        named = lead and _DAY.fullmatch(entry.text) and lead.group().rstrip().endswith("the")
        if _NO_PERIOD.fullmatch(entry.text) or named:
            continue
        if lead or _SURE.search(entry.text):
            start = lead.start() if lead else entry.start
            days = _bounded(lead[1].lower() if lead else "in", _nearest(entry, text, asked))
            return Period(*days, text[start : entry.end], _mode(text[:start], text))
    return None


def recent(asked: date) -> Period:
    """Return the days before a question was asked, which a question without a period is about.

    Of 600 questions of weekly news quizzes, 358 are answered by a report of the two weeks before.
    """
    return Period(asked - RECENT, asked, f"asked {asked.isoformat()}", "recent")


def period_fit(
    published: date | None, dates: Sequence[ResolvedDate], period: Period | None
) -> float:
    """Return how well a sentence fits a period, in [0, 1]; 1 where no period is asked for.

    Most where the sentence dates an event in it; less where the article appeared in it, or within
    eight weeks after, when it would report such an event.
    """
    if period is None:
        return 1.0
    first, last = period.first or date.min, period.last or date.max
    width = max(_SHORTEST_DAYS, _WIDER * (last - first).days)
    for entry in dates:
        inside = entry.first and entry.last and entry.first <= last and first <= entry.last
        if entry.first and entry.last and inside and (entry.last - entry.first).days <= width:
            return 1.0
    if published is None:
        return _UNKNOWN
    if first <= published <= last:
        return _IN_PERIOD
    late = (published - last).days if published > last else None
    if late is not None and late <= REPORTED_WITHIN.days:
        return _JUST_AFTER * (1 - late / (REPORTED_WITHIN.days + 1))
    return 0.0


def _first_day(words: str, end: ResolvedDate) -> date | None:
    """Return the day a range begins on; it may leave its year to the end of the range."""
    for entry in resolve_dates(f"It was in {words}.", end.last):
        if entry.first and end.first:
            first = entry.first if entry.first <= end.first else _moved(entry.first, -1)
            return first if first <= end.first else None
    return None


def _nearest(entry: ResolvedDate, text: str, asked: date | None) -> tuple[date | None, date | None]:
    """Return the days of a time; without a year the latest one, or the next if it is to come."""
    first, last = entry.first, entry.last
    if not (asked and first and last) or not _YEARLESS.fullmatch(entry.text):
        return first, last
    if _FUTURE.search(text):
        return (_moved(first, 1), _moved(last, 1)) if last < asked else (first, last)
    return (_moved(first, -1), _moved(last, -1)) if first > asked else (first, last)


def _moved(day: date, years: int) -> date:
    # The 29th of February has no namesake in other years.
    number = min(day.day, 28) if day.month == _FEBRUARY else day.day
    return day.replace(year=day.year + years, day=number)


def _bounded(lead: str, days: tuple[date | None, date | None]) -> tuple[date | None, date | None]:
    first, last = days
    if lead in {"since", "as of"}:
        return first, None
    if lead == "after" and last:
        return last + timedelta(days=1), None
    if lead in {"before", "prior to"} and first:
        return None, first - timedelta(days=1)
    if lead in {"until", "till", "by"}:
        return None, last
    return first, last


def _mode(before: str, text: str) -> Literal["filter", "boost"]:
    if not _REPORTS.search(before):
        return "boost"
    if _REPORT_WORDS.search(before):
        return "filter"
    return "boost" if _WORKS.search(text) else "filter"
