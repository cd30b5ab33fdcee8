"""Rules for what the text itself places: full dates, months, years, decades, centuries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final, cast

from assistant.answer.timex.amounts import ordinal
from assistant.answer.timex.context import Context
from assistant.answer.timex.grammar import Found, Rule
from assistant.answer.timex.lexicon import DECADES, MONTHS, NUMBERS, SEASONS, WEEKDAYS
from assistant.answer.timex.reading import STATED, YEARLESS, Reading, placed, unresolved
from assistant.answer.timex.stretch import Stretch, Unit, holding
from assistant.answer.timex.tokens import Token

MONTH_KINDS: Final = ("month", "shortmonth", "maybe", "lowmay")
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
    weekday = found.one("weekday", "shortday")
    if context.published is None:
        if context.year is None:
            return unresolved(YEARLESS)
        there = Stretch("day", date(context.year, month, day))
        return placed(there, f"the year is that of {context.year} earlier in the text")
    options = list(_days(context.published.year, month, day))
    if weekday is not None:
        number = WEEKDAYS[weekday.word]
        options = [day for day in options if day.first.weekday() == number] or options
    near = [s for s in options if abs(s.first.year - context.published.year) <= 1]
    return context.nearest(found, near or options)


def _days(year: int, month: int, day: int) -> Iterator[Stretch]:
    date(2000, month, day)
    for each in range(year - WEEKDAY_YEARS, year + WEEKDAY_YEARS + 1):
        if (month, day) != (2, 29) or (each % 4 == 0 and (each % 100 != 0 or each % 400 == 0)):
            yield Stretch("day", date(each, month, day))


def month_of(found: Found) -> int | None:
    """Return the number of the month named."""
    token = found.one(*MONTH_KINDS)
    return MONTHS[token.word] if token else None


def month_year(found: Found, context: Context) -> Reading | None:
    """Read "March 2018", "early May 1998"."""
    month, year = month_of(found), found.one("year")
    if month is None or year is None:
        return None
    return placed(Stretch("month", date(int(year.word), month, 1)), STATED)


def bare_month(found: Found, context: Context) -> Reading | None:
    """Read "in May", "last December", "this September", "mid-November"."""
    month = month_of(found)
    if month is None:
        return None
    if context.published is None:
        if context.year is None or found.has("last", "this", "next", "past", "coming"):
            return unresolved(YEARLESS)
        there = Stretch("month", date(context.year, month, 1))
        return placed(there, f"the year is that of {context.year} earlier in the text")
    months = [Stretch("month", date(context.published.year + n, month, 1)) for n in (-1, 0, 1)]
    return _chosen(found, context, context.published, months)


def _chosen(found: Found, context: Context, day: date, options: list[Stretch]) -> Reading:
    """Choose by "last", "next" and "this", else the nearest that fits the tense."""
    if found.has("last", "past"):
        options = [option for option in options if option.last < day][-1:]
    elif found.has("next", "coming"):
        options = [option for option in options if option.first > day][:1]
    elif found.has("this"):
        options = [option for option in options if option.first.year == day.year]
    return context.nearest(found, options)


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
    return _chosen(found, context, day, seasons)


def bare_year(found: Found, context: Context) -> Reading | None:
    """Read 1998, unless what stands around it counts things."""
    token = found.one("year")
    if token is None or not _is_year(found, token):
        return None
    return placed(Stretch("year", date(int(token.word), 1, 1)), STATED)


_COUNTED: Final = frozenset(
    "people men women children employees workers jobs troops soldiers votes points miles feet "
    "meters metres kilometers kilometres pounds tons tonnes acres dollars euros barrels units "
    "homes houses copies students members passengers seats rooms stores cars vehicles deaths "
    "cases patients calories square km mph rpm hours days weeks months years percent per other "
    "more or-more times shares".split()
)
_COUNTING: Final = frozenset("than least most nearly almost roughly approximately some no number".split())
_YEARLIKE_FROM, _YEARLIKE_TO = 1900, 2060
_BEFORE_YEAR: Final = frozenset(
    "in since by until till from to through during before after of the late early mid and between "
    "for around about fiscal year back spring summer fall autumn winter".split()
)


def _is_year(found: Found, token: Token) -> bool:
    before, after = found.before(), found.next()
    if after is not None and (after.kind == "percent" or after.word in _COUNTED):
        return False
    if before is not None and before.word in _COUNTING:
        return False
    if _YEARLIKE_FROM <= int(token.word) <= _YEARLIKE_TO:
        return before is None or before.kind != "money"
    if before is None or before.word not in _BEFORE_YEAR - {"the", "of", "about", "around"}:
        return False
    return after is None or after.kind not in ("w", "hyphen", "units")


def decade(found: Found, context: Context) -> Reading | None:
    """Read "the 1990s", "the early '80s", "the nineties"."""
    token = found.one("decade", "decadew")
    if token is None:
        return None
    digits = "".join(c for c in token.word if c.isdigit())
    number = int(digits) if digits else DECADES[token.word]
    start = number if number >= 100 else number + (1900 if number >= 20 else 2000)
    if start % 100 == 0 and start != 2000:
        return placed(Stretch("century", date(start, 1, 1)), STATED)
    return placed(Stretch("decade", date(start, 1, 1)), STATED)


def century(found: Found, context: Context) -> Reading | None:
    """Read "the 20th century"; "this century" by the publication date."""
    token = found.one("nth", "ord", "firstw")
    if token is not None:
        return placed(Stretch("century", date((ordinal(token) - 1) * 100, 1, 1)), STATED)
    steps = -1 if found.has("last", "past") else 1 if found.has("next") else 0
    return context.relative(lambda day: holding("century", day).shift(steps))


def lone_day(found: Found, context: Context) -> Reading | None:
    """Read "on the 26th" in the month that fits."""
    token = found.one("nth")
    if token is None:
        return None
    number = ordinal(token)
    if context.published is None:
        if context.before is None or context.before.stretch is None:
            return unresolved(YEARLESS)
        if context.before.stretch.unit not in ("day", "month"):
            return unresolved(YEARLESS)
        reading = context.leaning(lambda s: Stretch("day", s.first.replace(day=number)))
        return reading
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
    if token is None or unit is None or month is None or unit.word not in ("week", "weekend", "day"):
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
    reading = month_day(found, context)
    if reading is None or reading.stretch is None:
        return reading
    return placed(holding("week", reading.stretch.first), reading.basis)


def spoken_year(found: Found, context: Context) -> Reading | None:
    """Read "nineteen ninety-one", "the year two thousand"."""
    numbers = [NUMBERS[token.word] for token in found.all("nw")]
    if numbers[:2] == [2, 1000]:
        year = 2000 + sum(numbers[2:])
    elif numbers[0] in (18, 19, 20) and 10 <= sum(numbers[1:]) < 100:
        year = numbers[0] * 100 + sum(numbers[1:])
    else:
        return None
    return placed(Stretch("year", date(year, 1, 1)), STATED)


PARTS: Final = {
    "WD": "(weekday|shortday) (stop (?!gap))?",
    "DAYN": "(d31|nth|ord|firstw|second)",
    "SHORT": "(stop(?=d31|nth|year|comma))?",
    "EDGE": "((early|late|mid) hyphen?)",
    "DET": "(this|last|next|past|coming|the? previous|the? following|the? same|each)",
    "MON": "(month|shortmonth|maybe)",
    "YEAR": "(comma? year (?!percent|hyphen d31))",
}

CALENDAR: Final[tuple[Rule, ...]] = (
    ("iso", iso_date),
    ("slash", slash_date),
    # "Friday, March 9, 2018", "this coming Sunday, March eighth"
    ("((this? (coming|past|next|last))? WD comma?)? EDGE? MON SHORT the? DAYN (?!percent|units|season|hyphen (U|clockunit)) YEAR?", month_day),
    ("lowmay d31 YEAR", month_day),
    ("(WD comma? the?)? (d31|nth|the (nth|ord|firstw)|ord(?= of)) of? MON SHORT YEAR?", month_day),
    ("(the (month|start) of)? EDGE? MON SHORT (of|comma)? year (?!percent)", month_year),
    ("EDGE? MON of? (this|last|next) yr", month_of_year),
    ("(season|bigseason) of? (this|last|next) yr", season_of_year),
    ("(earlier|later)? (this|last|next|this? past|this? coming) EDGE? MON", bare_month),
    ("EDGE MON", bare_month),
    ("month(?!name)|shortmonth(?=stop)", bare_month),
    ("(?<=in|by|since|through|from|to|of|on|for|and|last) maybe (?!on|name)", bare_month),
    ("(?<=the) maybe (?=w)", bare_month),
    ("(the (end|start) of)? (this|last|next|this? past|this? coming|the past) season", bare_season),
    ("(the EDGE? )? (season|bigseason) (of|comma)? year", bare_season),
    ("(?<=in|for) the EDGE? season (?!name|w|of)", bare_season),
    ("(?<=in|by) EDGE? season (?!name|w|and)", bare_season),
    ("the (ord|firstw|second|last) weekday (of|in) MON year?", nth_weekday),
    ("the? (ord|firstw|second|last) (unit|weekend) (of|in) MON year?", nth_week),
    ("fiscal yr? year", bare_year),
    ("year fiscal yr", bare_year),
    ("the EDGE? decade", decade),
    ("EDGE? decade", decade),
    ("the EDGE? decadew", decade),
    ("(the)? EDGE? (nth|ord|firstw) hyphen? century", century),
    ("((this|last|next|past)) century", century),
    ("(?<=and|to|through|hyphen|or) (d31|nth|n2) (?!percent|w|units|clockunits|name|ampm|hyphen)", second_day),
    ("(?<=and|to|through|hyphen|or) (d31|nth) comma year", second_day),
    ("(?<=hyphen|dash) (d31|nth) (?!percent|hyphen|units|clockunits)", second_day),
    ("the week of MON stop? d31", week_of),
    ("(?<=in|since|by|of|the) (the U)? nw (nw (hyphen? nw)?|hyphen nw)", spoken_year),
    ("(the U) nw nw", spoken_year),
    ("(?<=on|by|through|since) the nth (?!w|name|U|hyphen|of)", lone_day),
    ("(a good part of|the? (end|start|middle) of|EDGE)? (the (U|year))? year(?!U)", bare_year),
)  # fmt: skip
