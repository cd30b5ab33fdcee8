"""Rules for what lies near the publication date or a date of the text: Monday, last week."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, cast

from assistant.answer.timex.amounts import NUMBER_KINDS, amount, length, unit_of
from assistant.answer.timex.context import Context
from assistant.answer.timex.grammar import Found, Rule
from assistant.answer.timex.lexicon import PARTS as DAY_PARTS
from assistant.answer.timex.lexicon import WEEKDAYS
from assistant.answer.timex.reading import (
    NO_ANCHOR,
    UNKNOWN,
    Reading,
    placed,
    unresolved,
    valued,
)
from assistant.answer.timex.stretch import Stretch, Unit, add, holding

_WEEK: Final = 7
_TODAY: Final = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "overnight": 0}
_AFTER_NAMES: Final = ("next", "coming", "following")
_BACK: Final = ("last", "past", "previous")


def weekday(found: Found, context: Context) -> Reading | None:
    """Read "Monday", "last Friday", "next Tuesday morning", "Mondays"."""
    token = found.one("weekday", "shortday")
    if token is None:
        return None
    number = WEEKDAYS[token.word]
    if token.word.endswith("days") or found.has("each"):
        return valued("SET", f"XXXX-WXX-{number + 1}", "recurring")
    if found.has("previous", "following", "same"):
        return _by_text(found, context, number)
    if context.published is None:
        return unresolved(UNKNOWN)
    day = _weekday(found, context, context.published, number)
    return with_part(found, context.relative(lambda _: Stretch("day", day)))


def weekday_of_week(found: Found, context: Context) -> Reading | None:
    """Read "Thursday of last week"."""
    token, unit = found.one("weekday", "shortday"), found.one("unit")
    if token is None or unit is None or unit.word != "week":
        return None
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
    ahead = context.tense(found) == "future"
    if back and ahead:
        return published + timedelta(days=_WEEK - back)
    return published - timedelta(days=back)


def _by_text(found: Found, context: Context, number: int) -> Reading:
    def near(stretch: Stretch) -> Stretch:
        back = (stretch.first.weekday() - number) % _WEEK
        if found.has("same"):
            return Stretch("day", stretch.first - timedelta(days=back))
        if found.has("following"):
            return Stretch("day", stretch.first + timedelta(days=_WEEK - back))
        return Stretch("day", stretch.first - timedelta(days=back or _WEEK))

    reading = context.leaning(near)
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
    token = found.one("part", "dawn")
    if token is None:
        return None
    clock = DAY_PARTS.get(token.word, "TMO")
    if found.has("this", "last"):
        steps = -1 if found.has("last") else 0
        return context.relative(lambda day: Stretch("day", add(day, "day", steps), clock))
    steps = 1 if found.has("next", "following") else -1 if found.has("previous") else 0
    reading = context.leaning(lambda s: Stretch("day", add(s.first, "day", steps), clock))
    return reading or unresolved(NO_ANCHOR, "TIME")


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


def the_part(found: Found, context: Context) -> Reading | None:
    """Read "in the morning": of the last day named, else of the publication date."""
    before = context.before
    if before is not None and before.stretch is not None and before.stretch.unit == "day":
        reading = context.leaning(lambda s: Stretch("day", s.first))
    else:
        reading = context.relative(lambda day: Stretch("day", day))
    return with_part(found, reading) if reading else None


def lately(found: Found, context: Context) -> Reading:
    """Read "long ago"."""
    return valued("DATE", "PAST_REF", "no exact time")


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
    if reading is None and found.has("previous", "following", "next") and not found.has("unit", "yr"):
        reading = context.unit(unit, steps)
    return reading or unresolved(NO_ANCHOR)


def ago(found: Found, context: Context) -> Reading | None:
    """Read "two weeks ago", "a few years ago", "three days from now"."""
    return _moved(found, context, -1 if found.has("ago") else 1, by_text=False)


def later(found: Found, context: Context) -> Reading | None:
    """Read "three days later", "a year earlier" by the last date of the text."""
    back = found.has("earlier", "before", "previous")
    return _moved(found, context, -1 if back else 1, by_text=True)


def _moved(found: Found, context: Context, sign: int, *, by_text: bool) -> Reading | None:
    token = found.one("unit", "yr", "units", "clockunit", "clockunits", "second", "quarter", "quarters", "century")
    if token is None:
        return None
    unit = unit_of(token)
    number = amount(found.all(*NUMBER_KINDS, "few", "several", "many", "couple"))
    if number is None:
        if by_text:
            return valued("DURATION", length(None, unit), "a length of time")
        return valued("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", "no exact time")
    if unit in ("second", "minute", "hour", "fortnight", "millennium"):
        if unit == "fortnight":
            unit, number = "week", number * 2
        elif not by_text:
            return context.relative(lambda day: Stretch("day", day))
        else:
            return valued("DURATION", length(number, unit), "a length of time")

    if not by_text:
        return _from_publication(context, unit, sign * number)
    reading = context.leaning(lambda s: _exact(s, unit, sign * number))
    if reading is not None and sign > 0 and _too_late(reading, context):
        return unresolved(NO_ANCHOR)
    return reading or unresolved(NO_ANCHOR)


def _too_late(reading: Reading, context: Context) -> bool:
    """Tell whether "later" leads from a time before the publication to one after it."""
    day, before = context.published, context.before
    if day is None or reading.first is None or before is None or before.first is None:
        return False
    return before.first <= day < reading.first


def _from_publication(context: Context, unit: str, number: float) -> Reading:
    try:
        return context.relative(lambda day: _step(Stretch("day", day), unit, number))
    except (ValueError, OverflowError):
        return valued("DATE", "PAST_REF" if number < 0 else "FUTURE_REF", "no exact time")


def _step(stretch: Stretch, unit: str, number: float) -> Stretch:
    """Move and widen to the unit: "three years ago" is a year, "two months ago" a month."""
    if number != int(number):
        return holding("month", add(stretch.first, "month", round(number * 12))) if unit == "year" else stretch
    day = add(stretch.first, unit, int(number))
    return holding(cast(Unit, unit), day)


def _exact(stretch: Stretch, unit: str, number: float) -> Stretch:
    """Move by whole units, keeping the grain of a day or of what is coarser than the unit."""
    order = ["day", "weekend", "week", "month", "season", "quarter", "half", "year", "decade", "century"]
    if number != int(number):
        return _step(stretch, unit, number)
    day = add(stretch.first, unit, int(number))
    if unit == "day":
        return Stretch("day", day)
    wider = stretch.unit if order.index(stretch.unit) > order.index(unit) else cast(Unit, unit)
    if unit in ("week", "month", "year") and stretch.unit in ("quarter", "half", "season"):
        wider = stretch.unit
    return holding(wider, day)


PARTS: Final = {
    "U": "(unit|yr)",
    "WDAY": "(weekday|shortday(?= comma| part))",
    "TO_WEEKDAY": "(this? (coming|past)|this|last|next|the? (following|previous|same)|each|early|late|earlier|later|mid)",
    "ANYUNIT": "(U|weekend|quarter|century)",
    "SOME": "(approx|just|just? (more|less) than|at least|up to|more than)",
    "COUNT": "((d31|n2|num|year|nw|half|a) ((hyphen|and|or|to)? (nw|frac|d31|n2|num|half))* (and (a half|frac))?|(a|the)? (few|several|couple of?)|several|many)",
    "LONGUNIT": "(U|units|clockunit|clockunits|second|quarter|quarters|century)",
}

NEAR: Final[tuple[Rule, ...]] = (
    ("mid hyphen? part (today|weekday)", mid_part),
    ("WDAY of (this|last|next) unit", weekday_of_week),
    ("TO_WEEKDAY? WDAY (comma? part|in the part)?", weekday),
    ("(the U (before|after))? (early|late|earlier|later)? today (part)?", deictic),
    ("(early|late|earlier|later)? (tonight|overnight)", deictic),
    ("(early|late|earlier|later)? (this|last|that|the (next|following|previous)) (part)", this_part),
    ("(early|late|later|earlier|mid)? (in|the? end of|the? start of)? (this? (past|coming)|this|last|next|the? current|coming) ANYUNIT", near_unit),
    ("the past ANYUNIT", near_unit),
    ("(earlier|later) in the (U|quarter|weekend)", near_unit),
    ("(?<=for) the unit (?!before|after|of|that|when|name)", the_week),
    ("(?<=in|for) the part(?!of)", the_part),
    ("(a? long|some) time ago", lately),
    ("long ago", lately),
    ("the weekend", the_weekend),
    ("(early|late|later|earlier)? (the (next|following|previous|same)|that|the? same) (U|weekend|quarter|century)", text_unit),
    ("the U (before|after) (?!w|name|the|a|this|that)", text_unit),
    ("SOME? COUNT LONGUNIT (ago|from now|hence)", ago),
    ("SOME? COUNT LONGUNIT (earlier|later|before(?!w|the|a|name))", later),
)  # fmt: skip
