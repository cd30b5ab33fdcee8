"""Rules for units near the publication date or a date of the text: "last week", "that day"."""

from __future__ import annotations

from datetime import date
from typing import Final, cast

from assistant.answer.timex.amounts import unit_of
from assistant.answer.timex.context import Context
from assistant.answer.timex.grammar import Found, Rule
from assistant.answer.timex.reading import (
    NO_ANCHOR,
    Reading,
    unresolved,
)
from assistant.answer.timex.stretch import Stretch, Unit, holding

_BACK: Final = ("last", "past", "previous")


def near_unit(found: Found, context: Context) -> Reading | None:
    """Read "last week", "this year", "next month", "the current quarter", "the past year"."""
    unit = _unit(found)
    if unit is None:
        return None
    if unit == "weekend" and found.has("last", "past"):
        return context.relative(_last_weekend)
    steps = -1 if found.has(*_BACK) else 1 if found.has("next", "coming") else 0
    return context.unit(unit, steps)


def _last_weekend(day: date) -> Stretch:
    """The weekend before `day`: on a Sunday, the one of the week before."""
    return holding("weekend", day).shift(-1)


def the_week(found: Found, context: Context) -> Reading | None:
    """Read "for the week" as the week of the publication date."""
    token = found.one("unit")
    return context.unit("week", 0) if token and token.word == "week" else None


def the_weekend(found: Found, context: Context) -> Reading | None:
    """Read "the weekend": the one just past, or the coming one by the tense."""
    ahead = context.tense(found) == "future"

    def near(day: date) -> Stretch:
        this = holding("weekend", day)
        return this if ahead or this.first <= day else this.shift(-1)

    return context.relative(near)


def _unit(found: Found) -> Unit | None:
    token = found.one("unit", "yr", "weekend", "quarter", "century")
    return cast(Unit, unit_of(token)) if token else None


def text_unit(found: Found, context: Context) -> Reading | None:
    """Read "the following year", "that day", "the same month", "the next day" by the text."""
    unit = _unit(found)
    if unit is None:
        return None
    steps = -1 if found.has("previous", "before") else 0
    steps = 1 if found.has("next", "following", "after") else steps
    reading = context.leaning(lambda s: holding(unit, s.first).shift(steps))
    if (
        reading is None
        and found.has("previous", "following", "next")
        and not found.has("unit", "yr")
    ):
        reading = context.unit(unit, steps)
    return reading or unresolved(NO_ANCHOR)


UNITS: Final[tuple[Rule, ...]] = (
    (
        "(early|late|later|earlier|mid)? (in|the? end of|the? start of)? (this? "
        "(past|coming)|this|last|next|the? current|coming) ANYUNIT",
        near_unit,
    ),
    ("the past ANYUNIT", near_unit),
    ("(earlier|later) in the (U|quarter|weekend)", near_unit),
    ("(?<=for) the unit (?!before|after|of|that|when|name)", the_week),
    ("the weekend", the_weekend),
    (
        "(early|late|later|earlier)? (the (next|following|previous|same)|that|the? same) "
        "(U|weekend|quarter|century)",
        text_unit,
    ),
    ("the U (before|after) (?!w|name|the|a|this|that)", text_unit),
)
