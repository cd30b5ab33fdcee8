"""What a rule makes of the words it matched."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from assistant.answer.timex.stretch import Stretch

Kind = Literal["DATE", "TIME", "DURATION", "SET"]

STATED: Final = "stated in the text"
UNKNOWN: Final = "relative, and the publication date is not known"
YEARLESS: Final = "no year in the text, and the publication date is not known"
NO_ANCHOR: Final = "relative, and the text names no date before it"
LENGTH: Final = "a length of time"
RECURRING: Final = "recurring"
HOLIDAY: Final = "a holiday of no one year"
VAGUE: Final = "no exact time"


@dataclass(frozen=True, slots=True)
class Reading:
    """A time expression read: its slice, TIMEX3 type and value, days, and the basis in words.

    `stretch` is set where a later expression ("three days later") may lean on it; `certain` tells
    that no publication date was needed for it.
    """

    start: int
    end: int
    kind: Kind
    value: str | None
    first: date | None
    last: date | None
    basis: str
    stretch: Stretch | None = None
    certain: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is a day or a longer time of which nothing tells where it lies."""
        known = self.value is not None and not self.value.startswith("XXXX")
        return self.kind in ("DATE", "TIME") and not known

    def at(self, start: int, end: int) -> Reading:
        """Return the same reading of another slice."""
        return replace(self, start=start, end=end)


def placed(stretch: Stretch, basis: str, *, value: str | None = None) -> Reading:
    """Read a stretch of the calendar."""
    kind: Kind = "TIME" if stretch.clock else "DATE"
    return Reading(
        0, 0, kind, value or stretch.value, stretch.first, stretch.last, basis, stretch,
        basis == STATED,
    )  # fmt: skip


def unresolved(basis: str, kind: Kind = "DATE") -> Reading:
    """Read an expression that nothing places."""
    return Reading(0, 0, kind, None, None, None, basis)


def yearless(stretch: Stretch, basis: str) -> Reading:
    """Read a month or a day of which the year is open; that of `stretch` does not count."""
    return Reading(0, 0, "DATE", f"XXXX{stretch.value[4:]}", None, None, basis)


def valued(kind: Kind, value: str, basis: str) -> Reading:
    """Read an expression that has a value but no days: a length, a set, a vague reference."""
    return Reading(0, 0, kind, value, None, None, basis)
