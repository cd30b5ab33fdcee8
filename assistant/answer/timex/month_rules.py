"""Rules for months and seasons and what is counted in them: "in May", "last fall"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, cast

from assistant.answer.timex.amounts import ordinal
from assistant.answer.timex.context import Context
from assistant.answer.timex.date_rules import month_day, month_of
from assistant.answer.timex.grammar import Found, Rule
from assistant.answer.timex.lexicon import SEASONS, WEEKDAYS, word_set
from assistant.answer.timex.own_year import in_told_year
from assistant.answer.timex.reading import (
    STATED,
    YEARLESS,
    Reading,
    placed,
    unresolved,
)
from assistant.answer.timex.stretch import Stretch, Unit, holding
from assistant.answer.timex.year_rules import said_year

# "May Day", "March Madness".
_NAMED_BY: Final = word_set("day madness fools")


def month_year(found: Found, context: Context) -> Reading | None:
    """Read "March 2018", "early May 1998"."""
    month, year = month_of(found), found.one("year")
    if month is None or year is None:
        return None
    return placed(Stretch("month", date(int(year.word), month, 1)), STATED)


def month_spoken_year(found: Found, context: Context) -> Reading | None:
    """Read "January nineteen ninety-seven"."""
    month, year = month_of(found), said_year(found)
    if month is None or year is None:
        return None
    return placed(_month(year, month), STATED)


def bare_month(found: Found, context: Context) -> Reading | None:
    """Read "in May", "last December", "this September", "mid-November"."""
    month, following = month_of(found), found.next()
    if month is None or (following and following.capital and following.word in _NAMED_BY):
        return None
    told = in_told_year(found, context, month, lambda year: _month(year, month))
    if told is not None or context.published is None:
        return told or unresolved(YEARLESS)
    months = [_month(context.published.year + n, month) for n in (-1, 0, 1)]
    return context.chosen(found, months)


def _month(year: int, month: int) -> Stretch:
    return Stretch("month", date(year, month, 1))


def month_of_year(found: Found, context: Context) -> Reading | None:
    """Read "April last year"."""
    month = month_of(found)
    if month is None:
        return None
    steps = _year_steps(found)
    return context.relative(lambda day: Stretch("month", date(day.year + steps, month, 1)))


def season_of_year(found: Found, context: Context) -> Reading | None:
    """Read "spring last year"."""
    token, steps = found.one("season", "bigseason"), _year_steps(found)
    if token is None:
        return None
    start = SEASONS[token.word]
    return context.relative(lambda day: Stretch("season", date(day.year + steps, start, 1)))


def _year_steps(found: Found) -> int:
    return -1 if found.has("last") else 1 if found.has("next") else 0


def bare_season(found: Found, context: Context) -> Reading | None:
    """Read "this spring", "last fall", "the summer of 1998"."""
    token = found.one("season", "bigseason")
    if token is None:
        return None
    start, year = SEASONS[token.word], found.one("year")
    if year is not None:
        return placed(Stretch("season", date(int(year.word), start, 1)), STATED)
    if context.published is None:
        return unresolved(YEARLESS)
    day = context.published
    seasons = [Stretch("season", date(day.year + n, start, 1)) for n in (-1, 0, 1)]
    if found.has("this") and not found.has("past", "coming"):
        seasons = seasons[1:2] if start < 12 else seasons
        return context.nearest(found, seasons)
    return context.chosen(found, seasons)


def nth_weekday(found: Found, context: Context) -> Reading | None:
    """Read "the first Monday of June", "the last Friday in November 2018"."""
    token, weekday, month = found.inside[1], found.one("weekday"), month_of(found)
    if weekday is None or month is None:
        return None
    wanted, number = WEEKDAYS[weekday.word], 0 if token.kind == "last" else ordinal(token)

    def day(year: int) -> Stretch:
        start = date(year, month, 1)
        first = start + timedelta(days=(wanted - start.weekday()) % 7)
        days = [first + timedelta(days=7 * n) for n in range(5)]
        days = [d for d in days if d.month == month]
        return Stretch("day", days[number - 1])

    return _in_some_year(found, context, day)


def nth_week(found: Found, context: Context) -> Reading | None:
    """Read "the first week of June", "the last weekend in March"."""
    token = found.one("ord", "firstw", "second", "last")
    unit, month = found.one("unit", "weekend"), month_of(found)
    if (
        token is None
        or unit is None
        or month is None
        or unit.word not in ("week", "weekend", "day")
    ):
        return None
    number = 0 if token.kind == "last" else ordinal(token)
    kind = cast(Unit, unit.word)

    def stretch(year: int) -> Stretch:
        start = Stretch("month", date(year, month, 1))
        if kind == "day":
            return Stretch("day", start.last if not number else start.first.replace(day=number))
        # The fourth day: a week belongs to the month that most of its days lie in (ISO 8601).
        middle = start.last.day - 3 if not number else 7 * number - 3
        return holding(kind, start.first.replace(day=middle))

    return _in_some_year(found, context, stretch)


def _in_some_year(found: Found, context: Context, make: Callable[[int], Stretch]) -> Reading:
    year = found.one("year")
    if year is not None:
        return placed(make(int(year.word)), STATED)
    if context.published is None:
        return unresolved(YEARLESS)
    here = context.published.year
    return context.nearest(found, [make(here + n) for n in (-1, 0, 1)])


def week_of(found: Found, context: Context) -> Reading | None:
    """Read "the week of March 6"."""
    reading, unit = month_day(found, context), found.one("unit")
    if reading is None or unit is None or unit.word != "week":
        return None
    if reading.stretch is None:
        return reading
    return placed(holding("week", reading.stretch.first), reading.basis)


MONTH_RULES: Final[tuple[Rule, ...]] = (
    ("(the (month|start) of)? EDGE? MON SHORT (of|comma)? year (?!percent)", month_year),
    ("EDGE? MON nw (nw (hyphen? nw)?|hyphen nw) (?!units|hyphen|nw)", month_spoken_year),
    ("EDGE? MON of? (this|last|next) yr", month_of_year),
    ("(season|bigseason) of? (this|last|next) yr", season_of_year),
    ("(earlier|later)? (this|last|next|this? past|this? coming) EDGE? MON", bare_month),
    ("EDGE MON", bare_month),
    ("month(?!name)|shortmonth(?=stop)", bare_month),
    ("(?<=in|by|since|through|from|to|of|on|for|and|last) maybe (?!on|name)", bare_month),
    ("(?<=the) maybe (?=w)", bare_month),
    # "March, May and June", not "Johnson, May and Cameron".
    ("(?<=comma) maybe (?=(comma|and|or) (month|shortmonth))", bare_month),
    # As a question types it: "in may 2018", "in march".
    ("lowmay year", month_year),
    ("(?<=in) lowmay (?!w|for|on)", bare_month),
    ("(the (end|start) of)? (this|last|next|this? past|this? coming|the past) season", bare_season),
    ("(the EDGE? )? (season|bigseason) (of|comma)? year", bare_season),
    ("(?<=in|for) the EDGE? season (?!name|w|of)", bare_season),
    ("(?<=in|by) EDGE? season (?!name|w|and)", bare_season),
    ("the EDGE season (?!name|w)", bare_season),
    ("the (ord|firstw|second|last) weekday (of|in) MON year?", nth_weekday),
    ("the? (ord|firstw|second|last) (unit|weekend) (of|in) MON year?", nth_week),
    ("the unit of MON stop? d31", week_of),
)
