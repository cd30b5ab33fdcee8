from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.index.engine import Record
from assistant.index.filters import DateRange, OneOf
from assistant.index.local.columns import Columns, join

NAMES = st.none() | st.sampled_from(["Post", "post", "Die  Zeit", "", "한겨레", "a\nb"])
DAYS = st.none() | st.dates(date(2018, 1, 1), date(2018, 1, 9))
ROWS = st.lists(st.tuples(DAYS, NAMES), max_size=12)
FILTERS = (DateRange(date(2018, 1, 3), None), OneOf("source", ("post", "die zeit")))


def columns(rows: list[tuple[date | None, str | None]], step: int = 1, start: int = 1) -> Columns:
    vector = np.zeros(1, np.float32)
    keys = range(start, start + step * len(rows), step)
    return Columns.of([Record(n, "", "", vector, *row) for n, row in zip(keys, rows, strict=True)])


def allowed(made: Columns, one: DateRange | OneOf) -> list[bool]:
    mask = made.allowed([one])
    assert mask is not None
    found: list[bool] = mask.tolist()
    return found


@given(ROWS, DAYS, DAYS)
def test_a_date_range_keeps_what_lies_in_it(
    rows: list[tuple[date | None, str | None]], first: date | None, last: date | None
) -> None:
    assert allowed(columns(rows), DateRange(first, last)) == [
        day is not None and (first or date.min) <= day <= (last or date.max) for day, _ in rows
    ]


@given(ROWS, NAMES.filter(bool))
def test_a_name_is_kept_letter_case_and_blanks_aside(
    rows: list[tuple[date | None, str | None]], name: str
) -> None:
    wanted = name.casefold().split()
    assert allowed(columns(rows), OneOf("source", (name,))) == [
        (other or "").casefold().split() == wanted for _, other in rows
    ]


@settings(deadline=None)  # it writes files
@given(ROWS)
def test_columns_survive_saving_and_loading(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[date | None, str | None]]
) -> None:
    folder = tmp_path_factory.mktemp("columns")
    made = columns(rows)
    made.save(folder)
    again = Columns.load(folder)
    assert again.keys.tolist() == made.keys.tolist()
    for one in FILTERS:
        assert allowed(again, one) == allowed(made, one)


def test_columns_of_different_lengths_are_refused(tmp_path: Path) -> None:
    columns([(None, "Post")] * 3).save(tmp_path)
    np.save(tmp_path / "days.npy", np.zeros(2, np.int32))
    with pytest.raises(ValueError, match="different lengths"):
        Columns.load(tmp_path)


@given(ROWS)
def test_keys_are_found_and_others_are_not(rows: list[tuple[date | None, str | None]]) -> None:
    made = columns(rows, step=2)
    asked = np.arange(0, 2 * len(rows) + 3, dtype=np.int64)
    places, known = made.find(asked)
    assert asked[known].tolist() == made.keys.tolist()
    assert places[known].tolist() == list(range(len(rows)))


@given(ROWS, ROWS, st.data())
def test_joined_columns_hold_the_kept_rows_by_key(
    left: list[tuple[date | None, str | None]],
    right: list[tuple[date | None, str | None]],
    data: st.DataObject,
) -> None:
    parts = [columns(left, step=2), columns(right, step=2, start=2)]
    kept = [
        np.array(sorted(data.draw(st.sets(st.sampled_from(range(len(part)))))), np.int64)
        if len(part)
        else np.empty(0, np.int64)
        for part in parts
    ]
    made, order = join(parts, kept)
    origin = [(part, row) for part, rows in zip(parts, kept, strict=True) for row in rows]
    assert made.keys.tolist() == sorted(int(part.keys[row]) for part, row in origin)
    for place, came_from in enumerate(order):
        part, row = origin[came_from]
        assert made.keys[place] == part.keys[row]
        for one in FILTERS:
            assert allowed(made, one)[place] == allowed(part, one)[row]
