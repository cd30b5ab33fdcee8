"""Rules for times of the day, alone or with their day: "10 p.m. Wednesday", "at noon"."""

from __future__ import annotations

import re
from typing import Final

from assistant.answer.timex.context import Context
from assistant.answer.timex.date_rules import month_day
from assistant.answer.timex.grammar import Found, Rule
from assistant.answer.timex.lexicon import MONTH_KINDS, NUMBERS
from assistant.answer.timex.reading import NO_ANCHOR, Reading, placed, unresolved
from assistant.answer.timex.stretch import Stretch
from assistant.answer.timex.weekday_rules import deictic, weekday

# "9", "0735", "14:30", "10.30", "nine".
_CLOCKED: Final = re.compile(r"\d{1,2}|\d{4}|\d{1,2}[.:]\d\d(?::\d\d)?|[a-z]+")
_NAMED: Final = {"noon": "T12:00", "midday": "T12:00", "midnight": "T24:00"}


def clock_time(found: Found, context: Context) -> Reading | None:
    """Read "7:15 p.m.", "noon Thursday", "9 a.m. on March 3"."""
    clock = _clock(found)
    if clock is None:
        return None
    day = _day(found, context)
    if day is None or day.first is None:
        return unresolved(day.basis if day else NO_ANCHOR, "TIME")
    reading = placed(Stretch("day", day.first, clock), day.basis)
    return reading


def _day(found: Found, context: Context) -> Reading | None:
    if found.has(*MONTH_KINDS):
        return month_day(_after_clock(found), context)
    if found.has("weekday"):
        return weekday(found, context)
    if found.has("today", "tonight"):
        return deictic(found, context)
    there = context.leaning("day", lambda stretch: Stretch("day", stretch.first))
    if there is None and context.published is None:
        return None
    return there or context.relative(lambda day: Stretch("day", day))


def _after_clock(found: Found) -> Found:
    """Return the part of the match from the weekday or month on, so that hours are no days."""
    for index in range(found.first, found.after):
        if found.tokens[index].kind in ("weekday", *MONTH_KINDS):
            return Found(found.rule, index, found.after, found.tokens)
    return found


def _clock(found: Found) -> str | None:
    named, before = found.one("noon"), found.before()
    if named is not None:
        if before is not None and before.word == "high":
            return None
        return _NAMED[named.word]
    token = found.one("clock", "d31", "nw", "num", "year")
    if token is None or not _CLOCKED.fullmatch(token.word):
        return None
    hour, minute = _hour(token.word.replace(".", ":"))
    half = found.one("ampm", "part")
    if half is not None:
        late = half.word.startswith("p") or half.word in ("afternoon", "evening", "night")
        hour = hour % 12 + (12 if late else 0)
    return f"T{hour:02d}:{minute:02d}" if hour <= 24 and minute < 60 else None


def _hour(word: str) -> tuple[int, int]:
    if ":" in word:
        parts = word.split(":")
        return int(parts[0]), int(parts[1])
    number = NUMBERS[word] if word in NUMBERS else int(word)
    return (number // 100, number % 100) if number >= 100 else (number, 0)


CLOCK: Final[tuple[Rule, ...]] = (
    (
        "approx? HOUR ZONE? comma? on? ((today|tonight)|weekday (comma? MON stop? "
        "(d31|nth)(comma? year)?)?|MON stop? (d31|nth)(comma? year)?)",
        clock_time,
    ),
    ("approx? HOUR ZONE?", clock_time),
)
