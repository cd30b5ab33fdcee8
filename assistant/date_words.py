"""Puts TIMEX3 values into words: what a person reads has no `2018-W13`, `P1Y` or `XXXX-06`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final

from assistant.written import MONTHS

if TYPE_CHECKING:
    from assistant.annotations import ResolvedDate

Written = Callable[[date], str]

_WEEKDAYS: Final = (
    "Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays",
)  # fmt: skip
_NUMBERED: Final = ("first", "second", "third", "fourth")
_SEASONS: Final = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_DAY_PARTS: Final = {
    "MO": "in the morning", "AF": "in the afternoon", "EV": "in the evening", "NI": "at night",
    "DT": "by day",
}  # fmt: skip
_REFERENCES: Final = {
    "PRESENT_REF": "now", "PAST_REF": "in the past", "FUTURE_REF": "in the future",
}  # fmt: skip
_UNITS: Final = {
    "Y": "year", "Q": "quarter", "M": "month", "W": "week", "WE": "weekend", "D": "day",
    "E": "decade", "C": "century", "L": "millennium", "X": "season",
}  # fmt: skip
_CLOCK_UNITS: Final = {
    "H": "hour", "M": "minute", "S": "second", "NI": "night", "MO": "morning",
    "AF": "afternoon", "EV": "evening",
}  # fmt: skip
_PLURALS: Final = {"century": "centuries", "millennium": "millennia"}
_LENGTH: Final = re.compile(r"P(?P<clock>T?)(?P<parts>(?:(?:X|[\d.]+)(?:WE|NI|MO|AF|EV|[A-Z]))+)")
_LENGTH_PART: Final = re.compile(r"(X|[\d.]+)(WE|NI|MO|AF|EV|[A-Z])")
_PART: Final = re.compile(
    r"(?P<year>\d{4}|XXXX)-(?:W(?P<week>\d\d|XX)(?P<of_week>-WE|-\d)?|Q(?P<quarter>\d)|H(?P<half>\d)"
    r"|(?P<season>SP|SU|FA|WI)|(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)(?:T(?P<clock>[\dA-Z:]+))?"
)
_INTERVAL: Final = re.compile(r"\d[^/\s]*/\d[^/\s]*")
_ERA: Final = re.compile(r"\d{2,3}")


def in_words(value: str, written: Written = date.isoformat) -> str:
    """Return a TIMEX3 value, or an interval of two, in words.

    Args:
        value: a value as `assistant.resolve_dates` gives it; any other text comes back as it is.
        written: how a calendar day is written.
    """
    if _INTERVAL.fullmatch(value):
        return " to ".join(in_words(end, written) for end in value.split("/"))
    if value in _REFERENCES:
        return _REFERENCES[value]
    if _ERA.fullmatch(value):
        first = int(value.ljust(4, "0"))
        return f"{first}s" if len(value) == len("199") else f"{first} to {first + 99}"
    if length := _LENGTH.fullmatch(value):
        return _length(length)
    part = _PART.fullmatch(value)
    try:
        return _calendar(part, written) if part else value
    except (ValueError, IndexError):
        return value


def resolved_in_words(resolved: ResolvedDate, written: Written = date.isoformat) -> str | None:
    """Return what a time expression means, None where no calendar day is known of it."""
    if resolved.first is None or resolved.last is None or not resolved.value:
        return None
    if resolved.value.startswith("P"):
        # "The past three years" has a length as its value, and days.
        return f"{written(resolved.first)} to {written(resolved.last)}"
    return in_words(resolved.value, written)


def basis_in_words(basis: str, written: Written = date.isoformat) -> str:
    """Return what a date was resolved against with the values in it in words."""
    told = re.sub(r"^relative to publication\b", "from publication on", basis)
    told = re.sub(r"^relative to (.*) earlier in the text$", r"from \1, earlier in the text", told)
    return re.sub(r"[^\s,]+", lambda word: in_words(word[0], written), told)


def is_open(resolved: ResolvedDate) -> bool:
    """Tell a date that nothing places from lengths, sets and vague times, which have no days."""
    if resolved.first is not None:
        return False
    value = resolved.value
    return value is None or (value.startswith("XXXX") and resolved.basis != "recurring")


def _calendar(part: re.Match[str], written: Written) -> str:
    year, clock = part["year"], part["clock"]
    if year == "XXXX":
        return _of_no_year(part)
    if part["week"]:
        weekend = part["of_week"] == "-WE"
        first = date.fromisocalendar(int(year), int(part["week"]), 6 if weekend else 1)
        return f"{'weekend' if weekend else 'week'} of {written(first)}"
    if part["quarter"]:
        return f"{_NUMBERED[int(part['quarter']) - 1]} quarter of {year}"
    if part["half"]:
        return f"{_NUMBERED[int(part['half']) - 1]} half of {year}"
    if part["season"]:
        return f"{_SEASONS[part['season']]} of {year}"
    if not part["day"]:
        return f"{MONTHS[int(part['month']) - 1]} {year}"
    day = written(date(int(year), int(part["month"]), int(part["day"])))
    return f"{day}, {_DAY_PARTS.get(clock, clock)}" if clock else day


def _of_no_year(part: re.Match[str]) -> str:
    """Return the words of "XXXX-06" (of some year or each), "XXXX-WXX-5" and "XXXX-XX-XXTMO"."""
    if part["week"]:
        if part["of_week"] == "-WE":
            return "weekends"
        name = _WEEKDAYS[int(part["of_week"][1:]) - 1]
        return f"{name}, {_DAY_PARTS[part['clock']]}" if part["clock"] else name
    if part["season"]:
        return f"{_SEASONS[part['season']]}, of no one year"
    if part["month"] == "XX":
        return _DAY_PARTS[part["clock"]]
    name = MONTHS[int(part["month"]) - 1]
    return (
        f"{int(part['day'])} {name}, of no one year" if part["day"] else f"{name}, of no one year"
    )


def _length(length: re.Match[str]) -> str:
    units = _CLOCK_UNITS if length["clock"] else _UNITS
    parts = []
    for number, letter in _LENGTH_PART.findall(length["parts"]):
        unit = units.get(letter, letter)
        plural = unit if number == "1" else _PLURALS.get(unit, f"{unit}s")
        parts.append(f"{'some' if number == 'X' else number} {plural}")
    return " ".join(parts)
