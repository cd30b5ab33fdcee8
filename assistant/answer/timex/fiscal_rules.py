"""Rules for quarters, halves and what companies compare them with."""

from __future__ import annotations

from datetime import date
from typing import Final, cast

from assistant.answer.timex.amounts import ordinal, unit_of
from assistant.answer.timex.context import Context
from assistant.answer.timex.grammar import Found, Rule
from assistant.answer.timex.lexicon import MONTH_KINDS, MONTHS
from assistant.answer.timex.reading import (
    LENGTH,
    NO_ANCHOR,
    STATED,
    UNKNOWN,
    Reading,
    placed,
    unresolved,
    valued,
)
from assistant.answer.timex.stretch import Stretch, Unit, add, holding

_QUARTERS: Final = 4
# Tokens from "the quarter" to the month of "the quarter that ended on July 31".
_ENDED_REACH: Final = 4
# "2:20 left in the second quarter" is of a match.
_MATCH: Final = frozenset({"left", "remaining"})
_LENGTH: Final[dict[Unit, int]] = {"quarter": 3, "half": 6}


def quarter(found: Found, context: Context) -> Reading | None:
    """Read "the third quarter", "first-quarter", "the fourth quarter of 1990"."""
    return _numbered(found, context, "quarter")


def short_quarter(found: Found, context: Context) -> Reading | None:
    """Read "Q3 2018", "Q1"."""
    token = found.one("qtr")
    return _placed(found, context, "quarter", int(token.word[1])) if token else None


def half(found: Found, context: Context) -> Reading | None:
    """Read "the first half of 1990", "the second half"."""
    return _numbered(found, context, "half")


def _numbered(found: Found, context: Context, unit: Unit) -> Reading | None:
    if any(token.word in _MATCH for token in found.tokens[max(0, found.first - 3) : found.first]):
        return None
    token = found.one("ord", "firstw", "second", "nth")
    most = 12 // _LENGTH[unit]
    if token is None and not found.has("last"):
        return None
    number = ordinal(token) if token else most
    return _placed(found, context, unit, number) if number <= most else None


def _placed(found: Found, context: Context, unit: Unit, number: int) -> Reading:
    year = found.one("year")
    month = (number - 1) * _LENGTH[unit] + 1
    if year is not None:
        stretch = Stretch(unit, date(int(year.word), month, 1))
        return placed(stretch, STATED)
    if context.published is None:
        return unresolved(UNKNOWN)
    here = context.published.year
    if found.has("unit", "yr"):
        steps = -1 if found.has("last") else 1 if found.has("next") else 0
        stretch = Stretch(unit, date(here + steps, month, 1))
        if unit == "quarter" and not steps:
            context.tell(stretch, found.end)
        return placed(stretch, f"relative to publication {context.published}")
    options = [Stretch(unit, date(here + n, month, 1)) for n in (-1, 0, 1)]
    reading = context.nearest(found, options)
    if unit == "quarter" and reading.stretch is not None:
        context.tell(reading.stretch, found.end)
    return reading


def year_ago(found: Found, context: Context) -> Reading | None:
    """Read "year-ago", "the year-earlier quarter", "a year earlier": of the quarter before."""
    told = context.figures_of(found)
    if told is not None:
        return placed(told.shift(-4), f"relative to {told.value} earlier in the text")
    if context.longer and context.quarter is not None:
        year = holding("year", context.quarter.first).shift(-1)
        return placed(year, f"relative to {context.quarter.value} earlier in the text")
    earlier = None
    if found.has("earlier"):
        earlier = context.leaning("year", lambda s: holding("year", add(s.first, "year", -1)))
    return earlier or context.unit("year", -1)


def same_quarter(found: Found, context: Context) -> Reading | None:
    """Read "the corresponding period last year", "the quarter a year ago", "last year's quarter".

    Without a quarter before them they are left to the other rules.
    """
    told = context.figures_of(found)
    if told is None:
        return None
    return placed(told.shift(-4), f"relative to {told.value} earlier in the text")


def year_before_quarter(found: Found, context: Context) -> Reading | None:
    """Read "the year-ago third quarter": the one of the year before the publication's."""
    token = found.one("ord", "firstw", "second", "nth")
    if token is None or context.published is None or ordinal(token) > _QUARTERS:
        return None
    month = (ordinal(token) - 1) * _LENGTH["quarter"] + 1
    latest = Stretch("quarter", date(context.published.year, month, 1))
    steps = -8 if latest.first > context.published else -4
    return placed(latest.shift(steps), f"relative to publication {context.published}")


