"""Dates as people write them: 29 March 2018; pure."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Final

# `strftime("%B")` follows the host's locale; answers are in English.
MONTHS: Final = ("January", "February", "March", "April", "May", "June",
                 "July", "August", "September", "October", "November", "December")  # fmt: skip
_SHORT: Final = 3


def month(number: int, *, short: bool = False) -> str:
    """Return the name of a month, 1 to 12, or its first three letters."""
    return MONTHS[number - 1][:_SHORT] if short else MONTHS[number - 1]


def day(value: date, *, short: bool = False) -> str:
    """Return a date as `28 March 2018`, or `28 Mar 2018`."""
    return f"{value.day} {month(value.month, short=short)} {value.year}"


def days(first: date, last: date, *, short: bool = False) -> str:
    """Return inclusive calendar days as `3 January 2018`, `January 2018`, `2018` or `A to B`."""
    if first == last:
        return day(first, short=short)
    whole_months = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if whole_months and (first.year, first.month) == (last.year, last.month):
        return f"{month(first.month, short=short)} {first.year}"
    if whole_months and first.year == last.year and (first.month, last.month) == (1, 12):
        return str(first.year)
    if first.year == last.year:
        return f"{first.day} {month(first.month, short=short)} to {day(last, short=short)}"
    return f"{day(first, short=short)} to {day(last, short=short)}"
