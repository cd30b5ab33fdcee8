"""Filters as tiny values; each engine compiles them into its own form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.errors import InvalidRequest


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
Names = str | Sequence[str]


def folded(value: str | None) -> str:
    """Return the form in which names are compared; the empty string stands for an unknown one."""
    return " ".join((value or "").casefold().split())


def filters_of(
    since: date | None, until: date | None, source: Names | None, language: Names | None
) -> Where:
    """Return the filters that a request names, of publication dates, outlets and languages.

    Raises:
        InvalidRequest: `since` is after `until`.
    """
    if since and until and since > until:
        raise InvalidRequest(f"since {since} is after until {until}. Swap them.")
    where: list[Filter] = []
    if since or until:
        where.append(DateRange(since, until))
    if outlets := given_names(source):
        where.append(OneOf("source", outlets))
    if languages := given_names(language):
        where.append(OneOf("language", languages))
    return where


def given_names(names: Names | None) -> tuple[str, ...]:
    """Return the names that say something; a form's empty field filters nothing."""
    listed = (names,) if isinstance(names, str) else tuple(names or ())
    return tuple(name for name in listed if name.strip())