def ended_quarter(found: Found, context: Context) -> Reading | None:
    """Read "the quarter" of "the quarter ended July 31": the three months up to that day."""
    following = found.tokens[found.after : found.after + _ENDED_REACH]
    month = next((MONTHS[each.word] for each in following if each.kind in MONTH_KINDS), None)
    if month is None or context.published is None:
        return the_quarter(found, context)
    here = context.published.year
    months = [Stretch("month", date(here + n, month, 1)) for n in (-1, 0)]
    last = [each for each in months if each.first <= context.published][-1]
    # Its quarter of the calendar is the one that holds its middle month.
    stretch = holding("quarter", last.shift(-1).first)
    context.tell_only(stretch, found.end)
    return placed(stretch, f"relative to publication {context.published}")


def fiscal_now(found: Found, context: Context) -> Reading | None:
    """Read "the current fiscal year", "the latest fiscal year"."""
    return context.unit("year", -1 if found.has("latest", "last", "previous") else 0)


def ended_year(found: Found, context: Context) -> Reading | None:
    """Read "the year" of "the year ended March 31" as a length."""
    return valued("DURATION", "P1Y", LENGTH)


def the_year(found: Found, context: Context) -> Reading | None:
    """Read "the year" as the one of the publication date; "Player of the Year" is a title."""
    if found.inside[-1].capital:
        return None
    return context.unit("year", 0)


def this_unit(found: Found, context: Context) -> Reading | None:
    """Read "the end of the month" as the month of the publication date; a day is left alone."""
    token = found.all("unit", "quarter", "weekend")[-1]
    unit = cast(Unit, unit_of(token))
    return context.unit(unit, 0) if unit in ("week", "weekend", "month", "quarter") else None


def year_end(found: Found, context: Context) -> Reading | None:
    """Read "year-end" as the last day of the year, after "since" of the year before."""
    before = found.before()
    steps = -1 if before is not None and before.word == "since" else 0
    return context.relative(lambda day: Stretch("day", date(day.year + steps, 12, 31)))


def the_quarter(found: Found, context: Context) -> Reading | None:
    """Read "the quarter", "the latest period": the quarter that the text speaks of."""
    if context.quarter is None:
        if found.has("period"):
            return None
        if context.published is None:
            return unresolved(NO_ANCHOR)
        return context.unit("quarter", -1)
    stretch = context.quarter
    return placed(stretch, f"the {stretch.value} named earlier in the text")


def year_quarter(found: Found, context: Context) -> Reading | None:
    """Read "the 1988 quarter", "the 1988 period" as that quarter in the year named."""
    year = found.one("year")
    if year is None:
        return None
    if context.quarter is None or context.longer:
        return placed(holding("year", date(int(year.word), 1, 1)), STATED)
    first = context.quarter.first.replace(year=int(year.word))
    return placed(Stretch("quarter", first), STATED)


FISCAL: Final[tuple[Rule, ...]] = (
    ("the? (year|fiscal)? fiscal? NTH hyphen? quarter OFYEAR?", quarter),
    ("(this|last|next) U own NTH quarter", quarter),
    ("(the? fiscal)? qtr (fiscal|of|hyphen|in)? year?", short_quarter),
    ("the last quarter of year", quarter),
    ("the? (NTH|last) half of? (year|(this|last|next|the) U)", half),
    ("the year (quarter|period)", year_quarter),
    ("the yr hyphen (ago|earlier) NTH quarter", year_before_quarter),
    ("the (w|same)? (quarter|period) of? (last yr|a yr (ago|earlier))", same_quarter),
    ("last yr own quarter", same_quarter),
    ("the (current|latest|last|this|previous)? fiscal yr (?!year|nw|happened)", fiscal_now),
    ("(the w)? (the|a) U hyphen? (ago|earlier) (quarter|period)", year_ago),
    ("a yr hyphen (ago|earlier)", year_ago),
    ("U hyphen (ago|earlier) (quarter|period)?", year_ago),
    ("a yr (ago|earlier)", year_ago),
    ("(the)? (fiscal)? yr (?=happened)", ended_year),
    ("(?<=of|for|in|during) the (fiscal|all)? yr (?!nw|year)", the_year),
    ("yr (hyphen|own)? end", year_end),
    ("the end of the yr", the_year),
    ("the end of the (unit|quarter|weekend)", this_unit),
    ("the quarter (?=happened)", ended_quarter),
    ("the (latest|most recent)? quarter (?!hyphen|name)", the_quarter),
    ("the (latest|most recent) period", the_quarter),
)
