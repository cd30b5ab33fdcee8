"""The fields that searches filter on, one value a vector (edge: files)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.index.engine import Record
from assistant.index.filters import DateRange, Filter, OneOf, Where, folded

# Day 0 does not exist in the proleptic calendar, so it stands for "not known".
NO_DAY = 0

Mask = NDArray[np.bool_]


class Columns:
    """Keys, days and names in the order of the vectors."""

    def __init__(
        self,
        keys: NDArray[np.int64],
        days: NDArray[np.int32],
        sources: NDArray[np.int32],
        languages: NDArray[np.int32],
        names: list[str],
    ) -> None:
        self.keys = keys
        self._days = days
        self._codes = {"source": sources, "language": languages}
        self._names = names
        self._code_of = {name: code for code, name in enumerate(names)}
        self._order: NDArray[np.intp] | None = None

    @classmethod
    def empty(cls) -> Columns:
        """Return columns without a row."""
        none = np.empty(0, np.int32)
        return cls(np.empty(0, np.int64), none, none, none, [])

    @classmethod
    def load(cls, path: Path) -> Columns:
        """Read what `save` wrote."""
        with np.load(path, allow_pickle=False) as parts:
            names = bytes(parts["names"]).decode("utf-8")
            return cls(
                parts["keys"],
                parts["days"],
                parts["source"],
                parts["language"],
                names.split("\n") if names else [],
            )

    def save(self, path: Path) -> None:
        """Write the columns to one file."""
        # A folded name holds no line break, so one separates the names.
        names = np.frombuffer("\n".join(self._names).encode("utf-8"), np.uint8)
        with path.open("wb") as file:
            np.savez(
                file,
                keys=self.keys,
                days=self._days,
                source=self._codes["source"],
                language=self._codes["language"],
                names=names,
            )

    def append(self, records: Sequence[Record]) -> None:
        """Add a row for each record."""
        self._order = None
        self.keys = np.append(self.keys, np.array([r.key for r in records], np.int64))
        days = [_day(record.published) for record in records]
        self._days = np.append(self._days, np.array(days, np.int32))
        for field, values in (
            ("source", [record.source for record in records]),
            ("language", [record.language for record in records]),
        ):
            codes = np.array([self._code(value) for value in values], np.int32)
            self._codes[field] = np.append(self._codes[field], codes)

    def keep(self, mask: Mask) -> None:
        """Drop every row whose mask is false."""
        self._order = None
        self.keys = self.keys[mask]
        self._days = self._days[mask]
        self._codes = {field: codes[mask] for field, codes in self._codes.items()}

    def positions(self, keys: Sequence[int]) -> NDArray[np.int64]:
        """Return the row of each key.

        Raises:
            KeyError: a key has no row.
        """
        wanted = np.asarray(keys, np.int64)
        order = self._sorted()
        places = np.searchsorted(self.keys, wanted, sorter=order)
        found = order.take(places, mode="clip") if len(order) else order[:0]
        if len(found) != len(wanted) or not np.array_equal(self.keys[found], wanted):
            raise KeyError(f"no passage with one of the keys {list(keys)[:5]}")
        return found.astype(np.int64)

    def allowed(self, where: Where) -> Mask | None:
        """Return which rows pass every filter; `None` where all do."""
        mask: Mask | None = None
        for one in where:
            passed = self._passed(one)
            mask = passed if mask is None else mask & passed
        return mask

    def _sorted(self) -> NDArray[np.intp]:
        # Sorting a million keys for each question would cost more than the search.
        if self._order is None:
            self._order = np.argsort(self.keys, kind="stable")
        return self._order

    def _passed(self, one: Filter) -> Mask:
        if isinstance(one, OneOf):
            codes = [self._code_of.get(folded(value), -1) for value in one.values]
            return np.isin(self._codes[one.field], codes)
        return self._in_range(one)

    def _in_range(self, span: DateRange) -> Mask:
        first = max(NO_DAY + 1, _day(span.first))
        last = _day(span.last) or np.iinfo(np.int32).max
        return np.asarray((self._days >= first) & (self._days <= last))

    def _code(self, value: str | None) -> int:
        name = folded(value)
        if name not in self._code_of:
            self._code_of[name] = len(self._names)
            self._names.append(name)
        return self._code_of[name]


def _day(value: date | None) -> int:
    return value.toordinal() if value else NO_DAY
