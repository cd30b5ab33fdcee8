"""The period that a question is about ("in 2018", "since last March"), and what falls into it."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, Literal

from assistant.annotations import Period, ResolvedDate

Days = tuple[date, date]

_MONTH_NAMES: Final = (
    "january february march april may june july august september october november december"
)
_MONTHS: Final = _MONTH_NAMES.split()
_SHORT: Final = {name[:3]: number for number, name in enumerate(_MONTHS, 1)} | {"sept": 9}
_DAY_NAMES: Final = "monday tuesday wednesday thursday friday saturday sunday"
_DAYS: Final = _DAY_NAMES.split()
# First month of each season (northern), which lasts three.
_SEASONS: Final = {"winter": 12, "spring": 3, "summer": 6, "autumn": 9, "fall": 9}
_NUMBERS: Final = "one two three four five six seven eight nine ten eleven twelve"
_COUNTS: Final = {word: number for number, word in enumerate(_NUMBERS.split(), 1)} | {
    "a": 1, "an": 1, "couple of": 2, "a couple of": 2, "few": 3, "a few": 3,
}  # fmt: skip

_MONTH: Final = (
    "(?:" + "|".join(_MONTHS) + r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
_YEAR: Final = r"(?:1[6-9]|20)\d\d"
_DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?"
_COUNT: Final = r"(?:\d{1,3}|" + "|".join(sorted(_COUNTS, key=len, reverse=True)) + ")"
_UNIT: Final = r"(?:day|week|weekend|month|year|decade)"
_SEASON: Final = "(?:" + "|".join(_SEASONS) + ")"
_WEEKDAY: Final = "(?:" + "|".join(_DAYS) + ")"
_PART: Final = r"(?:(?:early|late|mid|the (?:beginning|start|end|middle) of)[ -])?"

# What stands for a period wherever it stands.
_SURE: Final = (
    rf"\d{{4}}-\d\d-\d\d|{_MONTH} {_DAY}(?:,? {_YEAR})?\b|{_DAY}(?: of)? {_MONTH}(?:,? {_YEAR})?\b"
    rf"|{_MONTH},? (?:of )?{_YEAR}|{_SEASON}(?: of)? {_YEAR}|{_COUNT} {_UNIT}s? ago"
    rf"|(?:last|this|past|next) (?:{_MONTH}|{_SEASON}|{_WEEKDAY}|{_UNIT})\b"
    rf"|(?:the )?(?:last|past) {_COUNT} {_UNIT}s\b|yesterday|today|tonight"
)
# What does only behind a preposition: a year alone may belong to a name ("the 2018 World Cup").
_LED: Final = rf"{_SURE}|(?:the )?(?:1[6-9]|20)\d0s|{_YEAR}(?!\d|-\d|,\d)|{_MONTH}\b|{_WEEKDAY}\b"
_LEAD: Final = (
    r"(?:in|during|on|of|from|since|before|after|until|till|by|prior to|as of|throughout|within)"
)
_RANGE: Final = re.compile(
    rf"\b(?:(?P<two>between|from) (?P<a>{_LED}) (?:and|to|until|through|-|–) (?P<b>{_LED})"
    rf"|(?:in |during )?(?P<c>{_YEAR})\s?[-–]\s?(?P<d>{_YEAR}))(?!\w)",
    re.IGNORECASE,
)
_ONE: Final = re.compile(
    rf"\b(?:(?P<lead>{_LEAD}) (?:the )?(?:year )?{_PART}(?P<led>{_LED})|(?P<sure>{_SURE}))(?!\w)",
    re.IGNORECASE,
)
_FUTURE: Final = re.compile(r"\b(?:will|going to|next|upcoming|planned|scheduled)\b", re.IGNORECASE)
# The question wants reports of that time, not events: these words just before the period say so.
_REPORTS: Final = re.compile(
    r"\b(?:(?:articles?|reports?|stories|news|coverage|headlines?|pieces)"
    r"(?: (?:that|which))?(?: (?:was|were|are))?(?: (?:published|printed|written|dated))?"
    r"|published|reported|printed) $",
    re.IGNORECASE,
)
_WORKS: Final = re.compile(
    r"\b(?:books?|novels?|memoirs?|stud(?:y|ies)|papers?|albums?|songs?|poems?|surveys?|polls?"
    r"|cases?|deaths?|how many|how much|number)\b",
    re.IGNORECASE,
)
# An event is written about for some weeks after it.
REPORTED_WITHIN: Final = timedelta(weeks=8)
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
    future = _FUTURE.search(text) is not None
    for match in _RANGE.finditer(text):
        first = _resolve(match["a"] or match["c"], asked, future=future)
        last = _resolve(match["b"] or match["d"], asked, future=future)
        if first and last and first[0] <= last[1]:
            return Period(first[0], last[1], match.group(), _mode(text, match.start()))
    for match in _ONE.finditer(text):
        days = _resolve(match["led"] or match["sure"], asked, future=future)
        if days:
            first_day, last_day = _bounded((match["lead"] or "in").lower(), days)
            words = match.group()
            return Period(first_day, last_day, words, _mode(text, match.start()))
    return None


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


def _mode(text: str, start: int) -> Literal["filter", "boost"]:
    before = text[:start]
    if not _REPORTS.search(before):
        return "boost"
    reports = re.search(r"\b(?:articles?|stories|coverage|news|headlines?)\b", before, re.I)
    return "filter" if reports or not _WORKS.search(text) else "boost"


def _bounded(lead: str, days: Days) -> tuple[date | None, date | None]:
    first, last = days
    if lead in {"since", "from", "as of"}:
        # "articles from 2018" is that year; "from 2018 on" is rare in questions.
        return (first, last) if lead == "from" else (first, None)
    if lead == "after":
        return last + timedelta(days=1), None
    if lead in {"before", "prior to"}:
        return None, first - timedelta(days=1)
    if lead in {"until", "till", "by"}:
        return None, last
    return first, last


def _resolve(text: str, asked: date | None, *, future: bool) -> Days | None:
    words = re.sub(r"^(?:the )", "", re.sub(r"[.,]", "", text.lower()))
    try:
        return _absolute(words) or (_relative(words, asked, future=future) if asked else None)
    except (ValueError, OverflowError):
        return None


def _absolute(words: str) -> Days | None:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", words):
        day = date.fromisoformat(words)
        return day, day
    if decade := re.fullmatch(r"(\d{3})0s", words):
        return date(int(decade[1]) * 10, 1, 1), date(int(decade[1]) * 10 + 9, 12, 31)
    found = re.search(rf"{_YEAR}$", words)
    if not found:
        return None
    year = int(found.group())
    for season, month in _SEASONS.items():
        if words.startswith(season):
            return _season(year, month)
    number = _month_in(words)
    day_number = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", words[: found.start()])
    if number and day_number:
        day = date(year, number, int(day_number[1]))
        return day, day
    return _month(year, number) if number else (date(year, 1, 1), date(year, 12, 31))


def _relative(words: str, asked: date, *, future: bool) -> Days | None:
    if words in {"today", "tonight"}:
        return asked, asked
    if words == "yesterday":
        return asked - timedelta(days=1), asked - timedelta(days=1)
    which, _, unit = words.partition(" ")
    if which in {"last", "past", "this", "next"} and re.fullmatch(_UNIT, unit):
        return _unit(which, unit, asked)
    if counted := re.fullmatch(rf"(last |past )?({_COUNT}) ({_UNIT})s?( ago)?", words):
        return _counted(counted, asked)
    for number, name in enumerate(_DAYS):
        if words.endswith(name):
            return _weekday(number, asked, future=future)
    return _of_year(words, which, asked, future=future)


def _of_year(words: str, which: str, asked: date, *, future: bool) -> Days | None:
    """Resolve a month, a day of a month or a season without its year: the latest, or the next."""
    for step in (0, 1) if future and which != "last" else (0, -1):
        year = asked.year + step
        days = _absolute(f"{re.sub(r'^(?:last|this|past|next) ', '', words)} {year}")
        fits = days and (which == "this" or (days[1] >= asked if future else days[0] <= asked))
        # In March, "last March" is the one of the year before.
        if days and fits and not (which == "last" and days[0] <= asked <= days[1]):
            return days
    return None


def _unit(which: str, unit: str, asked: date) -> Days | None:
    step = {"this": 0, "next": 1}.get(which, -1)
    if unit == "day":
        day = asked + timedelta(days=step)
        return day, day
    if unit in {"week", "weekend"}:
        monday = asked - timedelta(days=asked.weekday()) + timedelta(weeks=step)
        return monday + timedelta(days=5 * (unit == "weekend")), monday + timedelta(days=6)
    if unit == "month":
        months = asked.year * 12 + asked.month - 1 + step
        return _month(months // 12, months % 12 + 1)
    if unit == "decade":
        start = asked.year // 10 * 10 + 10 * step
        return date(start, 1, 1), date(start + 9, 12, 31)
    return date(asked.year + step, 1, 1), date(asked.year + step, 12, 31)


def _counted(match: re.Match[str], asked: date) -> Days:
    count = int(match[2]) if match[2].isdigit() else _COUNTS[match[2]]
    days = {"day": 1, "week": 7, "weekend": 7, "month": 30, "year": 365, "decade": 3652}[match[3]]
    start = asked - timedelta(days=count * days)
    if not match[4]:
        return start, asked
    if match[3] == "year":
        return date(asked.year - count, 1, 1), date(asked.year - count, 12, 31)
    if match[3] == "month":
        months = asked.year * 12 + asked.month - 1 - count
        return _month(months // 12, months % 12 + 1)
    # "Three weeks ago" is seldom counted to the day.
    slack = timedelta(days=days // 2)
    return start - slack, start + slack


def _weekday(number: int, asked: date, *, future: bool) -> Days:
    step = (number - asked.weekday()) % 7 if future else -((asked.weekday() - number) % 7)
    day = asked + timedelta(days=step)
    return day, day


def _month_in(words: str) -> int | None:
    found = re.search(_MONTH, words)
    name = found.group().rstrip(".") if found else ""
    return _SHORT.get(name[:4]) or _SHORT.get(name[:3])


def _month(year: int, month: int) -> Days:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _season(year: int, month: int) -> Days:
    """Return a season's days; the winter of a year is the one that begins in it."""
    end_year, end_month = (year + 1, 2) if month == _SEASONS["winter"] else (year, month + 2)
    return date(year, month, 1), _month(end_year, end_month)[1]
