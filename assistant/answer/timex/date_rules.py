"""Rules for full dates and days of a month: 2018-03-25, "Friday, March 9", "the 26th"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from assistant.answer.timex.amounts import ordinal
from assistant.answer.timex.context import Context
from assistant.answer.timex.events import year_of_event
from assistant.answer.timex.grammar import Found, Rule
from assistant.answer.timex.lexicon import MONTH_KINDS, MONTHS, WEEKDAYS
from assistant.answer.timex.own_year import in_told_year
from assistant.answer.timex.reading import (
    STATED,
    YEARLESS,
    Reading,
    placed,
    unresolved,
)
from assistant.answer.timex.stretch import Stretch, holding

DAY_KINDS: Final = ("d31", "nth", "ord", "firstw", "second")
# Two digits of a year up to this one lie in this century, those above in the last.
PIVOT: Final = 40
# How far a year may be sought for a date without one whose weekday is told.
WEEKDAY_YEARS: Final = 6


def iso_date(found: Found, context: Context) -> Reading | None:
    """Read 2018-03-25."""
    try:
        return placed(Stretch("day", date.fromisoformat(found.inside[0].word)), STATED)
    except ValueError:
        return None


def slash_date(found: Found, context: Context) -> Reading | None:
    """Read 3/25/2018 as in the United States; 25/3/2018 can only be the other way round."""
    month, day, year = (int(part) for part in found.inside[0].word.split("/"))
    if month > 12:
        month, day = day, month
    try:
        return placed(Stretch("day", date(full_year(year), month, day)), STATED)
    except ValueError:
        return None


def full_year(number: int) -> int:
    """Return the year that two or four digits mean."""
    if number >= 100:
        return number
    return number + (2000 if number <= PIVOT else 1900)


def month_day(found: Found, context: Context) -> Reading | None:
    """Read "Friday, March 9, 2018", "9 March", "Aug. 7": the year may have to be found."""
    month = month_of(found)
    token = found.one(*DAY_KINDS)
    if month is None or token is None:
        return None
    return day_of_month(found, context, month, ordinal(token))


def day_of_month(found: Found, context: Context, month: int, day: int) -> Reading | None:
    """Read a month and a day with the year that is told, or else the one that fits."""
    stated = found.one("year")
    try:
        if stated is not None:
            return placed(Stretch("day", date(int(stated.word), month, day)), STATED)
        return _without_year(found, context, month, day)
    except ValueError:
        return None


def _without_year(found: Found, context: Context, month: int, day: int) -> Reading:
    date(2000, month, day)
    event = year_of_event(found, month, day, context.published)
    if event is not None:
        return placed(Stretch("day", date(event, month, day)), f"the event of {event}")
    told = in_told_year(found, context, month, lambda year: Stretch("day", date(year, month, day)))
    if told is not None or context.published is None:
        return told or unresolved(YEARLESS)
    weekday = found.one("weekday", "shortday")
    options = list(_days(context.published.year, month, day))
    if weekday is not None:
        number = WEEKDAYS[weekday.word]
        options = [day for day in options if day.first.weekday() == number] or options
    near = [s for s in options if abs(s.first.year - context.published.year) <= 1]
    return context.chosen(found, near or options)


def _days(year: int, month: int, day: int) -> Iterator[Stretch]:
    date(2000, month, day)
    for each in range(year - WEEKDAY_YEARS, year + WEEKDAY_YEARS + 1):
        if (month, day) != (2, 29) or (each % 4 == 0 and (each % 100 != 0 or each % 400 == 0)):
            yield Stretch("day", date(each, month, day))


def month_of(found: Found) -> int | None:
    """Return the number of the month named."""
    token = found.one(*MONTH_KINDS)
    return MONTHS[token.word] if token else None


def lone_day(found: Found, context: Context) -> Reading | None:
    """Read "on the 26th" in the month that fits."""
    token = found.one("nth")
    if token is None:
        return None
    number = ordinal(token)
    there = context.leaning("month", lambda s: Stretch("day", s.first.replace(day=number)))
    if context.published is None:
        return there or unresolved(YEARLESS)
    month = holding("month", context.published)
    options = []
    for steps in (-1, 0, 1):
        start = month.shift(steps)
        if number <= start.last.day:
            options.append(Stretch("day", start.first.replace(day=number)))
    return context.nearest(found, options) if options else None


def second_day(found: Found, context: Context) -> Reading | None:
    """Read the 28 of "March 25-28", the 25 of "April 24 and 25", the 16 of "2015-16"."""
    before, token = context.before, found.inside[0]
    if before is None or before.stretch is None or found.first < 2:
        return None
    if before.end != found.tokens[found.first - 2].end:
        return None
    first, number = before.stretch.first, ordinal(token)
    if before.stretch.unit == "day" and not before.stretch.clock:
        year = found.one("year")
        day = first.replace(day=number, year=int(year.word) if year else first.year)
        return placed(Stretch("day", day), before.basis) if day > first else None
    if before.stretch.unit != "year" or found.before() is None or len(token.word) != 2:
        return None
    year_number = first.year // 100 * 100 + number
    if found.tokens[found.first - 1].kind != "hyphen" or year_number <= first.year:
        return None
    return placed(Stretch("year", date(year_number, 1, 1)), before.basis)


DATES: Final[tuple[Rule, ...]] = (
    ("iso", iso_date),
    ("slash", slash_date),
    (
        "(this? (coming|past)|this|last|next)? (WD comma?)? EDGE? MON SHORT the? DAYN "
        "(?!percent|units|season|hyphen (U|clockunit)) YEAR?",
        month_day,
    ),
    ("lowmay d31 YEAR", month_day),
    ("(WD comma? the?)? (d31|nth|the (nth|ord|firstw)|ord(?= of)) of? MON SHORT YEAR?", month_day),
    ("(?<=and|to|through|hyphen|or|dash) (d31|nth) comma year", second_day),
    (
        "(?<=and|to|through|hyphen|or) (d31|nth|n2) "
        "(?!percent|w|units|clockunits|name|ampm|hyphen)",
        second_day,
    ),
    ("(?<=hyphen|dash) (d31|nth) (?!percent|hyphen|units|clockunits)", second_day),
    ("(?<=on|by|through|since) the nth (?!w|name|U|hyphen|of)", lone_day),
)
