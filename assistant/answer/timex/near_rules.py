"""Rules for units near the publication date or a date of the text: "last week", "that day"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final, cast

from assistant.answer.timex.amounts import length, unit_of
from assistant.answer.timex.context import Context
from assistant.answer.timex.grammar import Found, Rule
from assistant.answer.timex.lexicon import word_set
from assistant.answer.timex.reading import (
    NO_ANCHOR,
    UNKNOWN,
    Reading,
    placed,
    unresolved,
    valued,
)
from assistant.answer.timex.stretch import Stretch, Unit, add, holding
from assistant.answer.timex.tense import ends_sentence

# Tokens from "compared with" to the year: an amount of money, and what it was.
_COMPARED_REACH: Final = 20
_BACK: Final = ("last", "past", "previous")
# Before "last" these make it the final one.
_OWNERS: Final = word_set("the his her its their my our your")


def near_unit(found: Found, context: Context) -> Reading | None:
    """Read "last week", "this year", "next month", "the current quarter", "the past year"."""
    unit = _unit(found)
    if unit is None or unit == "day" or _is_final(found):
        return None
    if unit == "weekend" and found.has("last", "past"):
        return context.relative(_last_weekend)
    if unit == "year" and found.has("last") and _is_compared(found):
        told = context.figures_of(found)
        if told is not None:
            return placed(told.shift(-4), f"relative to {told.value} earlier in the text")
    steps = -1 if found.has(*_BACK) else 1 if found.has("next", "coming") else 0
    return context.unit(unit, steps)


def _is_compared(found: Found) -> bool:
    """Tell "compared with a loss of $3 million last year", which is of the quarter told of."""
    for index in range(found.first - 1, max(0, found.first - _COMPARED_REACH), -1):
        if ends_sentence(found.tokens, index):
            return False
        if found.tokens[index].word == "compared":
            return True
    return False


def _is_final(found: Found) -> bool:
    """Tell "the last week of school" and "his last year" from last week and last year."""
    before, following = found.before(), found.next()
    if not found.has("last"):
        return False
    of = following is not None and following.kind == "of"
    return of or (before is not None and before.word in _OWNERS)


def rolling(found: Found, context: Context) -> Reading | None:
    """Read "the past year", "over the last week": the stretch up to the publication."""
    unit, before = _unit(found), found.before()
    if unit is None or unit == "weekend":
        return near_unit(found, context)
    if found.has("last") and (before is None or before.kind not in ("in", "for")):
        return None
    value = length(1, unit)
    if context.published is None:
        return valued("DURATION", value, UNKNOWN)
    reading = valued("DURATION", value, f"relative to publication {context.published}")
    first = add(context.published, unit, -1) + timedelta(days=1)
    return replace(reading, first=first, last=context.published)


def _last_weekend(day: date) -> Stretch:
    """The weekend before `day`: on a Sunday, the one of the week before."""
    return holding("weekend", day).shift(-1)


def the_week(found: Found, context: Context) -> Reading | None:
    """Read "for the week" as the week of the publication date."""
    token = found.one("unit")
    # "The Week" is a magazine.
    if token is None or token.word != "week" or token.capital:
        return None
    return context.unit("week", 0)


def the_weekend(found: Found, context: Context) -> Reading | None:
    """Read "the weekend": the one just past, or the coming one by the tense."""
    ahead = context.tense(found).tense == "future"

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
    reading = context.leaning(unit, lambda s: holding(unit, s.first).shift(steps))
    if reading is None and found.has("that"):
        # Pointing at what the text tells, not at a date.
        return None
    return reading or unresolved(NO_ANCHOR)


UNITS: Final[tuple[Rule, ...]] = (
    ("the (past|last) ANYUNIT (?!of)", rolling),
    (
        "((early|late|later|earlier|mid) in?)? (the? (end|start) of)? (this? "
        "(past|coming)|this|last|next|the? current|coming) ANYUNIT",
        near_unit,
    ),
    ("(earlier|later|early|late) in the (U|quarter|weekend)", near_unit),
    ("(?<=for) the unit (?!before|after|of|that|when|name)|the unit (?=own)", the_week),
    ("the weekend", the_weekend),
    (
        "(early|late|later|earlier)? (the (next|following|previous|same)|that|the? same) "
        "(U|weekend|quarter|century)",
        text_unit,
    ),
    ("the U (before|after) (?!w|name|the|a|this|that)", text_unit),
)
