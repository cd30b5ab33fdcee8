from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.index.columns import Columns
from assistant.index.engine import Record
from assistant.index.filters import DateRange, OneOf

NAMES = st.none() | st.sampled_from(["Post", "post", "Die  Zeit", "", "한겨레", "a\nb"])
DAYS = st.none() | st.dates(date(2018, 1, 1), date(2018, 1, 9))
ROWS = st.lists(st.tuples(DAYS, NAMES), max_size=12)


def columns(rows: list[tuple[date | None, str | None]]) -> Columns:
    made = Columns.empty()
    vector = np.zeros(1, np.float32)
    made.append([Record(n, "", "", vector, *row) for n, row in enumerate(rows, 1)])
    return made


@given(ROWS, DAYS, DAYS)
def test_a_date_range_keeps_what_lies_in_it(
    rows: list[tuple[date | None, str | None]], first: date | None, last: date | None
) -> None:
    allowed = columns(rows).allowed([DateRange(first, last)])
    assert allowed is not None
    assert allowed.tolist() == [
        day is not None and (first or date.min) <= day <= (last or date.max) for day, _ in rows
    ]


@given(ROWS, NAMES.filter(bool))
def test_a_name_is_kept_letter_case_and_blanks_aside(
    rows: list[tuple[date | None, str | None]], name: str
) -> None:
    allowed = columns(rows).allowed([OneOf("source", (name,))])
    assert allowed is not None
    wanted = name.casefold().split()
    assert allowed.tolist() == [(other or "").casefold().split() == wanted for _, other in rows]


@settings(deadline=None)  # it writes files
@given(ROWS)
def test_columns_survive_saving_and_loading(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[date | None, str | None]]
) -> None:
    path = tmp_path_factory.mktemp("columns") / "columns.npz"
    made = columns(rows)
    made.save(path)
    again = Columns.load(path)
    assert again.keys.tolist() == made.keys.tolist()
    for one in (DateRange(date(2018, 1, 3), None), OneOf("source", ("post", "die zeit"))):
        before, after = made.allowed([one]), again.allowed([one])
        assert before is not None and after is not None
        assert before.tolist() == after.tolist()


@given(ROWS, st.data())
def test_positions_follow_what_is_kept(
    rows: list[tuple[date | None, str | None]], data: st.DataObject
) -> None:
    made = columns(rows)
    mask = np.array(
        data.draw(st.lists(st.booleans(), min_size=len(rows), max_size=len(rows))), bool
    )
    made.keep(mask)
    keys = made.keys.tolist()
    assert made.positions(keys[::-1]).tolist() == list(range(len(keys)))[::-1]
    with pytest.raises(KeyError):
        made.positions([len(rows) + 1])
