"""Rules for days with a name of their own: Christmas, Election Day, the Fourth of July."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, cast

from assistant.answer.timex.context import Context
from assistant.answer.timex.grammar import Found, Rule
from assistant.answer.timex.lexicon import word_set
from assistant.answer.timex.reading import (
    HOLIDAY,
    RECURRING,
    STATED,
    UNKNOWN,
    Reading,
    placed,
    unresolved,
    valued,
)
from assistant.answer.timex.stretch import Stretch, Unit, holding
from assistant.answer.timex.tense import is_past
from assistant.answer.timex.tokens import Token


def _weekday_of(month: int, weekday: int, number: int) -> Callable[[int], date]:
    """Return the function from year to its `number`-th weekday of a month; -1 is the last."""

    def day(year: int) -> date:
        if number < 0:
            last = date(year, month + 1, 1) - timedelta(days=1)
            return last - timedelta(days=(last.weekday() - weekday) % 7)
        start = date(year, month, 1)
        return start + timedelta(days=(weekday - start.weekday()) % 7 + 7 * (number - 1))

    return day


def easter(year: int) -> date:
    """Return Easter Sunday (the anonymous Gregorian computus, Nature 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _on(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


_BEFORE_MONDAY: Final = 3
# What stands before a holiday of one year, whatever the verb, and where a verb tells of one time.
_SURELY_ONE: Final = word_set("since until till")
_PERHAPS_ONE: Final = word_set("on by before after through from early late to and")
# What stands before holidays in general.
_GENERAL: Final = word_set("at for during over around on by before after most many some like")
_FEASTS: Final[dict[str, Callable[[int], date]]] = {
    "christmas": _on(12, 25),
    "christmas day": _on(12, 25),
    "christmas eve": _on(12, 24),
    "new year's day": _on(1, 1),
    "new year's eve": _on(12, 31),
    "valentine's day": _on(2, 14),
    "veterans day": _on(11, 11),
    "independence day": _on(7, 4),
    "fourth of july": _on(7, 4),
    "halloween": _on(10, 31),
    "juneteenth": _on(6, 19),
    "boxing day": _on(12, 26),
    "inauguration day": _on(1, 20),
    "thanksgiving": _weekday_of(11, 3, 4),
    "thanksgiving day": _weekday_of(11, 3, 4),
    "labor day": _weekday_of(9, 0, 1),
    "memorial day": _weekday_of(5, 0, -1),
    "columbus day": _weekday_of(10, 0, 2),
    "presidents day": _weekday_of(2, 0, 3),
    "mother's day": _weekday_of(5, 6, 2),
    "father's day": _weekday_of(6, 6, 3),
    "easter": easter,
    "easter sunday": easter,
    "good friday": lambda year: easter(year) - timedelta(days=2),
    "election day": lambda year: _weekday_of(11, 0, 1)(year) + timedelta(days=1),
}


def feast(found: Found, context: Context, *, is_one: bool = False) -> Reading | None:
    """Read a named day in the year that is told, else the nearest by the tense.

    "At Thanksgiving" and "every Christmas" are of no one year; a "Christmas tree" names no time.
    """
    name = found.one("feast")
    if name is None:
        return None
    on = _FEASTS[" ".join(name.word.replace("’", "'").split())]
    year = found.one("year")
    if year is not None:
        return placed(Stretch("day", on(int(year.word))), STATED)
    if found.has("each"):
        return valued("SET", "P1Y", RECURRING)
    before = found.before()
    if before is not None and before.word == "the" and name.word.startswith("fourth"):
        before = found.before(2)
    is_one = is_one or found.has("this", "last", "next") or _is_one(found, before, context)
    if not is_one:
        general = before is not None and before.word in _GENERAL
        return unresolved(HOLIDAY) if general else None
    if context.published is None:
        return unresolved(UNKNOWN)
    here = context.published.year
    return context.chosen(found, [Stretch("day", on(here + n)) for n in (-1, 0, 1)])


def feast_week(found: Found, context: Context) -> Reading | None:
    """Read "Easter week" and "Memorial Day weekend" where a verb tells of one time."""
    unit = found.one("unit", "weekend")
    if unit is None or unit.word not in ("week", "weekend"):
        return None
    reading = feast(found, context, is_one=context.tense(found).tense is not None)
    if reading is None or reading.stretch is None:
        return reading
    # The weekend of a Monday is the one before it.
    day = reading.stretch.first - timedelta(days=_BEFORE_MONDAY if unit.word == "weekend" else 0)
    return placed(holding(cast(Unit, unit.word), day), reading.basis)


def _is_one(found: Found, before: Token | None, context: Context) -> bool:
    """Tell "died on Thanksgiving", "since Christmas" and "closed Christmas Day" from holidays."""
    if before is None or before.word in _SURELY_ONE:
        return before is not None
    if context.tense(found).tense is None:
        return False
    return before.word in _PERHAPS_ONE or is_past(before.word)


FEASTS: Final[tuple[Rule, ...]] = (
    ("feast (unit|weekend) (comma? year)?", feast_week),
    ("((this? (coming|past)|this|last|next|each) )?feast (comma? year)?", feast),
)
