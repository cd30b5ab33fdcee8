"""Read a publication date that a field holds: a full date, never a guess."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Final

# Newspapers are not older; later years are typing errors.
_FIRST_YEAR: Final = 1600
_LAST_YEAR: Final = 2100
# Seconds since 1970 of the years 1973 to 2099: apart from 8-digit dates and from milliseconds.
_EPOCH: Final = (1e8, 4.1e9)
_MILLI: Final = 1000.0
# A longer value is a sentence, not a date.
_MAX_LENGTH: Final = 100
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
         "aug august", "sep sept september", "oct october", "nov november", "dec december"), 1
    )
    for name in names.split()
}  # fmt: skip
_MONTH: Final = "(?P<m>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_NAMED: Final = (
    re.compile(rf"\b{_MONTH}\s*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?P<y>\d{{4}})\b", re.I),
    re.compile(
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s.-]+(?:of\s+)?{_MONTH}[\s,-]*(?P<y>\d{{4}})\b", re.I
    ),
)
_YEAR_FIRST: Final = re.compile(
    r"(?<!\d)(?P<y>\d{4})\s?[-/.년年]\s?(?P<m>\d{1,2})\s?[-/.월月]\s?(?P<d>\d{1,2})(?!\d)"
)
_YEAR_LAST: Final = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")
_COMPACT: Final = re.compile(r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)(?:T?\d{4,6}Z?)?")


def parse_date(value: object) -> date | None:
    """Return the calendar day in `value`, as written there, or None where it is not a full date.

    Takes dates, ISO 8601, RFC 2822, dates with an English month name, year-first dates (also
    Korean, Chinese and Japanese), and seconds or milliseconds since 1970 (UTC). `03/04/2018` is
    ambiguous, so None; so are `March 2018` and `5 years ago`.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, datetime):
        return _plausible(value.date())
    if isinstance(value, date):
        return _plausible(value)
    if isinstance(value, int | float):
        return _from_number(float(value))
    if isinstance(value, str) and len(value) <= _MAX_LENGTH:
        return _from_text(value.strip())
    return None


def _from_text(text: str) -> date | None:
    if re.fullmatch(r"\d{9,13}(?:\.\d+)?|\d{8}", text):
        return _from_number(float(text))
    if compact := _COMPACT.fullmatch(text):
        return _from_match(compact)
    found = {day for pattern in (_YEAR_FIRST, *_NAMED) for day in _all(pattern, text)}
    found |= {day for match in _YEAR_LAST.finditer(text) if (day := _year_last(match))}
    if len(found) == 1:
        return found.pop()
    if found:
        return None  # two different days: nothing says which one is meant
    try:
        return _plausible(parsedate_to_datetime(text).date())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _all(pattern: re.Pattern[str], text: str) -> list[date]:
    return [day for match in pattern.finditer(text) if (day := _from_match(match))]


def _from_match(match: re.Match[str]) -> date | None:
    month = match["m"].lower()
    return _day(int(match["y"]), _MONTHS.get(month) or int(month), int(match["d"]))


def _year_last(match: re.Match[str]) -> date | None:
    first, mark, second, year = int(match[1]), match[2], int(match[3]), int(match[4])
    if mark == ".":  # 29.03.2018: only day-first countries write dots
        return _day(year, second, first)
    readings = {_day(year, second, first), _day(year, first, second)} - {None}
    return readings.pop() if len(readings) == 1 else None


def _from_number(value: float) -> date | None:
    if value != value or value < 0:
        return None
    if value < _EPOCH[0]:
        compact = _COMPACT.fullmatch(str(int(value))) if value == int(value) else None
        return _from_match(compact) if compact else None
    if value >= _EPOCH[0] * _MILLI:
        value /= _MILLI
    if not _EPOCH[0] <= value < _EPOCH[1]:
        return None
    return datetime.fromtimestamp(value, UTC).date()


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return _plausible(date(year, month, day))
    except ValueError:
        return None


def _plausible(day: date) -> date | None:
    return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else None
