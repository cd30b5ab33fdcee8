"""Rules for days near the publication date: Monday, yesterday, this morning."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from assistant.answer.timex.behind import lies_behind
from assistant.answer.timex.context import Context
from assistant.answer.timex.grammar import Found, Rule
from assistant.answer.timex.lexicon import DAY_PARTS, WEEKDAYS
from assistant.answer.timex.reading import (
    NO_ANCHOR,
    RECURRING,
    UNKNOWN,
    Reading,
    placed,
    unresolved,
    valued,
)
from assistant.answer.timex.stretch import Stretch, add, holding
from assistant.answer.timex.tense import Cue

_WEEK: Final = 7
# Tokens between a weekday and "p.m." in "Saturday 1-2 p.m.", "6 p.m. ET on Saturday".
_HOUR_REACH: Final = 4
_TODAY: Final = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "overnight": 0}


def weekday(found: Found, context: Context) -> Reading | None:
    """Read "Monday", "last Friday", "next Tuesday morning", "Mondays"."""
    token = found.one("weekday", "shortday")
    if token is None:
        return None
    number = WEEKDAYS[token.word]
    parts = found.one("parts")
    if parts is not None or token.word.endswith("days") or found.has("each"):
        clock = DAY_PARTS[parts.word] if parts is not None else ""
        return valued("SET", f"XXXX-WXX-{number + 1}{clock}", RECURRING)
    if _is_any(found):
        return None
    if found.has("previous", "following", "same"):
        return _by_text(found, context, number)
    published, told = context.published, context.told
    if published is None or told is None:
        return unresolved(UNKNOWN)
    day, late = (_weekday(found, context, end, number) for end in (published, told))
    if day < late <= told:
        basis = f"relative to {told}, which the text reports after its publication {published}"
        return with_part(found, placed(Stretch("day", late), basis))
    if late < day:
        basis = f"relative to {told}, the date of the report before its publication {published}"
        return with_part(found, placed(Stretch("day", late), basis))
    # What a page announces, its first version did.
    return with_part(found, context.relative(lambda _: Stretch("day", day)))


def _is_any(found: Found) -> bool:
    """Tell "on a Monday" from "at a Monday rally", which was on one Monday."""
    near, far, following = found.before(), found.before(2), found.next()
    if near is None or far is None or (near.kind, far.kind) != ("a", "on"):
        return False
    return following is None or following.kind not in ("w", "name")


def weekday_of_week(found: Found, context: Context) -> Reading | None:
    """Read "Thursday of last week"."""
    token, unit = found.one("weekday", "shortday"), found.one("unit")
    if token is None or unit is None:
        return None
    if unit.word != "week":
        return weekday(Found(found.rule, found.first, found.first + 1, found.tokens), context)
    steps = -1 if found.has("last") else 1 if found.has("next") else 0
    number = WEEKDAYS[token.word]

    def day(published: date) -> Stretch:
        monday = holding("week", published).shift(steps).first
        return Stretch("day", monday + timedelta(days=number))

    return context.relative(day)


def _weekday(found: Found, context: Context, published: date, number: int) -> date:
    start = context.range_start(found)
    if start is not None:
        return start + timedelta(days=(number - start.weekday()) % _WEEK or _WEEK)
    back = (published.weekday() - number) % _WEEK
    if found.has("last", "past"):
        return published - timedelta(days=back or _WEEK)
    if found.has("next"):
        monday = published - timedelta(days=published.weekday())
        return monday + timedelta(days=_WEEK + number)
    if found.has("coming"):
        return published + timedelta(days=_WEEK - back)
    ahead = back and not lies_behind(found) and _is_ahead(found, context.tense(found))
    return published + timedelta(days=_WEEK - back if ahead else -back)


def _is_ahead(found: Found, cue: Cue) -> bool:
    """Tell whether a weekday is ahead by the verbs, or by the words around it without one."""
    following = found.next()
    own = following is not None and following.kind == "own"
    # "They would look for ways around Wednesday's ruling", which has been given.
    if cue.tense == "future" and not (cue.weak and own):
        return True
    return (cue.tense is None and _is_scheduled(found)) or _is_awaited(found, own=own)


def _is_awaited(found: Found, *, own: bool) -> bool:
    """Tell "a protest for Monday", "ahead of Monday" and "the vote is Monday" by the words before.

    "In time for Monday's feast" may be told after it.
    """
    near, far = found.before(), found.before(2)
    if near is None or far is None:
        return False
    if near.word in ("is", "are"):
        return far.kind != "today"
    if (far.word, near.word) in (("ahead", "of"), ("later", "than")):
        return True
    return near.word == "for" and not own


def _is_scheduled(found: Found) -> bool:
    """Tell "Qualifying: Saturday, 3 p.m." and a line that begins with its day: a schedule."""
    before = found.before()
    if before is None or before.kind in ("gap", "colon"):
        return True
    near = found.tokens[max(0, found.first - _HOUR_REACH) : found.after + _HOUR_REACH]
    return any(token.kind in ("ampm", "noon") for token in near)


def _by_text(found: Found, context: Context, number: int) -> Reading:
    def near(stretch: Stretch) -> Stretch:
        back = (stretch.first.weekday() - number) % _WEEK
        if found.has("same"):
            return Stretch("day", stretch.first - timedelta(days=back))
        if found.has("following"):
            return Stretch("day", stretch.first + timedelta(days=_WEEK - back))
        return Stretch("day", stretch.first - timedelta(days=back or _WEEK))

    reading = context.leaning("week", near)
    if reading is None and context.published is not None and not found.has("same"):
        reading = context.relative(lambda day: near(Stretch("day", day)))
    return with_part(found, reading or unresolved(NO_ANCHOR))


def with_part(found: Found, reading: Reading) -> Reading:
    """Return the reading of a day narrowed to the part of the day that is named."""
    part = found.one("part", "dawn")
    if part is None or reading.stretch is None:
        return reading
    clock = DAY_PARTS.get(part.word, "TMO")
    return placed(Stretch("day", reading.stretch.first, clock), reading.basis)


def deictic(found: Found, context: Context) -> Reading | None:
    """Read "yesterday", "tonight", "tomorrow morning"; "the day before yesterday"."""
    token = found.one("today", "tonight", "overnight")
    if token is None:
        return None
    steps = _TODAY[token.word]
    if found.has("before", "after"):
        steps += -1 if found.has("before") else 1
    clock = {"tonight": "TNI", "overnight": "TNI"}.get(token.word, "")
    reading = context.relative(lambda day: Stretch("day", add(day, "day", steps), clock))
    return with_part(found, reading)


def mid_part(found: Found, context: Context) -> Reading | None:
    """Read "mid-afternoon yesterday"."""
    return weekday(found, context) if found.has("weekday") else deictic(found, context)


def this_part(found: Found, context: Context) -> Reading | None:
    """Read "this morning", "last night", "that evening", "the next morning"."""
    token, before = found.one("part", "dawn"), found.before()
    if token is None or (found.has("last") and before is not None and before.kind == "the"):
        return None
    clock = DAY_PARTS.get(token.word, "TMO")
    if found.has("this", "last"):
        steps = -1 if found.has("last") else 0
        return context.relative(lambda day: Stretch("day", add(day, "day", steps), clock))
    steps = 1 if found.has("next", "following") else -1 if found.has("previous") else 0
    reading = context.leaning("day", lambda s: Stretch("day", add(s.first, "day", steps), clock))
    return reading or unresolved(NO_ANCHOR, "TIME")


def the_part(found: Found, context: Context) -> Reading | None:
    """Read "in the morning": of the last day named, else of the publication date."""
    reading = context.leaning("day", lambda s: Stretch("day", s.first))
    return with_part(found, reading or context.relative(lambda day: Stretch("day", day)))


DAYS: Final[tuple[Rule, ...]] = (
    ("mid hyphen? part (today|weekday)", mid_part),
    ("weekday of? (this|last|next) unit", weekday_of_week),
    ("each? weekday parts", weekday),
    ("each weekday ((comma|and|or) weekday)+", weekday),
    ("WHICH? weekday (comma? part|in the part)?", weekday),
    ("(the unit (before|after))? (early|late|earlier|later)? today (part)?", deictic),
    ("(early|late|earlier|later)? (tonight|overnight)", deictic),
    (
        "(early|late|earlier|later)? (this|last|that|the (next|following|previous)) (part)",
        this_part,
    ),
    ("(?<=in|for) the part(?!of)", the_part),
)
