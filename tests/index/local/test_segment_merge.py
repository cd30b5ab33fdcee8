from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.index.local.columns import Columns, Rows
from assistant.index.local.segment import Segment, write_segment
from assistant.index.local.segment_kinds import Kinds
from assistant.index.local.segment_merge import FAN, LARGEST_ROWS, SMALL_ROWS, merge_segments, plan
from tests.index.clustered import DIMENSION, FULL, HALF, QUANTISED, clustered, records

KINDS = Kinds(flat_rows=200_000)
NONE: Rows = np.empty(0, np.int64)


@dataclass(frozen=True, eq=False)
class Sized:
    """As much of a segment as a plan looks at."""

    count: int
    buried: int = 0

    @property
    def dead(self) -> range:
        return range(self.buried)

    @property
    def columns(self) -> range:
        return range(self.count + self.buried)


def planned(sizes: Sequence[Sized], *, wholly: bool = False) -> list[list[int]]:
    groups = plan(cast("list[Segment]", sizes), KINDS, wholly=wholly)
    return [sorted(segment.count for segment in group) for group in groups]


def sized(*counts: int) -> list[Sized]:
    return [Sized(count) for count in counts]


def test_a_small_segment_beside_a_large_one_stays() -> None:
    assert planned(sized(1_000_000, 124)) == []
    assert planned(sized(1_000_000, 124, 124, 124)) == []


def test_small_segments_become_one_and_the_large_one_stays() -> None:
    assert planned(sized(1_000_000, 124, 124, 124, 124)) == [[124] * 4]


def test_what_crowds_the_next_size_is_merged_in_the_same_step() -> None:
    assert planned(sized(3_000, 3_000, 3_000, 1_000, 1_000, 1_000, 900)) == [
        [900, 1_000, 1_000, 1_000, 3_000, 3_000, 3_000]
    ]


def test_no_segment_grows_beyond_what_can_be_merged_in_memory() -> None:
    assert planned(sized(*[LARGEST_ROWS // 4 + 1] * 9)) == []
    assert planned(sized(*[LARGEST_ROWS // 5] * 9)) == [
        [LARGEST_ROWS // 5] * 4,
        [LARGEST_ROWS // 5] * 4,
    ]
    assert len(planned(sized(*[LARGEST_ROWS] * 3), wholly=True)) == 1


def test_many_flat_segments_are_too_slow_together() -> None:
    assert planned(sized(90_000, 90_000)) == []
    assert planned(sized(1_000_000, 90_000, 90_000, 21_000)) == [[21_000, 90_000, 90_000]]


def test_a_segment_of_many_dead_rows_is_written_anew() -> None:
    assert planned([Sized(75, 25), Sized(1_000_000, 10)]) == []
    assert planned([Sized(74, 26), Sized(1_000_000, 10)]) == [[74]]


def test_all_become_one_only_where_that_changes_something() -> None:
    assert planned([], wholly=True) == []
    assert planned(sized(10), wholly=True) == []
    assert planned([Sized(10, 1)], wholly=True) == [[10]]
    assert planned(sized(1_000_000, 10), wholly=True) == [[10, 1_000_000]]


@given(st.lists(st.integers(1, 400_000), max_size=60))
def test_after_a_plan_there_are_few_segments_and_nothing_to_do(counts: list[int]) -> None:
    groups = plan(cast("list[Segment]", sizes := sized(*counts)), KINDS)
    merged = [id(segment) for group in groups for segment in group]
    assert len(set(merged)) == len(merged)
    left = [one for one in sizes if id(one) not in merged]
    left += [Sized(sum(segment.count for segment in group)) for group in groups]
    assert sum(one.count for one in left) == sum(counts)
    assert planned(left) == []
    tiers = 2 + np.log(max(1, sum(counts)) / SMALL_ROWS) / np.log(FAN)
    assert len(left) <= (FAN - 1) * max(1, tiers)


@pytest.mark.parametrize("kinds", [FULL, HALF, QUANTISED], ids=["full", "half", "quantised"])
def test_merged_segments_hold_the_living_rows_of_all(tmp_path: Path, kinds: Kinds) -> None:
    vectors = clustered(900)
    # Every third key in each of three segments, so that a merge interleaves them.
    group = []
    for part, source in enumerate((FULL, HALF, QUANTISED)):
        rows = records(vectors[part::3], range(part + 1, 901, 3))
        folder = tmp_path / str(part)
        block = np.stack([row.vector for row in rows])
        write_segment(folder, Columns.of(rows), [block], DIMENSION, source)
        group.append(Segment.open(folder, np.arange(0, 300, part + 2, dtype=np.int64)))
    merge_segments(tmp_path / "all", group, DIMENSION, kinds)
    merged = Segment.open(tmp_path / "all", NONE)
    living = sorted(int(s.columns.keys[row]) for s in group for row in s.living())
    assert merged.columns.keys.tolist() == living
    assert np.allclose(
        merged.vectors.take(merged.living()), vectors[np.array(living) - 1], atol=1e-3
    )
    expected = Columns.of(records(vectors[np.array(living) - 1], living))
    assert merged.columns.days.tolist() == expected.days.tolist()
    for field, codes in expected.codes.items():
        names = [merged.columns.names[code] for code in merged.columns.codes[field]]
        assert names == [expected.names[code] for code in codes]
