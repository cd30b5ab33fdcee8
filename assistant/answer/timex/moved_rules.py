"""Rules for what lies some units away: "two weeks ago", "three days later", "long ago"."""

from __future__ import annotations

from typing import Final, cast

from assistant.answer.timex.amounts import NUMBER_KINDS, amount, length, unit_of
from assistant.answer.timex.context import Context
from assistant.answer.timex.grammar import Found, Rule
from assistant.answer.timex.length_rules import lasting
from assistant.answer.timex.reading import LENGTH, NO_ANCHOR, VAGUE, Reading, unresolved, valued
from assistant.answer.timex.stretch import Stretch, Unit, add, finer, holding

_UNITS: Final = (
    "unit", "yr", "units", "clockunit", "clockunits", "second", "quarter", "quarters", "century",
)  # fmt: skip
_CLOCK: Final = frozenset({"second", "minute", "hour", "millennium"})
# Words of "the first time in", "$3 billion in", "worst in": what is told is how long.
_SPAN_KINDS: Final = frozenset(
    {
        "firstw",
        "ord",
        "second",
        "nth",
        "money",
        "num",
        "percent",
        "n2",
        "d31",
        "times",
        "most",
        "least",
    }
)
_SPAN_REACH: Final = 4
# "The first trip by an official of her rank in 25 years".
_RANKS: Final = frozenset({"firstw", "most", "least"})
_FIRST_REACH: Final = 20
# The present tense: what comes is what the article reports.
_COME: Final = frozenset({"come", "comes", "coming"})
# "A decade ago" is about that year, "two centuries ago" about those years.
_YEARLY: Final[dict[str, Unit]] = {"decade": "year", "century": "decade"}
_MONTHS_A_YEAR: Final = 12


def ago(found: Found, context: Context) -> Reading | None:
    """Read "two weeks ago", "a few years ago", "three days from now"."""
    number, unit = _distance(found)
    sign = -1 if found.has("ago") else 1
    if number is None:
        return _vague(sign)
    if unit in _CLOCK:
        return context.relative(lambda day: Stretch("day", day))
    try:
        return context.relative(lambda day: _move(Stretch("day", day), unit, sign * number))
    except (ValueError, OverflowError):
        # Millions of years ago.
        return _vague(sign)


def later(found: Found, context: Context) -> Reading | None:
    """Read "three days later", "a year earlier" by the last date of the text."""
    number, unit = _distance(found)
    if number is None or unit in _CLOCK:
        return valued("DURATION", length(number, unit), LENGTH)
    sign = -1 if found.has("earlier", "before") else 1
    reading = context.leaning(_coarse(unit), lambda s: _move(s, unit, sign * number))
    if reading is None or (sign > 0 and _too_late(reading, context)):
        return unresolved(NO_ANCHOR)
    return reading


def lately(found: Found, context: Context) -> Reading:
    """Read "long ago"."""
    return _vague(-1)


def _vague(sign: int) -> Reading:
    return valued("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", VAGUE)


def _distance(found: Found) -> tuple[float | None, str]:
    unit = unit_of(found.all(*_UNITS)[-1])
    number = amount(found.all(*NUMBER_KINDS, "few", "several", "many", "couple"))
    if unit == "fortnight":
        return (None if number is None else 2 * number), "week"
    return number, unit


def _too_late(reading: Reading, context: Context) -> bool:
    """Tell whether "later" leads from a time before the publication to one after it."""
    day, before = context.published, context.before
    if day is None or reading.first is None or before is None or before.first is None:
        return False
    return before.first <= day < reading.first


def _move(stretch: Stretch, unit: str, number: float) -> Stretch:
    """Move and widen to the unit: "three years ago" is a year, "two months ago" a month.

    What is coarser than the unit stays so: a year before a quarter is a quarter.
    """
    if number != int(number):
        months = round(number * (_MONTHS_A_YEAR if unit == "year" else 1))
        return holding("month", add(stretch.first, "month", months))
    day, grain = add(stretch.first, unit, int(number)), cast(Unit, unit)
    if unit == "day":
        return Stretch("day", day)
    periods = stretch.unit in ("quarter", "half", "season")
    if periods or not finer(stretch.unit, grain):
        grain = stretch.unit
    return holding(_YEARLY.get(unit, grain), day)


def _coarse(unit: str) -> Unit:
    """Return the coarsest grain that can be moved by `unit`: a year moves by months, too."""
    return "year" if unit in ("month", "quarter") else cast(Unit, unit)


def come_after(found: Found, context: Context) -> Reading | None:
    """Read "a day after" of "the comments come a day after the launch": when the launch was."""
    before = found.before()
    number, unit = _distance(found)
    if before is None or before.word not in _COME or number is None or unit in _CLOCK:
        return lasting(found, context)
    return context.relative(lambda day: _move(Stretch("day", day), unit, -number))


def in_time(found: Found, context: Context) -> Reading | None:
    """Read "two weeks" of "will reopen in two weeks": ahead of the publication, else a length."""
    number, unit = _distance(found)
    following = found.next()
    counted = following is not None and following.kind == "of"
    bare = unit == "quarter" and found.has("a")
    # "He would end it in a day".
    counted = counted or (unit == "day" and number == 1)
    if number is None or unit in _CLOCK or counted or bare or _is_span(found):
        return None if bare else lasting(found, context)
    if context.published is None or context.tense(found).tense != "future":
        return lasting(found, context)
    if found.has("or"):
        # "A year or two".
        return _vague(1)
    return context.relative(lambda day: _move(Stretch("day", day), unit, number))


def _is_span(found: Found) -> bool:
    """Tell "the first time in five years" and "$3 billion in five years" by the words before."""
    before = list(found.tokens[max(0, found.first - _FIRST_REACH) : found.first])
    stops = [index for index, each in enumerate(before) if each.kind in ("stop", "gap")]
    before = before[stops[-1] + 1 :] if stops else before
    ranked = any(each.kind in _RANKS or each.word.endswith("est") for each in before)
    return ranked or any(each.kind in _SPAN_KINDS for each in before[-_SPAN_REACH:])


MOVED: Final[tuple[Rule, ...]] = (
    ("(a? long|some) time ago", lately),
    ("long ago", lately),
    ("units ago", lately),
    ("ABOUT? COUNT LONGUNIT (or w)? (ago|from now|hence)", ago),
    ("(just|ABOUT)? COUNT LONGUNIT (?=after)", come_after),
    ("(?<=in) ABOUT? COUNT LONGUNIT (or (w|nw))? (?!earlier|later|before|hyphen|ago)", in_time),
    ("ABOUT? COUNT LONGUNIT (earlier|later|before(?!w|the|a|name))", later),
)
