"""Joins the two ends of a stretch: "from March 3 to 5", "Sunday through Wednesday"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from assistant.answer.timex.reading import Reading

_JOINT: Final = re.compile(
    r"\s*(?:-|–|—|\bto\b|\bthrough\b|\bthru\b|\buntil\b|\btill\b)\s*(?:the\s+)?"
)
_AND: Final = re.compile(r"\s+and\s+(?:the\s+)?")
_BETWEEN: Final = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
# "1994 to 1997" stays two dates, each a full one that TIMEX3 has a value for.
_FULL_YEAR: Final = 4
# Enough characters to hold "between the ".
_REACH: Final = 16


def join_ranges(text: str, found: Iterable[Reading]) -> list[Reading]:
    """Return the readings with the two ends of a range as one.

    Its value is the ISO 8601 interval of the two, since TIMEX3 has none; its days are all of it.
    """
    joined: list[Reading] = []
    for reading in found:
        if joined and _is_range(text, joined[-1], reading):
            reading = _range(joined.pop(), reading)
        joined.append(reading)
    return joined


def _is_range(text: str, left: Reading, right: Reading) -> bool:
    if left.kind != "DATE" or right.kind != "DATE" or left.stretch is None or right.stretch is None:
        return False
    if left.stretch.unit != right.stretch.unit or left.stretch.first >= right.stretch.first:
        return False
    if right.end - right.start == _FULL_YEAR and right.stretch.unit == "year":
        return False
    between = text[left.end : right.start]
    if _JOINT.fullmatch(between):
        return True
    before = text[max(0, left.start - _REACH) : left.start]
    return _AND.fullmatch(between) is not None and _BETWEEN.search(before) is not None


def _range(left: Reading, right: Reading) -> Reading:
    return replace(left, end=right.end, value=f"{left.value}/{right.value}", last=right.last)
