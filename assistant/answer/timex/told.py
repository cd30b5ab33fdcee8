"""Finds the day up to which a text tells, where that is not its publication date.

A page keeps the date of its first version when it is updated, and the date of its own time zone.
What it reports as done cannot lie ahead of it. A report printed some days late has its own date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from assistant.answer.timex.dateline import is_dateline
from assistant.answer.timex.lexicon import MONTHS, WEEKDAYS
from assistant.answer.timex.tense import tense_at
from assistant.answer.timex.tokens import Token, tokens_until
from assistant.settings import CACHED_ARTICLES

# A page updated later than that keeps more weekdays of its first version than it gets new ones: of
# 389 weekdays in whole articles 341, 347 and 346 come out right with one, three and six days.
UPDATED_WITHIN: Final = 3
# Characters in which a report says its news: of 28 articles whose opening reports a weekday as done
# that falls on the day after publication, 24 mean that day. A shorter text has no opening.
_OPENING: Final = 400
# Characters around a date that hold its verbs, and its year.
_BEFORE, _AFTER = 200, 40
_MONTHS: Final = {
    number: re.compile(rf"{name.capitalize()}[a-z]*\b")
    for name, number in MONTHS.items()
    if len(name) == len("aug")
}
_DAY_BEFORE: Final = re.compile(r"\b(\d\d?)\s$")
_DAY_AFTER: Final = re.compile(r"\.?\s(\d\d?)\b")
_YEAR: Final = re.compile(r",?\s(\d{4})\b")
_DAY_NAMES: Final = {n: name.capitalize() for name, n in WEEKDAYS.items() if name.endswith("day")}
# "Updated 9:12 p.m. EDT Aug. 14"
_LABEL: Final = re.compile(r"\b(?:Updated|Corrected|Revised|Modified|Posted)\b[^\n]{0,30}$")
_WEEKDAY: Final = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_EARLIEST: Final = date.min + timedelta(days=UPDATED_WITHIN)
_LATEST: Final = date.max - timedelta(days=UPDATED_WITHIN)


@lru_cache(maxsize=CACHED_ARTICLES)
def told_until(text: str, published: date) -> date:
    """Return the last day that a text dates and reports as done, else its publication date.

    Looked for are the three days after publication: dates ("on Aug. 14", "Updated Aug. 14", the
    dateline), and in the opening the weekday of the next day. A dateline of the days before
    publication counts where none of these is found.
    """
    if not _EARLIEST <= published <= _LATEST:
        return published
    days = [published + timedelta(days=step) for step in range(1, UPDATED_WITHIN + 1)]
    written = [
        (day, start, end)
        for month in sorted({day.month for day in days})
        for number, year, start, end in _dates(text, month)
        for day in days
        if (day.month, day.day) == (month, number) and year in (None, day.year)
    ]
    told = (
        day
        for day, start, end in sorted(written, reverse=True)
        if is_dateline(text, start, end) or _is_done(text, start, end)
    )
    last = max(next(told, published), _opening_day(text, published))
    return _sent(text, published) if last == published else last


def _sent(text: str, published: date) -> date:
    """Return the day of the dateline that a text opens with, if it lies in the days before."""
    days = [published - timedelta(days=step) for step in range(UPDATED_WITHIN + 1)]
    for month in {day.month for day in days}:
        for number, _, start, end in _dates(text[:_OPENING], month):
            if is_dateline(text, start, end):
                return next((d for d in days if (d.month, d.day) == (month, number)), published)
    return published


def _dates(text: str, month: int) -> Iterator[tuple[int, int | None, int, int]]:
    """Yield the day, the year if any, and the slice of each date that a text writes in a month."""
    for name in _MONTHS[month].finditer(text):
        before = _DAY_BEFORE.search(text, max(0, name.start() - 3), name.start())
        day = before or _DAY_AFTER.match(text, name.end())
        if day is None:
            continue
        end = name.end() if before else day.end()
        year = _YEAR.match(text, end)
        yield int(day[1]), int(year[1]) if year else None, min(day.start(), name.start()), end


def _is_done(text: str, start: int, end: int) -> bool:
    """Tell whether a verb of the past says what happened on the date at a slice."""
    begin = max(0, start - _BEFORE)
    if _LABEL.search(text, begin, start):
        return True
    tokens = tokens_until(text, begin, end, _AFTER)
    first = next(index for index, token in enumerate(tokens) if token.start >= start)
    while first and tokens[first - 1].kind in ("weekday", "shortday", "comma", "stop"):
        first -= 1
    return _reported(tokens, first)


def _reported(tokens: list[Token], first: int) -> bool:
    """Tell "died on Friday", "died Friday" and "Updated: Friday" by what stands before."""
    cue = tense_at(tokens, first, first + 1)
    if cue.tense != "past" or cue.at is None:
        return False
    between = tokens[cue.at + 1 : first]
    # "Were told to vote on Friday" has a verb between that tells nothing.
    purpose = any(token.kind == "to" for token in between)
    near = not between or between[-1].kind in ("on", "colon", "early", "late", "comma")
    return near and not purpose


def _opening_day(text: str, published: date) -> date:
    """Return the day after publication if the first weekday of the text reports it as done.

    Told once, in a text that tells of the publication's own weekday as well, it is of the week
    before.
    """
    following = published + timedelta(days=1)
    first = _WEEKDAY.search(text, 0, _OPENING) if len(text) > _OPENING else None
    if first is None or first[0] != _DAY_NAMES[following.weekday()]:
        return published
    if text.count(first[0]) == 1 and _DAY_NAMES[published.weekday()] in text:
        return published
    tokens = tokens_until(text, 0, first.end(), _AFTER)
    index = next(index for index, token in enumerate(tokens) if token.start >= first.start())
    if index and tokens[index - 1].kind in ("last", "next", "this", "each", "since", "name"):
        return published
    return following if tense_at(tokens, index, index + 1).tense == "past" else published
