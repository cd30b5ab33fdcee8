"""The fields that searches filter on, one value a vector, sorted by key (edge: files)."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.index.engine import Record
from assistant.index.filters import DateRange, Filter, OneOf, Where, folded

# Day 0 does not exist in the proleptic calendar, so it stands for "not known".
NO_DAY = 0
NAMES_FILE = "names.json"

Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]
Codes = NDArray[np.int32]


class Columns:
    """Keys, days and names in the order of the vectors; never changed. The names are sorted."""

    def __init__(
        self, keys: Rows, days: Codes, sources: Codes, languages: Codes, names: Sequence[str]
    ) -> None:
        self.keys = keys
        self.days = days
        self.codes = {"source": sources, "language": languages}
        self.names = names

    @classmethod
    def of(cls, records: Sequence[Record]) -> Columns:
        """Return the columns of `records`, which are sorted by key."""
        sources = [folded(record.source) for record in records]
        languages = [folded(record.language) for record in records]
        names = sorted({*sources, *languages})
        code_of = {name: code for code, name in enumerate(names)}
        return cls(
            np.array([record.key for record in records], np.int64),
            np.array([_day(record.published) for record in records], np.int32),
            np.array([code_of[name] for name in sources], np.int32),
            np.array([code_of[name] for name in languages], np.int32),
            names,
        )

    @classmethod
    def load(cls, folder: Path) -> Columns:
        """Map what `save` wrote into memory.

        Raises:
            OSError, ValueError: a file is missing or not what it should be.
        """
        columns = [
            np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
            for name in ("keys", "days", "source", "language")
        ]
        if len({column.shape for column in columns}) > 1:
            raise ValueError(f"columns of different lengths in {folder}")
        # A plain view: indexing a memmap object costs several times as much.
        keys, days, sources, languages = (column.view(np.ndarray) for column in columns)
        names = json.loads((folder / NAMES_FILE).read_text("utf-8"))
        return cls(keys, days, sources, languages, names)

    def save(self, folder: Path) -> None:
        """Write the columns, one file each."""
        arrays: dict[str, NDArray[Any]] = {"keys": self.keys, "days": self.days, **self.codes}
        for name, array in arrays.items():
            with (folder / f"{name}.npy").open("wb") as file:
                np.save(file, array, allow_pickle=False)
        text = json.dumps(list(self.names), ensure_ascii=False)
        (folder / NAMES_FILE).write_text(text, "utf-8")

    def __len__(self) -> int:
        return len(self.keys)

    def find(self, keys: Rows) -> tuple[Rows, Mask]:
        """Return the row of each key, and which keys have one; the row of another means nothing."""
        if not len(self.keys):
            return np.zeros(len(keys), np.int64), np.zeros(len(keys), bool)
        rows = np.searchsorted(self.keys, keys)
        np.minimum(rows, len(self.keys) - 1, out=rows)
        return rows.astype(np.int64), np.asarray(self.keys[rows] == keys)

    def at(self, rows: Rows) -> Columns:
        """Return the columns of some rows."""
        sources, languages = (column[rows] for column in self.codes.values())
        return Columns(self.keys[rows], self.days[rows], sources, languages, self.names)

    def allowed(self, where: Where) -> Mask | None:
        """Return which rows pass every filter; `None` where all do."""
        mask: Mask | None = None
        for one in where:
            passed = self._passed(one)
            mask = passed if mask is None else mask & passed
        return mask

    def _passed(self, one: Filter) -> Mask:
        if isinstance(one, OneOf):
            return self._named(one)
        return self._in_range(one)

    def _named(self, one: OneOf) -> Mask:
        column = self.codes[one.field]
        passed = np.zeros(len(column), bool)
        for name in {folded(value) for value in one.values}:
            code = bisect_left(self.names, name)
            if code < len(self.names) and self.names[code] == name:
                passed |= column == code
        return passed

    def _in_range(self, span: DateRange) -> Mask:
        first = np.int32(max(NO_DAY + 1, _day(span.first)))
        last = np.int32(_day(span.last) or np.iinfo(np.int32).max)
        return np.asarray((self.days >= first) & (self.days <= last))


def join(parts: Sequence[Columns], kept: Sequence[Rows]) -> tuple[Columns, Rows]:
    """Return one set of columns of the rows `kept` of each part, sorted by key.

    The second value says where each row comes from: its place among the kept rows, counted through
    all parts in their order. No key may be kept twice.
    """
    names = sorted({name for part in parts for name in part.names})
    code_of = {name: code for code, name in enumerate(names)}
    keys = np.concatenate([part.keys[rows] for part, rows in zip(parts, kept, strict=True)])
    order = np.argsort(keys, kind="stable")
    days = np.concatenate([part.days[rows] for part, rows in zip(parts, kept, strict=True)])
    codes = []
    for field in ("source", "language"):
        columns = []
        for part, rows in zip(parts, kept, strict=True):
            new = np.array([code_of[name] for name in part.names], np.int32)
            columns.append(new[part.codes[field][rows]] if len(rows) else np.empty(0, np.int32))
        codes.append(np.concatenate(columns)[order])
    return Columns(keys[order], days[order], codes[0], codes[1], names), order


def _day(value: date | None) -> int:
    return value.toordinal() if value else NO_DAY
