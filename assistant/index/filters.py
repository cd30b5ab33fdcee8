"""Filters as tiny values; each engine compiles them into its own form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class DateRange:
    """Keep what was published from `first` to `last`, both included; `None` leaves a side open.

    A report without a publication date is never in a range.
    """

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class OneOf:
    """Keep what has one of `values` in `field`, letter case aside."""

    field: Literal["source", "language"]
    values: tuple[str, ...]


Filter = DateRange | OneOf
Where = Sequence[Filter]


def folded(value: str | None) -> str:
    """Return the form in which names are compared; the empty string stands for an unknown one."""
    return " ".join((value or "").casefold().split())
