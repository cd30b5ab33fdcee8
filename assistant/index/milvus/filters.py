"""Filters as expressions of Milvus, over names that need no escape."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Final

from assistant.index.filters import DateRange, Filter, OneOf, Where, folded

# Day 0 does not exist in the proleptic calendar, so it stands for "not known".
NO_DAY: Final = 0
# Bytes of a stored name: a VARCHAR's limit counts bytes. No outlet's name comes near.
LONGEST_NAME: Final = 512
_PLAIN: Final = frozenset(" -_.,:;&+/()!#@")


def day_of(value: date | None) -> int:
    """Return the day as Milvus stores it."""
    return value.toordinal() if value else NO_DAY


def stored_name(value: str | None) -> str:
    """Return the form in which Milvus holds and compares a name.

    Letters, digits and a few marks stay; all else is percent-encoded. Servers disagree on the
    escapes of a string in an expression, so nothing that would need one is left. Two folded names
    share a stored name only if they are equal.
    """
    name = "".join(
        char if char.isalnum() or char in _PLAIN else _encoded(char) for char in folded(value)
    )
    if len(name.encode()) <= LONGEST_NAME:
        return name
    # `%%` begins no encoded character, so no short name looks like a long one.
    digest = hashlib.sha256(name.encode()).hexdigest()
    return f"{name[: LONGEST_NAME // 8]}%%{digest}"


def clipped(text: str, most: int) -> str:
    """Return the beginning of `text` that takes at most so many bytes."""
    return text.encode("utf-8", "replace")[:most].decode("utf-8", "ignore")


def _encoded(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "surrogatepass"))


def expression(where: Where) -> str | None:
    """Return one expression for all filters: empty to keep all, `None` if nothing can pass."""
    parts = [_compiled(one) for one in where]
    if None in parts:
        return None
    return " and ".join(part for part in parts if part)


def _compiled(one: Filter) -> str | None:
    if isinstance(one, OneOf):
        names = sorted({f'"{stored_name(value)}"' for value in one.values})
        return f"{one.field} in [{', '.join(names)}]" if names else None
    return _days(one)


def _days(span: DateRange) -> str:
    first = max(NO_DAY + 1, day_of(span.first))
    upto = f" and day <= {day_of(span.last)}" if span.last else ""
    return f"day >= {first}{upto}"
